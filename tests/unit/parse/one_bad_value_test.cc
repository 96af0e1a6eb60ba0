// A bad value is lost alone. The rest of the document is read.
#include "facts.h"

namespace wirefold::parse {
namespace {

std::string items(const std::string& list) { return "{\"title\":\"T\",\"items\":" + list + "}"; }

TEST(OneBadValue, CostsNoJsonFeed) {
  const Fact facts[] = {
      {"an id beyond 64 bits", in_json_item(R"("id":123456789012345678901234567890)"), "id",
       "123456789012345678901234567890"},
      {"an id beyond 64 bits, below zero", in_json_item(R"("id":-99999999999999999999)"), "id",
       "-99999999999999999999"},
      {"an id that is a fraction", in_json_item(R"("id":1.5)"), "id", "1.5"},
      {"an id with an exponent", in_json_item(R"("id":1e3)"), "id", "1000"},
      {"it is said", in_json_item("\n\"id\":99999999999999999999"), "warning",
       "line 2: a number that JSON does not have"},
      {"a number of JavaScript", in_json_item(R"("size":NaN,"title":"a")"), "title", "a"},
      {"one beyond all floats", in_json_item(R"("size":1e999,"title":"a")"), "title", "a"},
      {"a number with zeros in front", in_json_item(R"("id":007)"), "id", "007"},
      {"a word of Python", in_json_item(R"("x":None,"y":True,"title":"a")"), "title", "a"},
      {"a word of JavaScript", in_json_item(R"("summary":undefined,"title":"a")"), "title", "a"},
      {"names without quotes", items("[{title:\"a\",id:7}]"), "title", "a"},
      {"a name without a value", in_json_item(R"("summary":,"title":"a")"), "title", "a"},
      {"half a character", in_json_item(R"("title":"a \ud83d b")"), "title", "a \xEF\xBF\xBD b"},
      {"a title that is an object", in_json_item(R"("title":{"rendered":"x"},"id":"a")"), "id",
       "a"},
      {"a title that is an object is said", in_json_item(R"("title":{"rendered":"x"})"), "warning",
       "entry 1: title is not a text"},
      {"a link that is a list", in_json_item(R"("url":["x"],"id":"a")"), "id", "a"},
      {"an item that is none", items(R"(["x",{"id":"a"}])"), "id", "a"},
      {"an item that is none is said", items(R"(["x",{"id":"a"}])"), "warning",
       "an item that is not an object"},
      {"items by number", items(R"({"0":{"id":"a"},"2":{"id":"b"}})"), "count", "2"},
      {"one item without its list", items(R"({"id":"a","title":"b"})"), "title", "b"},
      {"seconds with a fraction", in_json_item(R"("date_published":1731240360.75)"), "published",
       "2024-11-10T12:06:00Z"},
      {"a date of .NET", in_json_item(R"("date_published":"\/Date(1731240360000)\/")"), "published",
       "2024-11-10T12:06:00Z"},
      {"escaped marks of CDATA", in_json_item(R"("title":"<![CDATA[a & b]]>")"), "title", "a & b"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, AnItemBeyondMendingCostsNoOther) {
  const std::string authors = R"("authors":[{"name":"x"},{"name":"y"}])";
  const std::string good = R"({"id":"2","title":"b",)" + authors + "}";
  const Fact facts[] = {
      {"an unescaped quote", items(R"([{"id":"1","title":"said "no" to it"},)" + good + "]"), "id",
       "2"},
      {"one quote", items(R"([{"id":"1","title":"5" disk",)" + authors + "}," + good + "]"), "id",
       "2"},
      {"it is said", items("[{\"id\":\"1\",\n\"title\":\"a\"b\"}," + good + "]"), "warning",
       "line 1: an item that is not well-formed"},
      {"a comma is missing", items(R"([{"id":"1" "title":"x"},)" + good + "]"), "id", "2"},
      {"behind good ones", items("[" + good + R"(,{"id":"3","title":"a"b"}])"), "count", "1"},
      {"between good ones",
       items("[" + good + R"(,{"id":"3","title":"a"b"},{"id":"4","title":"c"}])"), "last.id", "4"},
      {"what stands before is kept", items(R"([{"id":"1","title":"a"b"},)" + good + "]"),
       "feed.title", "T"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, ManyBrokenItemsTakeLinearTime) {
  std::string list = "[";
  while (list.size() < (std::size_t{4} << 20)) list += R"({"id":"1","title":"a"b"},)";
  EXPECT_FALSE(parse_feed(items(list + "{}]"), "", kBaseUrl));
  std::string open = "[";
  while (open.size() < (std::size_t{4} << 20)) open += R"({"a":{},)";
  EXPECT_FALSE(parse_feed(items(open + "]"), "", kBaseUrl));
}

TEST(OneBadValue, ANameOutranksAWrongDefaultNamespace) {
  const std::string item =
      "<title>T</title><item><title>a</title><link>https://h.example/1</link>"
      "<description>d</description><guid>g</guid><pubDate>Sun, 10 Nov 2024 12:06:00 GMT</pubDate>"
      "</item>";
  const auto rss = [&item](const std::string& uri) {
    return "<rss version=\"2.0\" xmlns=\"" + uri + "\"><channel>" + item + "</channel></rss>";
  };
  const std::string atom = "http://www.w3.org/2005/Atom";
  const std::string rdf =
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"" + atom + "\">" +
      "<channel><title>T</title></channel><item><title>a</title><link>https://h.example/1</link>"
      "<description>d</description></item></rdf:RDF>";
  const std::string feed =
      "<feed xmlns=\"http://www.w3.org/1999/xhtml\"><title>T</title><entry><title>a</title>"
      "<link href=\"https://h.example/1\"/><summary>d</summary></entry></feed>";
  const Fact facts[] = {
      {"Atom's: link", rss(atom), "link", "https://h.example/1"},
      {"Atom's: date", rss(atom), "published", "2024-11-10T12:06:00Z"},
      {"Atom's: text", rss(atom), "summary", "d"},
      {"Atom's: id", rss(atom), "id", "g"},
      {"it is said", rss(atom), "warning", "a default namespace that is not that of its elements"},
      {"XHTML's", rss("http://www.w3.org/1999/xhtml"), "link", "https://h.example/1"},
      {"Dublin Core's", rss("http://purl.org/dc/elements/1.1/"), "summary", "d"},
      {"Media RSS's", rss("http://search.yahoo.com/mrss/"), "id", "g"},
      {"RDF with Atom's", rdf, "summary", "d"},
      {"Atom with XHTML's", feed, "link", "https://h.example/1"},
      {"Atom with XHTML's: text", feed, "summary", "d"},
      {"the right one warns of nothing", in_entry("<title>a</title>"), "warning", ""},
      {"RSS with none warns of nothing", in_item("<title>a</title>"), "warning", ""},
      {"elements of Atom inside stay Atom's",
       in_item("<link xmlns=\"http://www.w3.org/2005/Atom\" href=\"https://h.example/2\"/>"),
       "link", "https://h.example/2"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, MarksOfCdataAreNoText) {
  const Fact facts[] = {
      {"written twice", in_item("<title><![CDATA[<![CDATA[a]]>]]></title>"), "title", "a"},
      {"written twice, with care", in_item("<title><![CDATA[<![CDATA[a]]]]><![CDATA[>]]></title>"),
       "title", "a"},
      {"escaped", in_item("<title>&lt;![CDATA[a &amp; b]]&gt;</title>"), "title", "a & b"},
      {"half escaped", in_item("<title>&lt;![CDATA[a]]></title>"), "title", "a"},
      {"in a link", in_item("<link>&lt;![CDATA[https://h.example/1]]&gt;</link>"), "link",
       "https://h.example/1"},
      {"in a text", in_item("<description>&lt;![CDATA[&lt;p&gt;a&lt;/p&gt;]]&gt;</description>"),
       "summary", "<p>a</p>"},
      {"in Atom", in_entry("<title type=\"html\">&lt;![CDATA[a]]&gt;</title>"), "title", "a"},
      {"what a title is about", in_item("<title>What is &lt;![CDATA[ in XML?</title>"), "title",
       "What is <![CDATA[ in XML?"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, ManyMarksOfCdataTakeLinearTime) {
  // In quadratic time these would take hours.
  for (const char* mark : {"]]>", "<![CDATA[", "<", "]"}) {
    std::string text = "<![CDATA[";
    while (text.size() < (std::size_t{8} << 20)) text += mark;
    EXPECT_TRUE(parse_feed(in_json_item("\"title\":\"" + text + '"'), "", kBaseUrl));
  }
}

TEST(OneBadValue, TwoHalvesOfACharacterAreOne) {
  const Fact facts[] = {
      {"by hexadecimal numbers", in_item("<title>a &#xD83D;&#xDE00;</title>"), "title",
       "a \xF0\x9F\x98\x80"},
      {"by decimal numbers", in_item("<title>a &#55357;&#56832;</title>"), "title",
       "a \xF0\x9F\x98\x80"},
      {"in an attribute", in_entry("<category term=\"x\" label=\"&#55357;&#56832;\"/>"),
       "categories", "\xF0\x9F\x98\x80"},
      {"one half", in_item("<title>a &#xD83D; b</title>"), "title", "a \xEF\xBF\xBD b"},
      {"two first halves", in_item("<title>&#xD83D;&#xD83D;</title>"), "title",
       "\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, AddressesAsPeopleSayThem) {
  const auto link = [](const std::string& text) {
    return in_channel("<link>https://n.example/</link><item><link>" + text + "</link></item>");
  };
  const Fact facts[] = {
      {"a host without a scheme", link("www.n.example/5"), "link", "https://www.n.example/5"},
      {"another host", link("www.o.example"), "link", "https://www.o.example"},
      {"the feed's own host", link("n.example/5?a=b"), "link", "https://n.example/5?a=b"},
      {"a file that looks like one", link("www.html"), "link", "https://n.example/www.html"},
      {"a folder", link("www/5"), "link", "https://n.example/www/5"},
      {"ampersands that are escaped twice", link("/5?a=1&amp;amp;b=2"), "link",
       "https://n.example/5?a=1&b=2"},
      {"nothing", link("N/A"), "link", ""},
      {"nothing, by a program", link("null"), "link", ""},
      {"the page itself", link("#"), "link", ""},
      {"a feed's", in_channel("<link>www.n.example</link>"), "feed.link", "https://www.n.example"},
      {"an enclosure's", in_item("<enclosure url=\"www.n.example/a.mp3\"/>"), "enclosures",
       "https://www.n.example/a.mp3  -"},
      {"in JSON", in_json_item(R"("url":"www.n.example/5")"), "link", "https://www.n.example/5"},
      {"nothing, in JSON", in_json_item(R"("url":"N/A","external_url":"/x")"), "link",
       "https://h.example/x"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, TextsOfRssAreOfTheirOwnPage) {
  const std::string text =
      "<description>&lt;img src=\"w.png\"&gt;&lt;img src=\"/t.png\"&gt;</description>";
  const auto entry = [&text](const std::string& channel, const std::string& link,
                             const std::string& more = "") {
    return in_channel("<link>" + channel + "</link><item><link>" + link + "</link>" + text + more +
                      "</item>");
  };
  const std::string file = "<enclosure url=\"/a.mp3\"/>";
  const Fact facts[] = {
      {"below the entry's page", entry("https://n.example/", "https://n.example/blog/how/"),
       "summary",
       "<img src=\"https://n.example/blog/how/w.png\"><img src=\"https://n.example/t.png\">"},
      {"the channel leads elsewhere", entry("https://firm.example/", "https://n.example/a/1"),
       "summary", "<img src=\"https://n.example/a/w.png\"><img src=\"https://n.example/t.png\">"},
      {"a link to what the entry is about, in a feed at home",
       entry("https://h.example/", "https://o.example/a/1"), "summary",
       "<img src=\"https://h.example/w.png\"><img src=\"https://h.example/t.png\">"},
      {"no link", entry("https://n.example/x/", ""), "summary",
       "<img src=\"https://n.example/x/w.png\"><img src=\"https://n.example/t.png\">"},
      {"a file on the channel's site",
       entry("https://n.example/", "https://www.n.example/blog/1", file), "enclosures",
       "https://n.example/a.mp3  -"},
      {"a file where the channel leads elsewhere",
       entry("https://firm.example/", "https://n.example/blog/1", file), "enclosures",
       "https://n.example/a.mp3  -"},
  };
  expect_facts(facts);
}

TEST(OneBadValue, FormsOfOneThingAreOneEnclosure) {
  const auto media = [](const std::string& url, const std::string& rest) {
    return "<media:content url=\"https://h.example/" + url + "\" " + rest + "/>";
  };
  const std::string sizes = media("a.mp4", "type=\"video/mp4\" height=\"360\" width=\"640\"") +
                            media("b.webm", "type=\"video/webm\" height=\"1080\" width=\"1920\"") +
                            media("c.mp4", "type=\"video/mp4\" height=\"720\" width=\"1280\"") +
                            media("d.swf", "type=\"application/x-shockwave-flash\"");
  const std::string player =
      "<media:content medium=\"image\"><media:player "
      "url=\"https://h.example/play\"/></media:content>";
  const Fact facts[] = {
      {"without a file, the page that plays it", in_item(player), "enclosures",
       "https://h.example/play text/html -"},
      {"a file before such a page",
       in_item("<media:group>" + player + media("d.swf", "type=\"video/mp4\"") + "</media:group>"),
       "enclosures", "https://h.example/d.swf video/mp4 -|+https://h.example/play text/html -"},
      {"neither file nor page", in_item("<media:content><media:player/></media:content>"),
       "enclosures", ""},
      {"a group: what most players play, then the largest",
       in_item("<media:group>" + sizes + "</media:group>"), "enclosures",
       "https://h.example/c.mp4 video/mp4 -|+https://h.example/a.mp4 video/mp4 -|"
       "+https://h.example/b.webm video/webm -|"
       "+https://h.example/d.swf application/x-shockwave-flash -"},
      {"the group's default",
       in_item("<media:group>" + media("a.mp3", "type=\"audio/mpeg\"") +
               media("b.m4a", "type=\"audio/x-m4a\" isDefault=\"true\"") + "</media:group>"),
       "enclosures", "https://h.example/b.m4a audio/x-m4a -|+https://h.example/a.mp3 audio/mpeg -"},
      {"the publisher's enclosure among them",
       in_item("<media:group>" + media("a.mp4", "type=\"video/mp4\" width=\"9\" height=\"9\"") +
               media("b.mp4", "type=\"video/mp4\"") +
               "</media:group><enclosure url=\"/b.mp4\" type=\"video/mp4\" length=\"5\"/>"),
       "enclosures", "https://h.example/b.mp4 video/mp4 5|+https://h.example/a.mp4 video/mp4 -"},
      {"a film and its poster",
       in_item("<media:group>" + media("a.mp4", "type=\"video/mp4\"") +
               media("a.jpg", "medium=\"image\"") + "</media:group>"),
       "enclosures", "https://h.example/a.mp4 video/mp4 -|https://h.example/a.jpg  -"},
      {"one picture in several sizes",
       in_item(media("p/5.jpg?w=140", "width=\"140\"") + media("p/5.jpg?w=460", "width=\"460\"")),
       "enclosures", "https://h.example/p/5.jpg?w=460  -|+https://h.example/p/5.jpg?w=140  -"},
      {"two pictures", in_item(media("p/5.jpg", "") + media("p/6.jpg", "")), "enclosures",
       "https://h.example/p/5.jpg  -|https://h.example/p/6.jpg  -"},
      {"two files of one program", in_item(media("get?id=1", "") + media("get?id=2", "")),
       "enclosures", "https://h.example/get?id=1  -|https://h.example/get?id=2  -"},
      {"two groups",
       in_item("<media:group>" + media("a.mp3", "") + "</media:group><media:group>" +
               media("b.mp3", "") + "</media:group>"),
       "enclosures", "https://h.example/a.mp3  -|https://h.example/b.mp3  -"},
      {"attachments of one title",
       in_json_item(R"("attachments":[{"url":"a.ogg","mime_type":"audio/ogg","title":"t"},)"
                    R"({"url":"a.mp3","mime_type":"audio/mpeg","title":"t"},{"url":"b.mp3"}])"),
       "enclosures",
       "https://h.example/feed/a.mp3 audio/mpeg -|+https://h.example/feed/a.ogg audio/ogg -|"
       "https://h.example/feed/b.mp3  -"},
  };
  expect_facts(facts);
}

}  // namespace
}  // namespace wirefold::parse
