// The list of all overrides.
#include <gtest/gtest.h>

#include "asking.h"

namespace wirefold::serve {
namespace {

struct RulingsPage : Asking {
  Override& add(std::int64_t id, OverrideKind kind) {
    Override out;
    out.id = id;
    out.kind = kind;
    out.story = StoryId{8};
    out.other = StoryId{7};
    out.made = out.done.emplace(test_time(1));
    source.orders.push_back(out);
    return source.orders.back();
  }

  static std::size_t count(const ResourcePtr& page, std::string_view part) {
    std::size_t out = 0;
    for (std::size_t at = 0; (at = text(page).find(part, at)) != std::string::npos; ++at) ++out;
    return out;
  }
};

TEST_F(RulingsPage, SaysWhatWasOrderedByWhomAndHowItIs) {
  add(1, OverrideKind::kPin);
  add(2, OverrideKind::kMerge).by = "Budi <i>";
  add(3, OverrideKind::kNever).follows = 2;
  Override& failed = add(4, OverrideKind::kMerge);
  failed.problem = "no <such> story";
  const auto page = get("/operator/rulings");
  expect_parts(page, {"“<bdi><a href=\"./../story/8\">D &lt;tells&gt;</a></bdi>” (story 8) is part "
                      "of “<bdi><a href=\"./../story/7\">Lead title</a></bdi>” (story 7)",
                      "<bdi>Budi &lt;i&gt;</bdi>", "by command", "by override 2",
                      "<span class=\"badge\">holds</span>", "<span class=\"badge\">failed</span>",
                      "no &lt;such&gt; story", "name=\"ruling\" value=\"4\"",
                      "name=\"back\" value=\"/operator/rulings\""});
  EXPECT_LT(text(page).find("id=\"r4\""), text(page).find("id=\"r1\"")) << "the newest first";
  EXPECT_EQ(count(page, ">Undo</button>"), 4u);
}

TEST_F(RulingsPage, OffersNoUndoWhereThereIsNone) {
  add(1, OverrideKind::kUndo).undoes = 9;
  add(2, OverrideKind::kSplit).reversible = false;
  EXPECT_EQ(count(get("/operator/rulings"), ">Undo</button>"), 0u);
}

TEST_F(RulingsPage, LeavesOutThoseThatRest) {
  add(1, OverrideKind::kNever).other = StoryId{8};
  expect_parts(get("/operator/rulings"), {"Nothing has been put right yet."});
}

TEST_F(RulingsPage, HasFiftyOnAPage) {
  for (int id = 1; id <= 60; ++id) add(id, OverrideKind::kPin);
  const auto page = get("/operator/rulings");
  EXPECT_EQ(count(page, "<li id=\"r"), 50u);
  expect_parts(page, {"href=\"rulings?before=11\""});
  const auto older = get("/operator/rulings", {{"before", "11"}});
  EXPECT_EQ(count(older, "<li id=\"r"), 10u);
  EXPECT_EQ(count(older, "rel=\"next\""), 0u);
}

TEST_F(RulingsPage, TellsWhatAnUndoDid) {
  Override& undo = add(5, OverrideKind::kUndo);
  undo.undoes = 2;
  undo.articles = {ArticleId{4}};
  expect_parts(get("/operator/rulings", {{"ruling", "5"}}),
               {"<section class=\"notice\" aria-label=\"Override 5\"", "override 2 is undone",
                "article 4 went back from <a href=\"./../story/8\">story 8</a>"});
}

}  // namespace
}  // namespace wirefold::serve
