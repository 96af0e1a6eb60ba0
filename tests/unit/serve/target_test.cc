#include "wirefold/serve/target.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

TEST(Target, HasOneSpellingForAllThatAskForTheSame) {
  struct Case {
    const char* path;
    Arguments arguments;
    const char* key;
  };
  for (const Case& c : {
           Case{"/feed.atom", {}, "/feed.atom"},
           Case{"/feed.atom", {{"utm_source", "x"}, {"q", ""}}, "/feed.atom"},
           Case{"/feed.rss",
                {{"q", " two  words "}, {"lang", "ID"}},
                "/feed.rss?lang=id&q=two%20words"},
           Case{"/feed.rss",
                {{"lang", "id"}, {"q", "two words"}},
                "/feed.rss?lang=id&q=two%20words"},
           Case{"/feed.json", {{"min_outlets", "1"}}, "/feed.json"},
           Case{"/feed.json", {{"before", "200"}, {"limit", "7"}}, "/feed.json?limit=7&before=200"},
           Case{"/feed.json", {{"sort", "outlets"}}, "/feed.json"},
           Case{"/", {{"sort", "outlets"}}, "/?sort=outlets"},
           Case{"/feed.atom", {{"since", "360min"}}, "/feed.atom?since=6h"},
           Case{"/", {{"since", "2026-01-31"}}, "/?since=2026-01-31T00%3A00%3A00Z"},
           Case{"/subscribe",
                {{"sort", "outlets"}, {"before", "7"}, {"q", "x"}, {"lang", "ID"}},
                "/subscribe?lang=id&q=x"},
           Case{"/story/7", {{"q", "x"}}, "/story/7"},
           Case{"/feed.rss",
                {{"limit", "7"}, {"by", "event"}, {"since", "6h"}},
                "/feed.rss?since=6h&by=event&limit=7"},
           Case{"/", {{"by", "event"}, {"sort", "outlets"}}, "/?by=event&sort=outlets"},
           Case{"/subscribe", {{"by", "event"}}, "/subscribe?by=event"},
           Case{"/feed.atom", {{"by", ""}}, "/feed.atom"},
           Case{"/event/7.json", {{"by", "x"}}, "/event/7.json"},
       }) {
    const auto target = read_target(c.path, c.arguments);
    ASSERT_TRUE(target) << c.path;
    EXPECT_EQ(target->key(), c.key);
  }
}

TEST(Target, IsNotEveryPath) {
  for (const char* path : {"",
                           "/feed.atom/",
                           "//",
                           "/story/",
                           "/story/0",
                           "/story/07",
                           "/story/-1",
                           "/event/0",
                           "/event/",
                           "/event/7.atom",
                           "/event/x",
                           "/picture/0",
                           "/picture/",
                           "/picture/7.jpg",
                           "/story/1.xml",
                           "/story/99999999999999999999",
                           "/story/1/",
                           "/../etc",
                           "/api/v1/articles/x",
                           "/api/v2/stories",
                           "/feed.ATOM"}) {
    const auto target = read_target(path, {});
    ASSERT_FALSE(target) << path;
    EXPECT_EQ(target.error().code, Errc::kUnsupported) << path;
  }
}

TEST(Target, NamesTheArgumentThatIsWrong) {
  const std::string too_long(201, 'x');
  for (const auto& [name, value] : Arguments{{"lang", "i"},
                                             {"lang", "in-donesia"},
                                             {"limit", "0"},
                                             {"limit", "1001"},
                                             {"limit", "1e3"},
                                             {"limit", " 5"},
                                             {"min_outlets", "-1"},
                                             {"before", "0"},
                                             {"q", too_long},
                                             {"outlet", "\xff"},
                                             {"sort", "size"},
                                             {"by", "story"},
                                             {"by", "Event"},
                                             {"since", "yesterday"},
                                             {"since", too_long}}) {
    const auto target = read_target("/api/v1/stories", {{name, value}});
    ASSERT_FALSE(target) << name << '=' << value;
    EXPECT_EQ(target.error().code, Errc::kMalformed);
    EXPECT_TRUE(target.error().detail.starts_with(name + ": ")) << target.error().detail;
  }
}

TEST(Target, IsRefusedOnEveryPathThatKnowsTheArgument) {
  for (const char* path : {"/", "/feed.atom", "/feed.rss", "/feed.json", "/api/v1/stories"}) {
    for (const auto& [name, value] : Arguments{{"limit", "0"},
                                               {"lang", "1"},
                                               {"outlet", "\xff"},
                                               {"group", "\xff"},
                                               {"agency", "\xff"},
                                               {"q", "\xff"},
                                               {"min_outlets", "0"},
                                               {"before", "x"},
                                               {"by", "x"},
                                               {"since", "x"}}) {
      const auto target = read_target(path, {{name, value}});
      ASSERT_FALSE(target) << path << ' ' << name;
      EXPECT_TRUE(target.error().detail.starts_with(name + ": ")) << target.error().detail;
    }
  }
  for (const Arguments& wrong :
       {Arguments{{"limit", "0"}}, Arguments{{"lang", "1"}}, Arguments{{"q", "\xff"}},
        Arguments{{"since", "x"}}, Arguments{{"by", "x"}}}) {
    EXPECT_FALSE(read_target("/subscribe", wrong)) << wrong[0].first;
  }
  EXPECT_FALSE(read_target("/", {{"sort", "x"}}));
  EXPECT_FALSE(read_target("/api/v1/feeds", {{"offset", "-1"}}));
  EXPECT_FALSE(read_target("/api/v1/feeds", {{"limit", "0"}}));
}

TEST(Target, PassesOverWhatMeansNothingThere) {
  for (const char* path :
       {"/style.css", "/feed.css", "/story/7", "/event/7", "/story/7.json", "/feeds", "/opml",
        "/icon.svg", "/api/v1/articles/1", "/api/v1/openapi.json", "/favicon.ico", "/picture/1"}) {
    const auto target = read_target(path, {{"limit", "0"},
                                           {"offset", "-1"},
                                           {"before", "x"},
                                           {"sort", "x"},
                                           {"since", "x"},
                                           {"lang", "1"}});
    ASSERT_TRUE(target) << path;
    EXPECT_EQ(target->key(), path);
  }
  EXPECT_EQ(read_target("/feed.atom", {{"sort", "x"}, {"offset", "x"}})->key(), "/feed.atom");
  EXPECT_EQ(read_target("/subscribe", {{"sort", "x"}, {"before", "x"}})->key(), "/subscribe");
  EXPECT_EQ(read_target("/api/v1/feeds", {{"since", "x"}, {"sort", "x"}})->key(), "/api/v1/feeds");
}

TEST(Target, IsAPageOrAChoiceOfStories) {
  struct Case {
    const char* path;
    bool is_page;
    bool has_stories;
  };
  for (const Case& c :
       {Case{"/", true, true}, Case{"/subscribe", true, true}, Case{"/feeds", true, false},
        Case{"/story/7", true, false}, Case{"/event/7", true, false},
        Case{"/event/7.json", false, false}, Case{"/feed.rss", false, true},
        Case{"/api/v1/stories", false, true}, Case{"/opml", false, false}}) {
    const auto target = read_target(c.path, {});
    ASSERT_TRUE(target) << c.path;
    EXPECT_EQ(target->is_page(), c.is_page) << c.path;
    EXPECT_EQ(target->has_stories(), c.has_stories) << c.path;
  }
}

TEST(Target, AsksForWhatIsNewSinceTheLaterOfTwoTimes) {
  const Timestamp now{std::chrono::hours(480000)};
  Target target = *read_target("/feed.atom", {{"since", "2h"}});
  EXPECT_EQ(target.query_at(now).changed_since, now - std::chrono::hours(2));
  target.delta_base = now - std::chrono::hours(3);
  EXPECT_EQ(target.query_at(now).changed_since, now - std::chrono::hours(2));
  target.delta_base = now - std::chrono::hours(1);
  EXPECT_EQ(target.query_at(now).changed_since, now - std::chrono::hours(1));
  EXPECT_NE(target.key(), read_target("/feed.atom", {{"since", "2h"}})->key());
  EXPECT_FALSE(read_target("/feed.atom", {})->query_at(now).changed_since);
}

TEST(Target, HasAnAddressWithoutWhatIsNotPartOfTheUrl) {
  Target target = *read_target("/", {{"ruling", "12"}, {"before", "700"}, {"lang", "id"}});
  target.language = "id";
  target.session = Session{"Ana", "ab12"};
  EXPECT_EQ(target.address(), "/?lang=id&before=700");
  EXPECT_EQ(target.key(), "/?lang=id&before=700 id session ab12 Ana ruling 12");
}

TEST(Target, HasARulingForASessionAlone) {
  for (const char* path : {"/", "/story/7", "/event/7", "/feeds"}) {
    Target target = *read_target(path, {{"ruling", "12"}});
    EXPECT_EQ(target.ruling, 12) << path;
    EXPECT_EQ(target.key(), path) << "no reader can fill the cache with it";
  }
  EXPECT_EQ(read_target("/subscribe", {{"ruling", "12"}})->ruling, 0);
  EXPECT_EQ(read_target("/", {{"ruling", "-1"}})->ruling, 0);
  EXPECT_EQ(read_target("/", {{"ruling", "x"}})->ruling, 0);
}

}  // namespace
}  // namespace wirefold::serve
