// How events are read for serving.
#include "wirefold/store/events.h"

#include <algorithm>
#include <set>

#include "unit/store/conformance/events_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST_P(EventsConformance, AStoryThatIsInNoEventStandsAlone) {
  const StoryId id = open_story(by_a("1"));
  const std::vector<Event> all = entries();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].id, EventId{});
  EXPECT_EQ(all[0].first, id);
  EXPECT_EQ(stories_of(all[0]), Ids{1});
  EXPECT_EQ(all[0].left_out, 0u);
  EXPECT_EQ(all[0].published, story(id).published);
  EXPECT_TRUE(all[0].uid.starts_with("urn:uuid:")) << all[0].uid;
  EXPECT_NE(all[0].uid, story(id).uid);
  join(by_b("copy"), id, kFirst, at(1));
  EXPECT_EQ(entries().at(0).changed, at(1));
}

TEST_P(EventsConformance, AnEventIsServedOnceTwoOutletsHaveStoriesInIt) {
  const EventId event = new_event(by_a("1"));
  new_member(by_a("2"), event);
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{2}, {1}}));
  EXPECT_EQ(events().event(event), std::nullopt);
  new_member(by_b("3"), event);
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{1, 2, 3}}));
  ASSERT_TRUE(events().event(event));
  EXPECT_EQ(entries()[0].id, event);
  EXPECT_EQ(served(event).uid, entries()[0].uid);
}

TEST_P(EventsConformance, ACopyMakesNoEvent) {
  const StoryId id = open_story(by_a("1"));
  const EventId event = found_event(id);
  join(by_b("copy"), id);
  EXPECT_EQ(events().event(event), std::nullopt);
  EXPECT_EQ(events().outlets(event), 2u);
}

TEST_P(EventsConformance, AnOverrideServesStoriesOfOneOutlet) {
  const StoryId alone = open_story(by_a("1"));
  const EventId event = found_event(alone);
  join_event({alone, event, 1, {}, true});
  EXPECT_EQ(events().event(event), std::nullopt) << "one story is no event";
  join_event(open_story(by_a("2")), event, kNow, true);
  ASSERT_TRUE(events().event(event));
  EXPECT_TRUE(served(event).reports.at(1).by_operator);
}

TEST_P(EventsConformance, AnUnknownEventIsNone) {
  EXPECT_EQ(events().event(EventId{1}), std::nullopt);
  EXPECT_EQ(events().event(EventId{}), std::nullopt);
  EXPECT_EQ(events().members(EventId{1}).size(), 0u);
}

TEST_P(EventsConformance, AnEntryKeepsItsIdWhenASecondOutletJoins) {
  const StoryId founder = open_story(by_a("1"));
  const EventId event = found_event(founder);
  const std::string uid = uid_of(founder);
  const StoryId second = open_story(by_b("2"));
  join_event(second, event);
  EXPECT_EQ(uid_of(founder), uid);
  reopen();
  EXPECT_EQ(uid_of(founder), uid);
}

TEST_P(EventsConformance, NoTwoEntriesHaveOneId) {
  const EventId event = new_event(by_a("1"));
  new_member(by_a("2"), event);
  open_story(by_a("3"));
  add_served("4");
  std::set<std::string> uids;
  for (const Event& entry : entries()) uids.insert(entry.uid);
  for (const Story& one : newest_stories(*database)) uids.insert(one.uid);
  EXPECT_EQ(uids.size(), 4u + 5u);
}

TEST_P(EventsConformance, AnEntryIsInThePlaceOfItsFirstStory) {
  const StoryId first = open_story(by_a("1"), at(0));
  open_story(by_a("2"), at(1));
  const EventId event = new_event(by_b("3"), at(2));
  open_story(by_a("4"), at(3));
  join_event(first, event, at(4));
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{4}, {2}, {3, 1}}));
  EXPECT_EQ(entries()[2].first, first);
  EXPECT_EQ(entries()[2].published, at(0));
  EXPECT_EQ(stories_asked([](StoryQuery& q) { q.before = 2; }), (std::vector<Ids>{{3, 1}}));
  EXPECT_EQ(stories_asked([](StoryQuery& q) { q.before = 4; }), (std::vector<Ids>{{2}, {3, 1}}));
  EXPECT_EQ(stories_asked([](StoryQuery& q) { q.limit = 1; }), (std::vector<Ids>{{4}}));
}

TEST_P(EventsConformance, TellsWhyAStoryIsInIt) {
  const StoryId first = open_story(by_a("1"));
  const EventId event = found_event(first);
  EventLink link{first, 34, 40, 10, {{"Skisaison", 21}, {"Gondeln ab", 5}}, seconds(3600)};
  const StoryId second = open_story(by_b("2"));
  join_event({second, event, 7, link, false});
  const Event shown = served(event);
  EXPECT_EQ(shown.reports.at(0).link.like, StoryId{});
  const EventLink& told = shown.reports.at(1).link;
  EXPECT_EQ(told.like, first);
  EXPECT_EQ(told.points, 34);
  EXPECT_EQ(told.likeness, 40);
  EXPECT_EQ(told.shared, 10);
  EXPECT_EQ(told.apart, seconds(3600));
  ASSERT_EQ(told.words.size(), 2u);
  EXPECT_EQ(told.words[1].word, "Gondeln ab");
  EXPECT_EQ(told.words[1].points, 5);
  EXPECT_EQ(events().membership(second)->link.words.at(0).word, "Skisaison");
}

TEST_P(EventsConformance, KnowsTheMembersOfEventsThatAreNotServed) {
  const StoryId first = open_story(by_a("1"));
  const EventId event = found_event(first);
  const StoryId second = open_story(by_a("2"));
  join_event({second, event, ~std::uint64_t{5}, {}, true});
  EXPECT_EQ(events().membership(StoryId{99}), std::nullopt);
  const Membership member = events().membership(second).value();
  EXPECT_EQ(member.event, event);
  EXPECT_EQ(member.outlet, ~std::uint64_t{5});
  EXPECT_TRUE(member.by_operator);
  const std::vector<Membership> members = events().members(event);
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].story, first);
  EXPECT_EQ(members[1].story, second);
}

TEST_P(EventsConformance, CountsTheOutletsOfAllArticles) {
  const EventId event = add_served("1");
  EXPECT_EQ(events().outlets(event), 2u);
  const FeedId feed = add_feed("https://c.example/feed", {"c.example", ""});
  for (const char* key : {"copy", "another"}) join(OpenStore::article(feed, key), StoryId{2});
  EXPECT_EQ(events().outlets(event), 3u);
}

/// An event whose second story alone has what is asked for, before a story that stands alone.
class EventQueryConformance : public EventsConformance {
 protected:
  EventQueryConformance() {
    Article other = by_a("first");
    other.group = "Home";
    const EventId event = found_event(open_story(other));
    Article b = by_b("second");
    b.title = "goats escape";
    b.lang = "ko";
    b.group = "World/Asia";
    b.wire.agency = "TASS";
    join_event(open_story(b), event);
    other.key = "alone";
    open_story(other, at(1));
  }

  /// True if a query which `set` completes finds only the event, and counts it.
  template <typename Set>
  bool finds_the_event(Set&& set) {
    StoryQuery query;
    set(query);
    return stories_asked(set) == std::vector<Ids>{{1, 2}} && events().count_events(query, 10) == 1;
  }
};

TEST_P(EventQueryConformance, FindsAndCountsAllByDefault) {
  EXPECT_EQ(stories_of_entries(), (std::vector<Ids>{{3}, {1, 2}}));
  EXPECT_EQ(events().count_events({}, 10), 2u);
  EXPECT_EQ(events().count_events({}, 1), 1u);
  StoryQuery query;
  query.before = 1;
  EXPECT_EQ(events().count_events(query, 10), 2u) << "the place does not count";
}

TEST_P(EventQueryConformance, FindsAnEventByOneOfItsStories) {
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.lang = "ko"; }));
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.outlet = "B"; }));
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.outlet = "b.example"; }));
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.group = "World"; }));
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.agency = "TASS"; }));
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.words = "goat"; }));
}

TEST_P(EventQueryConformance, FindsBothKindsByWhatBothHave) {
  for (const std::size_t found : {asked([](StoryQuery& q) { q.lang = "id"; }).size(),
                                  asked([](StoryQuery& q) { q.outlet = "A"; }).size(),
                                  asked([](StoryQuery& q) { q.group = "Home"; }).size(),
                                  asked([](StoryQuery& q) { q.agency = "Reuters"; }).size(),
                                  asked([](StoryQuery& q) { q.words = "title"; }).size()}) {
    EXPECT_EQ(found, 2u);
  }
}

TEST_P(EventQueryConformance, FindsNothingByWhatNoneHas) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.lang = "de"; }).size(), 0u);
  EXPECT_EQ(asked([](StoryQuery& q) { q.words = "absent"; }).size(), 0u);
  EXPECT_EQ(asked([](StoryQuery& q) { q.min_outlets = 3; }).size(), 0u);
}

TEST_P(EventQueryConformance, CountsTheOutletsOfAllStoriesTogether) {
  EXPECT_TRUE(finds_the_event([](StoryQuery& q) { q.min_outlets = 2; }));
}

TEST_P(EventQueryConformance, OrdersByTheOutletsOfAllStoriesTogether) {
  const auto popular = [](StoryQuery& q) { q.order = StoryOrder::kOutlets; };
  EXPECT_EQ(stories_asked(popular), (std::vector<Ids>{{1, 2}, {3}}));
  open_story(by_a("late"), at(100));
  EXPECT_EQ(stories_asked(popular), (std::vector<Ids>{{4}}));
  join_event(StoryId{4}, EventId{1}, at(100));
  EXPECT_EQ(stories_asked(popular), (std::vector<Ids>{{1, 2, 4}})) << "for its last story";
}

TEST_P(EventQueryConformance, AStoryOfAnEventThatIsNotServedDoesNotCountForAnother) {
  const EventId event = new_event(by_a("4"), at(2));
  Article a = by_a("5");
  a.lang = "ko";
  join_event(open_story(a, at(2)), event, at(2));
  EXPECT_EQ(stories_asked([](StoryQuery& q) { q.lang = "ko"; }), (std::vector<Ids>{{5}, {1, 2}}));
}

TEST_P(EventQueryConformance, ReadsNoFurtherEntryBeyondTheBytesAsked) {
  const std::size_t first = bytes_of(story(StoryId{3}));
  EXPECT_EQ(stories_asked([&](StoryQuery& q) { q.most_bytes = first; }), (std::vector<Ids>{{3}}));
  EXPECT_EQ(stories_asked([&](StoryQuery& q) { q.most_bytes = first + 1; }),
            (std::vector<Ids>{{3}, {1}}));
  EXPECT_EQ(asked([&](StoryQuery& q) { q.most_bytes = first + 1; }).at(1).left_out, 1u);
}

TEST_P(EventQueryConformance, FindsWhatHasChanged) {
  const auto changed = [&](int hour) {
    return stories_asked([&](StoryQuery& q) { q.changed_since = at(hour); });
  };
  EXPECT_EQ(changed(1), (std::vector<Ids>{{3}}));
  EXPECT_EQ(changed(2), std::vector<Ids>{});
  join(by_a("copy"), StoryId{2}, kFirst, at(2));
  EXPECT_EQ(changed(2), (std::vector<Ids>{{1, 2}})) << "its second story";
  EXPECT_EQ(entries().at(1).changed, at(2));
  leave_event(StoryId{2}, at(3));
  EXPECT_EQ(changed(3), (std::vector<Ids>{{2}, {1}})) << "both are entries of their own again";
  join_event(StoryId{2}, EventId{1}, at(4));
  EXPECT_EQ(changed(4), (std::vector<Ids>{{1, 2}})) << "it has another story";
  EXPECT_EQ(entries().at(1).changed, at(4));
  change([](Transaction& to) { to.events().announce_event(EventId{1}, at(5)); });
  EXPECT_EQ(changed(5), (std::vector<Ids>{{1, 2}}));
}

TEST_P(EventsConformance, IsUpdatedWithItsFirstStoryAndWhenItIsAnnounced) {
  const EventId event = add_served("1", at(0));
  const auto updated = [&] { return served(event).updated; };
  EXPECT_EQ(updated(), at(0));
  join(by_b("copy"), StoryId{1}, kFirst, at(1));
  change([](Transaction& to) { to.folding().announce(StoryId{2}, at(1)); });
  EXPECT_EQ(updated(), at(0));
  change([](Transaction& to) { to.folding().announce(StoryId{1}, at(2)); });
  EXPECT_EQ(updated(), at(2));
  change([&](Transaction& to) { to.events().announce_event(event, at(3)); });
  EXPECT_EQ(updated(), at(3));
  EXPECT_EQ(served(event).changed, at(3));
  leave_event(StoryId{2}, at(4));
  EXPECT_EQ(entries().at(1).updated, at(3)) << "its founder has its id";
}

TEST_P(EventsConformance, IsNeverUpdatedBackwards) {
  const StoryId old = open_story(by_a("1"), at(0));
  const EventId event = new_event(by_a("2"), at(1));
  new_member(by_b("3"), event, at(2));
  EXPECT_EQ(served(event).updated, at(1));
  join_event(old, event, at(3));
  EXPECT_EQ(served(event).updated, at(1));
}

TEST_P(EventsConformance, HasNotMoreReportsThanAreRead) {
  const StoryId first = open_story(by_a("first"));
  const EventId event = new_event(by_b("founder"));
  std::int64_t last = 0;
  for (std::size_t i = 0; i < kMostReports; ++i) {
    last = to_int(open_story(by_a(std::to_string(i))));
    join_event(StoryId{last}, event);
  }
  join_event(first, event);
  const Event shown = served(event);
  EXPECT_EQ(shown.reports.size(), kMostReports);
  EXPECT_EQ(shown.left_out, 2u);
  EXPECT_EQ(shown.first, first);
  EXPECT_EQ(shown.reports.back().story.id, first) << "as the last that joined";
  const Ids around = stories_of(*events().around(StoryId{last}).event);
  EXPECT_EQ(around.size(), kMostReports);
  EXPECT_NE(std::ranges::find(around, last), around.end());
}

TEST_P(EventsConformance, HasTheStoryAskedForHoweverLargeTheOthersAre) {
  Article large = by_a("1");
  large.content = std::string(std::size_t{17} << 20, 'c');
  const EventId event = new_event(large);
  for (const char* key : {"2", "3"}) new_member(by_b(key), event);
  const Event around = events().around(StoryId{3}).event.value();
  EXPECT_EQ(stories_of(around), (Ids{1, 3}));
  EXPECT_EQ(around.left_out, 1u);
}

/// Stories, some of which are related.
class RelatedConformance : public EventsConformance {
 protected:
  RelatedConformance() {
    for (int i = 1; i <= 8; ++i) open_story(by_a(std::to_string(i)), at(i));
  }

  /// `id` is related to stories, by these points.
  void relate(int id, std::initializer_list<std::pair<int, int>> links) {
    std::vector<EventLink> all;
    for (const auto& [like, points] : links) {
      all.push_back({StoryId{like}, points, 0, 0, {{"word", points}}, {}});
    }
    change([&](Transaction& to) { to.events().relate(StoryId{id}, all, at(9)); });
  }

  Ids related_to(int id) {
    Ids out;
    for (const RelatedStory& one : events().around(StoryId{id}).related) {
      EXPECT_EQ(one.link.like, one.story.id);
      out.push_back(to_int(one.story.id));
    }
    return out;
  }
};

TEST_P(RelatedConformance, IsToldOnBothSides) {
  relate(3, {{1, 21}, {2, 25}});
  EXPECT_EQ(related_to(3), (Ids{2, 1}));
  EXPECT_EQ(related_to(2), Ids{3});
  EXPECT_EQ(related_to(4), Ids{});
  EXPECT_EQ(events().around(StoryId{2}).related.at(0).link.points, 25);
  EXPECT_EQ(events().around(StoryId{2}).related.at(0).link.words.at(0).word, "word");
  EXPECT_EQ(story(StoryId{3}).changed, at(9));
}

TEST_P(RelatedConformance, IsToldOnceOfEachStory) {
  relate(2, {{1, 21}});
  relate(1, {{2, 27}, {3, 25}});
  EXPECT_EQ(related_to(1), (Ids{2, 3}));
  EXPECT_EQ(events().around(StoryId{2}).related.at(0).link.points, 27);
}

TEST_P(RelatedConformance, ReplacesWhatWasStored) {
  relate(3, {{1, 21}, {2, 25}});
  relate(3, {{4, 22}});
  EXPECT_EQ(related_to(3), Ids{4});
  relate(3, {});
  EXPECT_EQ(related_to(3), Ids{});
}

TEST_P(RelatedConformance, IsToldOfTheNearestAlone) {
  relate(8, {{1, 21}, {2, 22}, {3, 23}, {4, 24}, {5, 25}, {6, 26}, {7, 27}});
  EXPECT_EQ(related_to(8), (Ids{7, 6, 5, 4, 3}));
}

TEST_P(RelatedConformance, LeavesOutStoriesOfTheSameEvent) {
  relate(3, {{1, 21}, {2, 25}});
  const EventId event = found_event(StoryId{3});
  join_event(StoryId{2}, event);
  EXPECT_EQ(related_to(3), (Ids{2, 1})) << "the event is not served";
  EXPECT_EQ(events().around(StoryId{3}).event, std::nullopt);
  new_member(by_b("b"), event);
  EXPECT_EQ(related_to(3), Ids{1});
  EXPECT_EQ(stories_of(*events().around(StoryId{3}).event), (Ids{3, 2, 9}));
}

TEST_P(RelatedConformance, LeavesOutStoriesThatHaveEnded) {
  relate(3, {{1, 21}, {2, 25}});
  merge(StoryId{2}, StoryId{4}, ArticleId{2});
  EXPECT_EQ(related_to(3), Ids{1});
  EXPECT_EQ(related_to(2), Ids{}) << "nothing is around what has ended";
}

TEST_P(RelatedConformance, LeavesOutStoriesThatWereForgotten) {
  relate(3, {{2, 25}, {1, 21}});
  relate(4, {{3, 25}});
  Keep keep;
  keep.since = keep.window = at(3);
  change([&](Transaction& to) { to.upkeep().forget(keep, at(20)); });
  EXPECT_EQ(related_to(3), Ids{4}) << "1 and 2 are gone";
  relate(5, {{1, 30}, {3, 20}});
  EXPECT_EQ(related_to(5), Ids{3}) << "and are not related again";
  keep.since = keep.window = at(30);
  change([&](Transaction& to) { to.upkeep().forget(keep, at(30)); });
  EXPECT_EQ(related_to(4), Ids{});
}

TEST_P(RelatedConformance, NothingIsAroundAnUnknownStory) {
  EXPECT_EQ(events().around(StoryId{99}).event, std::nullopt);
  EXPECT_EQ(related_to(99), Ids{});
}

INSTANTIATE_TEST_SUITE_P(Stores, EventsConformance, testing::ValuesIn(stores()), name_of);
INSTANTIATE_TEST_SUITE_P(Stores, EventQueryConformance, testing::ValuesIn(stores()), name_of);
INSTANTIATE_TEST_SUITE_P(Stores, RelatedConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
