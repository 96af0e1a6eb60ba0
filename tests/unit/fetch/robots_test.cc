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
              Case{"User-agent: wirefold_images\nDisallow: /", "/a", true},
              Case{"User-agent: wirefold-images\nDisallow: /", "/a", true},
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

TEST(RobotsRules, PiecesBetweenStars) {
  expect_all({Case{"User-agent: *\nDisallow: /a**b", "/ab", false},
              Case{"User-agent: *\nDisallow: /*", "/", false},
              Case{"User-agent: *\nDisallow: /*$", "/a", false},
              Case{"User-agent: *\nDisallow: *a", "/bba", false},
              Case{"User-agent: *\nDisallow: /a*a$", "/a", true},
              Case{"User-agent: *\nDisallow: /a*a$", "/aa", false},
              Case{"User-agent: *\nDisallow: /*ab*ba$", "/abab/aba", false},
              Case{"User-agent: *\nDisallow: /*ab*ba$", "/aba", true},
              Case{"User-agent: *\nDisallow: /*x*y", "/y/x", true},
              Case{"User-agent: *\nDisallow: $", "/", true},
              Case{"User-agent: *\nDisallow: /a$b", "/a$b", false}});
}

/// A robots.txt filled with `rule` up to the 500 KiB that are read.
std::string full_of(const std::string& rule) {
  std::string body = "User-agent: *\n";
  while (body.size() + rule.size() < std::size_t{500} << 10) body += rule + '\n';
  return body;
}

std::string times(int n, const std::string& text) {
  std::string out;
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

/// The steps that the rules take for `target`, and their answer.
std::pair<std::size_t, bool> cost(const std::string& body, const std::string& target) {
  std::size_t steps = 0;
  const bool allowed = Robots::parse(body, "wirefold").allows(target, steps);
  return {steps, allowed};
}

TEST(Robots, OnePatternCostsNoMoreThanTheSumOfTheSizes) {
  const std::string path = "/" + std::string(2000, 'a');
  for (const std::string& pattern :
       std::vector<std::string>{"/" + times(600, "*a") + "*b", "/" + times(600, "*aa") + "a$",
                                "/*" + times(999, "a") + "b", "/" + times(1000, "*"),
                                "/" + times(30, "*" + times(60, "a")) + "*b"}) {
    const auto [steps, allowed] = cost("User-agent: *\nDisallow: " + pattern, path + "b/");
    EXPECT_LE(steps, 17 * pattern.size() + path.size() + 5) << pattern;
  }
}

TEST(Robots, NoFileCostsMoreThanTheBound) {
  const std::string target = "/" + std::string(2046, 'a') + "b";
  for (const std::string& rule : std::vector<std::string>{
           "Disallow:/*aX", "Disallow:/*" + times(1000, "a") + "c",
           "Disallow:/" + times(600, "*a") + "*b$a", "Allow:/*ba", "Allow:*\n#",
           "Disallow:/" + times(1020, "a") + "b", "Disallow:/*b*a"}) {
    for (const std::string& path : {target, "/" + times(1023, "ab"), "/c" + times(682, "%e9")}) {
      EXPECT_LE(cost(full_of(rule), path).first, Robots::kMostSteps) << rule;
    }
  }
}

TEST(Robots, TheTooCostlyMayNotBeRead) {
  const std::string target = "/" + std::string(2000, 'a') + "b";
  const auto [steps, allowed] = cost(full_of("Disallow: /*ba"), target);
  EXPECT_FALSE(allowed);
  EXPECT_GT(steps, Robots::kMostSteps - 2100) << "there was room for one more";
  EXPECT_TRUE(cost("User-agent: *\n" + times(250, "Disallow: /*ba\n"), target).second);
}

TEST(Robots, RulesWithOtherLettersCostOneStepEach) {
  EXPECT_LE(cost("User-agent: *\n" + times(1000, "Disallow: /*?print=\n"), "/2024/a/b.html").first,
            1000u);
}

TEST(Robots, HaveNoLastRule) {
  std::string body = "User-agent: *\n";
  for (int i = 0; i < 20000; ++i) body += "Disallow: /a/" + std::to_string(i) + "$\n";
  const Robots robots = Robots::parse(body, "wirefold");
  EXPECT_FALSE(robots.allows("/a/19999"));
  EXPECT_TRUE(robots.allows("/a/20000"));
  EXPECT_GE(robots.bytes(), std::size_t{20000} * 8);
  EXPECT_LE(robots.bytes(), 3 * body.size());
}

TEST(Robots, LongTargetsCountToTheirEnd) {
  const std::string body = "User-agent: *\nDisallow: /*&print=1$";
  const std::string target = "/" + std::string(5000, 'a');
  EXPECT_TRUE(cost(body, target).second);
  EXPECT_FALSE(cost(body, target + "&print=1").second);
}

TEST(Robots, EndAfterFiveHundredKibibytes) {
  const std::string body =
      "User-agent: *\n" + std::string(std::size_t{500} << 10, '\n') + "Disallow: /";
  EXPECT_TRUE(Robots::parse(body, "wirefold").allows("/a"));
}

}  // namespace
}  // namespace wirefold::fetch
