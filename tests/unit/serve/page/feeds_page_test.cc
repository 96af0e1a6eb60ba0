// The page of the feeds.
#include <gtest/gtest.h>

#include "unit/serve/stories.h"
#include "wirefold/serve/page/feeds_page.h"

namespace wirefold::serve {
namespace {

constexpr FeedId kFeed{5};

struct FeedsPage : testing::Test {
  FeedLine& add() {
    FeedLine line;
    line.id = kFeed;
    line.url = "https://paper.example/feed";
    line.condition = FeedCondition::kWell;
    ++health.feeds[line.condition];
    health.lines.push_back(line);
    return health.lines.back();
  }

  void expect_part(std::string_view part, std::string_view language = "en") {
    Target target = *read_target("/feeds", {});
    target.language = language;
    const std::string page = render_feeds(test_site(), {health, history}, target);
    EXPECT_NE(page.find(part), std::string::npos) << part << "\nis not in\n" << page;
  }

  bool has_part(std::string_view part) {
    return render_feeds(test_site(), {health, history}, *read_target("/feeds", {})).find(part) !=
           std::string::npos;
  }

  void add_day(int day, std::int64_t articles, std::int64_t copies) {
    history.first_day = std::chrono::floor<std::chrono::days>(test_time(0));
    history.days.push_back({kFeed, history.first_day + std::chrono::days(day), articles, copies});
  }

  FeedHealth health;
  FeedHistory history;
};

TEST_F(FeedsPage, SaysWhatToDoWithoutFeeds) {
  expect_part("<code>wirefold feeds add news.example.org</code>");
  EXPECT_FALSE(has_part("<ul class=\"feeds\">"));
}

TEST_F(FeedsPage, SaysSinceWhenAFeedFails) {
  FeedLine& line = add();
  line.condition = FeedCondition::kFailing;
  line.error = "http_status: 500";
  line.failures = 3;
  EXPECT_FALSE(has_part("Failing since"));
  line.failing_since = test_time(2);
  expect_part("http_status: 500 (3 times in a row)</p>");
  expect_part("Failing since <time datetime=\"" + format_rfc3339(test_time(2)) + "\">");
}

TEST_F(FeedsPage, ChartsTheArticlesAndCopiesOfAFeed) {
  add();
  add_day(0, 3, 0);
  add_day(13, 5, 2);
  expect_part("<figcaption>8 articles in 14 days, <b class=\"mark\">2 of them copies (25 %)</b>");
  expect_part("<rect class=\"all\" x=\"130\" y=\"0.0\"");
  expect_part("<rect class=\"marked\" x=\"130\" y=\"60.0\"");
}

TEST_F(FeedsPage, LeavesOutDaysThatItDoesNotShow) {
  add();
  add_day(-1, 3, 0);
  add_day(14, 3, 0);
  EXPECT_FALSE(has_part("<figcaption>"));
  add_day(1, 1, 0);
  expect_part("<figcaption>1 article in 14 days</figcaption>");
}

TEST_F(FeedsPage, ShowsWhoCopiesWhom) {
  EXPECT_FALSE(has_part("<table"));
  const std::string hostile = "<script>hit(1)</script>";
  history.copying = {{"Warta", hostile, 1, 2, std::chrono::minutes(65)}};
  expect_part(
      "<tr><th scope=\"row\"><bdi>Warta</bdi></th>"
      "<td><bdi>&lt;script&gt;hit(1)&lt;/script&gt;</bdi></td>"
      "<td>50 % (1 of 2)</td><td>1 h 05 min</td></tr>");
  expect_part("Siapa menyalin siapa", "id");
}

TEST_F(FeedsPage, ShowsADashWithoutADelay) {
  history.copying = {{"Warta", "Kabar", 1, 2, std::nullopt}};
  expect_part("<td>–</td>");
}

}  // namespace
}  // namespace wirefold::serve
