// How events change when stories join, leave, end and are forgotten.
#include "unit/store/conformance/events_conformance.h"
#include "wirefold/store/events.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class EventChangesConformance : public EventsConformance {
 protected:
  /// Ends a story of one article by a merge, and makes `events` of it in the same transaction.
  template <typename Use>
  void merge_with(StoryId from, StoryId into, Timestamp now, Use&& use) {
    change([&](Transaction& to) {
      to.folding().merge_story(from, into, story(from).lead().id, {}, now);
      use(to);
    });
  }

  void replace(StoryId from, StoryId with, Timestamp now) {
    merge_with(from, with, now, [&](Transaction& to) { to.events().replace(from, with, now); });
  }

  void forget_before(Timestamp since) {
    Keep keep;
    keep.since = keep.window = since;
    change([&](Transaction& to) { to.upkeep().forget(keep, at(1000)); });
  }

  /// Ids of stories in an event.
  Ids members_of(EventId event) {
    Ids out;
    for (const Membership& member : events().members(event)) out.push_back(to_int(member.story));
    return out;
  }
};

TEST_P(EventChangesConformance, AStoryThatWasShownEndsWhenAnEventTakesIt) {
  const EventId event = new_event(by_a("1"), at(0));
  const StoryId second = new_member(by_a("2"), event, at(1));
  const std::string uid = uid_of(second);
  EXPECT_EQ(ended(), Texts{});
  new_member(by_b("3"), event, at(2));
  EXPECT_EQ(ended(), Texts{uid}) << "the third was never an entry, the first still is";
  EXPECT_EQ(events().ended_events(at(2), 1).at(0).when, at(2));
}

TEST_P(EventChangesConformance, AStoryOfAnEarlierVersionEndsWhenAnEventTakesIt) {
  const StoryId old = open_story(by_a("1"), at(0));
  const std::string uid = uid_of(old);
  const EventId event = found_event(old, at(1));
  EXPECT_NE(uid_of(old), uid) << "it is the entry of the event now";
  EXPECT_EQ(ended(), Texts{uid});
  leave_event(old, at(2));
  EXPECT_EQ(uid_of(old), uid);
  EXPECT_EQ(ended().size(), 1u);
  EXPECT_NE(ended().at(0), uid) << "the event has ended";
  EXPECT_EQ(events().members(event).size(), 0u);
}

TEST_P(EventChangesConformance, AStoryThatLeavesIsAnEntryAgain) {
  const EventId event = new_event(by_b("1"), at(0));
  const StoryId second = open_story(by_a("2"), at(0));
  join_event(second, event, at(1));
  ASSERT_EQ(ended().size(), 1u);
  leave_event(second, at(2));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2}, {1}}));
  EXPECT_EQ(ended(), Texts{});
  EXPECT_EQ(story(second).changed, at(2));
  EXPECT_EQ(events().membership(second), std::nullopt);
  leave_event(second, at(3));
  EXPECT_EQ(story(second).changed, at(2)) << "it was in no event";
  leave_event(StoryId{1}, at(4));
  EXPECT_EQ(story(StoryId{1}).changed, at(0)) << "nobody saw its event";
}

TEST_P(EventChangesConformance, AnEventEndsWhenItsFounderHasLeftAndOneOutletRemains) {
  const EventId event = add_served("1", at(0));
  const std::string uid = uid_of(StoryId{1});
  change([&](Transaction& to) { to.events().announce_event(event, at(1)); });
  leave_event(StoryId{1}, at(1));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2}, {1}}));
  EXPECT_EQ(entries().at(0).updated, at(0)) << "the event was announced, not the story";
  EXPECT_EQ(events().event(event), std::nullopt);
  EXPECT_EQ(ended(), Texts{uid});
  join_event(StoryId{1}, event, at(2));
  EXPECT_EQ(served(event).uid, uid);
  EXPECT_EQ(ended().size(), 2u) << "both stories were entries of their own";
}

TEST_P(EventChangesConformance, AnEventOutlastsItsFounder) {
  const EventId event = add_served("1", at(0));
  new_member(by_a("3"), event, at(0));
  const std::string uid = uid_of(StoryId{1});
  leave_event(StoryId{1}, at(1));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2, 3}, {1}}));
  EXPECT_EQ(uid_of(StoryId{2}), uid);
  EXPECT_EQ(ended(), Texts{});
}

TEST_P(EventChangesConformance, AStoryMovesFromEventToEvent) {
  const EventId first = new_event(by_a("1"), at(0));
  const StoryId story{1};
  const std::string uid = uid_of(story);
  const EventId second = add_served("2", at(0));
  join_event(story, second, at(1));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2, 3, 1}}));
  EXPECT_EQ(events().members(first).size(), 0u);
  EXPECT_EQ(ended(), Texts{uid}) << "of the event that it founded";
  EXPECT_GT(to_int(new_event(by_a("4"))), to_int(second)) << "no id is given again";
}

TEST_P(EventChangesConformance, AMemberThatJoinsAgainKeepsItsPlace) {
  const EventId event = add_served("1", at(0));
  const std::string uid = uid_of(StoryId{1});
  join_event(StoryId{1}, event, at(1), true);
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{1, 2}}));
  EXPECT_EQ(uid_of(StoryId{1}), uid);
  EXPECT_TRUE(events().membership(StoryId{1})->by_operator);
  EXPECT_EQ(events().membership(StoryId{1})->link.points, 34);
  leave_event(StoryId{2}, at(2));
  EXPECT_EQ(uid_of(StoryId{1}), uid) << "as the founder";
}

TEST_P(EventChangesConformance, TellsTheLastThatEndedFirst) {
  Texts uids;
  for (int i = 0; i < 3; ++i) {
    const StoryId id = open_story(by_a(std::to_string(i)), at(0));
    uids.insert(uids.begin(), uid_of(id));
    found_event(id, at(i + 1));
  }
  EXPECT_EQ(ended(), uids);
  EXPECT_EQ(ended(at(2)), (Texts{uids[0], uids[1]}));
  EXPECT_EQ(ended(at(2), 1), Texts{uids[0]});
}

TEST_P(EventChangesConformance, AStoryThatEndedIsShownNoMore) {
  add_served("1", at(0));
  const StoryId alone = open_story(by_a("alone"), at(0));
  const std::string uid = uid_of(StoryId{1});
  merge_with(StoryId{2}, alone, at(1), [&](Transaction& to) {
    EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{3}, {1}}));
    EXPECT_EQ(events().event(EventId{1}), std::nullopt);
    to.events().leave(StoryId{2}, at(1));
  });
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{3}, {1}}));
  EXPECT_EQ(uid_of(StoryId{1}), uid);
  EXPECT_EQ(ended(), Texts{});
}

TEST_P(EventChangesConformance, AFirstStoryThatEndedLeavesItsPlace) {
  const EventId event = add_served("1", at(0));
  new_member(by_a("3"), event, at(0));
  merge_with(StoryId{1}, open_story(by_a("alone"), at(0)), at(1), [&](Transaction& to) {
    EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{4}, {2, 3}}));
    to.events().leave(StoryId{1}, at(1));
  });
  EXPECT_EQ(served(event).first, StoryId{2});
}

TEST_P(EventChangesConformance, TheEntryOfAStoryThatEndedHasEnded) {
  const StoryId alone = open_story(by_a("1"), at(0));
  new_event(by_a("2"), at(0));
  const StoryId founder{2};
  const StoryId into = open_story(by_a("3"), at(0));
  const Texts uids = {uid_of(founder), uid_of(alone)};
  merge(alone, into, ArticleId{1}, {}, at(1));
  merge_with(founder, into, at(2), [&](Transaction& to) { to.events().leave(founder, at(2)); });
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{3}}));
  EXPECT_EQ(ended(), uids);
}

TEST_P(EventChangesConformance, AStoryThatIsRevivedIsAnEntryAgain) {
  const StoryId id = open_story(by_a("1"), at(0));
  const std::string uid = uid_of(id);
  merge(id, open_story(by_a("2"), at(0)), ArticleId{1}, {}, at(1));
  EXPECT_EQ(ended(), Texts{uid});
  change([&](Transaction& to) {
    to.folding().revive_story(id, at(2));
    to.folding().move_article(ArticleId{1}, id, kFirst, at(2));
  });
  EXPECT_EQ(uid_of(id), uid);
  EXPECT_EQ(ended(), Texts{});
}

TEST_P(EventChangesConformance, AStoryThatLosesItsLastArticleHasEnded) {
  const StoryId id = open_story(by_a("1"), at(0));
  const std::string uid = uid_of(id);
  const StoryId other = open_story(by_a("2"), at(0));
  change([&](Transaction& to) { to.folding().move_article(ArticleId{1}, other, kFirst, at(1)); });
  EXPECT_EQ(ended(), Texts{uid});
}

TEST_P(EventChangesConformance, AnotherStoryTakesThePlaceOfOneThatEnded) {
  const EventId event = add_served("1", at(0));
  const std::string uid = uid_of(StoryId{1});
  const StoryId into = open_story(by_a("3"), at(0));
  const std::string uid_of_into = uid_of(into);
  replace(StoryId{1}, into, at(1));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{3, 2}}));
  EXPECT_EQ(served(event).uid, uid);
  EXPECT_EQ(served(event).changed, at(1));
  EXPECT_EQ(ended(), Texts{uid_of_into});
  leave_event(StoryId{2}, at(2));
  EXPECT_EQ(uid_of(into), uid) << "it is the founder now";
}

TEST_P(EventChangesConformance, AReplacementLeavesItsOwnEvent) {
  const EventId event = add_served("1", at(0));
  new_event(by_b("3"), at(0));
  const StoryId into{3};
  const std::string uid_of_into = uid_of(into);
  replace(StoryId{1}, into, at(1));
  EXPECT_EQ(members_of(event), (Ids{3, 2}));
  EXPECT_EQ(ended(), Texts{uid_of_into});
  EXPECT_EQ(events().event(event), std::nullopt) << "it has one outlet now";
  EXPECT_EQ(events().membership(into)->outlet, 2u);
}

TEST_P(EventChangesConformance, OfTwoMembersThatBecomeOneTheEarlierPlaceRemains) {
  for (const bool is_first : {true, false}) {
    const EventId event = add_served(is_first ? "1" : "2", at(0));
    const Ids two = members_of(event);
    const StoryId third = open_story(by_b(is_first ? "3" : "4"), at(0));
    join_event(third, event, at(0), true);
    const StoryId first{two.at(0)};
    if (is_first) {
      replace(third, first, at(1));
    } else {
      replace(first, third, at(1));
    }
    EXPECT_EQ(members_of(event), (Ids{is_first ? two[0] : to_int(third), two[1]}));
    EXPECT_TRUE(events().members(event).at(0).by_operator);
    EXPECT_TRUE(events().event(event)) << "by the override";
  }
}

TEST_P(EventChangesConformance, NoStoryIsLikeItself) {
  const EventId event = add_served("1", at(0));
  const StoryId third = open_story(by_a("3"), at(0));
  join_event(third, event, at(0));
  EventLink link;
  link.like = third;
  join_event({StoryId{2}, event, 2, link, false}, at(0));
  replace(StoryId{2}, third, at(1));
  EXPECT_EQ(members_of(event), (Ids{1, 3}));
  EXPECT_EQ(events().membership(third)->link.like, StoryId{});
}

TEST_P(EventChangesConformance, NothingReplacesAStoryThatIsInNoEvent) {
  const StoryId from = open_story(by_a("1"), at(0));
  const StoryId into = open_story(by_a("2"), at(0));
  const EventId event = found_event(into, at(0));
  replace(from, into, at(1));
  EXPECT_EQ(members_of(event), Ids{2});
}

TEST_P(EventChangesConformance, WhatIsForgottenHasLeft) {
  const EventId event = add_served("1", at(0));
  new_member(by_a("3"), event, at(10));
  const std::string uid = uid_of(StoryId{1});
  join(by_b("copy"), StoryId{2}, kFirst, at(20));
  forget_before(at(5));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2, 3}}));
  EXPECT_EQ(uid_of(StoryId{2}), uid);
  EXPECT_EQ(members_of(event), (Ids{2, 3}));
  EXPECT_EQ(ended(), Texts{});
  forget_before(at(15));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2}}));
  EXPECT_EQ(events().event(event), std::nullopt);
  forget_before(at(30));
  EXPECT_EQ(members_of(event), Ids{});
  EXPECT_EQ(events().outlets(event), 0u);
  EXPECT_EQ(ended(), Texts{}) << "nothing ends by being forgotten";
}

TEST_P(EventChangesConformance, WhatEndedLongAgoIsForgotten) {
  found_event(open_story(by_a("1"), at(0)), at(10));
  forget_before(at(10));
  EXPECT_EQ(ended().size(), 1u);
  forget_before(at(11));
  EXPECT_EQ(ended().size(), 0u);
}

TEST_P(EventChangesConformance, NothingHasEndedThatWasForgotten) {
  new_event(by_a("1"), at(0));
  open_story(by_a("2"), at(0));
  forget_before(at(5));
  EXPECT_EQ(entries().size(), 0u);
  EXPECT_EQ(ended(), Texts{});
  EXPECT_EQ(to_int(new_event(by_a("3"))), 2) << "no id is given again";
}

/// What finding events remembers.
class EventMemoryConformance : public EventsConformance {
 protected:
  StoredReport report_of(int id, Timestamp seen) {
    StoredReport out;
    out.story = StoryId{id};
    out.outlet = ~std::uint64_t{7};
    out.lang = "id";
    out.published = kNow;
    out.seen = seen;
    out.terms = std::string("\0terms", 6);
    return out;
  }

  void save(const StoredReport& report) {
    change([&](Transaction& to) { to.events().save_report(report); });
  }

  std::vector<StoredReport> reports() {
    std::vector<StoredReport> out;
    events().for_each_report([&](const StoredReport& report) { out.push_back(report); });
    return out;
  }

  Ids stories_of_reports() {
    Ids out;
    for (const StoredReport& report : reports()) out.push_back(to_int(report.story));
    return out;
  }
};

TEST_P(EventMemoryConformance, HasReportsByTheTimeWhenTheyCame) {
  for (int i = 1; i <= 4; ++i) open_story(by_a(std::to_string(i)));
  const EventId event = found_event(StoryId{2});
  save(report_of(4, at(1)));
  save(report_of(1, at(2)));
  save(report_of(3, at(1)));
  StoredReport undated = report_of(2, at(0));
  undated.published.reset();
  save(undated);
  reopen();
  EXPECT_EQ(stories_of_reports(), (Ids{2, 3, 4, 1}));
  const StoredReport first = reports().at(0);
  EXPECT_EQ(first.event, event);
  EXPECT_EQ(first.published, std::nullopt);
  const StoredReport last = reports().at(3);
  EXPECT_EQ(last.event, EventId{});
  EXPECT_EQ(last.outlet, ~std::uint64_t{7});
  EXPECT_EQ(last.lang, "id");
  EXPECT_EQ(last.published, kNow);
  EXPECT_EQ(last.seen, at(2));
  EXPECT_EQ(last.terms, std::string("\0terms", 6));
}

TEST_P(EventMemoryConformance, ReplacesAndDropsReports) {
  for (int i = 1; i <= 3; ++i) open_story(by_a(std::to_string(i)));
  for (int i = 1; i <= 3; ++i) save(report_of(i, at(i)));
  StoredReport other = report_of(1, at(1));
  other.terms = "other";
  save(other);
  EXPECT_EQ(reports().at(0).terms, "other");
  const StoryId gone[] = {StoryId{1}, StoryId{3}, StoryId{99}};
  change([&](Transaction& to) { to.events().drop_reports(gone); });
  EXPECT_EQ(stories_of_reports(), Ids{2});
}

TEST_P(EventMemoryConformance, KeepsTheHeadlinesOfReportsThatHaveLeftTheWindow) {
  for (int i = 1; i <= 2; ++i) open_story(by_a(std::to_string(i)));
  for (int i = 1; i <= 2; ++i) {
    StoredReport report = report_of(i, at(i));
    report.title = "title";
    save(report);
  }
  const StoryId left[] = {StoryId{1}, StoryId{99}};
  change([&](Transaction& to) { to.events().drop_terms(left); });
  EXPECT_EQ(reports().at(0).terms, "");
  EXPECT_EQ(reports().at(0).title, "title");
  EXPECT_NE(reports().at(1).terms, "");
  change([&](Transaction& to) { to.events().forget_reports(at(2)); });
  EXPECT_EQ(stories_of_reports(), Ids{2});
}

TEST_P(EventMemoryConformance, ForgetsReportsWithTheirStories) {
  open_story(by_a("1"));
  open_story(by_a("2"), at(10));
  for (int i = 1; i <= 2; ++i) save(report_of(i, at(i)));
  Keep keep;
  keep.since = keep.window = at(5);
  change([&](Transaction& to) { to.upkeep().forget(keep, at(20)); });
  EXPECT_EQ(stories_of_reports(), Ids{2});
}

TEST_P(EventMemoryConformance, KeepsTheCountsOfWords) {
  EXPECT_EQ(events().word_counts(), "");
  for (const std::string& counts : {std::string("\0one", 4), std::string("two")}) {
    change([&](Transaction& to) { to.events().save_word_counts(counts); });
    EXPECT_EQ(events().word_counts(), counts);
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, EventChangesConformance, testing::ValuesIn(stores()), name_of);
INSTANTIATE_TEST_SUITE_P(Stores, EventMemoryConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
