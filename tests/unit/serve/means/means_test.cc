// The means of an operator on the pages.
#include <gtest/gtest.h>

#include "unit/serve/events.h"

namespace wirefold::serve {
namespace {

const Session kSession{"Ana \"A\"", "ab12"};

Story wide_story() {
  Story out = test_story();
  int id = 1;
  for (Member& member : out.members) member.article.id = ArticleId{id++};
  return out;
}

struct PageMeans : testing::Test {
  ResourcePtr page(const std::string& path, const Arguments& arguments = {},
                   std::optional<Session> session = kSession) {
    Target target = *read_target(path, arguments);
    target.session = std::move(session);
    Site site = test_site();
    site.has_sign_in = has_sign_in;
    return rendered(target, source, site);
  }

  std::string text(const std::string& path, const Arguments& arguments = {},
                   std::optional<Session> session = kSession) {
    return page(path, arguments, std::move(session))->in(Coding::kIdentity).bytes;
  }

  static void expect_parts(const std::string& page, const std::vector<std::string_view>& parts) {
    for (const std::string_view part : parts) {
      EXPECT_NE(page.find(part), std::string::npos) << part << "\nis not in\n" << page;
    }
  }

  HeldStories source = test_events();
  bool has_sign_in = true;
};

TEST_F(PageMeans, AreOnNoPageOfAReader) {
  source.set({wide_story()});
  for (const char* const path : {"/", "/story/7", "/event/3", "/feeds", "/subscribe"}) {
    has_sign_in = false;
    const std::string plain = text(path, {}, std::nullopt);
    EXPECT_EQ(plain.find("operator"), std::string::npos) << path;
    EXPECT_EQ(text(path, {{"ruling", "12"}}, std::nullopt), plain) << path;
    has_sign_in = true;
    const std::string with_link = text(path, {}, std::nullopt);
    EXPECT_NE(with_link.find("operator/sign-in?next="), std::string::npos) << path;
    EXPECT_EQ(with_link.find("token"), std::string::npos) << path;
    EXPECT_EQ(with_link.find("checkbox"), std::string::npos) << path;
  }
}

TEST_F(PageMeans, LeadToTheSignInAndBack) {
  expect_parts(text("/", {{"lang", "id"}, {"q", "a b"}}, std::nullopt),
               {"<a href=\"operator/sign-in?next=%2F%3Flang%3Did%26q%3Da%2520b\">Sign in</a>"});
  expect_parts(text("/story/7", {}, std::nullopt),
               {"<a href=\"../operator/sign-in?next=%2Fstory%2F7\">Sign in</a>"});
}

TEST_F(PageMeans, SayWhoIsSignedInOnEveryPage) {
  for (const char* const path : {"/", "/story/7", "/event/3", "/feeds", "/subscribe"}) {
    const auto made = page(path);
    EXPECT_EQ(made->cache_control, "no-store") << path;
    expect_parts(made->in(Coding::kIdentity).bytes,
                 {"Signed in as <bdi>Ana &quot;A&quot;</bdi>", "operator/rulings\">Rulings</a>",
                  "operator/feeds\">Add feeds</a>", "operator/sign-out\" method=\"post\"",
                  "name=\"token\" value=\"ab12\""});
    EXPECT_EQ(text(path).find("Sign in</a>"), std::string::npos) << path;
  }
}

TEST_F(PageMeans, TickArticlesOfAStory) {
  source.set({wide_story()});
  const std::string page = text("/story/7");
  expect_parts(page, {"<input type=\"checkbox\" form=\"order\" name=\"article\" value=\"4\"",
                      "<form action=\"../operator/order\" method=\"get\" id=\"order\"",
                      "name=\"kind\" value=\"split\"", "name=\"back\" value=\"/story/7\"",
                      "<button>Split</button>", "kind=pin&amp;back=%2Fstory%2F7&amp;story=7",
                      "<input name=\"other\"", "<button name=\"kind\" value=\"merge\">",
                      "<button name=\"kind\" value=\"never\">",
                      "<button name=\"kind\" value=\"event_join\">",
                      "<button name=\"kind\" value=\"event_never\">",
                      "kind=event_leave&amp;back=%2Fstory%2F7&amp;story=7"});
  EXPECT_EQ(page.find("<code>wirefold"), std::string::npos) << "the commands are not needed";
}

TEST_F(PageMeans, SplitNoStoryOfOneArticle) {
  const std::string page = text("/story/10");
  EXPECT_EQ(page.find("checkbox"), std::string::npos);
  EXPECT_EQ(page.find("kind=pin"), std::string::npos);
  EXPECT_EQ(page.find("kind=event_leave"), std::string::npos) << "it is in no event";
}

TEST_F(PageMeans, TakeReportsOutOfTheirEvent) {
  expect_parts(text("/event/3"), {"kind=event_leave&amp;back=%2Fevent%2F3&amp;story=8",
                                  "kind=event_leave&amp;back=%2Fevent%2F3&amp;story=7"});
  source.related = {{report_story(5, "g", "Near", 1), test_link(StoryId{5})}};
  expect_parts(text("/story/8"), {"kind=event_leave&amp;back=%2Fstory%2F8&amp;story=9",
                                  "kind=event_join&amp;back=%2Fstory%2F8&amp;story=5&amp;other=8",
                                  "kind=merge&amp;back=%2Fstory%2F8&amp;story=5&amp;other=8"});
}

TEST_F(PageMeans, TickStoriesOfTheFrontPage) {
  expect_parts(text("/", {{"lang", "id"}}),
               {"<input type=\"checkbox\" form=\"order\" name=\"story\" value=\"8\"",
                "Choose<span class=\"unseen\">: <bdi lang=\"id\">D &lt;tells&gt;</bdi></span>",
                "name=\"kind\" value=\"merge\"", "name=\"back\" value=\"/?lang=id\""});
  expect_parts(text("/", {{"by", "event"}}), {"name=\"kind\" value=\"event_join\""});
}

TEST_F(PageMeans, TellWhatAnOrderDid) {
  Override split;
  split.id = 12;
  split.kind = OverrideKind::kSplit;
  split.story = StoryId{7};
  split.other = StoryId{9};
  split.articles = {ArticleId{4}};
  split.done = test_time(1);
  source.orders = {split};
  for (const char* const path : {"/", "/story/7", "/event/3", "/feeds"}) {
    const std::string page = text(path, {{"ruling", "12"}});
    expect_parts(
        page, {"<section class=\"notice\" aria-label=\"Override 12\"", "article 4 left",
               "story/9\">story 9</a>", "operator/undo\" method=\"post\"",
               "name=\"ruling\" value=\"12\"", std::string("name=\"back\" value=\"") + path + '"'});
    EXPECT_EQ(text(path).find("class=\"notice\""), std::string::npos) << path;
    EXPECT_EQ(text(path, {{"ruling", "13"}}).find("class=\"notice\""), std::string::npos) << path;
  }
  source.orders[0].done.reset();
  expect_parts(text("/", {{"ruling", "12"}}), {"become", "– waits"});
  source.orders[0].kind = OverrideKind::kUndo;
  source.orders[0].done = test_time(1);
  EXPECT_EQ(text("/", {{"ruling", "12"}}).find("operator/undo"), std::string::npos);
}

TEST_F(PageMeans, ChangeTheListOfFeeds) {
  Traffic traffic;
  Renderer renderer(source, traffic);
  renderer.set_site(test_site(), {});
  Target target = *read_target("/feeds", {});
  target.session = kSession;
  const auto body = [&] {
    return renderer.render(target, test_time(1000))->in(Coding::kIdentity).bytes;
  };
  renderer.set_health({});
  expect_parts(body(), {"<form action=\"operator/feeds/find\" method=\"post\"", "No feeds yet"});
  FeedHealth health;
  FeedLine line;
  line.id = FeedId{5};
  line.url = "https://paper.example/feed";
  ++health.feeds[line.condition];
  health.lines = {line};
  renderer.set_health(health);
  expect_parts(body(), {"<li class=\"new\" id=\"f5\">", "operator/feeds/edit?feed=5",
                        "operator/feeds/remove?feed=5", "operator/feeds/retry\" method=\"post\"",
                        "name=\"feed\" value=\"5\"", "<form action=\"operator/feeds/find\""});
}

}  // namespace
}  // namespace wirefold::serve
