#include "fold_memory.h"

#include "article_row.h"

namespace wirefold::store {

void FoldMemory::add_waiting(WaitingEntry& entry) { waiting_.add(entry); }

void FoldMemory::drop_waiting(std::uint64_t page) { waiting_.drop(page); }

void FoldMemory::set_waiting_scope(FeedId feed, std::string_view publisher) {
  waiting_.set_scope(feed, publisher);
}

void FoldMemory::add_events(std::span<StoryEvent> events, Timestamp now) {
  for (StoryEvent& event : events) events_.add(event, now);
}

void FoldMemory::count_hour(const HourTally& more) { events_.count_hour(more); }

void FoldMemory::save_fingerprints(const StoredFingerprints& p) {
  Statement& s = save_fingerprints_.reset().bind(to_int(p.article));
  s.bind(static_cast<std::int64_t>(p.outlet)).bind(static_cast<std::int64_t>(p.link));
  s.bind(p.published).bind(p.seen).bind_blob(p.fingerprints).step();
}

void FoldMemory::update_fingerprints(ArticleId id, std::string_view fingerprints) {
  update_fingerprints_.reset().bind_blob(fingerprints).bind(to_int(id)).step();
}

void FoldMemory::set_fingerprint_outlet(ArticleId id, std::uint64_t outlet) {
  Statement s(db_, "UPDATE print SET outlet = ? WHERE article = ?");
  s.bind(static_cast<std::int64_t>(outlet)).bind(to_int(id)).step();
}

void FoldMemory::drop_fingerprints(std::span<const ArticleId> articles) {
  for (const ArticleId id : articles) drop_fingerprints_.reset().bind(to_int(id)).step();
}

void FoldMemory::for_each_fingerprints(const std::function<void(const StoredFingerprints&)>& use) {
  Statement s(
      db_,
      "SELECT print.article, print.outlet, print.link, print.published, print.seen, "
      "article.story, print.prints, article.like_article, article.similarity, article.rule, " +
          kPublisherName + ", " + kCarrier +
          " FROM print JOIN article ON article.id = print.article "
          "JOIN feed ON feed.id = article.feed ORDER BY print.article");
  while (s.step()) {
    use({ArticleId{s.int64(0)},
         static_cast<std::uint64_t>(s.int64(1)),
         static_cast<std::uint64_t>(s.int64(2)),
         s.maybe_time(3),
         s.time(4),
         StoryId{s.int64(5)},
         s.blob(6),
         ArticleId{s.int64(7)},
         s.real(8),
         s.text(9),
         {s.text(10), s.text(11)}});
  }
}

void FoldMemory::for_each_without_fingerprints(Timestamp since,
                                               const std::function<void(const Article&)>& use) {
  Statement s(db_, "SELECT " + kArticleColumns + kFromArticles +
                       "WHERE first_seen >= ? AND NOT EXISTS "
                       "(SELECT 1 FROM print WHERE print.article = article.id) "
                       "ORDER BY article.id");
  s.bind(since);
  while (s.step()) use(read_article(s));
}

void FoldMemory::save_boilerplate(std::span<const LearnedSentence> sentences) {
  for (const LearnedSentence& sentence : sentences) {
    save_boilerplate_.reset().bind(static_cast<std::int64_t>(sentence.key));
    save_boilerplate_.bind(sentence.last_seen).step();
  }
}

void FoldMemory::for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) {
  Statement s(db_, "SELECT key, last_seen FROM boilerplate");
  while (s.step()) use({static_cast<std::uint64_t>(s.int64(0)), s.time(1)});
}

void FoldMemory::forget_boilerplate(Timestamp since) {
  Statement(db_, "DELETE FROM boilerplate WHERE last_seen < ?").bind(since).step();
}

void FoldMemory::save_common_words(std::string_view bytes) {
  Statement(db_, "INSERT OR REPLACE INTO common_words VALUES (1, ?)").bind_blob(bytes).step();
}

std::string FoldMemory::common_words() {
  Statement s(db_, "SELECT words FROM common_words");
  return s.step() ? s.blob(0) : std::string();
}

}  // namespace wirefold::store
