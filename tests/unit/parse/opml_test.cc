#include "wirefold/parse/opml.h"

#include <gtest/gtest.h>

namespace wirefold::parse {
namespace {

TEST(ParseOpml, ReadsFeedsWithTheirGroupsAndLines) {
  const auto feeds = parse_opml(
      "<opml version=\"2.0\"><body>\n"
      "<outline text=\"World\">\n"
      "  <outline title=\"Asia\"><outline text=\"A\" xmlUrl=\"https://a.example/f\" "
      "language=\"id\"/></outline>\n"
      "</outline>\n"
      "<outline text=\"B\" xmlUrl=\" https://b.example/f \"/>\n"
      "</body></opml>",
      "x.opml");
  ASSERT_TRUE(feeds);
  ASSERT_EQ(feeds->size(), 2u);
  EXPECT_EQ((*feeds)[0].url, "https://a.example/f");
  EXPECT_EQ((*feeds)[0].outlet, "A");
  EXPECT_EQ((*feeds)[0].group, "World/Asia");
  EXPECT_EQ((*feeds)[0].lang, "id");
  EXPECT_EQ((*feeds)[0].place, "x.opml:3");
  EXPECT_EQ((*feeds)[1].url, "https://b.example/f");
  EXPECT_EQ((*feeds)[1].group, "");
  EXPECT_EQ((*feeds)[1].place, "x.opml:5");
}

TEST(ParseOpml, NamesTheLineOfAMistake) {
  const auto feeds = parse_opml("<opml><body>\n<outline text=\"a>\n</body></opml>", "x.opml");
  ASSERT_FALSE(feeds);
  EXPECT_EQ(feeds.error().detail.find("x.opml:"), 0u) << feeds.error().detail;
}

TEST(ParseOpml, RefusesOtherXml) { EXPECT_FALSE(parse_opml("<rss/>", "x.opml")); }

}  // namespace
}  // namespace wirefold::parse
