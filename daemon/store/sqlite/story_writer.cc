#include "story_writer.h"

#include "wirefold/base/hash.h"

namespace wirefold::store {

/// Ids are given here and nowhere else, so the uid, which is made of the id, can go in with it.
std::int64_t StoryLedger::next_id() {
  if (last_id_ == 0) {
    last_id_ = number_of(db_, "SELECT seq FROM sqlite_sequence WHERE name = 'story'");
  }
  return ++last_id_;
}

StoryId StoryLedger::add(Timestamp published, Timestamp now) {
  const std::int64_t id = next_id();
  const std::string uid = "urn:uuid:" + hash_uuid(instance_ + '/' + std::to_string(id));
  insert_.reset().bind(id).bind(uid).bind(published).bind(now).bind(published).bind(now).step();
  return StoryId{id};
}

ArticleId StoryLedger::add_article(const Article& article, StoryId story, const FoldReason& reason,
                                   Timestamp now) {
  const ArticleId id = articles_.add(article, story, reason);
  join_.reset().bind(to_int(id)).bind(now).bind(to_int(story)).step();
  return id;
}

void StoryLedger::update_article(const Article& article, Timestamp now) {
  articles_.update(article);
  touch_.reset().bind(now).bind(now).bind(to_int(article.id)).step();
}

void StoryLedger::set_reason(ArticleId id, const FoldReason& reason, Timestamp now) {
  const auto placement = articles_.placement(id);
  if (!placement) refuse(db_, "has lost article " + std::to_string(to_int(id)));
  articles_.set_reason(id, reason);
  join_.reset().bind(to_int(id)).bind(now).bind(to_int(placement->story)).step();
}

void StoryLedger::move_article(ArticleId id, StoryId story, const FoldReason& reason,
                               Timestamp now) {
  const auto from = articles_.placement(id);
  if (!from) refuse(db_, "has lost article " + std::to_string(to_int(id)));
  articles_.move(id, story, reason);
  join_.reset().bind(to_int(id)).bind(now).bind(to_int(story)).step();
  leave_.reset().bind(to_int(id)).bind(now).bind(now).bind(to_int(from->story)).step();
}

void StoryLedger::merge(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                        Timestamp now) {
  move_article(id, into, reason, now);
  articles_.move_all(from, into);
  end_.reset().bind(to_int(into)).bind(now).bind(to_int(from)).step();
}

bool StoryLedger::revive(StoryId story, Timestamp now) {
  revive_.reset().bind(now).bind(now).bind(to_int(story)).step();
  return sqlite3_changes(db_) > 0;
}

void StoryLedger::set_lead(StoryId story, ArticleId id, Timestamp now) {
  set_lead_.reset().bind(to_int(id)).bind(now).bind(now).bind(to_int(story)).step();
}

void StoryLedger::announce(StoryId story, Timestamp now) {
  announce_.reset().bind(now).bind(now).bind(to_int(story)).step();
}

std::optional<Article> StoryLedger::lead_of(StoryId story) {
  if (!select_lead_.reset().bind(to_int(story)).step()) return std::nullopt;
  const ArticleId lead{select_lead_.int64(0)};  // 0, which no article has, for none
  select_lead_.reset();
  return articles_.article(lead);
}

Timestamp StoryLedger::created(StoryId story) {
  if (!select_created_.reset().bind(to_int(story)).step()) {
    refuse(db_, "has lost story " + std::to_string(to_int(story)));
  }
  const Timestamp created = select_created_.time(0);
  select_created_.reset();
  return created;
}

bool StoryLedger::is_story(std::string_view uid) {
  const bool found = select_uid_.reset().bind(uid).step();
  select_uid_.reset();
  return found;
}

std::size_t StoryLedger::count_outlets(StoryId story) {
  count_outlets_.reset().bind(to_int(story)).step();
  const auto count = static_cast<std::size_t>(count_outlets_.int64(0));
  count_outlets_.reset();
  return count;
}

std::optional<Timestamp> StoryLedger::last_change() {
  Statement s(db_, "SELECT max(changed) FROM story");
  return s.step() ? s.maybe_time(0) : std::nullopt;
}

}  // namespace wirefold::store
