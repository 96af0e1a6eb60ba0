// Answers the fold thread from several tables, and passes its changes to them. Private to the
// store.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "article_table.h"
#include "fold_memory.h"
#include "retention.h"
#include "story_writer.h"
#include "waiting_table.h"
#include "wirefold/store/folding.h"

namespace wirefold::store {

class SqliteFolding : public Folding, public FoldingWriter {
 public:
  /// All must outlive this object.
  struct Tables {
    ArticleTable& articles;
    StoryWriter& stories;
    FoldMemory& memory;
    WaitingTable& waiting;
    Retention& retention;
  };
  explicit SqliteFolding(const Tables& tables) : tables_(tables) {}

  std::vector<Candidates> lookup(std::span<const Probe> entries) override;
  std::vector<WaitingEntry> take(std::span<const std::uint64_t> pages) override;
  std::vector<Article> articles(std::span<const ArticleId> ids) override;
  std::optional<Placement> placement(ArticleId id) override;
  std::optional<StoryFacts> facts_of(StoryId story) override;
  void for_each_waiting(const std::function<void(const WaitingEntry&)>& use) override;
  void for_each_fingerprints(const std::function<void(const StoredFingerprints&)>& use) override;
  void for_each_without_fingerprints(Timestamp since,
                                     const std::function<void(const Article&)>& use) override;
  void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) override;
  std::string common_words() override;

  StoryId add_story(Timestamp published, Timestamp now) override;
  ArticleId add_article(const Article& article, StoryId story, const FoldReason& reason,
                        std::string_view words, Timestamp now) override;
  void update_article(const Article& article, std::string_view words, Timestamp now) override;
  void give_article(const Article& article) override;
  void move_article(ArticleId id, StoryId story, const FoldReason& reason, Timestamp now) override;
  void set_reason(ArticleId id, const FoldReason& reason, Timestamp now) override;
  void note_listing(ArticleId id, FeedId feed, std::uint64_t text_hash) override;
  void merge_story(StoryId from, StoryId into, ArticleId id, const FoldReason& reason,
                   Timestamp now) override;
  bool revive_story(StoryId story, Timestamp now) override;
  void set_lead(StoryId story, ArticleId id, Timestamp now) override;
  void announce(StoryId story, Timestamp now) override;
  void keep_forgotten(const Probe& entry, Timestamp now) override;

 private:
  Candidates candidates_of(const Probe& entry);
  bool is_story(const Probe& entry);
  void add_texts(const Probe& entry, Candidates& candidates, std::size_t& room);

  Tables tables_;
};

}  // namespace wirefold::store
