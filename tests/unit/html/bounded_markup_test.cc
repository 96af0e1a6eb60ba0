#include "html/bounded_markup.h"

#include <gtest/gtest.h>

#include "support/libxml2_view.h"
#include "wirefold/base/growth.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/sanitize.h"

namespace wirefold::html {
namespace {

std::string times(int count, const std::string& text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

/// `count` numbers, each between `before` and `behind`: "a0 a1 a2 ".
std::string numbered(int count, const std::string& before, const std::string& behind) {
  std::string out;
  for (int i = 0; i < count; ++i) out += before + std::to_string(i) + behind;
  return out;
}

constexpr int kMany = 5000;

TEST(BoundedMarkup, LeavesPagesAsTheyAre) {
  for (const std::string_view page :
       {"<!DOCTYPE html><html><head><title>t</title><meta charset=utf-8></head>\n<body "
        "class='a b'><p>x <b>y</b> &amp; z<p>w<ul><li>1<li>2</ul></body></html>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://h.example/a.dtd\"><p>x",
        "<script>if (a < b) document.write(\"<p>\" + '</p>');</script><style>a > b {}</style>",
        "<!-- a > b --><p title=\"a > b < c\">x<br/><img src=a alt='>'></p><!--[if "
        "IE]><![endif]-->",
        "text alone", "<p>unclosed", "<p title=\"unclosed", "<a", "&am", "</p>",
        "<table><tr><td>a<td>b<tr><td>c</table></div>"}) {
    EXPECT_EQ(bounded_markup(page),
              page.ends_with("</div>") ? page.substr(0, page.size() - 6) : page);
  }
}

TEST(BoundedMarkup, MakesTextOfAStrayLessThan) {
  EXPECT_EQ(bounded_markup("<p>a < b, <3, <?php ?>, <_a>"),
            "<p>a &lt; b, &lt;3, &lt;?php ?>, &lt;_a>");
}

TEST(BoundedMarkup, CutsAttributesOverTheLimit) {
  const std::string many = numbered(kMany, "a", " ");
  const std::size_t most = MarkupLimits{}.attributes;
  for (const std::string& markup : {
           "<p " + many + ">text</p>",
           "<p x=\">\" " + many + ">text</p>",
           "<p x='>' " + many + ">text</p>",
           "<p x = \">\"" + many + "/>text",
           "<scriptx><p " + many + ">text</p>",
           "<script/><p " + many + ">text</p>",
           "<script><noscript></noscript><p " + many + ">text</p>",
           "<style></b><p></style><p " + many + ">text</p>",
           "<!DOCTYPE \"><p>\"><p " + many + ">text</p>",
           "<!--><p>--><p " + many + ">text</p>",
           "<!-- --!><p " + many + ">text</p>",
           "<p " + numbered(kMany, "a", "=\"1\"") + ">text</p>",
           "<" + std::string(150, 'p') + " " + many + ">text</p>",
           std::string("<p\0 ", 4) + many + ">text</p>",
       }) {
    const Libxml2View seen = Libxml2View::of(bounded_markup(markup));
    EXPECT_LE(seen.attributes, most) << markup.substr(0, 40);
    EXPECT_GE(seen.attributes, most / 2) << markup.substr(0, 40);
    EXPECT_TRUE(seen.text.ends_with("text")) << markup.substr(0, 40);
  }
}

TEST(BoundedMarkup, KeepsTheFirstAttributesAndTheirValues) {
  const MarkupLimits two{.attributes = 2};
  EXPECT_EQ(bounded_markup("<a href='x>y' b c d=\"e>f\" \"=' />z", two), "<a href='x>y' b />z");
}

TEST(BoundedMarkup, DropsEndTagsThatCloseNothing) {
  const std::string bold = times(kMany, "<b>");
  EXPECT_EQ(bounded_markup("<p>x</u></i>y</p></p>"), "<p>xy</p>");
  EXPECT_EQ(bounded_markup("<span><div>x</span>y</div></span>"), "<span><div>xy</div></span>");
  const std::string bounded = bounded_markup(bold + "x" + times(kMany, "</u>") + "y");
  EXPECT_EQ(bounded.find("</u>"), std::string::npos);
  EXPECT_TRUE(bounded.ends_with("<b>xy"));
}

TEST(BoundedMarkup, JoinsNothingWhereATagWas) {
  for (const std::string_view markup :
       {"<p>&am</u>p;", "<p>&#6</u>5;", "<p><!</u>-- x -->", "<p></</u>b>",
        "<p>&am<!DOCTYPE html>p;", "<p>&l</u></u></u>t;b>"}) {
    EXPECT_NE(bounded_markup(markup).find("<!---->"), std::string::npos) << markup;
  }
  EXPECT_EQ(plain_text("<p>&l</u></u>t;b>"), "&lt;b>");
}

TEST(BoundedMarkup, KeepsDepthAndTextWithinReason) {
  const std::size_t most = MarkupLimits{}.depth + kDeeper;
  for (const std::string tag :
       {"b", "div", "x", "font", "span", "blockquote", "frameset", "noframes", "ul><li",
        "table><tr><td", "p.x", "a href=x><b", "font><p", "svg:g", "dl><dd"}) {
    const std::string markup =
        times(kMany, "<" + tag + ">") + "text" + times(kMany, "</div>") + "end";
    const Libxml2View seen = Libxml2View::of(bounded_markup(markup));
    EXPECT_LE(seen.depth, most) << tag;
    EXPECT_EQ(seen.text, "textend") << tag;
    EXPECT_GE(seen.elements, std::size_t{kMany}) << tag;  // all elements are still there
  }
}

TEST(BoundedMarkup, ClosesWhatIsDeepAsItsParent) {
  const MarkupLimits four{.depth = 4};
  EXPECT_EQ(bounded_markup("<div><div><p>a</p><p>b<br></p></div></div>", four),
            "<div><div></div><p>a</p><p>b<br></p></div>");
}

/// The depth of `markup` as bounded_markup() counts it: the smallest limit that changes nothing.
std::size_t counted_depth(const std::string& markup) {
  const std::string whole = bounded_markup(markup);
  MarkupLimits limits{.depth = 1};
  while (limits.depth < 100 && bounded_markup(markup, limits) != whole) ++limits.depth;
  return limits.depth;
}

TEST(BoundedMarkup, CountsTheDepthThatLibxml2Has) {
  const std::string probe = times(20, "<i>");
  for (const std::string_view markup : {"",
                                        "x",
                                        " ",
                                        "<p>",
                                        "<p><p>",
                                        "<li><li>",
                                        "<option><option>",
                                        "<form><form>",
                                        "<a>x<a>y",
                                        "<a><b><a>",
                                        "<td><td>",
                                        "<tr><tr>",
                                        "<tr><td><tr>",
                                        "<table><tr><td><tbody>",
                                        "<colgroup><colgroup>",
                                        "<dd><dd>",
                                        "<dt><dt>",
                                        "<dt><dd><dt>",
                                        "<h1><p>",
                                        "<b><p>",
                                        "<div><p>",
                                        "<p><div>",
                                        "<html><html>",
                                        "<html><p>",
                                        "<head>",
                                        "<head><title>",
                                        "<head><p>",
                                        "<title>",
                                        "<meta>",
                                        "<link><p>",
                                        "<body><body>",
                                        "<body><body></body></body>",
                                        "<body></body>",
                                        "<div><html></html>",
                                        "<div><html></html></html>",
                                        "<div></body>",
                                        "<div><head></head>",
                                        "<frameset>",
                                        "<frameset><frame>",
                                        "<noframes>",
                                        "<noframes><div>",
                                        "<div/>",
                                        "<div><body/>",
                                        "<br>",
                                        "<br/>",
                                        "<x><y></x>",
                                        "<x></y>",
                                        "<div><x></div>",
                                        "<x><div></x>",
                                        "<td><div></td>",
                                        "<div><td></div>",
                                        "<table><div></table>",
                                        "<table><html></table>",
                                        "<p.x><p>",
                                        "<p><p.x>",
                                        "<div><p.x>",
                                        "<ul><li><ul><li>",
                                        "<ul><li></ul>",
                                        "<script></script>",
                                        "<script>x</b></script>",
                                        "<b><script></b>",
                                        "<b><script>x</b></script>",
                                        "<script></scriptx></script>",
                                        "<script><noscript>",
                                        "<style><body>",
                                        "<script/>",
                                        "<script/><noscript>",
                                        "<!-- <b> -->",
                                        "<!--><b>-->",
                                        "<!-- --!><b>",
                                        "<!DOCTYPE html><b>",
                                        "<!DOCTYPE \"<b>\"><b>",
                                        "<!<b>",
                                        "</><b>",
                                        "</ b><b>",
                                        "<?b><b>",
                                        "&#0;",
                                        "&#65;",
                                        "&#xD800;",
                                        "&#x110000;",
                                        "&x;",
                                        " &#0;",
                                        "\x0C",
                                        "\xEF\xBF\xBF",
                                        "\xED\xA0\x80",
                                        "\xF4\x90\x80\x80",
                                        "\xC3\xA9",
                                        "<head></head>\xEF\xBF\xBE",
                                        "<head></head><title>",
                                        "<html> ",
                                        "<html>x",
                                        "<html> &#0;",
                                        "<p a='>'><b>",
                                        "<p a=>'<b>'",
                                        "<p a = '>' b><b>",
                                        "<p '><b>'>",
                                        "<p /a=\">\"><b>",
                                        "<p a/><b>",
                                        "<p a=b/><b>",
                                        "\xEF\xBB\xBF",
                                        "\xEF\xBB\xBF<p>"}) {
    for (const std::string_view before : {"", "<div>", "<head>", "<!---->"}) {
      const std::string whole = std::string(before) + std::string(markup) + probe;
      EXPECT_EQ(counted_depth(whole), Libxml2View::of(bounded_markup(whole)).depth)
          << before << markup;
    }
  }
}

TEST(BoundedMarkup, KnowsHowMuchWhiteSpaceIsAParagraph) {
  for (const int count : {998, 999, 1000, 1001, 2000}) {
    const std::string whole = "<head></head>" + times(count, " ") + times(20, "<i>");
    EXPECT_EQ(counted_depth(whole), Libxml2View::of(whole).depth) << count;
  }
}

TEST(BoundedMarkup, LimitsDifferentNames) {
  const MarkupLimits limits{.names = 10};
  const std::string elements = bounded_markup(numbered(100, "<x", ">t"), limits);
  EXPECT_NE(elements.find("<x9>"), std::string::npos);
  EXPECT_EQ(elements.find("<x10>"), std::string::npos);
  const std::string attributes = bounded_markup(numbered(100, "<p a", "=1>t"), limits);
  EXPECT_NE(attributes.find("a9=1"), std::string::npos);
  EXPECT_EQ(attributes.find("a10=1"), std::string::npos);
  const std::string references = bounded_markup("<p>" + numbered(100, "&r", "; "), limits);
  EXPECT_NE(references.find(" &r9;"), std::string::npos);
  EXPECT_NE(references.find(" &amp;r10;"), std::string::npos);
  const std::string values = bounded_markup("<p a=\"" + numbered(100, "&r", "; ") + "\">", limits);
  EXPECT_NE(values.find(" &amp;r99;"), std::string::npos);
}

TEST(BoundedMarkup, KeepsTextBehindNul) {
  EXPECT_EQ(plain_text(std::string_view("<p>a\0b</p>c", 11)), "ab\nc");
}

TEST(Parse, MakesNodesInProportion) {
  for (const std::string_view unit :
       {"<p>", "</p>", "<!---->", "<a b c d>", "x<br>", "&x;", "<", "</u>"}) {
    const std::string markup = times(kMany, std::string(unit));
    const Tree tree = parse(markup);
    std::size_t nodes = 0;
    walk(
        reinterpret_cast<xmlNode*>(tree.get()),
        [&nodes](xmlNode*) {
          ++nodes;
          return true;
        },
        [](xmlNode*) {});
    EXPECT_LE(nodes, markup.size()) << unit;
  }
}

TEST(Parse, KeepsTagsWithGiantValues) {
  const std::string giant(100000, 'a');
  Growth growth(giant.size());
  EXPECT_EQ(sanitize("<div>a<div data-x='" + giant + "'>b</div>c</div>", "", growth, giant.size()),
            "<div>a<div>b</div>c</div>");
}

TEST(Parse, KeepsNoTableOfIds) {
  const Tree tree = parse("<p id=a>x<a name=b>y");
  EXPECT_EQ(tree->ids, nullptr);
}

}  // namespace
}  // namespace wirefold::html
