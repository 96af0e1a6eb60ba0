#include "serve/page/fold_words.h"

#include <gtest/gtest.h>

#include "serve/words/words.h"

namespace wirefold::serve {
namespace {

std::string said(double similarity, const std::string& rule, std::string_view language = "en") {
  return words_of(language).text(why({ArticleId{1}, 2, similarity, rule}).key);
}

TEST(FoldWords, NameTheRuleOrTheSimilarity) {
  EXPECT_EQ(said(0.95, "text"), "nearly all of the shorter text in common");
  EXPECT_EQ(said(0.7, "text"), "most of the shorter text in common");
  EXPECT_EQ(said(0.4, "text"), "a part of the shorter text in common");
  EXPECT_EQ(said(0.6, "passage"), "one long passage in common");
  EXPECT_EQ(said(1, "link"), "same link");
  EXPECT_EQ(said(0.9, "update"), "the same outlet's text again");
  EXPECT_EQ(said(0.9, "evidence"), "headline and first words in common");
  EXPECT_EQ(said(0, "headline"), "same headline");
  EXPECT_EQ(
      said(0.9, "history"),
      "headline and first words in common; these two outlets have had copies between them before");
  EXPECT_EQ(said(0, "operator"), "placed here by a manual override");
  EXPECT_EQ(said(1, "link", "id"), "tautan sama");
}

}  // namespace
}  // namespace wirefold::serve
