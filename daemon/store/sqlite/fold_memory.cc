#include "fold_memory.h"

#include "article_row.h"

namespace wirefold::store {

void LearnedTable::save(const StoredPrints& p) {
  Statement& s = save_prints_.reset().bind(to_int(p.article));
  s.bind(static_cast<std::int64_t>(p.outlet)).bind(static_cast<std::int64_t>(p.link));
  s.bind(p.published).bind(p.seen).bind_blob(p.prints).step();
}

void LearnedTable::update_prints(ArticleId id, std::string_view prints) {
  update_prints_.reset().bind_blob(prints).bind(to_int(id)).step();
}

void LearnedTable::set_print_outlet(ArticleId id, std::uint64_t outlet) {
  Statement s(db_, "UPDATE print SET outlet = ? WHERE article = ?");
  s.bind(static_cast<std::int64_t>(outlet)).bind(to_int(id)).step();
}

void LearnedTable::drop_prints(ArticleId id) { drop_prints_.reset().bind(to_int(id)).step(); }

void LearnedTable::for_each_prints(const std::function<void(const StoredPrints&)>& use) {
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

void LearnedTable::for_each_unprinted(Timestamp since,
                                      const std::function<void(const Article&)>& use) {
  Statement s(db_, "SELECT " + kArticleColumns + kFromArticles +
                       "WHERE first_seen >= ? AND NOT EXISTS "
                       "(SELECT 1 FROM print WHERE print.article = article.id) "
                       "ORDER BY article.id");
  s.bind(since);
  while (s.step()) use(read_article(s));
}

void LearnedTable::save(const LearnedSentence& sentence) {
  save_boilerplate_.reset().bind(static_cast<std::int64_t>(sentence.key));
  save_boilerplate_.bind(sentence.last_seen).step();
}

void LearnedTable::for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) {
  Statement s(db_, "SELECT key, last_seen FROM boilerplate");
  while (s.step()) use({static_cast<std::uint64_t>(s.int64(0)), s.time(1)});
}

void LearnedTable::forget_boilerplate(Timestamp since) {
  Statement(db_, "DELETE FROM boilerplate WHERE last_seen < ?").bind(since).step();
}

void LearnedTable::save_common_words(std::string_view bytes) {
  Statement(db_, "INSERT OR REPLACE INTO common_words VALUES (1, ?)").bind_blob(bytes).step();
}

std::string LearnedTable::common_words() {
  Statement s(db_, "SELECT words FROM common_words");
  return s.step() ? s.blob(0) : std::string();
}

}  // namespace wirefold::store
