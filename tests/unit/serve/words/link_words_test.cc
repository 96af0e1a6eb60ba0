#include "serve/words/link_words.h"

#include <gtest/gtest.h>

#include "unit/serve/events.h"

namespace wirefold::serve {
namespace {

using namespace std::chrono_literals;

const Words& english() { return words_of("en"); }

EventLink link_apart(std::chrono::seconds apart) {
  EventLink out = test_link(StoryId{7});
  out.apart = apart;
  return out;
}

TEST(LinkWords, SayWhatTwoStoriesShare) {
  EXPECT_EQ(link_html(english(), test_link(StoryId{7}), "de"),
            "34 of 100: <bdi lang=\"de\">Skisaison, Gondeln, &lt;Saalbach&gt;</bdi>; 1 h apart");
  EXPECT_EQ(link_html(words_of("id"), test_link(StoryId{7}), ""),
            "34 dari 100: <bdi>Skisaison, Gondeln, &lt;Saalbach&gt;</bdi>; selisih 1 jam");
  EventLink none = test_link(StoryId{7});
  none.words.clear();
  EXPECT_EQ(link_html(english(), none, "de"), "34 of 100; 1 h apart");
  EXPECT_EQ(shared_words_html(english(), none, "de"), "");
}

TEST(LinkWords, HaveThePointsOfEachWord) {
  EventLink link = test_link(StoryId{7});
  EXPECT_EQ(shared_words_html(english(), link, "de"),
            "41 of 100 by the shared words alone: <bdi lang=\"de\">Skisaison 21, Gondeln 9, "
            "&lt;Saalbach&gt; 5</bdi> and 2 more");
  link.shared = 3;
  EXPECT_EQ(shared_words_html(english(), link, "").find("more"), std::string::npos);
}

TEST(LinkWords, HaveTheTimeBetweenInOneUnit) {
  for (const auto& [apart, said] :
       {std::pair<std::chrono::seconds, const char*>{0s, "at the same time"},
        {59s, "at the same time"},
        {60s, "1 min apart"},
        {3599s, "59 min apart"},
        {1h, "1 h apart"},
        {89min, "1 h apart"},
        {91min, "2 h apart"},
        {47h, "47 h apart"},
        {48h, "2 d apart"},
        {65h, "3 d apart"}}) {
    EXPECT_EQ(link_points_html(english(), link_apart(apart)), std::string("34 of 100; ") + said);
  }
}

TEST(LinkWords, OfAReportSayWhyItIsThere) {
  const Event event = test_event();
  EXPECT_EQ(report_html(english(), event.reports[0]), "the first report");
  EXPECT_EQ(report_html(english(), event.reports[1]),
            link_html(english(), event.reports[1].link, "id"));
  EXPECT_EQ(report_html(english(), event.reports[2]), "placed here by a manual override");
}

}  // namespace
}  // namespace wirefold::serve
