// Hostile documents: each repeats a few bytes. One shape a line of the table.
#pragma once

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <string_view>

namespace wirefold::bench {

/// The code that reads the document.
enum class Reader { kPage, kMarkup, kText, kFeed, kOpml, kRobots, kLinkHeader };

/// The document is `head`, then `unit` until half of the bytes are there, `then` (`unit` again if
/// empty) until the rest is, and `tail`. A '~' in a unit stands for its number.
struct Shape {
  Reader reader;
  std::string_view name;
  std::string_view head;
  std::string_view unit;
  std::string_view then = {};
  std::string_view tail = {};
};

inline constexpr std::string_view kRss = "<rss><channel><title>t</title>";
inline constexpr std::string_view kItem = "<rss><channel><item><title>t</title>";
inline constexpr std::string_view kItemEnd = "</item></channel></rss>";
inline constexpr std::string_view kRssEnd = "</channel></rss>";
inline constexpr std::string_view kJson =
    R"({"version":"https://jsonfeed.org/version/1.1","items":[)";

inline constexpr Shape kShapes[] = {
    // Tags and attributes.
    {Reader::kPage, "attributes of one tag", "<p ", "a~ ", {}, ">x</p>"},
    {Reader::kPage, "attributes behind a quoted >", "<p x=\">\" ", "a~ ", {}, ">x</p>"},
    {Reader::kPage, "attributes behind <scriptx>", "<scriptx><p ", "a~ ", {}, ">x</p>"},
    {Reader::kPage, "attributes behind <script/>", "<script/><p ", "a~ ", {}, ">x</p>"},
    {Reader::kPage, "attributes behind a slash", "<p", "/a~=1 ", {}, ">x</p>"},
    {Reader::kPage, "the same attribute", "<p ", "a=1 ", {}, ">x</p>"},
    {Reader::kPage, "many attributes a tag", "", "<p a b c d e f g h i j k l m n o p q r s t>"},
    {Reader::kPage, "names of attributes", "", "<p a~=1>"},
    {Reader::kPage, "names of elements", "", "<x~>"},
    {Reader::kPage, "names of elements, closed", "", "<x~></x~>"},
    {Reader::kPage, "ids", "", "<p id=a~>x"},
    {Reader::kPage, "anchors with names", "", "<a name=a~>x</a>"},
    {Reader::kPage, "junk in a tag", "<p ", "\"=' ", {}, ">x"},
    {Reader::kPage, "a name without end", "<", "a"},
    {Reader::kPage, "a value without end", "<p a=\"", "a"},
    {Reader::kPage, "values without end", "", "<p a=\"b"},
    {Reader::kPage, "references in a value", "<p a=\"", "&x~;", {}, "\">x"},
    {Reader::kPage, "slashes in a tag", "<p ", "/", {}, ">x"},
    {Reader::kPage, "tags without end", "", "<p "},
    {Reader::kPage, "one long style", "<p style=\"", "display: ", {}, "\">x"},
    {Reader::kPage, "one long class", "<p class=\"", "entry ", {}, "\">x"},
    // Nesting.
    {Reader::kPage, "end tags of nothing open", "", "<b>", "</u>"},
    {Reader::kPage, "end tags of unknown names", "", "<b>", "</x~>"},
    {Reader::kPage, "end tags of an outer element", "<span>", "<div>", "</span>"},
    {Reader::kPage, "end tags of an outer element, inline", "<span><div>", "<b>", "</span>"},
    {Reader::kPage, "end tags alone", "", "</p>"},
    {Reader::kPage, "divs", "", "<div>", "</div>"},
    {Reader::kPage, "divs with text", "", "<div>a", "b</div>"},
    {Reader::kPage, "unknown elements", "", "<x>"},
    {Reader::kPage, "forms", "", "<form>"},
    {Reader::kPage, "anchors", "", "<a href=/a>x"},
    {Reader::kPage, "anchors in boxes", "", "<a href=/a><b>"},
    {Reader::kPage, "tables", "", "<table><tr><td>"},
    {Reader::kPage, "table rows", "<table>", "<tr><td>x"},
    {Reader::kPage, "lists", "", "<ul><li>"},
    {Reader::kPage, "bodies", "", "<b>", "<body>"},
    {Reader::kPage, "html tags", "", "<html>", "</html>"},
    {Reader::kPage, "heads", "", "<head>"},
    {Reader::kPage, "framesets", "", "<frameset>"},
    {Reader::kPage, "paragraphs", "", "<p>"},
    {Reader::kPage, "fonts and paragraphs", "", "<font><p>x"},
    {Reader::kPage, "dots in names", "", "<p.x>"},
    {Reader::kPage, "bases", "", "<base href=/a>"},
    {Reader::kPage, "hidden boxes", "", "<div hidden>x"},
    {Reader::kPage, "named boxes", "", "<div class=comments>x"},
    // Markup that does not end.
    {Reader::kPage, "comments", "", "<!---->"},
    {Reader::kPage, "comments and spaces", "<p>", "<!----> "},
    {Reader::kPage, "comments without end", "", "<!--"},
    {Reader::kPage, "dashes in a comment", "<!--", "-"},
    {Reader::kPage, "declarations without end", "", "<!"},
    {Reader::kPage, "doctypes", "", "<!DOCTYPE html>"},
    {Reader::kPage, "doctypes without end", "", "<!DOCTYPE html PUBLIC \""},
    {Reader::kPage, "instructions", "", "<?"},
    {Reader::kPage, "CDATA", "", "<![CDATA["},
    {Reader::kPage, "less-than signs", "", "<"},
    {Reader::kPage, "ends without names", "", "</"},
    {Reader::kPage, "scripts", "", "<script>"},
    {Reader::kPage, "ends of scripts", "<script>", "</script"},
    {Reader::kPage, "ends of other scripts", "<script>", "</scriptx>"},
    {Reader::kPage, "half ends of scripts", "<script>", "</scrip"},
    {Reader::kPage, "styles and bodies", "", "<style><body>"},
    {Reader::kPage, "scripts and noscripts", "", "<script><noscript>"},
    {Reader::kPage, "NUL", "", std::string_view("a\0<p>", 5)},
    // Text.
    {Reader::kPage, "one word", "", "a"},
    {Reader::kPage, "spaces", "", " "},
    {Reader::kPage, "line breaks", "", "<br>"},
    {Reader::kPage, "ampersands", "", "&"},
    {Reader::kPage, "references of numbers", "", "&#~;"},
    {Reader::kPage, "a long reference", "&#", "0", {}, "65;"},
    {Reader::kPage, "unknown references", "", "&x~;"},
    {Reader::kPage, "sentences", "", "Some words of a sentence. ", {}, ""},
    {Reader::kPage, "paragraphs of text", "", "<p>Some words of a sentence, and some more.</p>"},
    {Reader::kPage, "ideographs", "", "\xE4\xB8\xAD\xE6\x96\x87"},
    {Reader::kPage, "combining marks", "a", "\xCC\x81"},
    {Reader::kPage, "bytes that are no UTF-8", "<p>", "\xC3"},
    // Facts that pages state.
    {Reader::kPage, "marked headlines", "", "<p itemprop=headline>A headline of some words</p>"},
    {Reader::kPage, "headlines", "", "<h1>A headline of some words</h1>"},
    {Reader::kPage,
     "a title of names",
     "<meta property=og:site_name content=Name>"
     "<meta property=og:title content=\"",
     "a | Name | ",
     {},
     "Name\"><p>x"},
    {Reader::kPage,
     "a title of one name",
     "<title>t</title><meta property=og:title content=\"",
     "h - ",
     {},
     "\"><p>x"},
    {Reader::kPage, "metas", "", "<meta name=a~ content=b>"},
    {Reader::kPage, "times", "", "<time class=published datetime=2024-11-~>x</time>"},
    {Reader::kPage, "dated lines", "", "<p class=date>1 2 3 4 5 6 7 8 9 2024</p>"},
    {Reader::kPage, "authors", "", "<a rel=author>Anna ~</a>"},
    {Reader::kPage, "links", "", "<link rel=\"canonical x\" href=/a>"},
    {Reader::kPage, "JSON-LD scripts", "",
     "<script type=application/ld+json>{\"@type\":\"WebPage\"}</script>"},
    {Reader::kPage,
     "JSON-LD, broken",
     "<script type=application/ld+json>{\"@graph\":[",
     "{\"@type\":\"Article\",},",
     {},
     "</script>"},
    {Reader::kPage,
     "JSON-LD members",
     "<script type=application/ld+json>{",
     "\"a~\":1,",
     {},
     "\"@type\":\"NewsArticle\"}</script>"},
    {Reader::kPage, "JSON-LD brackets", "<script type=application/ld+json>", "["},
    {Reader::kPage, "JSON-LD body",
     "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
     "\"articleBody\":\"",
     "<b>", "</u>", "\"}</script>"},
    {Reader::kPage, "templates", "", "<script type=text/template><p>x</script>"},
    {Reader::kPage, "a template", "<script type=text/template>", "<b>", "</u>", "</script>"},
    // The same through the path of feeds' texts.
    {Reader::kMarkup, "markup: attributes", "<p x=\">\" ", "a~ ", {}, ">x</p>"},
    {Reader::kMarkup, "markup: end tags of nothing open", "", "<b>", "</u>"},
    {Reader::kMarkup, "markup: comments without end", "", "<!--"},
    {Reader::kMarkup, "markup: quotes without end", "", "<a href=\"x"},
    {Reader::kMarkup, "markup: two kinds of quotes", "", "<a href=\"'x' title='\""},
    {Reader::kMarkup, "markup: links", "", "<a href=a>x</a>"},
    {Reader::kMarkup, "markup: sources", "<img srcset=\"", "a 1x,", {}, "\">"},
    {Reader::kMarkup, "markup: dots", "<a href=\"/", "../a/", {}, "\">x</a>"},
    {Reader::kMarkup, "markup: ampersands", "", "&a"},
    {Reader::kMarkup, "markup: images", "", "<img src=a alt=b>"},
    {Reader::kMarkup, "markup: slashes", "<p ", "/", {}, ">x"},
    {Reader::kMarkup, "markup: equals signs", "<p ", "=", {}, ">x"},
    {Reader::kMarkup, "markup: no tags", "", "a < b > c & d "},
    // Words.
    {Reader::kText, "text: one word", "", "a"},
    {Reader::kText, "text: capitals", "", "A"},
    {Reader::kText, "text: numbers", "", "1,"},
    {Reader::kText, "text: numbers and dots", "", "1."},
    {Reader::kText, "text: numbers and spaces", "", "100 "},
    {Reader::kText, "text: digits", "", "1"},
    {Reader::kText, "text: thousands", "", "thousand million "},
    {Reader::kText, "text: full stops", "", ". "},
    {Reader::kText, "text: lines", "", "Read also: a\n"},
    {Reader::kText, "text: empty lines", "", "\n"},
    {Reader::kText, "text: credits", "Text.", "\n(ahm)"},
    {Reader::kText, "text: brackets", "", "("},
    {Reader::kText, "text: bylines", "", "By Anna Whitfield\n"},
    {Reader::kText, "text: datelines", "", "JAKARTA (Reuters) - "},
    {Reader::kText, "text: tags", "", "#news "},
    {Reader::kText, "text: claims", "", "\xC2\xA9 2026 A. "},
    {Reader::kText, "text: ideographs", "", "\xE5\x8C\x97 "},
    {Reader::kText, "text: numerals", "", "\xE4\xB8\x87"},
    {Reader::kText, "text: Thai", "", "\xE0\xB8\x81"},
    {Reader::kText, "text: combining marks", "a", "\xCC\x81\xCC\xA7"},
    {Reader::kText, "text: subscribe", "", "Subscribe to our newsletter "},
    {Reader::kText, "text: headlines", "", "A headline of some six words or so\n"},
    {Reader::kText, "text: times", "", "2 hours ago\n"},
    {Reader::kText, "text: joiners", "a", "\xE2\x80\x8D"},
    // Feeds.
    {Reader::kFeed, "feed: items", kRss, "<item><title>t~</title></item>", {}, kRssEnd},
    {Reader::kFeed, "feed: empty items", kRss, "<item/>", {}, kRssEnd},
    {Reader::kFeed, "feed: items without end", kRss, "<item>"},
    {Reader::kFeed, "feed: tags without end", kRss, "<item"},
    {Reader::kFeed, "feed: depth", kRss, "<a>"},
    {Reader::kFeed, "feed: depth, closed", kRss, "<a>", "</a>", kRssEnd},
    {Reader::kFeed, "feed: end tags of nothing open", kRss, "<b>", "</u>"},
    {Reader::kFeed, "feed: names", kRss, "<a~>", {}, kRssEnd},
    {Reader::kFeed,
     "feed: attributes",
     "<rss ",
     "a~='1' ",
     {},
     "><channel><title>t</title></channel></rss>"},
    {Reader::kFeed, "feed: attributes, then items", "<rss ", "a~='1' ",
     "><item><link>a</link></item", "></rss>"},
    {Reader::kFeed, "feed: attributes without value", "<rss ", "a ", {}, "><channel/></rss>"},
    {Reader::kFeed, "feed: prefixes", "<rss ", "xmlns:a~='u' ", "><item><a1:b/></item", "></rss>"},
    {Reader::kFeed,
     "feed: namespaces on each",
     kRss,
     "<item xmlns='u~'><title>t</title></item>",
     {},
     kRssEnd},
    {Reader::kFeed, "feed: bases", kRss, "<item xml:base='a/'><link>b</link></item>", {}, kRssEnd},
    {Reader::kFeed, "feed: references", kRss, "&x~;", {}, kRssEnd},
    {Reader::kFeed,
     "feed: references in a text",
     kItem,
     "<description>&x~;</description>",
     {},
     kItemEnd},
    {Reader::kFeed,
     "feed: ampersands",
     "<rss><channel><title>",
     "&",
     {},
     "</title></channel></rss>"},
    {Reader::kFeed,
     "feed: entities",
     "<!DOCTYPE rss [",
     "<!ENTITY a~ 'b'>",
     {},
     "]><rss><channel><title>t</title></channel></rss>"},
    {Reader::kFeed, "feed: entities without end", "<!DOCTYPE rss [", "<!ENTITY a '"},
    {Reader::kFeed, "feed: declarations", "", "<!a>", {}, "<rss/>"},
    {Reader::kFeed, "feed: brackets in declarations", "", "<!a["},
    {Reader::kFeed, "feed: comments", kRss, "<!---->", {}, kRssEnd},
    {Reader::kFeed, "feed: comments without end", kRss, "<!--"},
    {Reader::kFeed, "feed: CDATA without end", kRss, "<![CDATA["},
    {Reader::kFeed,
     "feed: CDATA",
     "<rss><channel><title>",
     "<![CDATA[a]]>",
     {},
     "</title></channel></rss>"},
    {Reader::kFeed, "feed: instructions without end", kRss, "<?a"},
    {Reader::kFeed, "feed: quotes without end", kRss, "<a b=\"'"},
    {Reader::kFeed, "feed: less-than signs", kRss, "<"},
    {Reader::kFeed, "feed: categories", kItem, "<category>c~</category>", {}, kItemEnd},
    {Reader::kFeed, "feed: keywords", "<rss><item><tags>", "k~,", {}, "</tags></item></rss>"},
    {Reader::kFeed, "feed: enclosures", kItem, "<enclosure url='u~'/>", {}, kItemEnd},
    {Reader::kFeed, "feed: links", kItem, "<link>u~</link>", {}, kItemEnd},
    {Reader::kFeed, "feed: dates", kItem, "<pubDate>1 2 3 4 ~</pubDate>", {}, kItemEnd},
    {Reader::kFeed, "feed: authors, then items", kRss,
     "<atom:author><name>Anna ~</name></atom:author>", "<item/>", kRssEnd},
    {Reader::kFeed, "feed: a long language, then items", "<rss><channel><language>", "a",
     "</language><item/><language>", "</language></channel></rss>"},
    {Reader::kFeed, "feed: XHTML",
     "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content "
     "type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>",
     "<a href='b'>", "</a>", "</div></content></entry></feed>"},
    {Reader::kFeed, "feed: XHTML with bases",
     "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"
     "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>",
     "<p xml:base='a/'>", "</p>", "</div></content></entry></feed>"},
    {Reader::kFeed,
     "feed: Atom entries",
     "<feed xmlns='http://www.w3.org/2005/Atom'>",
     "<entry><id>a~</id></entry>",
     {},
     "</feed>"},
    {Reader::kFeed, "feed: groups", kItem, "<media:group>", "</media:group>", kItemEnd},
    {Reader::kFeed, "feed: bytes of no encoding", kRss, "\xE9 ", {}, kRssEnd},
    {Reader::kFeed, "feed: control characters", kRss, "\x01", {}, kRssEnd},
    {Reader::kFeed,
     "feed: one long title",
     "<rss><channel><item><title>",
     "a ",
     {},
     "</title></item></channel></rss>"},
    // JSON feeds.
    {Reader::kFeed, "JSON: items", kJson, "{\"id\":\"~\"},", {}, "{}]}"},
    {Reader::kFeed, "JSON: empty items", kJson, "{},", {}, "{}]}"},
    {Reader::kFeed, "JSON: members", kJson, "{\"a\":1},", "{\"b\":\"\\x\"},", "{}]}"},
    {Reader::kFeed, "JSON: brackets", kJson, "["},
    {Reader::kFeed, "JSON: brackets, closed", kJson, "[", "]", "]}"},
    {Reader::kFeed, "JSON: commas", kJson, "[1,],", {}, "{}]}"},
    {Reader::kFeed, "JSON: a string without end", kJson, "a\\", {}, ""},
    {Reader::kFeed, "JSON: tags", R"({"items":[{"tags":[)", "\"t~\",", {}, "\"\"]}]}"},
    {Reader::kFeed, "JSON: wide items", R"({"items":[{)", "\"a~\":1,", {}, "\"id\":\"1\"}]}"},
    {Reader::kFeed, "JSON: authors, then items", R"({"authors":[)", "\"a~\",",
     "\"\"],\"items\":[{},{},{},{},{}],\"authors\":[", "\"\"],\"items\":[]}"},
    // Lists, rules and headers.
    {Reader::kOpml,
     "OPML: feeds",
     "<opml><body>",
     "<outline xmlUrl='http://h.example/~'/>",
     {},
     "</body></opml>"},
    {Reader::kOpml, "OPML: folders", "<opml><body>", "<outline text='a'>", "</outline>",
     "</body></opml>"},
    {Reader::kOpml, "OPML: folders without end", "<opml><body>", "<outline text='a'>"},
    {Reader::kOpml, "OPML: broken tags", "<opml><body>", "<outline text=a &b "},
    {Reader::kOpml, "OPML: attributes", "<opml><body><outline ", "a~='b' ", {}, "/></body></opml>"},
    {Reader::kRobots, "robots: rules", "User-agent: *\n", "Disallow: /a~*b$\n"},
    {Reader::kRobots, "robots: stars", "User-agent: *\nDisallow: /", "*a", {}, "b"},
    {Reader::kRobots, "robots: groups", "", "User-agent: a~\nDisallow: /\n"},
    {Reader::kRobots, "robots: one line", "", "a"},
    {Reader::kLinkHeader, "Link: links", "", "<a>;rel=hub,"},
    {Reader::kLinkHeader, "Link: brackets", "", "<"},
    {Reader::kLinkHeader, "Link: quotes", "<a>;rel=\"", "a ", {}, "\""},
    {Reader::kLinkHeader, "Link: quotes without end", "", "<a>;rel=\"b"},
    {Reader::kLinkHeader, "Link: parameters", "<a>", ";b~=c"},
    {Reader::kLinkHeader, "Link: backslashes", "<a>;rel=\"", "\\\\", {}, "\""},
};

/// Repeats `unit` with its number up to `bytes` of `out`.
inline void fill(std::string& out, std::string_view unit, std::size_t bytes) {
  for (std::size_t number = 0; out.size() + unit.size() + 8 < bytes; ++number) {
    const std::size_t mark = unit.find('~');
    out += unit.substr(0, mark);
    if (mark == std::string_view::npos) continue;
    out.append(std::to_string(number)).append(unit, mark + 1);
  }
}

inline std::string document_of(const Shape& shape, std::size_t bytes) {
  std::string out(shape.head);
  const std::size_t most = bytes - shape.tail.size();
  fill(out, shape.unit, shape.then.empty() ? most : most / 2);
  fill(out, shape.then.empty() ? shape.unit : shape.then, most);
  return out.append(shape.tail);
}

}  // namespace wirefold::bench
