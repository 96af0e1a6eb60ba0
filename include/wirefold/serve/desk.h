// Renders resources once per change, and caches them until the next.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/base/mutex.h"
#include "wirefold/base/pulse.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/serve/renderer.h"

namespace wirefold::serve {

/// Returns resources, which are rendered on one thread: run()'s. The three feeds without a filter
/// and the front page are rendered again as soon as stories have changed, and the last version is
/// served meanwhile. Any other resource is rendered on demand, and cached while it is current and
/// there is room; what an operator's session asks for is not cached. Safe from any thread unless
/// stated otherwise.
class Desk {
 public:
  /// Gets the resource, or null if it cannot be rendered. Called on run()'s thread.
  using Done = std::function<void(const ResourcePtr&)>;

  Desk(Source& source, Traffic& traffic, WallClock clock);

  void stories_changed();
  void feeds_changed(FeedHealth health);
  void site_changed(Site site, std::vector<FeedSource> sources);

  /// Sets two callbacks for run()'s thread. `refreshed` is called after the feeds were rendered
  /// again, and `step` from then on until it returns false. A step runs when no request waits, or
  /// after it was due for a second. Steps get at most a fifth of the time. Call it before run().
  void on_refresh(std::function<void()> refreshed, std::function<bool()> step) {
    refreshed_ = std::move(refreshed);
    step_ = std::move(step);
  }

  /// False until the feeds and the front page have been rendered for the first time.
  bool is_ready() const;

  /// The last argument of site_changed(); null before the first call.
  std::shared_ptr<const Site> site() const { return renderer_.site(); }

  /// A resource that can be served at once; null if it must be requested with ask().
  ResourcePtr find(const Target& target);

  /// Requests a resource. Returns false, and never calls `done`, if too many requests wait or
  /// rendered_bytes() exceeds its limit.
  bool ask(const Target& target, Done done);

  /// The current version, rendered if necessary. Only on run()'s thread, from a step of
  /// on_refresh().
  ResourcePtr make(const Target& target);

  /// Renders the feeds and the front page for the first time, on the caller's thread. Call it
  /// before run().
  void prepare() { refresh(); }

  /// True while the feeds and the front page show the last change.
  bool is_current() const;

  /// Renders requested resources until `stop`. Requests that still wait then get null. Beats
  /// `pulse` at every turn.
  void run(const std::stop_token& stop, Pulse* pulse = nullptr);

 private:
  struct Kept {
    ResourcePtr resource;
    std::uint64_t version = 0;
    std::list<std::string>::iterator place;  // in uses_
  };
  struct Job {
    Target target;
    std::vector<Done> waiting;
  };

  std::uint64_t version_of(Kind kind) const REQUIRES(mutex_);
  bool is_true(const Kept& kept, Kind kind) const REQUIRES(mutex_);
  ResourcePtr render(const Target& target) EXCLUDES(mutex_);
  void keep(const std::string& key, Kind kind, std::uint64_t version, ResourcePtr resource)
      REQUIRES(mutex_);
  void drop_oldest() REQUIRES(mutex_);
  void refresh() EXCLUDES(mutex_);
  void do_job() EXCLUDES(mutex_);
  bool refresh_is_due() const REQUIRES(mutex_);
  void do_step() EXCLUDES(mutex_);

  using Steady = std::chrono::steady_clock;

  Traffic& traffic_;
  Renderer renderer_;
  const WallClock clock_;
  std::function<void()> refreshed_;
  std::function<bool()> step_;
  // Used on run()'s thread only:
  bool steps_left_ = false;
  Steady::time_point next_step_{};
  Steady::time_point refreshed_at_{};

  mutable Mutex mutex_;
  std::condition_variable_any wake_;  // with a stop token
  // Versions of the stories, the feeds and the site:
  std::uint64_t stories_ GUARDED_BY(mutex_) = 0;
  std::uint64_t feeds_ GUARDED_BY(mutex_) = 0;
  std::uint64_t site_ GUARDED_BY(mutex_) = 0;
  std::uint64_t refreshed_version_ GUARDED_BY(mutex_) = 0;
  // True while the refreshed resources may still change within their second.
  bool unsettled_ GUARDED_BY(mutex_) = false;
  std::optional<Timestamp> ends_;  // when a resource that is always ready ends; desk thread only
  bool ready_ GUARDED_BY(mutex_) = false;
  std::unordered_map<std::string, Kept> kept_ GUARDED_BY(mutex_);
  std::list<std::string> uses_ GUARDED_BY(mutex_);  // keys of kept_, the last used first
  std::size_t kept_bytes_ GUARDED_BY(mutex_) = 0;
  std::map<std::string, Job> jobs_ GUARDED_BY(mutex_);
  std::deque<std::string> queue_ GUARDED_BY(mutex_);  // keys of jobs_
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
