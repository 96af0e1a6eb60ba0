#include "wirefold/ingest/pending_events.h"

#include <cassert>
#include <chrono>
#include <utility>

namespace wirefold::ingest {

void PendingEvents::note_poll(bool has_failed) {
  assert(check_.is_here());
  ++tally_.polls;
  if (has_failed) ++tally_.failures;
}

void PendingEvents::save(store::MemoryWriter& to, Timestamp now) {
  assert(check_.is_here());
  save_tally(to, now);
  for (const StoryNews& news : news_) {
    saved_.push_back(to_event(news, now));
    ++counts_[saved_.back().kind];
  }
  to.add_events(saved_, now);
}

void PendingEvents::save_tally(store::MemoryWriter& to, Timestamp now) {
  for (const StoryNews& news : news_) {
    tally_.articles += news.what == StoryNews::kStory || news.what == StoryNews::kCopy;
    tally_.stories += news.what == StoryNews::kStory;
  }
  if (tally_.polls + tally_.articles == 0) return;
  tally_.hour = std::chrono::floor<std::chrono::hours>(now);
  to.count_hour(tally_);
  tally_ = {};
}

std::vector<StoryEvent> PendingEvents::publish() {
  assert(check_.is_here());
  for (std::size_t i = 0; i < saved_.size(); ++i) log_.say(news_[i], saved_[i]);
  news_.clear();
  return std::exchange(saved_, {});
}

}  // namespace wirefold::ingest
