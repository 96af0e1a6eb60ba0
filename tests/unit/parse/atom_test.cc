// Atom 0.3 and 1.0 as publishers write them, one fact a row.
#include "facts.h"

namespace wirefold::parse {
namespace {

TEST(ParseAtom, ReadsEntriesAsPublishersWriteThem) {
  const Fact facts[] = {
      {"title of type text keeps its angle brackets",
       in_entry("<title type=\"text\">a &lt;b&gt;</title>"), "title", "a <b>"},
      {"title of type html", in_entry("<title type=\"html\">a &lt;b&gt;c&lt;/b&gt;</title>"),
       "title", "a <b>c</b>"},
      {"title of type xhtml",
       in_entry("<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">a <b>c</b> d"
                "</div></title>"),
       "title", "a <b>c</b> d"},
      {"xhtml with a prefix",
       in_entry("<content type=\"xhtml\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:p>a"
                "</x:p></x:div></content>"),
       "content", "<p>a</p>"},
      {"CDATA inside xhtml is text",
       in_entry("<title type=\"xhtml\"><div>a <![CDATA[<b>]]></div></title>"), "title",
       "a &lt;b&gt;"},
      {"white space between xhtml elements stays",
       in_entry("<content type=\"xhtml\"><div><b>a</b> <i>b</i></div></content>"), "content",
       "<b>a</b> <i>b</i>"},
      {"xhtml void elements", in_entry("<content type=\"xhtml\"><div>a<br/>b</div></content>"),
       "content", "a<br/>b"},
      {"media type for html", in_entry("<content type=\"text/html\">&lt;p&gt;x</content>"),
       "content", "<p>x"},
      {"Base64 for any other media type",
       in_entry("<content type=\"application/octet-stream\">aGVsbG8=</content>"), "content",
       "hello"},
      {"content elsewhere stands for a missing link",
       in_entry("<content src=\"https://h.example/c\"/>"), "link", "https://h.example/c"},
      {"the first of two contents", in_entry("<content>a</content><content>b</content>"), "content",
       "a"},
      {"summary and content", in_entry("<summary>s</summary><content>c</content>"), "summary", "s"},
      {"relative links in html content",
       in_entry("<content type=\"html\" xml:base=\"https://b.example/d/\">&lt;a "
                "href='x'&gt;y&lt;/a&gt;</content>"),
       "content", "<a href='https://b.example/d/x'>y</a>"},
      {"xml:base on the way down applies in order",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://a.example/x/\">"
       "<entry xml:base=\"y/\"><link href=\"z\"/></entry></feed>",
       "link", "https://a.example/x/y/z"},
      {"xml:base inside xhtml",
       in_entry("<content type=\"xhtml\"><div><p xml:base=\"https://b.example/\"><a "
                "href=\"x\">y</a></p><a href=\"x\">z</a></div></content>"),
       "content",
       "<p><a href=\"https://b.example/x\">y</a></p><a href=\"https://h.example/feed/x\">z</a>"},

      {"link without a relation", in_entry("<link href=\"/1\"/>"), "link", "https://h.example/1"},
      {"a page before other alternates",
       in_entry("<link rel=\"alternate\" type=\"application/pdf\" href=\"/p\"/><link "
                "type=\"text/html\" href=\"/1\"/>"),
       "link", "https://h.example/1"},
      {"the relation written as an address",
       in_entry("<link rel=\"http://www.iana.org/assignments/relation/alternate\" href=\"/1\"/>"),
       "link", "https://h.example/1"},
      {"edit and self are no pages",
       in_entry("<link rel=\"self\" href=\"/s\"/><link rel=\"edit\" href=\"/e\"/>"), "link", ""},
      {"an empty address is the base",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://b.example/\"><entry><link "
       "href=\"\"/></entry></feed>",
       "link", "https://b.example/"},
      {"enclosure",
       in_entry("<link rel=\"enclosure\" href=\"a.mp3\" type=\"audio/mpeg\" length=\"9\"/>"),
       "enclosures", "https://h.example/feed/a.mp3 audio/mpeg 9"},

      {"id", in_entry("<id> tag:h,2024:1 </id>"), "id", "tag:h,2024:1"},
      {"published and updated",
       in_entry("<updated>2024-11-11T00:00:00Z</updated><published>2024-11-10T00:00:00Z"
                "</published>"),
       "published", "2024-11-10T00:00:00Z"},
      {"updated alone is no publication", in_entry("<updated>2024-11-11T00:00:00Z</updated>"),
       "published", ""},
      {"author with name and address",
       in_entry("<author><email>a@h.example</email><name>Ana</name></author>"), "authors", "Ana"},
      {"author with an address alone", in_entry("<author><email>a@h.example</email></author>"),
       "authors", "a@h.example"},
      {"author as plain text", in_entry("<author>Ana</author>"), "authors", "Ana"},
      {"the feed's author for entries without",
       in_feed("<author><name>Ana</name></author><entry><title>x</title></entry>"), "authors",
       "Ana"},
      {"the source's author for entries without",
       in_feed("<author><name>F</name></author><entry><source><author><name>S</name></author>"
               "</source></entry>"),
       "authors", "S"},
      {"title of the source", in_entry("<source><title>Other</title></source>"), "source", "Other"},
      {"label of a category", in_entry("<category term=\"w\" label=\"World\"/>"), "categories",
       "World"},
      {"term of a category without a label", in_entry("<category term=\"w\"/>"), "categories", "w"},
      {"Dublin Core inside Atom", in_entry("<dc:title>A</dc:title>"), "title", "A"},
      {"Media RSS inside Atom",
       in_entry("<media:group><media:description>d</media:description></media:group>"), "summary",
       "d"},
      {"language of the feed for its entries",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"id\"><entry><title>x</title>"
       "</entry></feed>",
       "lang", "id"},

      {"Atom under a prefix",
       "<x:feed xmlns:x=\"http://www.w3.org/2005/Atom\"><x:title>T</x:title><x:entry>"
       "<x:title>a</x:title></x:entry></x:feed>",
       "title", "a"},
      {"Atom without a namespace",
       "<feed><title>T</title><entry><title type=\"html\">a</title><link href=\"/1\"/></entry>"
       "</feed>",
       "link", "https://h.example/1"},
      {"an entry that stands alone",
       "<entry xmlns=\"http://www.w3.org/2005/Atom\"><title>a</title></entry>", "title", "a"},

      {"0.3: escaped markup", in_entry03("<content mode=\"escaped\">&lt;p&gt;x</content>"),
       "content", "<p>x"},
      {"0.3: markup by default", in_entry03("<content><p>x</p></content>"), "content", "<p>x</p>"},
      {"0.3: Base64", in_entry03("<title mode=\"base64\">QSAm IEI=</title>"), "title", "A & B"},
      {"0.3: issued", in_entry03("<issued>2003-12-13T08:29:29-04:00</issued>"), "published",
       "2003-12-13T12:29:29Z"},
      {"0.3: published before issued",
       in_entry03("<issued>2003-01-01</issued><published>2004-01-01</published>"), "published",
       "2004-01-01T00:00:00Z"},
      {"0.3: modified", in_entry03("<modified>2003-12-13T08:29:29Z</modified>"), "updated",
       "2003-12-13T08:29:29Z"},
  };
  expect_facts(facts);
}

TEST(ParseAtom, ReadsFeedsAsPublishersWriteThem) {
  const Fact facts[] = {
      {"title", in_feed("<title>T</title>"), "feed.title", "T"},
      {"link", in_feed("<link href=\"/\"/>"), "feed.link", "https://h.example/"},
      {"the first of two alternates", in_feed("<link href=\"/a\"/><link href=\"/b\"/>"),
       "feed.link", "https://h.example/a"},
      {"self alone", in_feed("<link rel=\"self\" href=\"/feed\"/>"), "feed.link",
       "https://h.example/feed"},
      {"hub", in_feed("<link rel=\"hub\" href=\"https://hub.example/\"/>"), "feed.hub",
       "https://hub.example/"},
      {"dc:language", in_feed("<dc:language>en</dc:language>"), "feed.language", "en"},
      {"dc:title", in_feed("<dc:title>T</dc:title>"), "feed.title", "T"},
  };
  expect_facts(facts);
}

TEST(ParseAtom, SaysWhichTextsArePlain) {
  const auto feed = parse_feed(
      in_entry("<title>a &lt;b></title><summary type=\"html\">x</summary>"), "", kBaseUrl);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).title.kind, TextKind::kPlain);
  EXPECT_EQ(feed->entries.at(0).summary.kind, TextKind::kHtml);
  const auto rss = parse_feed(in_item("<title>a</title>"), "", kBaseUrl);
  ASSERT_TRUE(rss);
  EXPECT_EQ(rss->entries.at(0).title.kind, TextKind::kUnsaid);
}

}  // namespace
}  // namespace wirefold::parse
