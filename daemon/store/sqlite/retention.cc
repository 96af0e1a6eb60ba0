#include "retention.h"

#include <algorithm>

#include "wirefold/base/hash.h"

namespace wirefold::store {
namespace {

using std::chrono::days;

// Work in one step. Forgetting 100 stories takes about 20 ms on one core.
constexpr std::int64_t kStoriesAStep = 100;
constexpr std::int64_t kMarksAStep = 2000;
constexpr std::int64_t kPagesAStep = 256;

// An entry that its feed has not listed for this long does not come back. Before that, it may: a
// cache returns a stale copy, or the list has another order.
constexpr days kUnlisted(30);

// A feed that was not polled for this long is off the list.
constexpr days kUnpolled(400);

constexpr days kPassEvery(1);

// SQLite reuses free pages. Only those above an eighth of the file, and at least kFreePages, are
// returned to the file system.
constexpr std::int64_t kFreeShare = 8;
constexpr std::int64_t kFreePages = 1024;

/// The entry of a stored article, as far as its marks need it.
Probe entry_of(const Article& article) {
  Probe out;
  out.asker = {article.publisher, article.feed};
  out.key = article.key;
  out.canonical = article.canonical;
  out.title = article.title;
  out.outlet = article.outlet;
  return out;
}

}  // namespace

Retention::Retention(sqlite3* db, ArticleTable& articles, EntryKeeper& entries,
                     std::string_view instance)
    : db_(db), articles_(articles), entries_(entries), seed_(hash64(instance)) {}

Forgotten Retention::forget(const Keep& keep, Timestamp now) {
  const auto is_too_large = [&] { return keep.max_bytes > 0 && bytes() > keep.max_bytes; };
  Forgotten out;
  std::vector<std::int64_t> stories = stories_before(std::min(keep.since, keep.window), keep);
  if (stories.empty() && is_too_large()) stories = stories_before(keep.window, keep);
  for (const std::int64_t story : stories) out.articles += forget_story(story, now);
  entries_.forget_ended(std::min(keep.since, keep.window));
  out.stories = stories.size();
  out.more = out.stories == kStoriesAStep || (out.stories > 0 && is_too_large());
  out.too_large = out.stories == 0 && is_too_large();
  return out;
}

std::vector<std::int64_t> Retention::stories_before(Timestamp changed, const Keep& keep) {
  std::vector<std::int64_t> out;
  Statement& s = select_stories_.reset().bind(changed);
  s.bind(static_cast<std::int64_t>(keep.newest)).bind(kStoriesAStep);
  while (s.step()) out.push_back(s.int64(0));
  return out;
}

/// Returns the number of articles of the story. Deletes the newest first, because an article mostly
/// refers to an older one that it is like.
std::size_t Retention::forget_story(std::int64_t story, Timestamp now) {
  std::vector<Article> articles;
  Statement& s = select_articles_.reset().bind(story);
  while (s.step()) articles.push_back(read_article(s));
  entries_.forget_story(StoryId{story}, now);
  unlead_.reset().bind(story).step();
  for (const Article& article : articles) {
    articles_.unindex(article);
    for (const std::uint64_t mark : marks_of(entry_of(article))) {
      insert_mark_.reset().bind(static_cast<std::int64_t>(mark));
      insert_mark_.bind(to_int(article.feed)).bind(now).step();
    }
    unlike_.reset().bind(to_int(article.id)).step();
    delete_article_.reset().bind(to_int(article.id)).step();
  }
  unfollow_.reset().bind(story).step();
  delete_story_.reset().bind(story).step();
  return articles.size();
}

std::uint64_t Retention::key_mark(const Probe& entry, const std::string& whose) const {
  return hash64("key\n" + whose + '\n' + entry.key, seed_);
}

std::uint64_t Retention::page_mark(const Probe& entry, const std::string& whose) const {
  return hash64("url\n" + whose + '\n' + entry.canonical + '\n' + entry.title, seed_);
}

/// An entry is recognised by its key in its feed, or by its canonical URL and title if the feed of
/// another section lists it under another key.
std::vector<std::uint64_t> Retention::marks_of(const Probe& entry) const {
  const Asker& asker = entry.asker;
  std::vector<std::uint64_t> out = {key_mark(entry, '#' + std::to_string(to_int(asker.feed)))};
  if (!entry.canonical.empty()) out.push_back(page_mark(entry, asker.publisher.id()));
  return out;
}

/// Versions before schema 12 made the marks with the outlet's name.
std::vector<std::uint64_t> Retention::all_marks_of(const Probe& entry) const {
  std::vector<std::uint64_t> out = marks_of(entry);
  out.push_back(key_mark(entry, entry.outlet));
  if (!entry.canonical.empty()) out.push_back(page_mark(entry, entry.outlet));
  return out;
}

std::optional<Timestamp> Retention::forgotten(const Probe& entry) {
  std::optional<Timestamp> oldest;
  for (const std::uint64_t mark : all_marks_of(entry)) {
    if (!select_mark_.reset().bind(static_cast<std::int64_t>(mark)).step()) continue;
    const Timestamp listed = select_mark_.time(0);
    select_mark_.reset();
    oldest = std::min(oldest.value_or(listed), listed);
  }
  return oldest;
}

void Retention::keep_forgotten(const Probe& entry, Timestamp now) {
  for (const std::uint64_t mark : all_marks_of(entry)) {
    touch_mark_.reset().bind(to_int(entry.asker.feed)).bind(now);
    touch_mark_.bind(static_cast<std::int64_t>(mark)).step();
  }
}

bool Retention::tidy(Timestamp now) {
  return forget_marks(now) || merge_index(now) || give_back_space();
}

/// Merges a part of the search index. FTS5 frees the space of deleted entries only when it merges
/// segments, by default four of one size; this command merges two
/// (sqlite.org/fts5.html#the_merge_command). Returns true if there is more to do.
bool Retention::merge_index(Timestamp now) {
  if (now < next_merge_) return false;
  const int before = sqlite3_total_changes(db_);
  merge_.reset().bind(kPagesAStep).step();
  // SQLite documents that fewer changes mean that nothing was done.
  constexpr int kNothingDone = 2;
  if (sqlite3_total_changes(db_) - before >= kNothingDone) return true;
  next_merge_ = now + kPassEvery;
  return false;
}

/// One part of a pass over all marks. Returns true if the pass continues.
bool Retention::forget_marks(Timestamp now) {
  if (now < next_pass_) return false;
  if (!last_mark_.reset().bind(passed_).bind(kMarksAStep).step() || last_mark_.is_null(0)) {
    last_mark_.reset();
    passed_ = std::numeric_limits<std::int64_t>::min();
    next_pass_ = now + kPassEvery;
    return false;
  }
  const std::int64_t last = last_mark_.int64(0);
  last_mark_.reset();
  Statement& s = delete_marks_.reset().bind(passed_).bind(last).bind(now - kUnlisted);
  s.bind(std::int64_t{std::chrono::seconds(kUnlisted).count()}).bind(now - kUnpolled).step();
  passed_ = last;
  return true;
}

/// Returns true if there may be more to return.
bool Retention::give_back_space() {
  const std::int64_t spare =
      std::max(kFreePages, number_of(db_, "PRAGMA page_count") / kFreeShare) + kPagesAStep;
  if (number_of(db_, "PRAGMA freelist_count") < spare) return false;
  execute(db_, "PRAGMA incremental_vacuum(" + std::to_string(kPagesAStep) + ")");
  return true;
}

std::int64_t Retention::bytes() {
  const std::int64_t used =
      number_of(db_, "PRAGMA page_count") - number_of(db_, "PRAGMA freelist_count");
  return used * number_of(db_, "PRAGMA page_size");
}

std::optional<Timestamp> Retention::last_change() {
  Statement s(db_, "SELECT max(changed) FROM story");
  return s.step() ? s.maybe_time(0) : std::nullopt;
}

bool Retention::is_scrubbed() {
  return number_of(db_, "SELECT count(*) FROM meta WHERE key = 'scrub'") == 0;
}

}  // namespace wirefold::store
