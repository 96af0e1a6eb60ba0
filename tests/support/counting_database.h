// A database that counts what the fold thread asks of it.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/store/database.h"

namespace wirefold::test {

/// How often each was called.
struct StoreCalls {
  int begin = 0;
  int commit = 0;
  int lookup = 0;
  int take = 0;
  int articles = 0;
  int facts_of = 0;
  int placement = 0;

  bool operator==(const StoreCalls&) const = default;
};

class CountingFolding : public store::Folding {
 public:
  CountingFolding(store::Folding& inner, StoreCalls& calls) : inner_(inner), calls_(calls) {}

  std::vector<store::Candidates> lookup(std::span<const store::Probe> entries) override {
    ++calls_.lookup;
    return inner_.lookup(entries);
  }
  std::vector<WaitingEntry> take(std::span<const std::uint64_t> pages) override {
    ++calls_.take;
    return inner_.take(pages);
  }
  std::vector<Article> articles(std::span<const ArticleId> ids) override {
    ++calls_.articles;
    return inner_.articles(ids);
  }
  std::optional<store::StoryFacts> facts_of(StoryId story) override {
    ++calls_.facts_of;
    return inner_.facts_of(story);
  }
  std::optional<store::Placement> placement(ArticleId id) override {
    ++calls_.placement;
    return inner_.placement(id);
  }
  void for_each_waiting(const std::function<void(const WaitingEntry&)>& use) override {
    inner_.for_each_waiting(use);
  }
  void for_each_fingerprints(
      const std::function<void(const store::StoredFingerprints&)>& use) override {
    inner_.for_each_fingerprints(use);
  }
  void for_each_without_fingerprints(Timestamp since,
                                     const std::function<void(const Article&)>& use) override {
    inner_.for_each_without_fingerprints(since, use);
  }
  void for_each_boilerplate(const std::function<void(const LearnedSentence&)>& use) override {
    inner_.for_each_boilerplate(use);
  }
  std::string common_words() override { return inner_.common_words(); }

 private:
  store::Folding& inner_;
  StoreCalls& calls_;
};

class CountingTransaction : public store::Transaction {
 public:
  CountingTransaction(std::unique_ptr<store::Transaction> inner, StoreCalls& calls)
      : inner_(std::move(inner)), calls_(calls) {}

  store::EventWriter& events() override { return inner_->events(); }
  store::FeedWriter& feeds() override { return inner_->feeds(); }
  store::FoldingWriter& folding() override { return inner_->folding(); }
  store::MemoryWriter& memory() override { return inner_->memory(); }
  store::OverrideWriter& overrides() override { return inner_->overrides(); }
  store::SubscriberWriter& subscribers() override { return inner_->subscribers(); }
  store::UpkeepWriter& upkeep() override { return inner_->upkeep(); }
  void commit() override {
    ++calls_.commit;
    inner_->commit();
  }

 private:
  const std::unique_ptr<store::Transaction> inner_;
  StoreCalls& calls_;
};

class CountingDatabase : public store::Database {
 public:
  /// `calls` must outlive the database.
  CountingDatabase(std::unique_ptr<store::Database> inner, StoreCalls& calls)
      : inner_(std::move(inner)), calls_(calls), folding_(inner_->folding(), calls) {}

  store::Events& events() override { return inner_->events(); }
  store::Feeds& feeds() override { return inner_->feeds(); }
  store::Folding& folding() override { return folding_; }
  store::Overrides& overrides() override { return inner_->overrides(); }
  store::Reading& reading() override { return inner_->reading(); }
  store::Subscribers& subscribers() override { return inner_->subscribers(); }
  store::Upkeep& upkeep() override { return inner_->upkeep(); }
  std::string uid() override { return inner_->uid(); }
  Timestamp born() override { return inner_->born(); }
  bool was_changed_elsewhere() override { return inner_->was_changed_elsewhere(); }
  std::unique_ptr<store::Transaction> begin() override {
    ++calls_.begin;
    return std::make_unique<CountingTransaction>(inner_->begin(), calls_);
  }
  void set_on_busy(std::function<bool()> goes_on) override {
    inner_->set_on_busy(std::move(goes_on));
  }

 private:
  const std::unique_ptr<store::Database> inner_;
  StoreCalls& calls_;
  CountingFolding folding_;
};

}  // namespace wirefold::test
