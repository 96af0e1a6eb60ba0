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
      "<outline text=\"B\" xmlUrl=\" https://b.example/f \" wirefold:pages=\"off\"/>\n"
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
  EXPECT_TRUE((*feeds)[0].pages);
  EXPECT_FALSE((*feeds)[1].pages);
  EXPECT_EQ((*feeds)[1].place, "x.opml:5");
}

TEST(ParseOpml, NamesTheLineOfAMistake) {
  const auto feeds = parse_opml("<opml><body>\n<outline text=\"a>\n</body></opml>", "x.opml");
  ASSERT_FALSE(feeds);
  EXPECT_EQ(feeds.error().detail.find("x.opml:"), 0u) << feeds.error().detail;
}

TEST(ParseOpml, RefusesOtherXml) { EXPECT_FALSE(parse_opml("<rss/>", "x.opml")); }

TEST(OpmlWith, AddsBehindAllOthersAndLeavesTheRest) {
  FeedSource feed;
  feed.url = "https://h.example/?a&b";
  feed.outlet = "A \"B\"";
  const std::string outline =
      "    <outline type=\"rss\" text=\"A &quot;B&quot;\" "
      "xmlUrl=\"https://h.example/?a&amp;b\"/>\n";
  const std::pair<std::string, std::string> cases[] = {
      {"<opml><body>\n  </body>\n</opml>", "<opml><body>\n" + outline + "  </body>\n</opml>"},
      {"<opml><body></body></opml>", "<opml><body>\n" + outline + "</body></opml>"},
      {"<opml><body/></opml>", "<opml><body>\n" + outline + "  </body></opml>"},
      {"<opml><body><!-- x --><outline text='G'/>\n\t</body></opml>",
       "<opml><body><!-- x --><outline text='G'/>\n" + outline + "\t</body></opml>"},
  };
  for (const auto& [before, after] : cases) {
    const auto got = opml_with(before, feed, "x.opml");
    ASSERT_TRUE(got) << got.error().detail;
    EXPECT_EQ(*got, after);
  }
}

TEST(OpmlWith, RefusesWhatItWouldSpoil) {
  FeedSource feed;
  feed.url = "https://h.example/f";
  for (const char* list :
       {"", "<opml>", "<opml><body><!-- </body> --></opml>",
        "<?xml version='1.0' encoding='iso-8859-1'?><opml><body>\xE9</body></opml>"}) {
    EXPECT_FALSE(opml_with(list, feed, "x.opml")) << list;
  }
}

}  // namespace
}  // namespace wirefold::parse
