// Overrides of stories, and what the operator changes beside a daemon.
#include "wirefold/store/overrides.h"

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;

constexpr char kUrl[] = "https://a.example/f";

class OverridesConformance : public StoreConformance {
 protected:
  std::int64_t add_override(OverrideKind kind = OverrideKind::kPin, std::int64_t follows = 0) {
    Override order;
    order.kind = kind;
    order.follows = follows;
    order.made = kNow;
    change([&](Transaction& to) { to.overrides().add(order); });
    return order.id;
  }

  void drop(std::int64_t id) {
    change([&](Transaction& to) { to.overrides().drop(id); });
  }

  /// Stores that the override was carried out, or why it could not be.
  void close(std::int64_t id, const std::string& problem = {}) {
    for (Override order : all()) {
      if (order.id != id) continue;
      order.done = kNow + hours(1);
      order.problem = problem;
      change([&](Transaction& to) { to.overrides().close(order); });
    }
  }

  std::vector<Override> all() { return database->overrides().all(); }

  Ids numbers() {
    Ids out;
    for (const Override& order : all()) out.push_back(order.id);
    return out;
  }
};

TEST_P(OverridesConformance, KeepsAnOverride) {
  Override order;
  order.kind = OverrideKind::kSplit;
  order.story = StoryId{3};
  order.other = StoryId{4};
  order.articles = {ArticleId{7}, ArticleId{5}};
  order.made = kNow;
  order.follows = 11;
  order.undoes = 12;
  order.by = "Budi";
  change([&](Transaction& to) { to.overrides().add(order); });
  ASSERT_EQ(all().size(), 1u);
  const Override got = all()[0];
  EXPECT_GT(order.id, 0);
  EXPECT_EQ(got.id, order.id);
  EXPECT_EQ(got.kind, OverrideKind::kSplit);
  EXPECT_EQ(got.story, StoryId{3});
  EXPECT_EQ(got.other, StoryId{4});
  EXPECT_EQ(got.articles, order.articles);
  EXPECT_EQ(got.made, kNow);
  EXPECT_EQ(got.done, std::nullopt);
  EXPECT_EQ(got.problem, "");
  EXPECT_EQ(got.follows, 11);
  EXPECT_EQ(got.undoes, 12);
  EXPECT_EQ(got.by, "Budi");
  EXPECT_TRUE(got.reversible);
}

TEST_P(OverridesConformance, KeepsTheNameOfAnOperatorOnOneLine) {
  const std::string longest(kMostOperatorBytes, 'x');
  const std::pair<std::string, std::string> names[] = {
      {" a\n\x1b[31mb\t", "a [31mb"},
      {"\xff", "\uFFFD"},
      {"\u202Eevil", "evil"},
      {longest + "y", longest},
      {"", ""},
      {std::string(59, 'x') + "é", std::string(59, 'x')},
  };
  for (const auto& [typed, kept] : names) {
    Override order;
    order.by = typed;
    change([&](Transaction& to) { to.overrides().add(order); });
    EXPECT_EQ(all().back().by, kept);
  }
}

TEST_P(OverridesConformance, KeepsAnOverrideThatIsDoneAsItIsAdded) {
  Override order;
  order.done = kNow;
  order.problem = "no";
  change([&](Transaction& to) { to.overrides().add(order); });
  EXPECT_EQ(all().at(0).done, kNow);
  EXPECT_EQ(all().at(0).problem, "no");
}

TEST_P(OverridesConformance, KeepsEachKind) {
  for (const OverrideKind kind : {OverrideKind::kPin, OverrideKind::kSplit, OverrideKind::kMerge,
                                  OverrideKind::kNever, OverrideKind::kUndo}) {
    add_override(kind);
    EXPECT_EQ(all().back().kind, kind);
  }
}

TEST_P(OverridesConformance, ListsOverridesByRisingNumber) {
  const std::int64_t first = add_override();
  const std::int64_t second = add_override();
  EXPECT_EQ(numbers(), (Ids{first, second}));
  EXPECT_LT(first, second);
}

TEST_P(OverridesConformance, NumbersOverridesForGood) {
  add_override();
  const std::int64_t last = add_override();
  drop(last);
  reopen();
  EXPECT_GT(add_override(), last);
}

TEST_P(OverridesConformance, KeepsTheOutcomeAndTheStoriesThatWereNamed) {
  Override order;
  order.kind = OverrideKind::kMerge;
  order.story = StoryId{3};
  order.other = StoryId{4};
  change([&](Transaction& to) {
    to.overrides().add(order);
    order.story = StoryId{5};
    order.other = StoryId{6};
    order.articles = {ArticleId{9}};
    order.done = kNow;
    order.problem = "no";
    to.overrides().close(order);
  });
  const Override got = all().at(0);
  EXPECT_EQ(got.story, StoryId{5});
  EXPECT_EQ(got.other, StoryId{6});
  EXPECT_EQ(got.articles, order.articles);
  EXPECT_EQ(got.done, kNow);
  EXPECT_EQ(got.problem, "no");
  EXPECT_EQ(got.said_story, StoryId{3});
  EXPECT_EQ(got.said_other, StoryId{4});
}

TEST_P(OverridesConformance, DropsOneOverride) {
  const std::int64_t first = add_override();
  const std::int64_t second = add_override();
  drop(first);
  drop(77);
  EXPECT_EQ(numbers(), Ids{second});
}

TEST_P(OverridesConformance, DropsTheFollowersOfAnOverride) {
  const std::int64_t first = add_override();
  add_override(OverrideKind::kNever, first);
  const std::int64_t third = add_override(OverrideKind::kNever, 77);
  add_override(OverrideKind::kNever, first);
  change([&](Transaction& to) { to.overrides().drop_followers(first); });
  EXPECT_EQ(numbers(), (Ids{first, third}));
}

TEST_P(OverridesConformance, TheOperatorAddsAnOverrideBesideADaemon) {
  const std::int64_t first = add_override();
  Override order;
  order.story = StoryId{3};
  place->add_override(order);
  EXPECT_EQ(numbers(), (Ids{first, order.id}));
  EXPECT_EQ(all().back().story, StoryId{3});
  EXPECT_EQ(all().back().said_story, StoryId{3});
}

TEST_P(OverridesConformance, TheOperatorDropsAnOverrideBesideADaemon) {
  const std::int64_t first = add_override();
  close(first);
  EXPECT_TRUE(place->drop_override(first));
  EXPECT_EQ(numbers(), Ids{});
  EXPECT_FALSE(place->drop_override(first));
}

TEST_P(OverridesConformance, TheOperatorWithdrawsAnOverrideThatWaits) {
  const std::int64_t id = add_override();
  EXPECT_TRUE(place->withdraw_override(id));
  EXPECT_EQ(numbers(), Ids{});
}

TEST_P(OverridesConformance, TheOperatorWithdrawsAnOverrideThatFailed) {
  const std::int64_t id = add_override();
  close(id, "no");
  EXPECT_TRUE(place->withdraw_override(id));
  EXPECT_EQ(numbers(), Ids{});
}

TEST_P(OverridesConformance, TheOperatorWithdrawsNothingThatWasCarriedOut) {
  const std::int64_t id = add_override();
  close(id);
  EXPECT_FALSE(place->withdraw_override(id));
  EXPECT_EQ(numbers(), Ids{id});
}

TEST_P(OverridesConformance, TheOperatorWithdrawsNothingUnknown) {
  add_override();
  EXPECT_FALSE(place->withdraw_override(77));
  EXPECT_EQ(all().size(), 1u);
}

TEST_P(OverridesConformance, TheOperatorMakesAFeedDueAtOnce) {
  add_feed(kUrl);
  FeedState state = feed_at(kUrl);
  state.gone = true;
  state.failures = 9;
  state.next_poll = kNow + hours(9);
  state.why = 3;
  state.title = "T";
  save(state);
  EXPECT_TRUE(place->retry_feed(kUrl));
  const auto due = database->feeds().due();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].url, kUrl);
  EXPECT_EQ(due[0].failures, 0);
  EXPECT_FALSE(due[0].gone);
  EXPECT_EQ(due[0].title, "T");
}

TEST_P(OverridesConformance, ARetryLeavesThePauseThatAHostHasRequested) {
  add_feed(kUrl);
  FeedState state = feed_at(kUrl);
  state.host_until = kNow + hours(1);
  save(state);
  place->retry_feed(kUrl);
  EXPECT_EQ(feed_at(kUrl).host_until, kNow + hours(1));
}

TEST_P(OverridesConformance, ARetryLeavesOtherFeeds) {
  add_feed(kUrl);
  add_feed("https://b.example/f");
  FeedState state = feed_at("https://b.example/f");
  state.failures = 9;
  save(state);
  place->retry_feed(kUrl);
  EXPECT_EQ(feed_at("https://b.example/f").failures, 9);
}

TEST_P(OverridesConformance, RetriesNoFeedThatIsUnknown) {
  EXPECT_FALSE(place->retry_feed(kUrl));
  EXPECT_EQ(database->feeds().all().size(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Stores, OverridesConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
