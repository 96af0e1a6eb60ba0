#include <gtest/gtest.h>

#include "support/markup.h"
#include "wirefold/base/file.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/page_links.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/sanitize.h"
#include "wirefold/html/url.h"

namespace wirefold::html {
namespace {

struct TextCase {
  std::string_view in;
  std::string_view out;
};

TEST(DecodeEntities, ResolvesOnce) {
  const TextCase cases[] = {
      {"a &amp; b", "a & b"},
      {"&amp;lt;", "&lt;"},
      {"&eacute;&#233;&#xE9;", "ééé"},
      {"&#147;x&#148;", "“x”"},  // a windows-1252 code as a number
      {"&nbsp;", "\xC2\xA0"},
      {"&nosuch; & &; AT&T", "&nosuch; & &; AT&T"},
      {"&#xFFFFFFFFFF;", "\xEF\xBF\xBD"},
      {"&#0;", "\xEF\xBF\xBD"},
      {"&apos;", "'"},
      {"&#xD83D;&#xDE00;", "\xF0\x9F\x98\x80"},  // the two surrogates of one character
      {"&#55357;&#56832;!", "\xF0\x9F\x98\x80!"},
      {"&#xDE00;&#xD83D;", "\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const TextCase& c : cases) EXPECT_EQ(decode_entities(c.in), c.out) << c.in;
}

TEST(PlainText, PutsBlocksOnLines) {
  const TextCase cases[] = {
      {"<p>a <b>b</b>\n c</p><p>d</p>", "a b c\nd"},
      {"one<br>two", "one\ntwo"},
      {"<ul><li>x</li><li>y</li></ul>", "x\ny"},
      {"no markup &amp; no lines", "no markup & no lines"},
      {"<script>x()</script><style>y</style>z", "z"},
      {"a&nbsp;b", "a b"},
      {"<div><div><p>deep</p></div></div>", "deep"},
      {"", ""},
      {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
  };
  for (const TextCase& c : cases) EXPECT_EQ(plain_text(c.in), c.out) << c.in;
}

TEST(LooksLikeHtml, KnowsTagsAndReferencesFromOtherSigns) {
  for (const char* html :
       {"a <b>b</b>", "x<br/>", "<P CLASS=x>", "a &amp; b", "&#8217;", "<!--x-->"}) {
    EXPECT_TRUE(looks_like_html(html)) << html;
  }
  for (const char* text : {"", "AT&T", "a < b > c", "I <3 you", "<news>", "<b", "x <y> z"}) {
    EXPECT_FALSE(looks_like_html(text)) << text;
  }
}

TEST(PlainText, SurvivesHostileMarkup) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_EQ(plain_text(deep + "x"), "x");
  std::string giant = "<a ";
  for (int i = 0; i < 100000; ++i) giant += "a" + std::to_string(i) + "=1 ";
  EXPECT_EQ(plain_text(giant + ">text</a>"), "text");
}

TEST(Sanitize, KeepsWhatIsHarmless) {
  EXPECT_EQ(test::sanitized("<p class=\"x\">a <em>b</em><br>c</p>", ""),
            "<p>a <em>b</em><br/>c</p>");
  EXPECT_EQ(
      test::sanitized("<a href=\"/x?a=1&amp;b=2\">y</a>", "https://h.example/d/"),
      "<a href=\"https://h.example/x?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">y</a>");
  EXPECT_EQ(
      test::sanitized("<img src=\"i.png\" alt=\"&quot;\" onerror=\"x()\">", "https://h.example/d/"),
      "<img src=\"https://h.example/d/i.png\" alt=\"&quot;\" loading=\"lazy\"/>");
}

TEST(Sanitize, LetsNothingRun) {
  const std::string_view attacks[] = {
      "<script>alert(1)</script>",
      "<scr<script>ipt>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "<a href=\"javascript:alert(1)\">x</a>",
      "<a href=\" java\nscript:alert(1)\">x</a>",
      "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
      "<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
      "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
      "<iframe src=\"https://evil.example\"></iframe>",
      "<p style=\"background:url(javascript:alert(1))\">x</p>",
      "<form action=\"https://evil.example\"><input name=p></form>",
      "<base href=\"https://evil.example/\">",
      "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
      "<object data=\"x\"></object><embed src=\"x\">",
      "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
      "<!--><img src=x onerror=alert(1)>-->",
      "<title><img src=x onerror=alert(1)></title>",
  };
  for (const std::string_view attack : attacks) {
    const std::string safe = test::sanitized(attack, "https://h.example/");
    for (const char* bad :
         {"<script", "onerror=", "onload=", "javascript:", "data:", "<iframe", "style=", "<form",
          "<input", "<base", "<meta", "<object", "<embed", "<svg", "<math"}) {
      EXPECT_EQ(safe.find(bad), std::string::npos) << attack << " gave " << safe;
    }
  }
}

TEST(Sanitize, KeepsTheTextOfUnknownElements) {
  EXPECT_EQ(test::sanitized("<blink>x</blink><font color=red>y</font>", ""), "xy");
}

TEST(IsWebUrl, TakesOnlyHttpWithAHost) {
  for (const char* good : {"http://a", "HTTPS://a.example/x?y#z", "https://[::1]/"}) {
    EXPECT_TRUE(is_web_url(good)) << good;
  }
  for (const char* bad : {"", "http://", "http:///x", "ftp://a", "javascript:x", "file:///etc",
                          "http://a b", "http://\\evil", "http://@x"}) {
    EXPECT_FALSE(is_web_url(bad)) << bad;
  }
}

TEST(HostOf, DropsWhatIsNotTheHost) {
  EXPECT_EQ(host_of("https://user@WWW.News.example:8080/x"), "news.example");
  EXPECT_EQ(host_of("mailto:x"), "");
}

TEST(HasTags, KnowsHtmlFromAngleBrackets) {
  for (const char* yes : {"a <b>c</b>", "<br>", "x<!-- y -->"}) EXPECT_TRUE(has_tags(yes)) << yes;
  for (const char* no : {"", "1 < 2 > 0", "<3", "a &amp; b", "<news>", "<b"}) {
    EXPECT_FALSE(has_tags(no)) << no;
  }
}

TEST(Sanitize, MakesAParagraphOfTextAsAParserWould) {
  const std::vector<std::string> texts = {"plain words",
                                          "a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#39;",
                                          "Größe & Maß",
                                          "x > y",
                                          "it's \"said\"",
                                          "трёхсторонний",
                                          "日本語 テキスト",

                                          "trailing ",
                                          "two  spaces",
                                          "a&nbsp;b",
                                          "AT&T",
                                          "R&D &amp",
                                          "tab\tand\nline",

                                          "\xC2\xA0nbsp",
                                          "\xC2\x85"
                                          "control",
                                          "bad \xFF byte",
                                          "cut \xE2\x82",
                                          "😀 smile",
                                          "del\x7F",
                                          "&#38;"};
  for (const std::string& text : texts) {
    EXPECT_EQ(test::sanitized(text, ""), test::sanitized("<p>" + text + "</p>", "")) << text;
  }
}

/// plain_text_of_safe() and plain_text() agree on sanitized markup.
void expect_same_text(const std::string& markup) {
  const std::string safe = test::sanitized(markup, "https://h.example/");
  EXPECT_EQ(plain_text_of_safe(safe), plain_text(safe)) << markup;
}

TEST(PlainText, OfSafeMarkupNeedsNoParser) {
  for (const char* markup :
       {"", "words", "<p>one</p><p>two &amp; three</p>", "a<br>b<br/>c", "<b>x</b> <i>y</i>z",
        "<ul><li>1<li>2</ul>", "<table><tr><td>a</td><td>b</td></tr></table>", "<img src=x>after",
        "<a href=\"https://h.example/?a=1&amp;b=%3E\">link</a>text", "&lt;p&gt; no tag",
        "  a \n b ", "<div>a<div>b</div>c</div>", "<pre>two\n  lines</pre>", "a&nbsp;&nbsp;b",
        "<p> </p><p>x", "it's \"q\"", "<h1>T</h1>text<hr>more",
        "<p>a<blockquote>b</p>c</blockquote>d", "&amp;lt;"}) {
    expect_same_text(markup);
  }
  for (const char* file : {"/tests/data/pages/berita.html", "/tests/browser/xss_vectors.txt"}) {
    const Result<std::string> text = read_file(std::string(SOURCE_DIR) + file, 1 << 20);
    ASSERT_TRUE(text);
    expect_same_text(*text);
    for (const std::string_view line : split(*text, '\n')) expect_same_text(std::string(line));
  }
}

TEST(DecodeEntities, NamesNoCharacterThatNoDocumentMayHold) {
  EXPECT_EQ(decode_entities("a&#1;&#x1F;&#xFFFE;&#65535;b"), "ab");
  EXPECT_EQ(decode_entities("&#xDFFF;&#xD800;&#x110000;"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

/// Cut output is well-formed: all elements are closed, and no character, reference or tag is cut.
TEST(Sanitize, EndsWellFormedWhereItIsFull) {
  std::string markup = "<div><p>Tail \"&amp; 훗 </p>";
  for (int i = 0; i < 12; ++i) markup += "<ul><li><a href=\"/x\">é'</a><br><img src=i.png><b>";
  const std::string whole = test::sanitized(markup, "https://h.example/");
  for (std::size_t most = 0; most <= whole.size(); ++most) {
    Growth growth(markup.size());
    const std::string out = sanitize(markup, "https://h.example/", growth, most);
    ASSERT_LE(out.size(), most);
    ASSERT_TRUE(is_valid_utf8(out)) << most;
    ASSERT_EQ(test::sanitized(out, ""), out) << most;
  }
  Growth growth(markup.size());
  EXPECT_EQ(sanitize(markup, "https://h.example/", growth, whole.size()), whole);
}

TEST(Sanitize, CountsEscapesToo) {
  const std::string quotes(1000, '"');
  Growth growth(0);
  const std::string out = sanitize(quotes, "", growth, 600);
  EXPECT_LE(out.size(), 600u);
  EXPECT_TRUE(out.ends_with("&quot;</p>")) << out;
}

TEST(Sanitize, AddsNoMoreLinksThanADocumentMayGrow) {
  std::string links;
  for (int i = 0; i < 20000; ++i) links += "<a href=x>";
  const std::string base = "https://h.example/" + std::string(2000, 'a') + "/";
  EXPECT_LT(test::sanitized(links, base).size(), 12 * links.size() + 100000);
}

TEST(ClipMarkup, CutsBetweenCharactersReferencesAndTags) {
  const std::string_view markup = "a&amp;é<b>c</b>";
  constexpr std::string_view kClipped[] = {"",
                                           "a",
                                           "a",
                                           "a",
                                           "a",
                                           "a",
                                           "a&amp;",
                                           "a&amp;",
                                           "a&amp;é",
                                           "a&amp;é",
                                           "a&amp;é",
                                           "a&amp;é<b>",
                                           "a&amp;é<b>c",
                                           "a&amp;é<b>c",
                                           "a&amp;é<b>c",
                                           "a&amp;é<b>c",
                                           "a&amp;é<b>c</b>"};
  for (std::size_t n = 0; n < std::size(kClipped); ++n) {
    EXPECT_EQ(clip_markup(markup, n), kClipped[n]) << n;
  }
}

TEST(PageLinks, GrowNoLongerThanThePage) {
  std::string page = "<base href=\"https://h.example/" + std::string(2000, 'b') + "/\">";
  for (int i = 0; i < 5000; ++i) page += "<a href=x>y</a>";
  page += "<a href=\"" + std::string(3000, 'c') + "\">z</a>";
  std::size_t bytes = 0;
  for (const PageAnchor& anchor : page_links(page, "https://h.example/").anchors) {
    bytes += anchor.href.size();
    EXPECT_LE(anchor.href.size(), 2020u);
  }
  EXPECT_LT(bytes, 5 * page.size() + 100000);
}

}  // namespace
}  // namespace wirefold::html
