#include "wirefold/serve/words/ruling_words.h"

#include <gtest/gtest.h>

#include <utility>

namespace wirefold::serve {
namespace {

Override ruling(OverrideKind kind, bool done, std::vector<ArticleId> articles = {}) {
  Override out;
  out.kind = kind;
  out.story = StoryId{3};
  out.other = StoryId{9};
  out.articles = std::move(articles);
  if (done) out.done = Timestamp{};
  return out;
}

const std::vector<ArticleId> kOne = {ArticleId{7}};
const std::vector<ArticleId> kTwo = {ArticleId{7}, ArticleId{8}};

TEST(RulingWords, CountTheArticlesOfASplit) {
  Override order;
  order.kind = OverrideKind::kSplit;
  order.articles = {ArticleId{7}};
  EXPECT_EQ(ruling_words(order, "en"), "article 7 becomes a story of its own");
}

TEST(RulingWords, SayWhatIsAskedForAndWhatWasDone) {
  const struct {
    OverrideKind kind;
    std::string asked;
    std::string done;
  } kinds[] = {
      {OverrideKind::kPin, "story 3 keeps its articles", "story 3 keeps its articles"},
      {OverrideKind::kSplit, "articles 7, 8 become a story of their own",
       "articles 7, 8 left story 3 for story 9"},
      {OverrideKind::kMerge, "story 3 becomes part of story 9", "story 3 is part of story 9"},
      {OverrideKind::kNever, "story 3 and story 9 are never merged",
       "story 3 and story 9 are never merged"},
      {OverrideKind::kEventJoin, "story 3 joins the event of story 9",
       "story 3 is in the event of story 9"},
      {OverrideKind::kEventLeave, "story 3 leaves its event", "story 3 has left its event"},
      {OverrideKind::kEventNever, "story 3 and story 9 are never in one event",
       "story 3 and story 9 are never in one event"},
  };
  for (const auto& kind : kinds) {
    Override order = ruling(kind.kind, false, kTwo);
    EXPECT_EQ(ruling_words(order, "en"), kind.asked);
    order.done = Timestamp{};
    EXPECT_EQ(ruling_words(order, "en"), kind.done);
    order.problem = "no";
    EXPECT_EQ(ruling_words(order, "en"), kind.asked) << "it failed";
  }
}

TEST(RulingWords, SayWhatAnUndoMoved) {
  Override undo = ruling(OverrideKind::kUndo, true, kOne);
  undo.undoes = 4;
  EXPECT_EQ(ruling_words(undo, "en"),
            "override 4 is undone: article 7 went back from story 3 to story 9");
  undo.articles.clear();
  EXPECT_EQ(ruling_words(undo, "en"),
            "override 4 is undone: story 3 went back to the event of story 9");
  undo.other = StoryId{};
  EXPECT_EQ(ruling_words(undo, "en"),
            "override 4 is undone: story 3 is in no event with another story");
  undo.story = StoryId{};
  EXPECT_EQ(ruling_words(undo, "en"), "override 4 is undone");
  undo.done.reset();
  EXPECT_EQ(ruling_words(undo, "en"), "override 4 is to be undone");
}

TEST(RulingWords, SayWhatAnUndoEnded) {
  const Override undo = ruling(OverrideKind::kUndo, true, kOne);
  EXPECT_EQ(undone_words(ruling(OverrideKind::kPin, true), undo, "en"),
            "no longer in force: story 3 keeps its articles");
  EXPECT_EQ(undone_words(ruling(OverrideKind::kSplit, true, kOne), undo, "en"), "");
  EXPECT_EQ(undone_words(ruling(OverrideKind::kSplit, true, kTwo), undo, "en"),
            "article 8 stays where it is now");
  EXPECT_EQ(undone_words(ruling(OverrideKind::kMerge, true, kTwo), Override(), "en"),
            "articles 7, 8 stay where they are now");
  EXPECT_EQ(undone_words(ruling(OverrideKind::kEventJoin, true, kTwo), undo, "en"), "");
}

TEST(RulingWords, HaveNamesInMarkup) {
  const RulingNames names{
      [](StoryId story) { return "<b>" + std::to_string(to_int(story)) + "</b>"; },
      [](const std::vector<ArticleId>& articles) {
        return "<i>" + std::to_string(articles.size()) + "</i>";
      }};
  const Override split = ruling(OverrideKind::kSplit, true, kTwo);
  EXPECT_EQ(ruling_html(split, "en", names), "<i>2</i> left <b>3</b> for <b>9</b>");
}

TEST(RulingWords, AreInTheLanguageOfThePage) {
  EXPECT_EQ(ruling_words(ruling(OverrideKind::kMerge, true), "id"),
            "berita 3 sudah menjadi bagian dari berita 9");
  EXPECT_EQ(ruling_words(ruling(OverrideKind::kMerge, true), "de"), "story 3 is part of story 9");
  EXPECT_EQ(ruling_state_words(ruling(OverrideKind::kPin, true), "id"), "berlaku");
}

TEST(RulingWords, NameTheState) {
  EXPECT_EQ(ruling_state_words(ruling(OverrideKind::kPin, true), "en"), "holds");
  EXPECT_EQ(ruling_state_words(ruling(OverrideKind::kPin, false), "en"), "waits");
  EXPECT_EQ(ruling_state_words(ruling(OverrideKind::kSplit, true, kOne), "en"), "done");
  Override failed = ruling(OverrideKind::kPin, true);
  failed.problem = "no";
  EXPECT_EQ(ruling_state_words(failed, "en"), "failed");
}

}  // namespace
}  // namespace wirefold::serve
