// The icons that feeds name, one fact a row.
#include "facts.h"

namespace wirefold::parse {
namespace {

constexpr char kRdf[] =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
    "xmlns=\"http://purl.org/rss/1.0/\"><channel><title>T</title>"
    "<image rdf:resource=\"https://h.example/i.png\"/></channel>"
    "<image rdf:about=\"https://h.example/i.png\"><url>https://h.example/i.png</url></image>"
    "</rdf:RDF>";

TEST(ParseIcon, IsTheSmallPictureThatTheFeedNames) {
  const Fact facts[] = {
      {"image of RSS 2.0",
       in_channel("<image><title>T</title><url>https://h.example/i.png</url></image>"), "feed.icon",
       "https://h.example/i.png"},
      {"image of RSS 1.0", kRdf, "feed.icon", "https://h.example/i.png"},
      {"image of RSS with a relative URL", in_channel("<image><url> /i.png\n</url></image>"),
       "feed.icon", "https://h.example/i.png"},
      {"the first of two",
       in_channel("<image><url>/1.png</url></image><image><url>/2.png</url>"
                  "</image>"),
       "feed.icon", "https://h.example/1.png"},
      {"the one that is not empty",
       in_channel("<image><url></url></image><image><url>/2.png</url></image>"), "feed.icon",
       "https://h.example/2.png"},
      {"the cover of a podcast", in_channel("<itunes:image href=\"/cover.jpg\"/>"), "feed.icon",
       "https://h.example/cover.jpg"},
      {"the channel's image before the cover",
       in_channel("<itunes:image href=\"/cover.jpg\"/><image><url>/i.png</url></image>"),
       "feed.icon", "https://h.example/i.png"},
      {"webfeeds:icon before all others",
       in_channel("<image><url>/i.png</url></image>"
                  "<w:icon xmlns:w=\"http://webfeeds.org/rss/1.0\">/w.png</w:icon>"),
       "feed.icon", "https://h.example/w.png"},
      {"webfeeds:icon without its namespace declared",
       "<rss><channel><title>T</title><webfeeds:icon>/w.png</webfeeds:icon></channel></rss>",
       "feed.icon", "https://h.example/w.png"},
      {"icon of Atom", in_feed("<icon>/i.ico</icon>"), "feed.icon", "https://h.example/i.ico"},
      {"logo of Atom", in_feed("<logo>/l.png</logo>"), "feed.icon", "https://h.example/l.png"},
      {"icon before logo", in_feed("<logo>/l.png</logo><icon>/i.png</icon>"), "feed.icon",
       "https://h.example/i.png"},
      {"icon of Atom inside RSS", in_channel("<a:icon>/i.png</a:icon>"), "feed.icon",
       "https://h.example/i.png"},
      {"favicon of JSON Feed before its icon",
       R"({"icon":"/big.png","favicon":"/small.png","items":[]})", "feed.icon",
       "https://h.example/small.png"},
      {"icon of JSON Feed", R"({"icon":"/big.png","items":[]})", "feed.icon",
       "https://h.example/big.png"}};
  expect_facts(facts);
}

TEST(ParseIcon, IsNoneWhereTheFeedNamesNone) {
  const Fact facts[] = {
      {"nothing", in_channel(""), "feed.icon", ""},
      {"an empty image", in_channel("<image/>"), "feed.icon", ""},
      {"the image of an item", in_item("<image><url>/i.png</url></image>"), "feed.icon", ""},
      {"an icon that is no text", R"({"icon":{"a":1},"items":[]})", "feed.icon", ""}};
  expect_facts(facts);
  const std::string longest = "/" + std::string(10'000, 'i');
  const auto feed =
      parse_feed(in_channel("<image><url>" + longest + "</url></image>"), "", kBaseUrl);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->icon, "");
}

}  // namespace
}  // namespace wirefold::parse
