#include "wirefold/parse/feed.h"

#include <gtest/gtest.h>

namespace wirefold::parse {
namespace {

ParsedFeed read(std::string_view bytes, std::string_view base = "") {
  Result<ParsedFeed> feed = parse_feed(bytes, "", base);
  if (!feed) {
    ADD_FAILURE() << feed.error().detail;
    return {};
  }
  return std::move(*feed);
}

ParsedFeed rss(const std::string& items, const std::string& channel = "") {
  return read(
      "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>" +
          channel + items + "</channel></rss>",
      "https://h.example/feed/");
}

Entry rss_item(const std::string& inside) {
  ParsedFeed feed = rss("<item>" + inside + "</item>");
  return feed.entries.empty() ? Entry{} : feed.entries[0];
}

Entry atom_entry(const std::string& inside) {
  ParsedFeed feed =
      read("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>" + inside + "</entry></feed>",
           "https://h.example/feed/");
  return feed.entries.empty() ? Entry{} : feed.entries[0];
}

TEST(ParseRss, ReadsTheCommonElements) {
  const Entry e = rss_item(
      "<title>A &amp; B</title><link>https://h.example/1</link><guid>g1</guid>"
      "<description>&lt;p&gt;x&lt;/p&gt;</description><content:encoded><![CDATA[<p>y</p>]]>"
      "</content:encoded><pubDate>Sun, 10 Nov 2024 12:06:00 GMT</pubDate>"
      "<category>World</category><dc:creator>Ana</dc:creator>"
      "<enclosure url=\"a.mp3\" type=\"audio/mpeg\" length=\"12\"/>");
  EXPECT_EQ(e.title, "A & B");
  EXPECT_EQ(e.link, "https://h.example/1");
  EXPECT_EQ(e.id, "g1");
  EXPECT_EQ(e.summary, "<p>x</p>");
  EXPECT_EQ(e.content, "<p>y</p>");
  EXPECT_EQ(format_rfc3339(e.published.value()), "2024-11-10T12:06:00Z");
  EXPECT_EQ(e.categories, std::vector<std::string>{"World"});
  EXPECT_EQ(e.authors, std::vector<std::string>{"Ana"});
  ASSERT_EQ(e.enclosures.size(), 1u);
  EXPECT_EQ(e.enclosures[0].url, "https://h.example/feed/a.mp3");
  EXPECT_EQ(e.enclosures[0].length_bytes, 12u);
}

TEST(ParseRss, TakesAPermalinkGuidForAMissingLink) {
  EXPECT_EQ(rss_item("<guid>https://h.example/p</guid>").link, "https://h.example/p");
  EXPECT_EQ(rss_item("<guid isPermaLink=\"false\">https://h.example/p</guid>").link, "");
}

TEST(ParseRss, PrefersTheOriginalLinkToTheProxys) {
  EXPECT_EQ(rss_item("<link>https://proxy.example/1</link><feedburner:origLink "
                     "xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\">"
                     "https://h.example/1</feedburner:origLink>")
                .link,
            "https://h.example/1");
}

TEST(ParseRss, KnowsAnElementByItsNamespaceNotItsPrefix) {
  EXPECT_EQ(rss_item("<a:link rel=\"alternate\" href=\"/x\"/>").link, "https://h.example/x");
}

TEST(ParseRss, ReadsTheNameFromAMailAddress) {
  EXPECT_EQ(rss_item("<author>a@h.example (Ana Lee)</author>").authors,
            std::vector<std::string>{"Ana Lee"});
}

TEST(ParseRss, LeavesAnImpossibleDateAwayAndSaysSo) {
  const ParsedFeed feed = rss("<item><title>x</title><pubDate>31 Feb 2024</pubDate></item>");
  EXPECT_EQ(feed.entries.at(0).published, std::nullopt);
  ASSERT_EQ(feed.warnings.size(), 1u);
  EXPECT_NE(feed.warnings[0].find("31 Feb 2024"), std::string::npos);
}

TEST(ParseRss, ReadsChannelFacts) {
  const ParsedFeed feed = rss("",
                              "<link>https://h.example/</link><language>id</language>"
                              "<ttl>90</ttl><a:link rel=\"self\" href=\"/feed\"/>"
                              "<a:link rel=\"hub\" href=\"https://hub.example/\"/>");
  EXPECT_EQ(feed.title, "T");
  EXPECT_EQ(feed.link, "https://h.example/");
  EXPECT_EQ(feed.language, "id");
  EXPECT_EQ(feed.ttl_minutes, 90);
  EXPECT_EQ(feed.self, "https://h.example/feed");
  EXPECT_EQ(feed.hub, "https://hub.example/");
}

TEST(ParseRdf, FindsItemsBesideTheChannel) {
  const ParsedFeed feed = read(
      "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<channel rdf:about=\"c\"><title>T</title></channel>"
      "<item rdf:about=\"https://h.example/1\"><title>x</title><link>https://h.example/1</link>"
      "<dc:date>2024-11-10T12:06:00Z</dc:date></item></rdf:RDF>");
  EXPECT_EQ(feed.title, "T");
  ASSERT_EQ(feed.entries.size(), 1u);
  EXPECT_EQ(feed.entries[0].id, "https://h.example/1");
  EXPECT_TRUE(feed.entries[0].published);
}

TEST(ParseAtom, ReadsTheCommonElements) {
  const Entry e = atom_entry(
      "<id>tag:h,2024:1</id><title>A</title><link href=\"/1\"/><link rel=\"enclosure\" "
      "href=\"a.mp3\" type=\"audio/mpeg\"/><published>2024-11-10T12:06:00Z</published>"
      "<updated>2024-11-10T13:00:00Z</updated><author><name>Ana</name></author>"
      "<category term=\"w\" label=\"World\"/><summary>a &lt; b</summary>");
  EXPECT_EQ(e.id, "tag:h,2024:1");
  EXPECT_EQ(e.link, "https://h.example/1");
  EXPECT_EQ(e.enclosures.size(), 1u);
  EXPECT_EQ(e.authors, std::vector<std::string>{"Ana"});
  EXPECT_EQ(e.categories, std::vector<std::string>{"World"});
  EXPECT_EQ(e.summary, "a &lt; b");  // plain text, as HTML
  EXPECT_TRUE(e.updated);
}

TEST(ParseAtom, KeepsTheThreeKindsOfTextApart) {
  EXPECT_EQ(atom_entry("<title type=\"text\">a &lt;b&gt;</title>").title, "a <b>");
  EXPECT_EQ(atom_entry("<title type=\"html\">a &lt;b&gt;b&lt;/b&gt; &amp;amp; c</title>").title,
            "a b & c");
  EXPECT_EQ(atom_entry("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">"
                       "<p>x <b>y</b></p></div></content>")
                .content,
            "<p>x <b>y</b></p>");
}

TEST(ParseAtom, AppliesEachXmlBaseOnTheWayDown) {
  const ParsedFeed feed = read(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:base=\"https://a.example/x/\"><entry xml:base=\"y/\">"
      "<link href=\"z\"/></entry></feed>");
  EXPECT_EQ(feed.entries.at(0).link, "https://a.example/x/y/z");
}

TEST(ParseAtom, GivesTheFeedsAuthorToEntriesWithout) {
  const ParsedFeed feed = read(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><author><name>Ana</name></author>"
      "<entry><title>x</title></entry></feed>");
  EXPECT_EQ(feed.entries.at(0).authors, std::vector<std::string>{"Ana"});
}

TEST(ParseJsonFeed, ReadsBothVersions) {
  const ParsedFeed feed = read(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T","language":"ko","items":[
        {"id":7,"url":"https://h.example/1","title":"x","content_text":"a < b",
         "date_published":"2024-11-10T12:06:00Z","author":{"name":"Ana"},"tags":["w"],
         "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]},
        {"id":"b","authors":[{"name":"Bo"},{"url":"u"}],"content_html":"<p>y</p>"}]})");
  ASSERT_EQ(feed.entries.size(), 2u);
  EXPECT_EQ(feed.entries[0].id, "7");
  EXPECT_EQ(feed.entries[0].content, "a &lt; b");
  EXPECT_EQ(feed.entries[0].authors, std::vector<std::string>{"Ana"});
  EXPECT_EQ(feed.entries[0].enclosures.at(0).length_bytes, 5u);
  EXPECT_EQ(feed.entries[0].lang, "ko");
  EXPECT_EQ(feed.entries[1].authors, std::vector<std::string>{"Bo"});
  EXPECT_EQ(feed.entries[1].content, "<p>y</p>");
}

TEST(ParseFeed, ResolvesHtmlEntitiesThatXmlDoesNotKnow) {
  EXPECT_EQ(rss_item("<title>caf&eacute;&nbsp;&mdash; x &amp; y</title>").title,
            "café\xC2\xA0— x & y");
}

TEST(ParseFeed, LeavesEntitiesInCdataToTheHtml) {
  EXPECT_EQ(rss_item("<description><![CDATA[a &lt; b]]></description>").summary, "a &lt; b");
}

TEST(ParseFeed, KeepsTheEntriesBeforeACut) {
  const ParsedFeed feed =
      read("<rss><channel><title>T</title><item><title>one</title></item><item><title>two");
  ASSERT_GE(feed.entries.size(), 1u);
  EXPECT_EQ(feed.entries[0].title, "one");
  ASSERT_FALSE(feed.warnings.empty());
  EXPECT_NE(feed.warnings.back().find("in part"), std::string::npos);
}

TEST(ParseFeed, SkipsJunkBeforeTheDeclaration) {
  EXPECT_EQ(read("\n\n<br/>Warning <?xml version=\"1.0\"?><rss><channel><title>T</title>"
                 "</channel></rss>")
                .title,
            "T");
}

TEST(ParseFeed, NeverExpandsOrLoadsEntities) {
  const ParsedFeed feed = read(
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
      "<rss><channel><title>&b;&c;</title></channel></rss>");
  EXPECT_EQ(feed.title, "&b;&c;");
}

struct RefusedCase {
  std::string_view bytes;
  Errc code;
  std::string_view word;
};

TEST(ParseFeed, RefusesWhatIsNoFeedAndSaysWhatItIs) {
  const RefusedCase cases[] = {
      {"", Errc::kUnsupported, "empty"},
      {"<!DOCTYPE html><html><body>x</body></html>", Errc::kUnsupported, "HTML"},
      {"just words", Errc::kUnsupported, "just words"},
      {"{\"a\":1}", Errc::kUnsupported, "items"},
      {"{\"items\":[", Errc::kMalformed, "JSON"},
      {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Errc::kUnsupported, "svg"},
  };
  for (const RefusedCase& c : cases) {
    const auto feed = parse_feed(c.bytes, "", "");
    ASSERT_FALSE(feed) << c.bytes;
    EXPECT_EQ(feed.error().code, c.code) << c.bytes;
    EXPECT_NE(feed.error().detail.find(c.word), std::string::npos) << feed.error().detail;
  }
}

TEST(ParseFeed, SurvivesDeepNesting) {
  std::string deep = "<rss><channel><title>T</title><item><description>";
  for (int i = 0; i < 200000; ++i) deep += "<b>";
  EXPECT_EQ(read(deep).title, "T");
}

}  // namespace
}  // namespace wirefold::parse
