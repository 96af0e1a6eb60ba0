// What a browser shows of a feed.
#include "wirefold/serve/render/render.h"

#include <gtest/gtest.h>

#include "support/held_stories.h"

namespace wirefold::serve {
namespace {

const std::vector<Story> kStories = {test_story()};

TEST(FeedPage, HasAStyleSheetOnEveryPath) {
  const auto begins = [](const std::string& path, const std::string& sheet) {
    const std::string begin = "<?xml version=\"1.0\"?>\n<?xml-stylesheet type=\"text/css\" href=\"";
    return body(path, kStories).starts_with(begin + sheet + "\"?>\n<");
  };
  EXPECT_TRUE(begins("/feed.atom", "feed.css"));
  EXPECT_TRUE(begins("/feed.rss", "feed.css"));
  EXPECT_TRUE(begins("/story/7.atom", "../feed.css"));
  EXPECT_EQ(body("/opml", {}).find("feed.css"), std::string::npos);
}

TEST(FeedPage, LeadsToThePageForPeople) {
  Target target = *read_target("/feed.atom", {{"lang", "id"}, {"q", "<a>"}});
  const std::string atom = rendered(target, kStories)->in(Coding::kIdentity).bytes;
  EXPECT_NE(
      atom.find("<div xmlns=\"http://www.w3.org/1999/xhtml\">News with the copies of one text "
                "folded into one entry. As a page: "
                "<a href=\"https://w.example/?lang=id&amp;q=%3Ca%3E\">"
                "https://w.example/?lang=id&amp;q=%3Ca%3E</a>\n"),
      std::string::npos)
      << atom;
  EXPECT_NE(
      body("/story/7.atom", kStories)
          .find(">The articles of one story. As a page: <a href=\"https://w.example/story/7\">"),
      std::string::npos);
  EXPECT_NE(body("/feed.rss", kStories).find("<link>https://w.example/</link>"), std::string::npos);
}

}  // namespace
}  // namespace wirefold::serve
