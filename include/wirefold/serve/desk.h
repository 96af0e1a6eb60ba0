// What is served, made once a change and kept until the next.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/base/pulse.h"
#include "wirefold/serve/renderer.h"

namespace wirefold::serve {

/// Hands out resources that are made on one thread, run()'s. The three feeds without a filter and
/// the front page are made anew as soon as stories have changed, and the last ones are served
/// meanwhile. Everything else is made when it is asked for, and kept while it is true and there is
/// room. Safe from any thread but where said.
class Desk {
 public:
  using Clock = std::function<Timestamp()>;
  /// Gets what was asked for, or null if it cannot be made. Called on run()'s thread.
  using Done = std::function<void(const ResourcePtr&)>;

  Desk(Source& source, Traffic& traffic, Clock clock);

  void stories_changed();
  void feeds_changed(FeedHealth health);
  void site_changed(Site site, std::vector<FeedSource> sources);

  /// Both are called on run()'s thread: `refreshed` whenever the feeds have been made anew, and
  /// `step` from then on until it returns false: while nobody waits for anything, or when it has
  /// waited a second. It gets a fifth of the time. Before run().
  void on_refresh(std::function<void()> refreshed, std::function<bool()> step) {
    refreshed_ = std::move(refreshed);
    step_ = std::move(step);
  }

  /// False until the feeds have been made for the first time.
  bool is_ready() const;

  /// What site_changed() was given last; null before.
  std::shared_ptr<const Site> site() const { return renderer_.site(); }

  /// What can be answered at once; null if it has to be asked for.
  ResourcePtr find(const Target& target);

  /// Has it made. False if too many wait already, or what was made takes too much: `done` is not
  /// called then.
  bool ask(const Target& target, Done done);

  /// What is true now, made if need be. Only on run()'s thread, from a step of on_refresh().
  ResourcePtr make(const Target& target);

  /// Makes the feeds and the front page for the first time, on this thread. Before run().
  void prepare() { refresh(); }

  /// True while the feeds and the front page show the last change.
  bool is_current() const;

  /// Makes what is asked for until `stop`. What still waits then gets null. Beats `pulse` at every
  /// turn.
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

  std::uint64_t version_of(Kind kind) const;
  bool is_true(const Kept& kept, Kind kind) const;
  ResourcePtr render(const Target& target);
  void keep(const std::string& key, Kind kind, std::uint64_t version, ResourcePtr resource);
  void drop_oldest();
  void refresh();
  void do_job();
  bool refresh_is_due() const;
  void do_step();

  using Steady = std::chrono::steady_clock;

  Traffic& traffic_;
  Renderer renderer_;
  const Clock clock_;
  std::function<void()> refreshed_;
  std::function<bool()> step_;
  // run()'s thread only
  bool steps_left_ = false;
  Steady::time_point next_step_{};
  Steady::time_point refreshed_at_{};

  mutable std::mutex mutex_;  // guards all below
  std::condition_variable_any wake_;
  std::uint64_t stories_ = 0;  // versions
  std::uint64_t feeds_ = 0;
  std::uint64_t site_ = 0;
  std::uint64_t refreshed_version_ = 0;
  bool unsettled_ = false;  // some of the refreshed may still change within its second
  bool ready_ = false;
  std::unordered_map<std::string, Kept> kept_;
  std::list<std::string> uses_;  // the last used first
  std::size_t kept_bytes_ = 0;
  std::map<std::string, Job> jobs_;
  std::deque<std::string> queue_;  // keys of jobs_
};

}  // namespace wirefold::serve
