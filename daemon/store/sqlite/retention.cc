#include "retention.h"

#include <algorithm>

#include "wirefold/base/hash.h"

namespace wirefold::store {
namespace {

using std::chrono::days;

// Of stories, in one step: some 20 ms on one core (tests/bench/run store).
constexpr std::int64_t kStoriesAStep = 100;
constexpr std::int64_t kMarksAStep = 2000;
constexpr std::int64_t kPagesAStep = 256;

// An entry that its feed has not listed for so long has left it for good. Feeds flap: a stale copy
// from a cache, a list in another order.
constexpr days kUnlisted(30);

// A feed that was not polled for so long is off the list.
constexpr days kUnpolled(400);

constexpr days kPassEvery(1);

// Free pages are used again; given back to the file system are those beyond an eighth of the file.
constexpr std::int64_t kFreeShare = 8;
constexpr std::int64_t kFreePages = 1024;

}  // namespace

Retention::Retention(sqlite3* db, ArticleTable& articles, std::string_view instance)
    : db_(db), articles_(articles), seed_(hash64(instance)) {}

Forgotten Retention::forget(const Keep& keep, Timestamp now, const WordsOf& words_of) {
  const auto is_too_large = [&] { return keep.max_bytes > 0 && bytes() > keep.max_bytes; };
  Forgotten out;
  std::vector<std::int64_t> stories = stories_before(std::min(keep.since, keep.window), keep);
  if (stories.empty() && is_too_large()) stories = stories_before(keep.window, keep);
  for (const std::int64_t story : stories) out.articles += forget_story(story, now, words_of);
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

/// Number of its articles. Those that were found to be like others go first.
std::size_t Retention::forget_story(std::int64_t story, Timestamp now, const WordsOf& words_of) {
  std::vector<Article> articles;
  Statement& s = select_articles_.reset().bind(story);
  while (s.step()) articles.push_back(read_article(s));
  unlead_.reset().bind(story).step();
  for (const Article& article : articles) {
    articles_.unindex(article.id, words_of(article));
    for (const std::uint64_t mark : marks_of(article)) {
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

std::uint64_t Retention::key_mark(const Article& article, const std::string& whose) const {
  return hash64("key\n" + whose + '\n' + article.key, seed_);
}

std::uint64_t Retention::page_mark(const Article& article, const std::string& whose) const {
  return hash64("url\n" + whose + '\n' + article.canonical + '\n' + article.title, seed_);
}

/// An entry is the same by its key in its feed, or by where it leads and its title under another
/// key: feeds of two sections list it.
std::vector<std::uint64_t> Retention::marks_of(const Article& article) const {
  std::vector<std::uint64_t> out = {key_mark(article, '#' + std::to_string(to_int(article.feed)))};
  if (!article.canonical.empty()) out.push_back(page_mark(article, article.publisher.id()));
  return out;
}

bool Retention::was_forgotten(const Article& article, Timestamp now) {
  std::vector<std::uint64_t> marks = marks_of(article);
  // Versions before schema 12 left them under the outlet's name.
  marks.push_back(key_mark(article, article.outlet));
  if (!article.canonical.empty()) marks.push_back(page_mark(article, article.outlet));
  bool found = false;
  for (const std::uint64_t mark : marks) {
    const auto key = static_cast<std::int64_t>(mark);
    if (!select_mark_.reset().bind(key).step()) continue;
    found = true;
    const bool is_old = select_mark_.time(0) + days(1) <= now;
    select_mark_.reset();
    if (is_old) touch_mark_.reset().bind(to_int(article.feed)).bind(now).bind(key).step();
  }
  return found;
}

bool Retention::tidy(Timestamp now) {
  return forget_marks(now) || merge_index(now) || give_back_space();
}

/// What is taken out of the index is only written down until the parts that have it are merged,
/// which FTS5 does by itself when there are four of a size: a piece of having it done with two
/// (sqlite.org/fts5.html#the_merge_command). True if there is more.
bool Retention::merge_index(Timestamp now) {
  if (now < next_merge_) return false;
  const int before = sqlite3_total_changes(db_);
  merge_.reset().bind(kPagesAStep).step();
  constexpr int kNothingDone = 2;  // as the documentation has it
  if (sqlite3_total_changes(db_) - before >= kNothingDone) return true;
  next_merge_ = now + kPassEvery;
  return false;
}

/// A piece of a pass over all marks; true if it goes on.
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

/// True if there is more.
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

}  // namespace wirefold::store
