// What a transaction changes, and for whom.
#include <functional>

#include "unit/store/conformance/all_of.h"
#include "unit/store/conformance/store_conformance.h"
#include "wirefold/store/database.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr char kUrl[] = "https://h.example/feed";
constexpr FeedId kFeed{1};
constexpr FeedId kOther{2};

Article article_of(FeedId feed, const std::string& key) {
  Article out = make_article(feed, "A", key);
  out.publisher = {"h.example", ""};
  return out;
}

Article stored_article(std::int64_t id, const std::string& key) {
  Article out = article_of(kFeed, key);
  out.id = ArticleId{id};
  return out;
}

/// Stores something of each kind. The story 2 has two articles, the story 3 one. The story 4 became
/// part of the story 2. The article with the key "old" was forgotten. The stories 2 and 3 are in
/// one event, and the story 5 is related.
void store_all_kinds(Transaction& to) {
  for (const char* url : {kUrl, "https://h.example/other"}) {
    FeedState state = enter(to, url);
    state.publisher = {"h.example", ""};
    state.last_read = kNow + days(500);
    to.feeds().save(state);
  }
  open_story(to, article_of(kFeed, "old"));
  Keep keep;
  keep.since = keep.window = kNow + days(1);
  to.upkeep().forget(keep, kNow + days(1));
  for (const char* key : {"1", "2", "3"}) open_story(to, article_of(kFeed, key));
  join(to, article_of(kOther, "4"), StoryId{2});
  to.folding().merge_story(StoryId{4}, StoryId{2}, ArticleId{4}, {}, kNow);
  WaitingEntry waiting;
  waiting.feed = kFeed;
  waiting.key = "1";
  to.memory().add_waiting(waiting);
  to.memory().save_fingerprints({ArticleId{2}, 1, 1, kNow, kNow, {}, "f", {}, 0, {}, {}});
  const LearnedSentence sentence{1, kNow};
  to.memory().save_boilerplate({&sentence, 1});
  to.memory().save_common_words("words");
  StoryEvent event{0, "story", "{}"};
  to.memory().add_events({&event, 1}, kNow);
  to.memory().count_hour({kNow, 1, 0, 0, 0});
  Override first;
  to.overrides().add(first);
  Override follower;
  follower.follows = first.id;
  to.overrides().add(follower);
  const EventId founded = to.events().add_event(kNow);
  to.events().join({StoryId{2}, founded, 1, {}, false}, kNow);
  to.events().join({StoryId{3}, founded, 2, {StoryId{2}, 34}, false}, kNow);
  const EventLink link{StoryId{3}, 21, 22, 3, {}, {}};
  to.events().relate(open_story(to, article_of(kFeed, "5")), {&link, 1}, kNow);
  to.events().save_report({StoryId{2}, {}, 1, "id", kNow, kNow, "terms"});
  to.events().save_word_counts("counts");
  Subscriber subscriber{0, "/feed.atom", "https://s.example/cb", "geheim", kNow, "", 0};
  to.subscribers().save(subscriber);
}

struct Change {
  const char* name;
  std::function<void(Transaction&)> make;
};

const FoldReason kCopy{ArticleId{2}, 0, 1, "text"};

/// One change by each method of each writer, of what store_all_kinds() stores.
const Change kChanges[] = {
    {"enters a feed", [](Transaction& to) { enter(to, "https://new.example/"); }},
    {"saves a feed",
     [](Transaction& to) {
       FeedState state = enter(to, kUrl);
       state.title = "T";
       to.feeds().save(state);
     }},
    {"saves a poll",
     [](Transaction& to) {
       FeedState state = enter(to, kUrl);
       state.status = 304;
       to.feeds().save(state);
     }},
    {"saves a subscription",
     [](Transaction& to) {
       Subscription subscription;
       subscription.feed = kFeed;
       subscription.token = "t";
       to.feeds().save(subscription);
     }},
    {"adds a story", [](Transaction& to) { open_story(to, article_of(kFeed, "new")); }},
    {"adds an article", [](Transaction& to) { join(to, article_of(kFeed, "new"), StoryId{2}); }},
    {"edits an article",
     [](Transaction& to) {
       Article a = stored_article(2, "1");
       a.title = "edited";
       a.enclosures.clear();
       edit(to, a);
     }},
    {"gives an article",
     [](Transaction& to) {
       Article a = stored_article(2, "new");
       a.feed = kOther;
       to.folding().give_article(a);
     }},
    {"moves an article",
     [](Transaction& to) { to.folding().move_article(ArticleId{5}, StoryId{3}, kCopy, kNow); }},
    {"sets a reason", [](Transaction& to) { to.folding().set_reason(ArticleId{5}, kCopy, kNow); }},
    {"notes a listing", [](Transaction& to) { to.folding().note_listing(ArticleId{5}, kFeed, 5); }},
    {"merges a story",
     [](Transaction& to) {
       to.folding().merge_story(StoryId{3}, StoryId{2}, ArticleId{3}, kCopy, kNow);
       to.events().leave(StoryId{3}, kNow);
     }},
    {"revives a story",
     [](Transaction& to) {
       to.folding().revive_story(StoryId{4}, kNow);
       to.folding().move_article(ArticleId{4}, StoryId{4}, kFirst, kNow);
     }},
    {"sets a lead", [](Transaction& to) { to.folding().set_lead(StoryId{2}, ArticleId{5}, kNow); }},
    {"announces a story",
     [](Transaction& to) { to.folding().announce(StoryId{2}, kNow + hours(1)); }},
    {"adds an event",
     [](Transaction& to) {
       const StoryId story = open_story(to, article_of(kFeed, "new"));
       to.events().join({story, to.events().add_event(kNow), 1, {}, false}, kNow);
     }},
    {"joins an event",
     [](Transaction& to) {
       const StoryId story = open_story(to, article_of(kFeed, "new"));
       to.events().join({story, EventId{1}, 1, {}, false}, kNow);
     }},
    {"leaves an event", [](Transaction& to) { to.events().leave(StoryId{3}, kNow); }},
    {"replaces a story of an event",
     [](Transaction& to) {
       const StoryId story = open_story(to, article_of(kFeed, "new"));
       to.events().replace(StoryId{3}, story, kNow);
     }},
    {"announces an event",
     [](Transaction& to) { to.events().announce_event(EventId{1}, kNow + hours(1)); }},
    {"relates a story", [](Transaction& to) { to.events().relate(StoryId{5}, {}, kNow); }},
    {"saves a report",
     [](Transaction& to) {
       to.events().save_report({StoryId{2}, {}, 1, "id", kNow, kNow, "others"});
     }},
    {"drops reports",
     [](Transaction& to) {
       const StoryId story{2};
       to.events().drop_reports({&story, 1});
     }},
    {"saves word counts", [](Transaction& to) { to.events().save_word_counts("others"); }},
    {"keeps a forgotten entry",
     [](Transaction& to) {
       to.folding().keep_forgotten(probe_of(article_of(kFeed, "old")), kNow + days(9));
     }},
    {"adds a waiting entry",
     [](Transaction& to) {
       WaitingEntry waiting;
       waiting.feed = kFeed;
       to.memory().add_waiting(waiting);
     }},
    {"drops a waiting entry", [](Transaction& to) { to.memory().drop_waiting(1); }},
    {"sets a scope", [](Transaction& to) { to.memory().set_waiting_scope(kFeed, "new"); }},
    {"saves fingerprints",
     [](Transaction& to) {
       to.memory().save_fingerprints({ArticleId{3}, 1, 1, kNow, kNow, {}, "f", {}, 0, {}, {}});
     }},
    {"updates fingerprints",
     [](Transaction& to) { to.memory().update_fingerprints(ArticleId{2}, "new"); }},
    {"sets an outlet",
     [](Transaction& to) { to.memory().set_fingerprint_outlet(ArticleId{2}, 5); }},
    {"drops fingerprints",
     [](Transaction& to) {
       const ArticleId gone{2};
       to.memory().drop_fingerprints({&gone, 1});
     }},
    {"saves boilerplate",
     [](Transaction& to) {
       const LearnedSentence sentence{1, kNow + hours(1)};
       to.memory().save_boilerplate({&sentence, 1});
     }},
    {"forgets boilerplate",
     [](Transaction& to) { to.memory().forget_boilerplate(kNow + hours(1)); }},
    {"saves common words", [](Transaction& to) { to.memory().save_common_words("new"); }},
    {"adds an event",
     [](Transaction& to) {
       StoryEvent event{0, "copy", "{}"};
       to.memory().add_events({&event, 1}, kNow);
     }},
    {"counts an hour",
     [](Transaction& to) {
       to.memory().count_hour({kNow, 1, 0, 0, 0});
     }},
    {"adds an override",
     [](Transaction& to) {
       Override order;
       to.overrides().add(order);
     }},
    {"closes an override",
     [](Transaction& to) {
       Override order;
       order.id = 1;
       order.done = kNow;
       to.overrides().close(order);
     }},
    {"drops an override", [](Transaction& to) { to.overrides().drop(2); }},
    {"drops followers", [](Transaction& to) { to.overrides().drop_followers(1); }},
    {"saves a subscriber",
     [](Transaction& to) {
       Subscriber s{0, "/feed.atom", "https://s.example/cb", "new", kNow, "", 0};
       to.subscribers().save(s);
     }},
    {"drops a subscriber", [](Transaction& to) { to.subscribers().drop(1); }},
    {"forgets a story",
     [](Transaction& to) {
       Keep keep;
       keep.since = keep.window = kNow + days(1);
       to.upkeep().forget(keep, kNow + days(1));
     }},
};

std::string all_of(View& view) { return all_of(view, probe_of(article_of(kFeed, "old"))); }

class TransactionConformance : public StoreConformance {
 protected:
  TransactionConformance() { change(store_all_kinds); }

  /// Makes a change and takes it back.
  void try_out(const Change& c) {
    const auto transaction = database->begin();
    c.make(*transaction);
  }

  /// Calls `use` with each change, of a new database each time.
  template <typename Use>
  void with_each_change(Use&& use) {
    for (const Change& c : kChanges) {
      SCOPED_TRACE(c.name);
      database.reset();
      place = GetParam().make_place();
      database = place->open(kNow);
      change(store_all_kinds);
      use(c);
    }
  }
};

TEST_P(TransactionConformance, WithoutCommitNothingIsChanged) {
  const std::string before = all_of(*database);
  for (const Change& c : kChanges) {
    SCOPED_TRACE(c.name);
    try_out(c);
    EXPECT_EQ(all_of(*database), before);
  }
}

TEST_P(TransactionConformance, LeavesNothingForTheNextCommit) {
  const std::string before = all_of(*database);
  for (const Change& c : kChanges) {
    SCOPED_TRACE(c.name);
    try_out(c);
    change([](Transaction&) {});
    EXPECT_EQ(all_of(*database), before);
  }
}

TEST_P(TransactionConformance, LeavesNothingForTheNextStart) {
  const std::string before = all_of(*database);
  for (const Change& c : kChanges) try_out(c);
  reopen();
  EXPECT_EQ(all_of(*database), before);
}

TEST_P(TransactionConformance, SeesItsOwnChanges) {
  const std::string before = all_of(*database);
  for (const Change& c : kChanges) {
    SCOPED_TRACE(c.name);
    const auto transaction = database->begin();
    c.make(*transaction);
    EXPECT_NE(all_of(*database), before);
  }
}

TEST_P(TransactionConformance, NobodyElseSeesItBeforeTheCommit) {
  const auto view = place->open_to_read();
  const std::string before = all_of(*view);
  for (const Change& c : kChanges) {
    SCOPED_TRACE(c.name);
    const auto transaction = database->begin();
    c.make(*transaction);
    EXPECT_EQ(all_of(*view), before);
  }
}

TEST_P(TransactionConformance, AllSeeItAfterTheCommit) {
  with_each_change([&](const Change& c) {
    const auto view = place->open_to_read();
    const std::string before = all_of(*view);
    change(c.make);
    EXPECT_NE(all_of(*view), before);
    EXPECT_EQ(all_of(*view), all_of(*database));
  });
}

TEST_P(TransactionConformance, WhatWasTakenBackCanBeChangedAgain) {
  with_each_change([&](const Change& c) {
    const std::string before = all_of(*database);
    try_out(c);
    change(c.make);
    EXPECT_NE(all_of(*database), before);
    EXPECT_EQ(all_of(*place->open_to_read()), all_of(*database));
  });
}

TEST_P(TransactionConformance, TakesAllBackAfterAFailure) {
  const std::string before = all_of(*database);
  const auto fail = [&](Transaction& to) {
    for (const char* key : {"new", "1"}) store::open_story(to, article_of(kFeed, key));
  };
  EXPECT_THROW(change(fail), StoreError) << "it is known";
  EXPECT_EQ(all_of(*database), before);
  EXPECT_NO_THROW(change([](Transaction& to) { enter(to, "https://new.example/"); }));
}

TEST_P(TransactionConformance, CommitsSeveralChangesTogether) {
  const auto view = place->open_to_read();
  change([](Transaction& to) {
    enter(to, "https://new.example/");
    store::open_story(to, article_of(kFeed, "new"));
    to.memory().save_common_words("new");
  });
  EXPECT_EQ(view->feeds().all().size(), 3u);
  EXPECT_EQ(newest_stories(*view).size(), 4u);
  EXPECT_EQ(view->folding().common_words(), "new");
}

TEST_P(TransactionConformance, TakesBackWhatWasTidied) {
  const auto view = place->open_to_read();
  const std::string before = all_of(*database);
  {
    const auto transaction = database->begin();
    while (transaction->upkeep().tidy(kNow + days(500))) {
    }
    EXPECT_NE(all_of(*database), before);
    EXPECT_EQ(all_of(*view), before);
  }
  EXPECT_EQ(all_of(*database), before);
}

TEST_P(TransactionConformance, AnArticleIsFoundUnderNoWordsThatWereTakenBack) {
  Article a = stored_article(2, "1");
  a.title = "edited";
  {
    const auto transaction = database->begin();
    store::edit(*transaction, a);
  }
  change([](Transaction& to) { store::join(to, article_of(kFeed, "another"), StoryId{3}); });
  EXPECT_EQ(found(*database, "edited"), Ids{});
  EXPECT_EQ(found(*database, "title 1"), Ids{2});
  EXPECT_EQ(found(*database, "another"), Ids{3});
}

TEST_P(TransactionConformance, AFeedThatWasTakenBackIsSavedAgain) {
  FeedState state = feed_at(kUrl);
  state.title = "T";
  {
    const auto transaction = database->begin();
    transaction->feeds().save(state);
  }
  save(state);
  EXPECT_EQ(feed_at(kUrl).title, "T");
}

TEST_P(TransactionConformance, ChangesOfOthersAreNewTheFirstTime) {
  const auto view = place->open_to_read();
  EXPECT_TRUE(view->was_changed_elsewhere());
  EXPECT_FALSE(view->was_changed_elsewhere());
}

TEST_P(TransactionConformance, ThoseWhoReadKnowOfACommit) {
  const auto view = place->open_to_read();
  view->was_changed_elsewhere();
  change([](Transaction& to) { to.memory().save_common_words("new"); });
  EXPECT_TRUE(view->was_changed_elsewhere());
  EXPECT_FALSE(view->was_changed_elsewhere()) << "since the last call";
}

TEST_P(TransactionConformance, ThoseWhoReadKnowOfNothingThatWasTakenBack) {
  const auto view = place->open_to_read();
  view->was_changed_elsewhere();
  for (const Change& c : kChanges) try_out(c);
  EXPECT_FALSE(view->was_changed_elsewhere());
}

TEST_P(TransactionConformance, ADaemonKnowsWhatTheOperatorHasChanged) {
  EXPECT_TRUE(database->was_changed_elsewhere());
  Override order;
  place->add_override(order);
  EXPECT_TRUE(database->was_changed_elsewhere());
  EXPECT_FALSE(database->was_changed_elsewhere());
}

TEST_P(TransactionConformance, ADaemonsOwnCommitIsNoChangeElsewhere) {
  database->was_changed_elsewhere();
  change([](Transaction& to) { to.memory().save_common_words("new"); });
  EXPECT_FALSE(database->was_changed_elsewhere());
}

INSTANTIATE_TEST_SUITE_P(Stores, TransactionConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
