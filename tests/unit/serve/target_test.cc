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
           Case{"/story/7", {{"q", "x"}}, "/story/7"},
       }) {
    const auto target = read_target(c.path, c.arguments);
    ASSERT_TRUE(target) << c.path;
    EXPECT_EQ(target->key(), c.key);
  }
}

TEST(Target, IsNotEveryPath) {
  for (const char* path : {"", "/feed.atom/", "//", "/story/", "/story/0", "/story/07", "/story/-1",
                           "/story/1.xml", "/story/99999999999999999999", "/story/1/", "/../etc",
                           "/api/v1/articles/x", "/api/v2/stories", "/feed.ATOM"}) {
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
                                             {"sort", "size"}}) {
    const auto target = read_target("/api/v1/stories", {{name, value}});
    ASSERT_FALSE(target) << name << '=' << value;
    EXPECT_EQ(target.error().code, Errc::kMalformed);
    EXPECT_TRUE(target.error().detail.starts_with(name + ": ")) << target.error().detail;
  }
}

}  // namespace
}  // namespace wirefold::serve
