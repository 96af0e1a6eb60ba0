// Overrides of events, from the database to what is served.
#include "wirefold/ingest/reports/event_rulings.h"

#include <gtest/gtest.h>

#include "support/operator.h"
#include "unit/store/by_hand.h"

namespace wirefold::ingest {
namespace {

using test::text_of;

class EventOperator : public test::Operator {
 protected:
  /// The words of happening number `what`, in another order for each `version`: reports of one
  /// event, and no copies.
  static std::string report_of(int what, int version) {
    std::string out;
    for (int i = 0; i < 60; ++i) {
      const int word = (i * (2 * version + 1) + 7 * version) % 61;
      out += "k" + std::to_string(what * 1000 + word) + (i % 12 == 11 ? ". " : " ");
    }
    return out;
  }

  Override join(StoryId story, StoryId other) {
    return say(OverrideKind::kEventJoin, story, other);
  }
  Override leave(StoryId story) { return say(OverrideKind::kEventLeave, story); }
  Override never(StoryId story, StoryId other) {
    return say(OverrideKind::kEventNever, story, other);
  }

  std::optional<EventId> event_of(StoryId story) {
    const auto known = store->events().membership(story);
    return known ? std::optional(known->event) : std::nullopt;
  }
  bool are_together(StoryId story, StoryId other) {
    return event_of(story) && event_of(story) == event_of(other);
  }
  bool is_served(StoryId story) { return store->events().is_served(*event_of(story)); }

  static std::string by(const Override& order) { return "override " + std::to_string(order.id); }
};

TEST_F(EventOperator, FindsAnEventByItsRules) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  ASSERT_NE(first, second);
  EXPECT_TRUE(are_together(first, second));
  EXPECT_TRUE(is_served(first));
}

TEST_F(EventOperator, JoinsWhatNoRuleWouldAcrossARestart) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  ASSERT_FALSE(are_together(first, second));
  EXPECT_EQ(join(second, first).problem, "");
  start();
  EXPECT_TRUE(are_together(first, second));
  EXPECT_TRUE(is_served(first));
  EXPECT_TRUE(store->events().membership(second)->by_operator);
  EXPECT_EQ(join(second, first).problem, "they are already in one event");
}

TEST_F(EventOperator, JoinsAlsoStoriesThatNoEventWasSoughtFor) {
  config.events.find = "off";
  start();
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  ASSERT_FALSE(event_of(first));
  EXPECT_EQ(join(second, first).problem, "");
  EXPECT_TRUE(are_together(first, second));
  EXPECT_NE(store->events().membership(first)->outlet, 0u);
  EXPECT_EQ(leave(second).problem, "");
  EXPECT_FALSE(are_together(first, second));
}

TEST_F(EventOperator, TakesAStoryOutForGood) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  ASSERT_TRUE(are_together(first, second));
  EXPECT_EQ(leave(second).problem, "");
  EXPECT_FALSE(are_together(first, second));
  EXPECT_FALSE(is_served(first));
  start();
  EXPECT_EQ(take("B", report_of(1, 1) + "edited"), second);
  EXPECT_FALSE(are_together(first, second));
  EXPECT_EQ(leave(second).problem, "story 2 is in no event with another story");
}

TEST_F(EventOperator, MovesAStoryFromOneEventToAnotherAndBack) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  const StoryId third = take("C", report_of(2, 0));
  const auto was = store->events().membership(second);
  const Override done = join(second, third);
  EXPECT_TRUE(are_together(second, third));
  EXPECT_FALSE(are_together(first, second));
  start();
  const Override back = undo(done);
  EXPECT_EQ(back.problem, "");
  EXPECT_EQ(back.story, second);
  EXPECT_EQ(back.other, first);
  const auto now = store->events().membership(second);
  EXPECT_EQ(now->event, was->event);
  EXPECT_FALSE(now->by_operator) << "it is where the rules put it";
  EXPECT_EQ(now->link.like, first);
  EXPECT_NEAR(now->link.points, was->link.points, 5) << "the words are compared again";
  EXPECT_FALSE(now->link.words.empty());
  EXPECT_FALSE(known(done.id));
}

TEST_F(EventOperator, UndoesALeave) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  const EventId event = *event_of(first);
  const Override left = leave(first);
  EXPECT_EQ(event_of(second), event) << "the other stories keep the event";
  EXPECT_EQ(undo(left).problem, "");
  EXPECT_EQ(event_of(first), event);
}

TEST_F(EventOperator, GoesBackToWhereTheOperatorHadPutIt) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const StoryId third = take("C", text_of(3));
  const Override once = join(third, first);
  const Override again = join(third, second);
  EXPECT_EQ(undo(once).problem, by(again) + " has moved story 3 since; undo it first");
  EXPECT_EQ(undo(again).problem, "");
  EXPECT_TRUE(are_together(third, first));
  EXPECT_TRUE(store->events().membership(third)->by_operator);
  EXPECT_EQ(undo(once).problem, "");
  EXPECT_FALSE(are_together(third, first));
}

TEST_F(EventOperator, GoesBackBesideAStoryThatIsStillThere) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const StoryId third = take("C", text_of(3));
  join(second, first);
  join(third, first);
  const EventId event = *event_of(first);
  const Override left = leave(third);
  leave(first);
  EXPECT_EQ(undo(left).problem, "");
  EXPECT_EQ(event_of(third), event);
  EXPECT_TRUE(are_together(third, second));
  EXPECT_FALSE(are_together(third, first)) << "a later override has moved it";
}

TEST_F(EventOperator, KeepsTwoStoriesOutOfOneEvent) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  const Override apart = never(first, second);
  EXPECT_EQ(apart.problem, "");
  EXPECT_FALSE(are_together(first, second)) << "the one that joined later has left";
  const std::string why = by(apart) + " keeps story 2 and story 1 out of one event";
  EXPECT_EQ(join(second, first).problem, why);
  start();
  const StoryId third = take("C", text_of(3));
  ASSERT_EQ(join(third, first).problem, "");
  EXPECT_EQ(join(second, third).problem, why) << "by way of a third story";
  EXPECT_EQ(undo(apart).problem, "");
  EXPECT_TRUE(are_together(first, second)) << "what the override moved is back";
  EXPECT_TRUE(store->overrides().all().back().is_carried_out());
}

TEST_F(EventOperator, LeavesTheStoryThatJoinedFirst) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  const EventId event = *event_of(first);
  never(second, first);
  EXPECT_EQ(event_of(first), event);
  EXPECT_NE(event_of(second), event);
}

TEST_F(EventOperator, KeepsApartWhatAMergeWouldBringTogether) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  const StoryId third = take("C", text_of(3));
  never(third, second);
  ASSERT_TRUE(is_served(second));
  const EventId event = *event_of(second);
  const EventId own = *event_of(third);
  say(OverrideKind::kMerge, first, third);
  EXPECT_EQ(event_of(second), event) << "no other story takes its event from it";
  EXPECT_EQ(event_of(third), own) << "it does not take the place of the story that ended";
}

TEST_F(EventOperator, KeepsApartWhatBecomesPartOfACompanion) {
  const StoryId first = take("A", report_of(1, 0));
  const StoryId second = take("B", report_of(1, 1));
  const StoryId third = take("C", text_of(3));
  never(third, first);
  say(OverrideKind::kMerge, third, second);
  EXPECT_FALSE(are_together(first, second)) << "the override is about the story that has it now";
}

TEST_F(EventOperator, JoinsAtTheNextStart) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  stop();
  Override order;
  order.kind = OverrideKind::kEventJoin;
  order.story = second;
  order.other = first;
  store::add_override(path, order);
  start();
  EXPECT_TRUE(are_together(first, second));
}

TEST_F(EventOperator, SaysWhyItCannotBeDone) {
  const StoryId story = take("A", text_of(1));
  const StoryId unknown{77};
  EXPECT_EQ(join(story, unknown).problem, "there is no story 77");
  EXPECT_EQ(join(unknown, story).problem, "there is no story 77");
  EXPECT_EQ(join(story, story).problem, "they are one story");
  EXPECT_EQ(leave(unknown).problem, "there is no story 77");
  EXPECT_EQ(never(story, unknown).problem, "there is no story 77");
  EXPECT_EQ(never(story, story).problem, "they are one story");
}

TEST_F(EventOperator, MovesNothingBackThatHasEnded) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const StoryId third = take("C", text_of(3));
  const Override done = join(second, first);
  EXPECT_EQ(say(OverrideKind::kMerge, second, third).problem, "");
  ASSERT_TRUE(are_together(first, third)) << "it took the place of the story that ended";
  EXPECT_EQ(undo(done).problem, "");
  EXPECT_FALSE(known(done.id));
  EXPECT_TRUE(are_together(first, third));
}

}  // namespace
}  // namespace wirefold::ingest
