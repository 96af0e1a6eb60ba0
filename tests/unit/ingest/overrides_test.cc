// Overrides of the operator, from the database to the fold.
#include <gtest/gtest.h>

#include "support/operator.h"
#include "unit/store/by_hand.h"

namespace wirefold::ingest {
namespace {

using test::Operator;
using test::text_of;

TEST_F(Operator, MergesWhatNoRuleWould) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  ASSERT_NE(first, second);
  const Override done = say(OverrideKind::kMerge, second, first);
  EXPECT_EQ(done.problem, "");
  EXPECT_TRUE(done.done);
  EXPECT_EQ(story_of("B"), first);
  EXPECT_EQ(store->reading().placement(id_of("B"))->reason.rule, "operator");
  EXPECT_EQ(store->reading().successor(second), first);
  EXPECT_EQ(listener.events.back().kind, "merge");
  EXPECT_NE(listener.events.back().data.find("\"rule\":\"operator\""), std::string::npos);
  EXPECT_EQ(take("D", text_of(2)), first) << "a copy of what came into it";
  EXPECT_EQ(take("B", text_of(3)), first) << "the override takes precedence over the new text";
  EXPECT_EQ(take("A", text_of(4)), first) << "and holds for the story that it went to";
  EXPECT_EQ(take("C", text_of(4)), first) << "copies come as ever";
}

TEST_F(Operator, SplitsWhatIsOneTextForGood) {
  const StoryId story = take("A", text_of(1));
  ASSERT_EQ(take("B", text_of(1)), story);
  ASSERT_EQ(take("C", text_of(1)), story);
  const Override done = say(OverrideKind::kSplit, {}, {}, {id_of("B"), id_of("C")});
  EXPECT_EQ(done.problem, "");
  EXPECT_NE(story_of("B"), story);
  EXPECT_EQ(story_of("B"), story_of("C"));
  EXPECT_EQ(done.other, story_of("B"));
  EXPECT_EQ(listener.events.back().kind, "split");
  start();
  EXPECT_EQ(take("B", text_of(1) + " edited."), done.other) << "it does not come back";
  EXPECT_EQ(take("A", text_of(1) + " edited, too."), story);
  EXPECT_EQ(take("A", text_of(2)), story);
  EXPECT_EQ(take("A", text_of(1)), story) << "nor does what it left come after it";
}

TEST_F(Operator, KeepsTheArticlesOfAPinnedStory) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override pin = say(OverrideKind::kPin, second);
  EXPECT_TRUE(store->reading().story(second)->pinned);
  EXPECT_FALSE(store->reading().story(first)->pinned);
  start();
  EXPECT_EQ(take("B", text_of(1)), second);
  ASSERT_TRUE(store::drop_override(path, pin.id));
  ingest->take_orders();
  EXPECT_FALSE(store->reading().story(second)->pinned);
  EXPECT_EQ(take("B", text_of(1) + " once more."), first);
}

TEST_F(Operator, KeepsTwoStoriesApartAlsoAfterOneHasBecomeAThird) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const StoryId third = take("C", text_of(3));
  EXPECT_EQ(say(OverrideKind::kNever, first, second).problem, "");
  EXPECT_EQ(take("B", text_of(1)), second);
  say(OverrideKind::kMerge, first, third);
  start();
  EXPECT_EQ(take("B", text_of(3)), second);
  say(OverrideKind::kMerge, second, third);
  EXPECT_EQ(story_of("B"), third) << "a later word";
}

TEST_F(Operator, SaysWhyItCannotBeDone) {
  const StoryId story = take("A", text_of(1));
  const StoryId other = take("B", text_of(2));
  EXPECT_NE(say(OverrideKind::kPin, StoryId{77}).problem, "");
  EXPECT_NE(say(OverrideKind::kMerge, story, story).problem, "");
  EXPECT_NE(say(OverrideKind::kMerge, story, StoryId{77}).problem, "");
  EXPECT_NE(say(OverrideKind::kNever, story, story).problem, "");
  EXPECT_NE(say(OverrideKind::kSplit, {}, {}, {}).problem, "");
  EXPECT_NE(say(OverrideKind::kSplit, {}, {}, {ArticleId{77}}).problem, "");
  EXPECT_NE(say(OverrideKind::kSplit, {}, {}, {id_of("A")}).problem, "") << "nothing would be left";
  EXPECT_NE(say(OverrideKind::kSplit, {}, {}, {id_of("A"), id_of("B")}).problem, "");
  EXPECT_EQ(story_of("A"), story);
  EXPECT_EQ(story_of("B"), other);
  EXPECT_EQ(listener.events.size(), 2u) << "two stories, and nothing happened to them";
}

TEST_F(Operator, SendsCopiesAfterAnArticleThatWasSplitOff) {
  const StoryId first = take("A", text_of(1));
  say(OverrideKind::kMerge, take("B", text_of(2)), first);
  const Override done = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  EXPECT_NE(done.other, first);
  EXPECT_EQ(take("C", text_of(2)), done.other);
}

TEST_F(Operator, SplitsArticlesOfOneStoryOnly) {
  take("A", text_of(1));
  const StoryId one = take("B", text_of(1));
  take("C", text_of(2));
  const StoryId other = take("D", text_of(2));
  EXPECT_EQ(say(OverrideKind::kSplit, {}, {}, {id_of("B"), id_of("D")}).problem,
            "the articles belong to different stories");
  EXPECT_EQ(story_of("B"), one);
  EXPECT_EQ(story_of("D"), other);
}

TEST_F(Operator, IsHeardAtTheNextStart) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  stop();
  Override order;
  order.kind = OverrideKind::kMerge;
  order.story = second;
  order.other = first;
  store::add_override(path, order);
  EXPECT_FALSE(store::is_in_use(path));
  start();
  EXPECT_TRUE(store::is_in_use(path));
  EXPECT_EQ(story_of("B"), first);
}

using Held = std::vector<std::string>;

TEST_F(Operator, TakesBackWhatHolds) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override pinned = say(OverrideKind::kPin, second);
  const Override apart = say(OverrideKind::kNever, first, second);
  start();
  EXPECT_EQ(undo(pinned).problem, "");
  EXPECT_FALSE(store->reading().story(second)->pinned);
  EXPECT_EQ(take("B", text_of(1)), second);
  EXPECT_EQ(undo(apart).problem, "");
  EXPECT_EQ(holding(), Held());
  EXPECT_EQ(take("B", text_of(1) + " once more."), first);
}

TEST_F(Operator, SplitsAnArticleThatIsNamedTwice) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  const Override done = say(OverrideKind::kSplit, {}, {}, {id_of("B"), id_of("B")});
  EXPECT_EQ(done.problem, "");
  EXPECT_EQ(done.articles, std::vector<ArticleId>{id_of("B")});
  EXPECT_EQ(story_of("A"), story);
  EXPECT_EQ(story_of("B"), done.other);
}

TEST_F(Operator, TakesBackASplit) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  take("C", text_of(1));
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B"), id_of("C")});
  ASSERT_EQ(holding(), Held({never(story, split.other)}));
  start();
  const std::size_t told = listener.events.size();
  const Override done = undo(split);
  EXPECT_EQ(done.problem, "");
  EXPECT_EQ(done.articles, split.articles);
  EXPECT_EQ(done.story, split.other);
  EXPECT_EQ(done.other, story);
  EXPECT_EQ(story_of("B"), story);
  EXPECT_EQ(story_of("C"), story);
  EXPECT_EQ(store->reading().successor(split.other), story) << "who asks for it is led there";
  EXPECT_EQ(holding(), Held());
  EXPECT_FALSE(known(split.id));
  EXPECT_EQ(events_since(told), Held({"merge"}));
  EXPECT_NE(listener.events.back().data.find("\"rule\":\"operator\""), std::string::npos);
  start();
  EXPECT_EQ(take("D", text_of(1)), story);
}

TEST_F(Operator, TakesBackASplitWithTheCopiesThatCameSince) {
  const StoryId story = take("A", text_of(1));
  say(OverrideKind::kMerge, take("B", text_of(2)), story);
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  ASSERT_EQ(take("C", text_of(2)), split.other);
  const Override done = undo(split);
  EXPECT_EQ(done.articles, std::vector({id_of("B"), id_of("C")}));
  EXPECT_EQ(story_of("C"), story);
  EXPECT_EQ(store->reading().placement(id_of("C"))->reason.rule, "text")
      << "it is a copy of B as it was";
}

TEST_F(Operator, LeavesWhereItIsWhatALaterRulingHasMoved) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  take("C", text_of(1));
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B"), id_of("C")});
  const Override later = say(OverrideKind::kSplit, {}, {}, {id_of("C")});
  const Override done = undo(split);
  EXPECT_EQ(done.problem, "");
  EXPECT_EQ(done.articles, std::vector({id_of("B")}));
  EXPECT_EQ(story_of("B"), story);
  EXPECT_EQ(story_of("C"), later.other);
}

TEST_F(Operator, TakesTheLaterRulingBackFirst) {
  take("A", text_of(1));
  const StoryId third = take("C", text_of(3));
  take("B", text_of(1));
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  const Override merge = say(OverrideKind::kMerge, split.other, third);
  EXPECT_EQ(undo(split).problem, "override " + std::to_string(merge.id) +
                                     " has moved its articles since; undo it first");
  EXPECT_EQ(story_of("B"), third);
  EXPECT_TRUE(known(split.id)) << "it can still be undone";
  EXPECT_EQ(undo(merge).problem, "");
  EXPECT_EQ(story_of("B"), split.other);
  EXPECT_EQ(undo(split).problem, "");
  EXPECT_EQ(story_of("B"), story_of("A"));
}

TEST_F(Operator, RestoresAllWhenASplitAndALaterMergeAreUndoneInTheirOrder) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  const StoryId third = take("C", text_of(3));
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  const Override merge = say(OverrideKind::kMerge, story, third);
  EXPECT_EQ(undo(split).problem, "");
  EXPECT_EQ(story_of("B"), third);
  EXPECT_EQ(undo(merge).problem, "");
  EXPECT_EQ(story_of("A"), story);
  EXPECT_EQ(story_of("B"), story);
  EXPECT_EQ(story_of("C"), third);
}

TEST_F(Operator, TakesNoMergeBackWhoseArticlesWereSplitSince) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  const StoryId third = take("C", text_of(3));
  const Override merge = say(OverrideKind::kMerge, story, third);
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  EXPECT_EQ(undo(merge).problem, "override " + std::to_string(split.id) +
                                     " has moved its articles since; undo it first");
  EXPECT_EQ(undo(split).problem, "");
  EXPECT_EQ(undo(merge).problem, "");
  EXPECT_EQ(story_of("A"), story);
  EXPECT_EQ(story_of("B"), story);
}

TEST_F(Operator, TakesASplitBackToWhereItsStoryHasGone) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  const StoryId third = take("C", text_of(3));
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  say(OverrideKind::kMerge, story, third);
  EXPECT_EQ(undo(split).problem, "");
  EXPECT_EQ(story_of("B"), third);
}

TEST_F(Operator, TakesBackAMerge) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  take("C", text_of(2));
  const std::string uid = store->reading().story(second)->uid;
  const Override merge = say(OverrideKind::kMerge, second, first);
  EXPECT_EQ(merge.articles, std::vector({id_of("B"), id_of("C")}));
  ASSERT_EQ(holding(), Held({pin(first)}));
  start();
  const std::size_t told = listener.events.size();
  const Override done = undo(merge);
  EXPECT_EQ(done.problem, "");
  EXPECT_EQ(done.articles, merge.articles);
  EXPECT_EQ(story_of("A"), first);
  EXPECT_EQ(story_of("B"), second);
  EXPECT_EQ(story_of("C"), second);
  EXPECT_EQ(store->reading().story(second)->uid, uid);
  EXPECT_EQ(store->reading().story(second)->lead().outlet, "B");
  EXPECT_FALSE(store->reading().successor(second));
  EXPECT_TRUE(store->reading().ended_stories(Timestamp{}, 10).empty());
  EXPECT_EQ(holding(), Held({never(second, first)}));
  EXPECT_EQ(events_since(told), Held({"split", "split"}));
  start();
  EXPECT_EQ(take("D", text_of(2)), second) << "copies come as ever";
  EXPECT_EQ(take("B", text_of(1)), second) << "they are not made one at the next look";
}

TEST_F(Operator, TakesBackAMergeAndNotThePinThatTheOperatorSaid) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  say(OverrideKind::kPin, first);
  undo(say(OverrideKind::kMerge, second, first));
  EXPECT_EQ(holding(), Held({pin(first), never(second, first)}));
}

TEST_F(Operator, TakesBackAMergeWithTheCopiesThatCameSince) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override merge = say(OverrideKind::kMerge, second, first);
  ASSERT_EQ(take("C", text_of(2)), first);
  ASSERT_EQ(take("D", text_of(1)), first);
  undo(merge);
  EXPECT_EQ(story_of("C"), second);
  EXPECT_EQ(store->reading().placement(id_of("C"))->reason.rule, "text")
      << "it is a copy of B as it was";
  EXPECT_EQ(store->reading().placement(id_of("B"))->reason.rule, "operator");
  EXPECT_EQ(story_of("D"), first);
}

TEST_F(Operator, HoldsAfterTheUndoWhatHeldBeforeTheMerge) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const StoryId third = take("C", text_of(3));
  const Override apart = say(OverrideKind::kNever, first, second);
  say(OverrideKind::kPin, second);
  say(OverrideKind::kNever, third, second);
  const Held before = holding();
  const Override merge = say(OverrideKind::kMerge, second, first);
  EXPECT_EQ(holding(), Held({pin(first), never(third, first), pin(first)}));
  start();
  undo(merge);
  EXPECT_EQ(holding(), before) << "each about the story that it named, and no other never";
  EXPECT_TRUE(known(apart.id));
  EXPECT_EQ(take("B", text_of(1)), second);
}

TEST_F(Operator, UndoesASplitThatWasMergedAgain) {
  const StoryId story = take("A", text_of(1));
  take("B", text_of(1));
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  const Override merge = say(OverrideKind::kMerge, split.other, story);
  undo(merge);
  EXPECT_EQ(holding(), Held({never(story, split.other)})) << "what followed from the split";
  undo(split);
  EXPECT_EQ(holding(), Held());
  EXPECT_EQ(story_of("B"), story);
}

TEST_F(Operator, EndsTheStoryThatWouldBeEmptyAfterTheUndoOfAMerge) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override merge = say(OverrideKind::kMerge, second, first);
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("A")});
  EXPECT_EQ(undo(merge).problem, "");
  EXPECT_EQ(story_of("B"), second);
  EXPECT_EQ(store->reading().successor(first), second);
  EXPECT_EQ(story_of("A"), split.other);
  EXPECT_EQ(holding(), Held({never(second, split.other)}));
}

TEST_F(Operator, GivesANewStoryToWhatCameFromOneThatIsForgotten) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override merge = say(OverrideKind::kMerge, second, first);
  store::run_sql(path, "DELETE FROM story WHERE lead IS NULL");
  const Override done = undo(merge);
  EXPECT_EQ(done.problem, "");
  EXPECT_EQ(story_of("B"), done.other);
  EXPECT_GT(to_int(done.other), to_int(second)) << "no id is given twice";
  EXPECT_EQ(holding(), Held({never(done.other, first)}));
}

TEST_F(Operator, SaysWhatCannotBeUndone) {
  const StoryId first = take("A", text_of(1));
  const Override pinned = say(OverrideKind::kPin, first);
  Override none;
  none.id = 77;
  EXPECT_EQ(undo(none).problem, "there is no override 77");
  const Override done = undo(pinned);
  EXPECT_EQ(undo(pinned).problem, "override " + std::to_string(pinned.id) +
                                      " is already undone by override " + std::to_string(done.id));
  EXPECT_EQ(undo(done).problem,
            "override " + std::to_string(done.id) +
                " is an undo and cannot be undone; repeat the original command");
}

TEST_F(Operator, SaysWhatToDoAboutARulingOfAnEarlierVersion) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override merge = say(OverrideKind::kMerge, second, first);
  const Override split = say(OverrideKind::kSplit, {}, {}, {id_of("B")});
  store::run_sql(path, "UPDATE ruling SET reversible = 0");
  const std::string why =
      "an earlier version carried it out and did not record what it moved; use ";
  EXPECT_EQ(undo(merge).problem, why + "\"story split ARTICLE ...\" with those of story " +
                                     std::to_string(to_int(second)));
  EXPECT_EQ(undo(split).problem, why + "\"story merge " + std::to_string(to_int(split.other)) +
                                     ' ' + std::to_string(to_int(first)) + '"');
  EXPECT_EQ(story_of("B"), split.other);
}

TEST_F(Operator, UndoesAtTheNextStart) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Override merge = say(OverrideKind::kMerge, second, first);
  stop();
  Override undo;
  undo.kind = OverrideKind::kUndo;
  undo.undoes = merge.id;
  store::add_override(path, undo);
  start();
  EXPECT_EQ(story_of("B"), second);
}

}  // namespace
}  // namespace wirefold::ingest
