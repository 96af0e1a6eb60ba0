#include "story_writer.h"

#include "wirefold/base/hash.h"

namespace wirefold::store {

/// Assigns the ids of stories instead of SQLite, so that one INSERT can include the uid, which is
/// made from the id.
std::int64_t StoryWriter::next_id() {
  if (last_id_ == 0) {
    last_id_ = number_of(db_, "SELECT seq FROM sqlite_sequence WHERE name = 'story'");
  }
  return ++last_id_;
}

StoryId StoryWriter::add(Timestamp published, Timestamp now) {
  const std::int64_t id = next_id();
  entries_.add_new(StoryId{id});
  const std::string uid = "urn:uuid:" + hash_uuid(instance_ + '/' + std::to_string(id));
  insert_.reset().bind(id).bind(uid).bind(published).bind(now).bind(published).bind(now).step();
  return StoryId{id};
}

ArticleId StoryWriter::add_article(const Article& article, StoryId story, const FoldReason& reason,
                                   std::string_view words, Timestamp now) {
  const ArticleId id = articles_.add(article, story, reason, words);
  join_.reset().bind(to_int(id)).bind(now).bind(to_int(story)).step();
  return id;
}

void StoryWriter::update_article(const Article& article, std::string_view words, Timestamp now) {
  articles_.update(article, words);
  touch_.reset().bind(now).bind(now).bind(to_int(article.id)).step();
}

void StoryWriter::set_reason(ArticleId id, const FoldReason& reason, Timestamp now) {
  const auto placement = articles_.placement(id);
  if (!placement) refuse(db_, "article " + std::to_string(to_int(id)) + " is missing");
  articles_.set_reason(id, reason);
  join_.reset().bind(to_int(id)).bind(now).bind(to_int(placement->story)).step();
}

void StoryWriter::move_article(ArticleId id, StoryId story, const FoldReason& reason,
                               Timestamp now) {
  const auto from = articles_.placement(id);
  if (!from) refuse(db_, "article " + std::to_string(to_int(id)) + " is missing");
  entries_.touch(from->story);
  entries_.touch(story);
  articles_.move(id, story, reason);
  join_.reset().bind(to_int(id)).bind(now).bind(to_int(story)).step();
  leave_.reset().bind(to_int(id)).bind(now).bind(now).bind(to_int(from->story)).step();
  entries_.refresh(now);
}

void StoryWriter::merge(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                        Timestamp now) {
  entries_.touch(from);
  move_article(id, into, reason, now);
  articles_.move_all(from, into);
  end_.reset().bind(to_int(into)).bind(now).bind(to_int(from)).step();
  entries_.refresh(now);
}

bool StoryWriter::revive(StoryId story, Timestamp now) {
  revive_.reset().bind(now).bind(now).bind(to_int(story)).step();
  return sqlite3_changes(db_) > 0;
}

void StoryWriter::set_lead(StoryId story, ArticleId id, Timestamp now) {
  set_lead_.reset().bind(to_int(id)).bind(now).bind(now).bind(to_int(story)).step();
}

void StoryWriter::announce(StoryId story, Timestamp now) {
  announce_.reset().bind(now).bind(now).bind(to_int(story)).step();
}

std::optional<Article> StoryWriter::lead_of(StoryId story) {
  if (!select_lead_.reset().bind(to_int(story)).step()) return std::nullopt;
  const ArticleId lead{select_lead_.int64(0)};  // 0, the id of no article, if there is no lead
  select_lead_.reset();
  return articles_.article(lead);
}

bool StoryWriter::is_story(std::string_view uid) {
  const bool found = select_uid_.reset().bind(uid).step();
  select_uid_.reset();
  return found;
}

std::optional<StoryFacts> StoryWriter::facts_of(StoryId story) {
  if (!select_facts_.reset().bind(to_int(story)).step()) return std::nullopt;
  StoryFacts out{story, select_facts_.time(0), ArticleId{select_facts_.int64(1)}, {}};
  select_facts_.reset();
  select_outlets_.reset().bind(to_int(story));
  while (select_outlets_.step()) ++out.outlets[select_outlets_.text(0)];
  return out;
}

}  // namespace wirefold::store
