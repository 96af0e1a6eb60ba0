#include "folding.h"

#include <algorithm>

namespace wirefold::store {
namespace {

// Bytes of the answers of one lookup.
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

}  // namespace

std::vector<Candidates> SqliteFolding::lookup(std::span<const Probe> entries) {
  std::vector<Candidates> out;
  std::size_t room = kMostBytes;
  for (const Probe& entry : entries) {
    Candidates& candidates = out.emplace_back(candidates_of(entry));
    room -= std::min(room, bytes_of(candidates));
    add_texts(entry, candidates, room);
    if (room == 0) break;
  }
  return out;
}

Candidates SqliteFolding::candidates_of(const Probe& entry) {
  const Asker& asker = entry.asker;
  Candidates out;
  out.is_story = is_story(entry);
  out.by_key = tables_.articles.find(asker, entry.key);
  out.is_complete = !out.by_key || out.by_key->text_hash != entry.text_hash;
  if (!out.is_complete) return out;
  if (out.by_key && entry.hash_key != entry.key) {
    out.by_hash_key = tables_.articles.find(asker, entry.hash_key);
  }
  for (const std::string& key : entry.other_keys) {
    out.by_other_key.push_back(tables_.articles.find(asker, key));
  }
  out.of_page = tables_.articles.of_page(asker, entry.canonical);
  out.twins = tables_.articles.twins(asker, entry.twin_hash);
  out.elsewhere = tables_.articles.of_page_elsewhere(asker, entry.page);
  out.is_waiting = tables_.waiting.has(asker.feed, asker.publisher.id(), entry.key);
  out.forgotten = tables_.retention.forgotten(entry);
  return out;
}

bool SqliteFolding::is_story(const Probe& entry) {
  const auto is_uid_of_story = [this](const std::string& key) {
    return key.starts_with("urn:uuid:") && tables_.stories.is_story(key);
  };
  return is_uid_of_story(entry.key) || std::ranges::any_of(entry.other_keys, is_uid_of_story);
}

void SqliteFolding::add_texts(const Probe& entry, Candidates& candidates, std::size_t& room) {
  const auto has = [&candidates](ArticleId id) {
    return std::ranges::any_of(candidates.texts, [id](const Article& a) { return a.id == id; });
  };
  for_each(candidates, [&](const KnownArticle& known) {
    if (known.text_hash == entry.text_hash || room == 0 || has(known.id)) return;
    auto article = tables_.articles.article(known.id);
    if (!article) return;
    room -= std::min(room, bytes_of(*article));
    candidates.texts.push_back(*std::move(article));
  });
}

std::vector<WaitingEntry> SqliteFolding::take(std::span<const std::uint64_t> pages) {
  std::vector<WaitingEntry> out;
  for (const std::uint64_t page : pages) {
    if (auto entry = tables_.waiting.find(page)) out.push_back(*std::move(entry));
  }
  return out;
}

std::vector<Article> SqliteFolding::articles(std::span<const ArticleId> ids) {
  std::vector<Article> out;
  for (const ArticleId id : ids) {
    if (auto article = tables_.articles.article(id)) out.push_back(*std::move(article));
  }
  return out;
}

std::optional<Placement> SqliteFolding::placement(ArticleId id) {
  return tables_.articles.placement(id);
}

std::optional<StoryFacts> SqliteFolding::facts_of(StoryId story) {
  return tables_.stories.facts_of(story);
}

void SqliteFolding::for_each_waiting(const std::function<void(const WaitingEntry&)>& use) {
  tables_.waiting.for_each(use);
}

void SqliteFolding::for_each_fingerprints(
    const std::function<void(const StoredFingerprints&)>& use) {
  tables_.memory.for_each_fingerprints(use);
}

void SqliteFolding::for_each_without_fingerprints(Timestamp since,
                                                  const std::function<void(const Article&)>& use) {
  tables_.memory.for_each_without_fingerprints(since, use);
}

void SqliteFolding::for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) {
  tables_.memory.for_each_boilerplate(use);
}

std::string SqliteFolding::common_words() { return tables_.memory.common_words(); }

StoryId SqliteFolding::add_story(Timestamp published, Timestamp now) {
  return tables_.stories.add(published, now);
}

ArticleId SqliteFolding::add_article(const Article& article, StoryId story,
                                     const FoldReason& reason, std::string_view words,
                                     Timestamp now) {
  return tables_.stories.add_article(article, story, reason, words, now);
}

void SqliteFolding::update_article(const Article& article, std::string_view words, Timestamp now) {
  tables_.stories.update_article(article, words, now);
}

void SqliteFolding::give_article(const Article& article) { tables_.articles.give(article); }

void SqliteFolding::move_article(ArticleId id, StoryId story, const FoldReason& reason,
                                 Timestamp now) {
  tables_.stories.move_article(id, story, reason, now);
}

void SqliteFolding::set_reason(ArticleId id, const FoldReason& reason, Timestamp now) {
  tables_.stories.set_reason(id, reason, now);
}

void SqliteFolding::note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash) {
  tables_.articles.note_listing(id, feed, text_hash);
}

void SqliteFolding::merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                                Timestamp now) {
  tables_.stories.merge(from, into, id, reason, now);
}

bool SqliteFolding::revive_story(StoryId story, Timestamp now) {
  return tables_.stories.revive(story, now);
}

void SqliteFolding::set_lead(StoryId story, ArticleId id, Timestamp now) {
  tables_.stories.set_lead(story, id, now);
}

void SqliteFolding::announce(StoryId story, Timestamp now) { tables_.stories.announce(story, now); }

void SqliteFolding::keep_forgotten(const Probe& entry, Timestamp now) {
  tables_.retention.keep_forgotten(entry, now);
}

}  // namespace wirefold::store
