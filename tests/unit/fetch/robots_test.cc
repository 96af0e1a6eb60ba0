#include "wirefold/fetch/robots.h"

#include <gtest/gtest.h>

namespace wirefold::fetch {
namespace {

using std::chrono::seconds;

struct Case {
  std::string_view body;
  std::string_view target;
  bool allowed;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    EXPECT_EQ(Robots::parse(c.body, "wirefold").allows(c.target), c.allowed)
        << c.body << "\nfor " << c.target;
  }
}

TEST(RobotsRules, Groups) {
  expect_all({Case{"", "/a", true}, Case{"User-agent: *\nDisallow: /", "/a", false},
              Case{"User-agent: *\nDisallow:", "/a", true},
              Case{"User-agent: *\nDisallow: /\n\nUser-agent: wirefold\nAllow: /", "/a", true},
              Case{"User-agent: WireFold/1.0\nDisallow: /x", "/x/y", false},
              Case{"User-agent: wirefoldish\nDisallow: /", "/a", true},
              Case{"User-agent: wirefold\nDisallow: /x\nUser-agent: *\nDisallow: /", "/a", true},
              Case{"User-agent: other\nUser-agent: wirefold\nDisallow: /x", "/x", false},
              Case{"User-agent: wirefold\nDisallow: /x\n\nUser-agent: wirefold\nDisallow: /y", "/y",
                   false},
              Case{"User-agent: *\nSitemap: https://h.example/s.xml\nDisallow: /x", "/x", false},
              Case{"Disallow: /", "/a", true},  // no group
              Case{"\xEF\xBB\xBFUser-agent: *\r\nDisallow: /x # why\r\n", "/x", false},
              Case{"user-agent : *\nDISALLOW : /x", "/x", false},
              Case{"User-agent: *\nDisallow: /", "/robots.txt", true}});
}

TEST(RobotsRules, Patterns) {
  expect_all({Case{"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
              Case{"User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false},
              Case{"User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
              Case{"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false},
              Case{"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
              Case{"User-agent: *\nDisallow: /*?", "/x?y", false},
              Case{"User-agent: *\nDisallow: /a*b*c", "/a1b2b3c4", false},
              Case{"User-agent: *\nDisallow: /a*b*c", "/a1c2b3", true},
              Case{"User-agent: *\nDisallow: /a$", "/ab", true},
              Case{"User-agent: *\nDisallow: /%7Ejoe/", "/~joe/x", false},
              Case{"User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%c3%a9", false},
              Case{"User-agent: *\nDisallow: /A", "/a", true}});
}

TEST(Robots, OfAServerThatCannotAnswerAllowNothing) {
  EXPECT_FALSE(Robots::allow_none().allows("/a"));
  EXPECT_TRUE(Robots::allow_all().allows("/a"));
}

TEST(Robots, MayAskForADelay) {
  const auto delay = [](std::string_view value) {
    return Robots::parse("User-agent: *\nCrawl-delay: " + std::string(value), "wirefold")
        .crawl_delay();
  };
  EXPECT_EQ(delay("10"), seconds(10));
  EXPECT_EQ(delay("0.5"), seconds(1));
  EXPECT_EQ(delay("1e300"), seconds(300));
  EXPECT_EQ(delay("-1"), std::nullopt);
  EXPECT_EQ(delay("soon"), std::nullopt);
}

TEST(Robots, StarsCostNoMoreThanTheProductOfTheSizes) {
  std::string pattern;
  for (int i = 0; i < 600; ++i) pattern += "*a";
  const std::string path = "/" + std::string(2000, 'a');
  EXPECT_FALSE(Robots::parse("User-agent: *\nDisallow: /" + pattern, "wirefold").allows(path));
  EXPECT_TRUE(
      Robots::parse("User-agent: *\nDisallow: /" + pattern + "*b$", "wirefold").allows(path));
}

TEST(Robots, EndAfterFiveHundredKibibytes) {
  const std::string body =
      "User-agent: *\n" + std::string(std::size_t{500} << 10, '\n') + "Disallow: /";
  EXPECT_TRUE(Robots::parse(body, "wirefold").allows("/a"));
}

}  // namespace
}  // namespace wirefold::fetch
