// Broken markup of publishers, one fact a row: what is read in spite of it, and the warnings.
#include "facts.h"

namespace wirefold::parse {
namespace {

TEST(ParseBrokenMarkup, ReadsWhatWasMeant) {
  const Fact facts[] = {
      {"HTML's entities, undeclared", in_item("<title>caf&eacute; &mdash; x</title>"), "title",
       "café — x"},
      {"an undeclared entity is said", in_item("\n\n<title>&nbsp;x&nbsp;</title>"), "warning",
       "line 3: undeclared entity &nbsp; (2 times)"},
      {"entities in CDATA are HTML's", in_item("<title><![CDATA[a &eacute;]]></title>"), "title",
       "a &eacute;"},
      {"an entity that nobody knows stays", in_item("<title>&nosuch; x</title>"), "title",
       "&nosuch; x"},
      {"an ampersand alone", in_item("<title>Q & A&B;</title>"), "title", "Q & A&B;"},
      {"an ampersand alone is said", in_item("<title>Q & A</title>"), "warning",
       "an ampersand that starts no reference"},
      {"numeric references of windows-1252", in_item("<title>don&#146;t</title>"), "title",
       "don’t"},
      {"a reference to a control character", in_item("<title>a&#1;b</title>"), "title", "ab"},
      {"control characters", in_item("<title>a\x01\x0B b</title>"), "title", "a b"},
      {"control characters are said", in_item("<title>a\x01 b</title>"), "warning",
       "a control character"},
      {"a zero byte", in_item(std::string("<title>a\0b</title>", 18)), "title", "ab"},
      {"windows-1252 taken for ISO-8859-1 once", in_item("<title>don\xC2\x92t</title>"), "title",
       "don’t"},

      {"a tag that is not closed", in_item("<description><b>x</description><title>t</title>"),
       "title", "t"},
      {"a tag that is not closed is said", in_item("\n<description><b>x</description>"), "warning",
       "line 2: <b> is not closed"},
      {"an end tag without a start", in_item("<title>a</b> c</title>"), "title", "a c"},
      {"tags that overlap", in_item("<description><b><i>x</b></i></description>"), "summary",
       "<b><i>x</i></b>"},
      {"an item that is not closed",
       in_channel("<item><title>a</title><item><title>b</title></item>"), "count", "2"},
      {"an element of the channel that is not closed",
       "<rss><channel><title>T</title><image><url>u</url><item><title>a</title></item>"
       "</channel></rss>",
       "title", "a"},
      {"a title that is not closed",
       in_item("<title>a<link>https://h.example/1</link><guid>g</guid>"), "title", "a"},
      {"the case of a tag changes", in_item("<Title>a</title><description>b</Description>"),
       "summary", "b"},
      {"HTML's void elements, unescaped", in_item("<description>a<br>b<img src=x>c</description>"),
       "summary", "a<br/>b<img src=\"https://h.example/feed/x\"/>c"},
      {"an attribute without quotes", in_item("<enclosure url=https://h.example/a length=5 />"),
       "enclosures", "https://h.example/a  5"},
      {"a '<' alone", in_item("<title>a < b</title>"), "title", "a < b"},
      {"a '<' alone is said", in_item("<title>a < b</title>"), "warning",
       "line 1: a '<' that starts no tag"},
      {"a comment that is not closed", in_item("<title>a</title><!-- x"), "title", "a"},
      {"a root element that is not closed", "<rss><channel><title>T</title></channel>",
       "feed.title", "T"},
      {"the last end tag is cut", "<rss><channel><title>T</title></channel></rss", "feed.title",
       "T"},

      {"a document that breaks off keeps its whole entries",
       "<rss><channel><title>T</title><item><title>one</title></item><item><title>two", "count",
       "1"},
      {"half an entry is better than none",
       "<rss><channel><title>T</title><item><title>one</title><description>x", "title", "one"},
      {"a document that breaks off is said",
       "<rss><channel><item><title>one</title></item>\n<item><ti", "warning",
       "the document breaks off"},

      {"blank lines before the declaration",
       "\n \n<?xml version=\"1.0\"?>" + in_item("<title>a</title>"), "title", "a"},
      {"a program's warning before the declaration",
       "<br />\n<b>Warning</b>: x in y on line 1<br />\n<?xml version=\"1.0\"?>" +
           in_item("<title>a</title>"),
       "title", "a"},
      {"text before the document", "Notice: x " + in_item("<title>a</title>"), "warning",
       "text before the document"},
      {"junk behind the end", in_item("<title>a</title>") + "\n<script>x</script> junk", "title",
       "a"},
      {"a wrong content type", in_item("<title>a</title>"), "title", "a", "text/html"},
      {"an image's content type", in_item("<title>a</title>"), "title", "a", "image/png"},
      {"a DOCTYPE of HTML before a feed",
       "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x\">" + in_item("<title>a</title>"),
       "title", "a"},
      {"a well-formed document has nothing to say", in_item("<title>a &amp; b</title>"), "warning",
       ""},
  };
  expect_facts(facts);
}

TEST(ParseEntities, ReplacesThoseOfTheDocumentOnceAndNoOthers) {
  const std::string doctype =
      "<!DOCTYPE rss [<!ENTITY hi \"Hello &#33;\"><!ENTITY a \"aaaaaaaaaa\">"
      "<!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">"
      "<!ENTITY % p \"x\"><!ENTITY hi \"again\">]>";
  const auto title = [&](const std::string& text) {
    return doctype + "<rss><channel><title>" + text + "</title></channel></rss>";
  };
  const Fact facts[] = {
      {"an entity of the document; the first of two counts", title("&hi;"), "feed.title",
       "Hello !"},
      {"an entity inside an entity stays", title("&b;"), "feed.title", "&a;&a;"},
      {"an external entity stays", title("&c;"), "feed.title", "&c;"},
      {"a parameter entity stays", title("&p;"), "feed.title", "&p;"},
  };
  expect_facts(facts);
}

TEST(ParseEntities, StopsReplacingBeforeADocumentExplodes) {
  std::string title;
  for (int i = 0; i < 100000; ++i) title += "&a;";
  const auto feed =
      parse_feed("<!DOCTYPE rss [<!ENTITY a \"" + std::string(1000, 'x') +
                     "\">]><rss><channel><title>" + title + "</title></channel></rss>",
                 "", "");
  ASSERT_TRUE(feed);
  EXPECT_LT(feed->title.value.size(), title.size() + 70000);
}

struct RefusedCase {
  std::string_view bytes;
  Errc code;
  std::string_view word;
};

TEST(ParseFeed, RefusesWhatIsNoFeedAndSaysWhatItIs) {
  const RefusedCase cases[] = {
      {"", Errc::kUnsupported, "empty"},
      {" \n ", Errc::kUnsupported, "empty"},
      {"<!DOCTYPE html><html><body>x</body></html>", Errc::kUnsupported, "HTML"},
      {"<html><body><rss><channel/></rss></body></html>", Errc::kUnsupported, "HTML"},
      {"just words", Errc::kUnsupported, "just words"},
      {"{\"a\":1}", Errc::kUnsupported, "items"},
      {"[1,2]", Errc::kUnsupported, "items"},
      {"{\"items\":[", Errc::kMalformed, "JSON"},
      {"<rss><cha", Errc::kMalformed, "breaks off"},
      {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Errc::kUnsupported, "svg"},
      {"<opml version=\"1.0\"><body/></opml>", Errc::kUnsupported, "opml"},
  };
  for (const RefusedCase& c : cases) {
    const auto feed = parse_feed(c.bytes, "", "");
    ASSERT_FALSE(feed) << c.bytes;
    EXPECT_EQ(feed.error().code, c.code) << c.bytes;
    EXPECT_NE(feed.error().detail.find(c.word), std::string::npos) << feed.error().detail;
  }
}

/// Each of these documents took quadratic time or all of the stack in some parser.
TEST(ParseHostileFeed, TakesLinearTimeAndNoStack) {
  constexpr int kTimes = 100000;
  const auto repeated = [](std::string_view piece) {
    std::string out;
    for (int i = 0; i < kTimes; ++i) out += piece;
    return out;
  };
  const std::pair<std::string_view, std::string> cases[] = {
      {"elements nested deep", in_item("<description>" + repeated("<b>"))},
      {"elements nested deep and closed",
       in_item("<description>" + repeated("<b>") + repeated("</b>") + "</description>")},
      {"xml:base at every depth",
       in_entry("<content type=\"xhtml\">" + repeated("<b xml:base=\"a/\"><a href=\"x\"/>"))},
      {"media inside media", in_item(repeated("<media:group>") + repeated("</media:group>"))},
      {"categories inside categories",
       in_item(repeated("<itunes:category text=\"a\">") + repeated("</itunes:category>"))},
      {"different prefixes", in_item([] {
         std::string out;
         for (int i = 0; i < kTimes; ++i) out += "<p" + std::to_string(i) + ":x/>";
         return out;
       }())},
      {"declarations of prefixes and elements to look them up for",
       [] {
         std::string out = "<rss";
         for (int i = 0; i < kTimes; ++i) out += " xmlns:p" + std::to_string(i) + "=\"u\"";
         out += "><channel><item>";
         for (int i = 0; i < kTimes; ++i) out += "<p" + std::to_string(i) + ":x/>";
         return out + "</item></channel></rss>";
       }()},
      {"starts of declarations", in_item(repeated("<!"))},
      {"starts of comments", in_item(repeated("<!--"))},
      {"starts of instructions", in_item(repeated("<?"))},
      {"starts of CDATA", in_item(repeated("<![CDATA["))},
      {"end tags without starts", in_item(repeated("</x>"))},
      {"different end tags without starts", in_item(repeated("</x1></y2></z3>"))},
      {"quotes that are not closed", in_item(repeated("<a b=\""))},
      {"ampersands", in_item("<title>" + repeated("&") + "</title>")},
      {"unknown entities", in_item("<title>" + repeated("&x;") + "</title>")},
      {"categories", in_item([] {
         std::string out;
         for (int i = 0; i < kTimes; ++i) {
           out += "<category>" + std::to_string(i) + "</category>";
         }
         return out;
       }())},
      {"attributes of one element", in_item("<enclosure " + repeated("a='b' ") + "/>")},
      {"starts of tags in HTML",
       in_item("<description><![CDATA[" + repeated("<a href=x ") + "]]></description>")},
      {"brackets of JSON", repeated("{\"items\":[")},
      {"dates that are none", in_item("<pubDate>" + repeated("1:") + "</pubDate>")},
  };
  for (const auto& [what, document] : cases) {
    SCOPED_TRACE(what);
    const auto feed = parse_feed(document, "", kBaseUrl);  // must return
    if (!feed) continue;
    for (const Entry& e : feed->entries) {
      EXPECT_LT(e.content.value.size(), 6 * document.size() + 100000);
    }
  }
}

TEST(ParseHostileFeed, WarnsInAsManyWordsAsAPersonReads) {
  std::string items;
  for (int i = 0; i < 1000; ++i) items += "&e" + std::to_string(i) + ";";
  const auto feed = parse_feed(in_item("<title>" + items + "</title>"), "", "");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->warnings.size(), 51u);
  EXPECT_EQ(feed->warnings.back(), "and 950 more");
}

}  // namespace
}  // namespace wirefold::parse
