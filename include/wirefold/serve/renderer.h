// Renders the resource for a target.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "wirefold/base/guarded.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/model/override.h"
#include "wirefold/serve/page/feeds_page.h"
#include "wirefold/serve/page/pages.h"
#include "wirefold/serve/render/feed_document.h"
#include "wirefold/serve/resource.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/source.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

class CopyComparisons;

/// Renders from the current content of the source. The setters are safe from any thread; render()
/// is for one thread.
class Renderer {
 public:
  Renderer(Source& source, const Traffic& traffic);
  ~Renderer();

  void set_site(Site site, std::vector<FeedSource> sources);
  void set_health(FeedHealth health);

  /// The last argument of set_site(); null before the first call.
  std::shared_ptr<const Site> site() const { return site_.copy(); }

  /// `now` decides whether the resource may still change within its second, and resolves `since`.
  /// 404 and redirects are resources too. Throws the exceptions of the source.
  ResourcePtr render(const Target& target, Timestamp now);

 private:
  struct State;

  std::optional<Override> ruling_of(const Target& target);
  ResourcePtr feed(const State& state, const Target& target, Timestamp now);
  std::vector<Event> entries(const StoryQuery& query, bool by_event);
  bool goes_on(StoryQuery query, bool by_event, const std::vector<Event>& found);
  ResourcePtr story(const State& state, const Target& target, Timestamp now);
  ResourcePtr event(const State& state, const Target& target, Timestamp now);
  ResourcePtr article(const State& state, const Target& target);
  Timestamp renew_top(Timestamp now);
  void renew_history(Timestamp now);
  ResourcePtr feeds_page(const State& state, const Target& target);
  ResourcePtr subscribe_page(const State& state, const Target& target, Timestamp now);
  ResourcePtr missing(const State& state, const Target& target);

  Source& source_;
  const Traffic& traffic_;
  const std::unique_ptr<CopyComparisons> comparisons_;
  std::vector<TopStory> top_;
  Timestamp top_at_{};
  FeedHistory history_;
  Timestamp history_at_{};  // of its days and origins
  Guarded<std::shared_ptr<const Site>> site_;
  Guarded<std::shared_ptr<const std::vector<FeedSource>>> sources_;
  Guarded<std::shared_ptr<const FeedHealth>> health_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
