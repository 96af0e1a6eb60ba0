#include "wirefold/crawl/feed_changes.h"

#include <utility>

#include "wirefold/schedule/schedule.h"

namespace wirefold::crawl {

void FeedChanges::note(const Feed& feed, std::string_view what, LogLevel level, std::string detail,
                       std::optional<std::uint64_t> missed) {
  ++counts_[std::string(what)];
  changes_.push_back({feed.state.id, std::string(what), level, std::move(detail), missed});
}

void FeedChanges::log(const FeedMap& feeds) {
  for (const Change& change : changes_) {
    const Feed& feed = feeds.at(change.feed);
    LogEvent event("feed", LogArea::kFetch, change.level);
    event.field("state", change.what).field("url", feed.source->url);
    if (change.missed) event.field("missed", *change.missed);
    if (!change.detail.empty()) event.text(change.what == "moved" ? "to" : "detail", change.detail);
    if (!feed.state.last_error.empty()) event.text("error", feed.state.last_error);
    if (feed.state.next_poll) {
      event.field("next", format_rfc3339(*feed.state.next_poll));
      event.text("why", schedule::words(schedule::why_of(feed.state.why)));
    }
    event.emit();
  }
  changes_.clear();
}

}  // namespace wirefold::crawl
