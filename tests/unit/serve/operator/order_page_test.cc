// What an order would do, and how it is given.
#include <gtest/gtest.h>

#include "asking.h"

namespace wirefold::serve {
namespace {

struct OrderPage : Asking {
  OrderPage() {
    Story story = test_story();
    int id = 1;
    for (Member& member : story.members) member.article.id = ArticleId{id++};
    source.set({report_story(10, "f", "Alone", 5), report_story(9, "e", "E tells", 1),
                report_story(8, "d", "D <tells>", 2), story});
  }

  ResourcePtr order(const Arguments& fields) { return get("/operator/order", fields); }
  ResourcePtr give(const Arguments& fields) { return post("/operator/order", fields); }
};

TEST_F(OrderPage, SaysWhatASplitWillDo) {
  const auto page =
      order({{"kind", "split"}, {"article", "2"}, {"article", "4"}, {"back", "/story/7"}});
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(page->cache_control, "no-store");
  expect_parts(page,
               {"<h1>Split</h1>", "2 (<bdi>B</bdi>), 4 (<bdi>C &amp; Co</bdi>)",
                "become a story of their own", "the two stories are never merged",
                "&lt;script&gt;alert(1)&lt;/script&gt;</a></h2>",
                "<form action=\"./../operator/order\" method=\"post\"",
                "name=\"token\" value=\"ab12\"", "name=\"article\" value=\"2\"",
                "name=\"article\" value=\"4\"", "name=\"back\" value=\"/story/7\"",
                "<a href=\"./../story/7\">Cancel</a>", "Signed in as <bdi>Ana &lt;b&gt;</bdi>"});
  EXPECT_TRUE(actions.orders.empty()) << "it is only asked";
}

TEST_F(OrderPage, RefusesASplitThatLeavesNothing) {
  const auto page = order(
      {{"kind", "split"}, {"article", "1"}, {"article", "2"}, {"article", "3"}, {"article", "4"}});
  EXPECT_EQ(page->status, 409);
  expect_parts(page, {"One article at least must stay"});
  expect_parts(order({{"kind", "split"}}), {"Tick the articles"});
  expect_parts(order({{"kind", "split"}, {"article", "99"}}), {"no such article"});
}

TEST_F(OrderPage, NamesStoriesByTheirHeadlines) {
  const auto page = order({{"kind", "merge"}, {"story", "8"}, {"other", "7"}});
  expect_parts(page, {"<h1>Make them one story</h1>",
                      "“<bdi><a href=\"./../story/8\">D &lt;tells&gt;</a></bdi>” (story 8)",
                      "becomes part of “<bdi><a href=\"./../story/7\">Lead title</a></bdi>”",
                      "name=\"story\" value=\"8\"", "name=\"other\" value=\"7\"",
                      "<bdi>A</bdi>, <bdi>B</bdi>, <bdi>C &amp; Co</bdi>"});
}

TEST_F(OrderPage, FindsTheOtherStoryByItsAddress) {
  for (const char* const other : {"7", "https://w.example/wire/story/7?x=1#a2", "/story/7"}) {
    expect_parts(order({{"kind", "never"}, {"story", "8"}, {"other", other}}),
                 {"name=\"other\" value=\"7\"", "are never merged"});
  }
}

TEST_F(OrderPage, ListsTheStoriesWithTypedWords) {
  const auto page = order({{"kind", "event_join"}, {"story", "8"}, {"other", "tells \"it"}});
  expect_parts(page, {"<fieldset>\n<legend>With which story?</legend>",
                      "<input type=\"radio\" name=\"other\" value=\"10\" checked required>",
                      "<input type=\"radio\" name=\"other\" value=\"7\" required>",
                      "value=\"tells &quot;it\"", "name=\"kind\" value=\"event_join\""});
  EXPECT_EQ(text(page).find("name=\"other\" value=\"8\""), std::string::npos) << "it is the story";
}

TEST_F(OrderPage, AsksForTheOtherStory) {
  const auto page = order({{"kind", "merge"}, {"story", "8"}});
  expect_parts(page, {"<input name=\"other\" value=\"\"", "D &lt;tells&gt;"});
  EXPECT_EQ(text(page).find("<fieldset>"), std::string::npos);
}

TEST_F(OrderPage, LetsTheOperatorChooseWhichOfTwoStays) {
  const auto page = order({{"kind", "merge"}, {"story", "8"}, {"story", "7"}});
  expect_parts(page, {"name=\"story\" value=\"8\"", "name=\"story\" value=\"7\"",
                      "name=\"other\" value=\"7\" checked required", "method=\"post\""});
  expect_parts(order({{"kind", "merge"}, {"story", "10"}, {"story", "9"}}),
               {"name=\"other\" value=\"9\" checked"});
  for (const Arguments& wrong :
       {Arguments{{"kind", "merge"}},
        Arguments{{"kind", "merge"}, {"story", "7"}, {"story", "8"}, {"story", "9"}}}) {
    EXPECT_EQ(order(wrong)->status, 409);
    expect_parts(order(wrong), {"Tick two"});
  }
}

TEST_F(OrderPage, NamesAWrongField) {
  for (const Arguments& wrong :
       {Arguments{}, Arguments{{"kind", "undo"}}, Arguments{{"kind", "<b>"}},
        Arguments{{"kind", "pin"}}, Arguments{{"kind", "pin"}, {"story", "7x"}},
        Arguments{{"kind", "pin"}, {"story", "-7"}}, Arguments{{"kind", "split"}, {"article", "0"}},
        Arguments{{"kind", "pin"}, {"story", "7"}, {"story", "8"}},
        Arguments{{"kind", "merge"}, {"story", "7"}, {"other", "\xff"}},
        Arguments{{"kind", "merge"}, {"story", "7"}, {"other", std::string(201, 'x')}}}) {
    EXPECT_EQ(order(wrong)->status, 400);
    EXPECT_EQ(give(wrong)->status, 400);
  }
  EXPECT_TRUE(actions.orders.empty());
  expect_parts(order({{"kind", "pin"}, {"story", "7x"}}),
               {"The value of story is not a whole number above 0."});
}

TEST_F(OrderPage, GivesTheOrderAndGoesBack) {
  const auto answer = give({{"kind", "split"}, {"article", "4"}, {"back", "/story/7"}});
  EXPECT_EQ(answer->status, 303);
  EXPECT_EQ(answer->location, "./../story/7?ruling=12");
  EXPECT_EQ(answer->cache_control, "no-store");
  ASSERT_EQ(actions.orders.size(), 1u);
  EXPECT_EQ(actions.orders[0].kind, OverrideKind::kSplit);
  EXPECT_EQ(actions.orders[0].articles, std::vector<ArticleId>{ArticleId{4}});
  EXPECT_EQ(actions.orders[0].by, "Ana <b>");
}

TEST_F(OrderPage, GivesAnOrderOnceThatIsSentTwice) {
  const Arguments split = {{"kind", "split"}, {"article", "4"}, {"once", "c0ffee"}};
  EXPECT_EQ(give(split)->location, "./../?ruling=12");
  actions.problem = "no such article";
  EXPECT_EQ(give(split)->location, "./../?ruling=12") << "a double click";
  EXPECT_EQ(actions.orders.size(), 1u);
  EXPECT_EQ(give({{"kind", "split"}, {"article", "4"}, {"once", "other"}})->status, 409);
  EXPECT_EQ(actions.orders.size(), 2u);
  expect_parts(order({{"kind", "split"}, {"article", "4"}}), {"name=\"once\" value=\""});
}

TEST_F(OrderPage, MergesTheOneThatDoesNotStay) {
  give({{"kind", "merge"}, {"story", "8"}, {"story", "7"}, {"other", "8"}});
  ASSERT_EQ(actions.orders.size(), 1u);
  EXPECT_EQ(actions.orders[0].story, StoryId{7});
  EXPECT_EQ(actions.orders[0].other, StoryId{8});
  EXPECT_EQ(give({{"kind", "merge"}, {"story", "8"}, {"story", "7"}, {"other", "9"}})->status, 200)
      << "9 is none of the two";
  EXPECT_EQ(actions.orders.size(), 1u);
}

TEST_F(OrderPage, GoesToTheStoryThatTookThePlaceOfAnother) {
  EXPECT_EQ(
      give({{"kind", "merge"}, {"story", "3"}, {"other", "7"}, {"back", "/story/3"}})->location,
      "./../story/7?ruling=12");
  EXPECT_EQ(give({{"kind", "event_leave"}, {"story", "8"}, {"back", "/event/4"}})->location,
            "./../story/8?ruling=12")
      << "the event has ended";
  EXPECT_EQ(give({{"kind", "event_leave"}, {"story", "8"}, {"back", "/event/3"}})->location,
            "./../event/3?ruling=12");
}

TEST_F(OrderPage, GoesBackToPagesOfItsOwnAlone) {
  for (const char* const back : {"https://evil.example/", "//evil.example", "/\\evil.example",
                                 "javascript:alert(1)", "/feed.atom", "\r\nX: y", ""}) {
    EXPECT_EQ(give({{"kind", "pin"}, {"story", "7"}, {"back", back}})->location, "./../?ruling=12")
        << back;
  }
  EXPECT_EQ(give({{"kind", "pin"}, {"story", "7"}, {"back", "/?lang=id&before=7"}})->location,
            "./../?lang=id&before=7&ruling=12");
}

TEST_F(OrderPage, SaysWhyAnOrderFailed) {
  actions.problem = "they are <already> one story";
  const auto page = give({{"kind", "pin"}, {"story", "7"}, {"back", "/story/7"}});
  EXPECT_EQ(page->status, 409);
  expect_parts(page, {"<h1>Not done</h1>", "they are &lt;already&gt; one story",
                      "<a href=\"./../story/7\">Back</a>"});
}

TEST_F(OrderPage, Undoes) {
  actions.undone.id = 13;
  EXPECT_EQ(post("/operator/undo", {{"ruling", "12"}, {"back", "/story/7"}})->location,
            "./../story/7?ruling=13");
  ASSERT_EQ(actions.orders.size(), 1u);
  EXPECT_EQ(actions.orders[0].undoes, 12);
  EXPECT_EQ(actions.orders[0].by, "Ana <b>");
  actions.undone.id = 0;
  EXPECT_EQ(post("/operator/undo", {{"ruling", "12"}, {"back", "/story/7"}})->location,
            "./../story/7?ruling=13")
      << "a double click";
  EXPECT_EQ(actions.orders.size(), 1u);
  EXPECT_EQ(post("/operator/undo", {{"ruling", "14"}, {"back", "/operator/rulings"}})->location,
            "./../operator/rulings")
      << "it was withdrawn";
  EXPECT_EQ(post("/operator/undo", {{"ruling", "x"}})->status, 400);
  EXPECT_EQ(post("/operator/undo")->status, 400);
}

TEST_F(OrderPage, HasTheWordsOfTheOperatorsLanguage) {
  language = "id";
  expect_parts(order({{"kind", "split"}, {"article", "4"}}),
               {"<html lang=\"id\">", "<h1>Pisahkan</h1>", "Urungkan", "Masuk sebagai"});
}

TEST_F(OrderPage, AnswersNoOtherPath) {
  for (const char* const path : {"/operator/", "/operator/nothing", "/operator/task/x"}) {
    EXPECT_EQ(get(path)->status, 404) << path;
    EXPECT_EQ(post(path)->status, 404) << path;
  }
  EXPECT_EQ(get("/operator/undo", {{"ruling", "12"}})->status, 404) << "a link may not do it";
  EXPECT_EQ(get("/operator/feeds/retry", {{"feed", "5"}})->status, 404);
  EXPECT_TRUE(actions.orders.empty());
  EXPECT_TRUE(actions.what.empty());
}

}  // namespace
}  // namespace wirefold::serve
