// Small documents that would expand a lot: the bytes that parsing makes of them are bounded.
#include <gtest/gtest.h>

#include <functional>

#include "facts.h"
#include "support/feed_texts.h"
#include "wirefold/model/limits.h"

namespace wirefold::parse {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string xhtml(const std::string& attributes, const std::string& inside) {
  return in_entry("<content type=\"xhtml\" " + attributes +
                  "><div xmlns=\"http://www.w3.org/1999/xhtml\">" + inside + "</div></content>");
}

const std::string kLongBase = "https://b.example/" + std::string(1900, 'b') + '/';

struct Hostile {
  std::string what;
  std::string document;
  std::string base_url = "https://h.example/feed/";
};

std::vector<Hostile> hostile_documents() {
  const std::string with_base = "xml:base=\"" + kLongBase + "\"";
  const std::string huge(1 << 20, 'a');
  return {
      {"one srcset of many candidates under a long base",
       xhtml(with_base, "<img srcset=\"" + repeated("x, ", 200000) + "\"/>")},
      {"the same as escaped HTML",
       in_entry("<content type=\"html\" " + with_base + ">&lt;img srcset=\"" +
                repeated("x, ", 200000) + "\"&gt;</content>")},
      {"many links under a long base", xhtml(with_base, repeated("<a href=\"x\"/>", 50000))},
      {"many entries of escaped HTML, each with a base of its own",
       in_feed(repeated("<entry><content type=\"html\" xml:base=\"" + kLongBase + "\">" +
                            repeated("&lt;a href=x>", 500) + "</content></entry>",
                        100))},
      {"bases inside of one another",
       xhtml(with_base, repeated("<b xml:base=\"y/\">", 20000) + repeated("</b>", 20000))},
      {"a base that grows with each element",
       xhtml("", repeated("<b xml:base=\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/\"><a href=\"x\"/>", 5000) +
                     repeated("</b>", 5000))},
      {"a long base for many entries",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\" " + with_base + ">" +
           repeated("<entry><link href=\"x\"/></entry>", 15000) + "</feed>"},
      {"a site's link of a megabyte", in_channel("<link>https://h.example/" + huge + "</link>" +
                                                 repeated("<item><link>x</link></item>", 5000))},
      {"an address of a megabyte", in_channel(repeated("<item><link>x</link></item>", 5000)),
       "https://h.example/" + huge + "/"},
      {"an author of a megabyte", in_feed("<author><name>" + huge + "</name></author>" +
                                          repeated("<entry><id>x</id></entry>", 5000))},
      {"a language of a megabyte", in_channel("<language>" + huge + "</language>" +
                                              repeated("<item><title>x</title></item>", 5000))},
      {"many enclosures under a long base",
       "<rss><channel " + with_base + ">" +
           repeated(
               "<item>" + repeated("<enclosure url=\"1\"/><enclosure url=\"2\"/>", 200) + "</item>",
               200) +
           "</channel></rss>"},
      {"JSON: an author of a megabyte",
       R"({"authors":[{"name":")" + huge + R"("}],"items":[)" + repeated("{},", 5000) + "{}]}"},
      {"JSON: a language of a megabyte",
       R"({"language":")" + huge + R"(","items":[)" + repeated("{},", 5000) + "{}]}"},
      {"JSON: an address of a megabyte",
       R"({"items":[)" + repeated(R"({"url":"x","image":"y"},)", 5000) + "{}]}",
       "https://h.example/" + huge + "/"},
      {"names of a megabyte in what is wrong",
       in_item("<" + huge + ":published>x</" + huge + ":published>" +
               "<a:published>soon</a:published><dc:date>soon</dc:date>")},
  };
}

TEST(ParseGrowth, IsBoundedByTheDocument) {
  for (const Hostile& c : hostile_documents()) {
    const auto feed = parse_feed(c.document, "", c.base_url);
    ASSERT_TRUE(feed) << c.what;
    EXPECT_LT(test::bytes_of(*feed),
              test::most_bytes_of(c.document.size() + c.base_url.size(), feed->entries.size()))
        << c.what << ": " << c.document.size();
  }
}

TEST(ParseGrowth, LeavesLinksAsTheyAreOnceItIsUsedUp) {
  const auto feed = parse_feed(
      xhtml("xml:base=\"" + kLongBase + "\"", repeated("<a href=\"x\"/>", 10000)), "", kBaseUrl);
  ASSERT_TRUE(feed);
  const std::string& content = feed->entries.at(0).content.value;
  EXPECT_TRUE(content.starts_with("<a href=\"" + kLongBase + "x\">"));
  EXPECT_TRUE(content.ends_with("<a href=\"x\"></a>"));
}

/// Documents that use up their Growth before their last entry, whose link is relative to a long
/// base.
std::vector<std::string> exhausting_documents() {
  const std::string with_base = " xml:base=\"" + kLongBase + "\">";
  const std::string first =
      "<content type=\"html\"" + with_base + repeated("&lt;img src=x>", 2000) + "</content>";
  const auto item = [&](const std::string& link) {
    return in_channel("<item>" + first + "</item><item" + with_base + link + "</item>");
  };
  const std::string json = R"({"items":[{"attachments":[)";
  std::string attachments;
  for (int i = 0; i < 500; ++i) attachments += R"({"url":")" + std::to_string(i) + R"("},)";
  return {
      in_feed("<entry>" + first + "</entry><entry" + with_base + "<link href=\"/last\"/></entry>"),
      item("<link>/last</link>"),
      item("<enclosure url=\"/last\"/>"),
      item("<guid isPermaLink=\"true\">/last</guid>"),
      json + attachments + R"({}]},{"url":"/last"}]})",
      json + attachments + R"({}]},{"external_url":"/last"}]})"};
}

TEST(ParseGrowth, LeavesRoomForTheLinkOfEachEntry) {
  for (const std::string& document : exhausting_documents()) {
    auto feed = parse_feed(document, "", kLongBase);
    ASSERT_TRUE(feed);
    EXPECT_FALSE(feed->growth.take(kLongBase.size())) << "it is not used up";
    ASSERT_EQ(feed->entries.size(), 2u);
    EXPECT_EQ(feed->entries[1].link, "https://b.example/last")
        << document.substr(document.size() - 80);
  }
}

TEST(ParseGrowth, NeedsNoQueryOfALongAddress) {
  const std::string document = in_channel("<item><link>x</link></item>");
  const std::string query = "?" + std::string(kMostLinkBytes, 'q');
  const auto feed = parse_feed(document, "", "https://h.example/d/f" + query);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).link, "https://h.example/d/x");
  const auto none = parse_feed(document, "", "https://h.example/" + query.substr(1) + "/");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->entries.at(0).link, "x");
}

TEST(ParseGrowth, IsOfNoConcernToOrdinaryDocuments) {
  std::string entries;
  for (int i = 0; i < 500; ++i) {
    entries += "<entry><link href=\"" + std::to_string(i) +
               "\"/><content type=\"html\">&lt;a href=\"" + std::to_string(i) +
               "\"&gt;x&lt;/a&gt;</content></entry>";
  }
  const auto feed =
      parse_feed(in_feed("<author><name>Ana</name></author>" + entries), "",
                 "https://h.example/a/rather/long/path/of/a/feed/as/they/are/feed.xml");
  ASSERT_TRUE(feed);
  for (const Entry& entry : feed->entries) {
    EXPECT_TRUE(entry.link.starts_with("https://h.example/a/rather/")) << entry.link;
    EXPECT_FALSE(entry.base.empty());
    EXPECT_EQ(entry.authors, std::vector<std::string>{"Ana"});
  }
}

TEST(ParseGrowth, ReadsNoMoreEntriesThanAnyFeedHas) {
  for (const std::string& document :
       {in_channel(repeated("<item/>", kMostEntries + 10)),
        R"({"items":[)" + repeated("{},", kMostEntries + 10) + "{}]}"}) {
    const auto feed = parse_feed(document, "", kBaseUrl);
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->entries.size(), kMostEntries);
    EXPECT_NE(joined(feed->warnings).find("more entries than are read"), std::string::npos);
  }
}

TEST(ParseLimits, RefuseADocumentOfTagsAlone) {
  std::string nested;
  for (std::size_t i = 0; i <= kMostTags; ++i) nested += "<a>";
  const auto feed = parse_feed(nested, "", "https://h.example/feed");
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, Errc::kTooLarge);
  EXPECT_NE(feed.error().detail.find("2000000 tags"), std::string::npos) << feed.error().detail;
}

TEST(ParseLimits, LeaveOutAddressesOfTheFeedThatAreTooLong) {
  const std::string url = "https://h.example/" + std::string(kMostLinkBytes, 'a');
  const auto feed = parse_feed(in_feed("<id>" + url + "</id><link rel=\"self\" href=\"" + url +
                                       "\"/><link rel=\"hub\" href=\"" + url + "\"/><link href=\"" +
                                       url + "\"/><rights>" + url + "</rights>"),
                               "", kBaseUrl);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->id + feed->self + feed->hub, "");
  EXPECT_EQ(feed->link, kBaseUrl);
  EXPECT_EQ(feed->rights.size(), kMostTitleBytes);
}

}  // namespace
}  // namespace wirefold::parse
