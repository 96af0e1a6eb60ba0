#include "serve/page/copy_kinds.h"

#include <gtest/gtest.h>

#include "unit/serve/stories.h"

namespace wirefold::serve {
namespace {

constexpr char kText[] =
    "The city council of Ellerby voted on Monday to keep the old library open for two more years, "
    "after readers had collected nine thousand signatures against its sale.";

/// An article of outlet `id` with this text on its page.
Member with_text(int id, const std::string& text) {
  Member out = test_member("outlet " + std::to_string(id), "Title", "https://o.example/", 0);
  out.article.id = ArticleId{id};
  out.article.summary.clear();
  out.article.page_text = text;
  return out;
}

/// A story led by kText.
Story story_of(std::vector<Member> copies) {
  Story out = test_story();
  out.members = {with_text(1, kText)};
  for (Member& copy : copies) out.members.push_back(std::move(copy));
  return out;
}

CopyKinds kinds_of(CopyComparisons& comparisons, const Story& story) {
  std::size_t budget = 100;
  return comparisons.of(story, budget);
}

TEST(CopyKinds, CountsEqualCutAndChangedCopies) {
  const std::string text = kText;
  const Story story =
      story_of({with_text(2, text), with_text(3, text.substr(0, text.find(", after"))),
                with_text(4, text + " The mayor abstained."), with_text(5, "Breaking: " + text),
                with_text(6, "")});
  CopyComparisons comparisons;
  const CopyKinds kinds = kinds_of(comparisons, story);
  EXPECT_EQ(kinds.word_for_word, 1u);
  EXPECT_EQ(kinds.cut, 1u);
  EXPECT_EQ(kinds.with_words, 2u);
  EXPECT_EQ(kinds.least_words, 1u);
  EXPECT_EQ(kinds.most_words, 3u);
  EXPECT_EQ(kinds_of(comparisons, story), kinds) << "the same from memory";
}

TEST(CopyKinds, CountsAnOutletOnce) {
  CopyComparisons comparisons;
  Member again = with_text(2, kText);
  again.article.id = ArticleId{3};
  EXPECT_EQ(kinds_of(comparisons, story_of({with_text(2, kText), again})).word_for_word, 1u);
}

TEST(CopyKinds, FollowsAChangedText) {
  CopyComparisons comparisons;
  EXPECT_EQ(kinds_of(comparisons, story_of({with_text(2, kText)})).word_for_word, 1u);
  const std::string longer = std::string(kText) + " Not so fast.";
  EXPECT_EQ(kinds_of(comparisons, story_of({with_text(2, longer)})).most_words, 3u);
  Story story = story_of({with_text(2, longer)});
  story.members.front() = with_text(1, longer);
  EXPECT_EQ(kinds_of(comparisons, story).word_for_word, 1u) << "of the lead";
}

TEST(CopyKinds, CountsNothingOfTextsThatAreTooLong) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "word" + std::to_string(i) + ' ';
  Story story = story_of({with_text(2, text)});
  story.members.front() = with_text(1, text);
  CopyComparisons comparisons;
  EXPECT_EQ(kinds_of(comparisons, story), CopyKinds{});
}

TEST(CopyKinds, ComparesTwelveCopiesOfAStory) {
  std::vector<Member> copies;
  for (int id = 2; id < 40; ++id) copies.push_back(with_text(id, kText));
  CopyComparisons comparisons;
  EXPECT_EQ(kinds_of(comparisons, story_of(std::move(copies))).word_for_word, 12u);
}

TEST(CopyKinds, CostsTheSameWhenItIsRemembered) {
  const Story story = story_of({with_text(2, kText), with_text(3, kText)});
  CopyComparisons comparisons;
  for (int round = 0; round < 2; ++round) {
    std::size_t budget = 5;
    EXPECT_EQ(comparisons.of(story, budget).word_for_word, 2u);
    EXPECT_EQ(comparisons.of(story, budget).word_for_word, 2u);
    EXPECT_EQ(budget, 1u);
    EXPECT_EQ(comparisons.of(story, budget), CopyKinds{});
    EXPECT_EQ(budget, 1u);
  }
}

}  // namespace
}  // namespace wirefold::serve
