#include "wirefold/page/page.h"

#include <gtest/gtest.h>

#include "wirefold/base/file.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::page {
namespace {

constexpr char kUrl[] = "https://www.h.example/news/bridge";

// Two paragraphs long enough for an article.
constexpr char kFirst[] =
    "The city closed its old bridge on Tuesday, after engineers found cracks in two of the pillars "
    "that carry it across the harbour.";
constexpr char kSecond[] =
    "Traffic was sent to the northern road, and the repair is expected to take six months, the "
    "head of public works said.";

std::string paragraphs() {
  return "<p>" + std::string(kFirst) + "</p><p>" + std::string(kSecond) + "</p>";
}

std::string both() { return std::string(kFirst) + '\n' + kSecond; }

Page page_of(const std::string& html, const std::string& type = "text/html; charset=utf-8",
             const std::string& url = kUrl) {
  const auto page = read_page(html, type, url);
  EXPECT_TRUE(page) << html.substr(0, 200);
  return page ? *page : Page{};
}

TEST(ReadPage, TakesTheStoryOutOfAColumnFullOfOtherHeadlines) {
  const auto bytes = read_file(SOURCE_DIR "/tests/data/pages/berita.html", kMaxPageBytes);
  ASSERT_TRUE(bytes);
  const Page page = page_of(*bytes, "", "https://www.kabarpelabuhan.example/kota/4711/x");
  EXPECT_EQ(page.kind, PageKind::kArticle);
  EXPECT_EQ(page.title, "Jembatan Kayu Bersejarah Ditutup, Warga Diminta Memutar Lewat Utara");
  EXPECT_EQ(page.site, "Kabar Pelabuhan");
  EXPECT_EQ(page.lang, "id");
  EXPECT_EQ(page.authors, std::vector<std::string>{"Rahmat Hidayat"});
  EXPECT_EQ(format_rfc3339(*page.published), "2024-11-10T12:06:00Z");
  EXPECT_EQ(page.canonical,
            "https://www.kabarpelabuhan.example/kota/4711/jembatan-kayu-ditutup?utm_source=web");
  const std::vector<std::string_view> lines = split(page.text, '\n');
  std::vector<std::string> beginnings;
  for (const std::string_view line : lines) beginnings.emplace_back(line.substr(0, 24));
  EXPECT_EQ(beginnings,
            (std::vector<std::string>{"PELABUHAN LAMA - Pemerin", "Penutupan berlaku mulai ",
                                      "Dokumen pemeriksaan, ter", "Para pedagang khawatir p",
                                      "Wali kota tidak membenar"}));
  EXPECT_TRUE(page.text.ends_with("bersama warga. (rhd)"));
}

struct TextCase {
  std::string_view fact;
  std::string body;
  std::string text;
};

TEST(ReadPage, KeepsTheTextAndNothingElse) {
  const std::string both_p = paragraphs();
  const TextCase cases[] = {
      {"a page of paragraphs", both_p, both()},
      {"navigation by its links",
       "<ul><li><a href=/a>Home</a><li><a href=/b>World</a></ul>" + both_p, both()},
      {"boilerplate by its element",
       "<nav>Go home, or away.</nav>" + both_p + "<footer>Made, by us.</footer>", both()},
      {"boilerplate by its name",
       both_p +
           "<div class=\"post-related-list\"><p>Another story, about a ferry, was told.</p></div>",
       both()},
      {"boilerplate by its role", both_p + "<div role=complementary>Weather, and tides.</div>",
       both()},
      {"what is hidden", both_p + "<p style=\"display: none\">A trap, for machines.</p>", both()},
      {"captions",
       "<figure><figcaption>The bridge, before it closed, in June.</figcaption></figure>" + both_p,
       both()},
      {"credits", both_p + "<p>Photo: The Ferry Post</p>", both()},
      {"comments", both_p + "<div id=comments><p>I drove there, once, and it shook.</p></div>",
       both()},
      {"what is announced as other", both_p + "<h3>Read more</h3><p>Ferry late again</p>", both()},
      {"a line that announces inside the text",
       "<p>" + std::string(kFirst) + "</p><p>Baca juga: <a href=x>Feri terlambat</a></p><p>" +
           kSecond + "</p>",
       both()},
      {"the headline once", "<h1>Old bridge closed</h1>" + both_p, both()},
      {"a lead that stands apart",
       "<h1>T</h1><p class=teaser>Cracks were found in two pillars, and all traffic is sent to the "
       "northern road until spring.</p>"
       "<div class=entry-content>" +
           both_p + both_p + "</div>",
       "Cracks were found in two pillars, and all traffic is sent to the northern road until "
       "spring.\n" +
           both() + '\n' + both()},
      {"lists", both_p + "<ul><li>First, the pillars.<li>Then, the road.</ul>",
       both() + "\nFirst, the pillars.\nThen, the road."},
      {"headings of what follows", "<h2>What happened</h2>" + both_p, "What happened\n" + both()},
      {"no headings of nothing", both_p + "<h2>What next</h2><ul><li><a href=a>Elsewhere</a></ul>",
       both()},
      {"paragraphs made of breaks", "<div>" + std::string(kFirst) + "<br><br>" + kSecond + "</div>",
       both()},
      {"words around inline elements",
       "<p>One <b>two</b>, <a href=x>three</a>. " + std::string(kFirst) + "</p>",
       "One two, three. " + std::string(kFirst)},
      {"ruby without its reading",
       "<p><ruby>橋<rt>はし</rt></ruby>が、" + std::string(kFirst) + "</p>",
       "橋が、" + std::string(kFirst)},
      {"an article that a script puts in its place",
       "<div class=post-content><script type=text/template>" + both_p + "</script></div>", both()},
      {"no scripts of other types",
       "<script type=text/x-data><p>One, two, three.</p></script>" + both_p, both()},
      {"a long paragraph, whatever it is called",
       both_p + "<div class=info-download><p>" + kFirst + ' ' + kSecond + ' ' + kFirst + ' ' +
           kSecond + ' ' + kFirst + "</p></div>",
       both() + '\n' + kFirst + ' ' + kSecond + ' ' + kFirst + ' ' + kSecond + ' ' + kFirst},
      {"posts of others inside the text",
       both_p + "<blockquote class=tweet-meta>We are safe, all of us.</blockquote>",
       both() + "\nWe are safe, all of us."},
      {"headlines of others without links",
       both_p + both_p +
           "<div>Berita Terkait</div><div>Ferry late again, and what the harbour did about it</div>"
           "<div>Why is the old clock wrong, and who of the council likes it so?</div>"
           "<div>Ten walks by the sea, from the harbour to the northern light</div>",
       both() + '\n' + both()},
      {"an article in a page whose body is called a sidebar's",
       "<div class=\"with-sidebar\"><h1>T</h1>" + both_p + "</div>", both()},
      {"an article named like boilerplate, where there is no other",
       "<div class=\"comments\">" + both_p + "</div>", both()},
  };
  for (const TextCase& c : cases) {
    SCOPED_TRACE(c.fact);
    EXPECT_EQ(page_of("<html><head><title>Old bridge closed</title></head><body>" + c.body).text,
              c.text);
  }
}

TEST(ReadPage, TakesTheJsonLdWhereTheMarkupHasNoText) {
  const std::string long_body = both() + '\n' + both() + '\n' + both();
  std::string json = long_body;
  for (std::size_t at = 0; (at = json.find('\n', at)) != std::string::npos;)
    json.replace(at, 1, "\\n");
  EXPECT_EQ(
      page_of("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"" +
              json + "\"}</script><div id=app>Loading, please wait.</div>")
          .text,
      long_body);
}

struct FactCase {
  std::string_view fact;
  std::string head;
  std::string body;
  std::string expected;
};

TEST(ReadPage, FindsTheHeadline) {
  const FactCase cases[] = {
      {"the <h1> that the title bears out", "<title>Old bridge closed - The Post</title>",
       "<h1>The Post</h1><h1>Old bridge closed</h1>", "Old bridge closed"},
      {"no outlet's name in the headline's place",
       "<meta property=og:site_name content=\"The Post\"><title>Old bridge closed | The "
       "Post</title>",
       "<h1>The Post</h1>", "Old bridge closed"},
      {"the only long <h1>", "<title>The Post</title>", "<h1>Old bridge closed for good</h1>",
       "Old bridge closed for good"},
      {"og:title less the outlet",
       "<meta property=og:title content=\"Old bridge closed - H.Example\">", "",
       "Old bridge closed"},
      {"JSON-LD before the rest",
       "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Old bridge "
       "&amp; road\"}</script>"
       "<title>x</title>",
       "", "Old bridge & road"},
      {"nothing where nothing is", "", "", ""},
  };
  for (const FactCase& c : cases) {
    SCOPED_TRACE(c.fact);
    EXPECT_EQ(page_of("<html><head>" + c.head + "</head><body>" + c.body + paragraphs()).title,
              c.expected);
  }
}

TEST(ReadPage, FindsTheDate) {
  const FactCase cases[] = {
      {"JSON-LD",
       "<script "
       "type=application/"
       "ld+json>[{\"@type\":\"WebSite\"},{\"@graph\":[{\"@type\":[\"NewsArticle\"],"
       "\"datePublished\":\"2024-11-10T08:00:00+01:00\"}]}]</script>",
       "", "2024-11-10T07:00:00Z"},
      {"JSON-LD with a trailing comma",
       "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
       "\"datePublished\":\"2024-11-10\",}</script>",
       "", "2024-11-10T00:00:00Z"},
      {"article:published_time", "<meta property=article:published_time content=2024-11-10T08:00Z>",
       "", "2024-11-10T08:00:00Z"},
      {"the date of publication, not of change",
       "<meta property=article:modified_time content=2024-11-12>",
       "<time datetime=2024-11-10>x</time>", "2024-11-10T00:00:00Z"},
      {"the <time> that is marked", "",
       "<time datetime=2020-01-01></time><time class=published datetime=2024-11-10></time>",
       "2024-11-10T00:00:00Z"},
      {"an element named for a date", "",
       "<span class=article-date>Published: 10 November 2024, 19:06</span>",
       "2024-11-10T19:06:00Z"},
      {"a line beside the headline", "",
       "<h1>T</h1><div>Minggu, 10 November 2024 - 19:06 WIB</div>", "2024-11-10T12:06:00Z"},
      {"a label that touches the date", "", "<h1>T</h1><ul><li>Datum:10. November 2024</ul>",
       "2024-11-10T00:00:00Z"},
      {"the opening of the text", "",
       "<p>Harbour, 10.11.2024 – the bridge closed, and traffic was sent north at once.</p>",
       "2024-11-10T00:00:00Z"},
      {"day first where the language writes so", "<html lang=fr>",
       "<span class=date>10/11/2024</span>", "2024-11-10T00:00:00Z"},
      {"neither where it may be both", "<html lang=en>", "<span class=date>10/11/2024</span>", ""},
      {"no date that is none", "", "<span class=date>41 November 2024</span>", ""},
  };
  for (const FactCase& c : cases) {
    SCOPED_TRACE(c.fact);
    const Page page = page_of(c.head + c.body + paragraphs());
    EXPECT_EQ(page.published ? format_rfc3339(*page.published) : "", c.expected);
  }
  const Page by_url = page_of(paragraphs(), "text/html", "https://h.example/2024/11/10/bridge");
  EXPECT_EQ(format_rfc3339(by_url.published.value()), "2024-11-10T00:00:00Z");
}

TEST(ReadPage, FindsTheCanonicalUrl) {
  const FactCase cases[] = {
      {"relative ones are made absolute", "<link rel=\"canonical\" href=\"/news/b\">", "",
       "https://www.h.example/news/b"},
      {"against <base>", "<base href=https://o.example/x/><link rel=canonical href=b>", "",
       "https://o.example/x/b"},
      {"og:url where there is none", "<meta property=og:url content=https://o.example/b>", "",
       "https://o.example/b"},
      {"not the front page", "<link rel=canonical href=https://www.h.example/>", "", ""},
      {"not a script", "<link rel=canonical href=javascript:alert(1)>", "", ""},
  };
  for (const FactCase& c : cases) {
    SCOPED_TRACE(c.fact);
    EXPECT_EQ(page_of(c.head + c.body + paragraphs()).canonical, c.expected);
  }
}

TEST(ReadPage, FindsAuthorsOnce) {
  EXPECT_EQ(
      page_of(
          "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[{\"name\":\"A B\"},"
          "\"C D\",{\"name\":\"A B\"},{\"name\":\"https://h.example/a\"}]}</script>" +
          paragraphs())
          .authors,
      (std::vector<std::string>{"A B", "C D"}));
  EXPECT_EQ(page_of("<a rel=author href=/a>A <b>B</b></a>" + paragraphs()).authors,
            std::vector<std::string>{"A B"});
}

TEST(ReadPage, KnowsTheEncodingThatThePageDeclares) {
  const std::string cyrillic =
      "\xCC\xEE\xF1\xF2 \xE7\xE0\xEA\xF0\xFB\xF2, \xE8 \xE4\xE2\xE8\xE6\xE5\xED\xE8\xE5 "
      "\xED\xE0\xEF\xF0\xE0\xE2\xE8\xEB\xE8 \xED\xE0 \xF1\xE5\xE2\xE5\xF0.";
  for (const std::string meta :
       {"<meta charset=\"windows-1251\">",
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"}) {
    EXPECT_EQ(page_of(meta + "<p>" + cyrillic, "text/html").text,
              "Мост закрыт, и движение направили на север.");
  }
  // The Content-Type header overrides the page's charset.
  EXPECT_EQ(page_of("<meta charset=utf-8><p>" + cyrillic, "text/html; charset=windows-1251").text,
            "Мост закрыт, и движение направили на север.");
}

TEST(ReadPage, TellsWallsFromArticles) {
  EXPECT_EQ(page_of(paragraphs()).kind, PageKind::kArticle);
  EXPECT_EQ(page_of("<p>" + std::string(kFirst) +
                    "</p><p>Subscribe to continue reading, from 1 pound.</p>")
                .kind,
            PageKind::kPaywall);
  EXPECT_EQ(
      page_of(
          "<script "
          "type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}"
          "</script>" +
          paragraphs())
          .kind,
      PageKind::kPaywall);
  EXPECT_EQ(page_of("<p>We use cookies, and so do our partners, to show you what you like. Accept "
                    "all, or choose.</p>")
                .kind,
            PageKind::kConsent);
  EXPECT_EQ(page_of("<ul><li><a href=a>One</a><li><a href=b>Two</a></ul>").kind, PageKind::kNoText);
  // A whole article that mentions subscribers is an article.
  std::string whole;
  for (int i = 0; i < 8; ++i) whole += paragraphs();
  EXPECT_EQ(page_of(whole + "<p>Subscribers only.</p>").kind, PageKind::kArticle);
}

TEST(ReadPage, RefusesWhatIsNoPage) {
  const auto code = [](std::string_view bytes, std::string_view type) {
    const auto page = read_page(bytes, type, kUrl);
    return page ? Errc{} : page.error().code;
  };
  EXPECT_EQ(code("%PDF-1.7 ...", "application/pdf"), Errc::kUnsupported);
  EXPECT_EQ(code("{\"a\":1}", ""), Errc::kUnsupported);
  EXPECT_EQ(code("", "text/html"), Errc::kUnsupported);
  EXPECT_EQ(code(std::string(10 << 20, 'a'), "text/html"), Errc::kTooLarge);
}

Page page_at(const std::string& html, const std::string& url) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += "<p>The owner said on day " + std::to_string(i) +
            " that the ferry would not go out again before all of its pumps are new.</p>";
  }
  const auto page = read_page("<body><h1>Ferry drifts</h1>" + text + html, "text/html", url);
  EXPECT_TRUE(page);
  return page ? *page : Page();
}

TEST(ReadPage, NamesTheNextPageOfTheArticleAndTheOneWithAllOfIt) {
  const std::string url = "https://n.example/news/ferry";
  std::string menu;
  for (int i = 0; i < 200; ++i) menu += "<a href='/news/ferry-" + std::to_string(i) + "-a'>x</a>";
  const Page page = page_at(menu + "<a href='?page=2'>2</a><link href='?page=all'>", url);
  EXPECT_EQ(page.next, url + "?page=2");
  EXPECT_EQ(page.whole, url + "?page=all");
  EXPECT_EQ(page_at("<base href='/other/'><a href='ferry/2'>2</a>", url).next, "");
  EXPECT_EQ(page_at("<a href='?page=2&x=" + std::string(5000, 'x') + "'>2</a>", url).next, "");
  EXPECT_EQ(read_page("<p>Short.</p><a href='?page=2'>2</a>", "text/html", url)->next, "");
}

TEST(ReadPage, BoundsWhatAPageSaysOfItself) {
  const std::string longest(1 << 18, 'a');
  const Page page = page_at(
      "<meta property=og:title content='" + longest + "b'><meta property=og:site_name content='" +
          longest + "'><meta property=og:url content='/" + longest + "'><h1>" + longest + longest +
          "</h1><base href='/" + longest + "'><a href='?page=2'>2</a>",
      "https://n.example/news/ferry");
  EXPECT_LE(page.title.size(), kMostTitleBytes);
  EXPECT_LE(page.site.size(), kMostNameBytes);
  EXPECT_LE(page.canonical.size(), kMostLinkBytes);
  EXPECT_LE(page.next.size(), kMostLinkBytes);
}

// Each of these pages took minutes or all of the stack in some extractor. Here they take linear
// time. If not, ctest's time-out ends the test.
TEST(ReadPage, EndsOnHostilePages) {
  const auto repeat = [](std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
  };
  constexpr std::size_t kMany = 100000;
  const std::string_view openings[] = {"<div>",
                                       "<div class=related>",
                                       "<div class=date>1",
                                       "<div itemprop=author>",
                                       "<h1>",
                                       "<article><p>",
                                       "<time>",
                                       "<b>",
                                       "<a href=x>",
                                       "<p hidden>",
                                       "<ul><li>",
                                       "<table><td>",
                                       "<script>",
                                       "<h2>Related",
                                       "<p>Read more"};
  for (const std::string_view opening : openings) {
    SCOPED_TRACE(opening);
    const Page page = page_of(repeat(opening, kMany) + paragraphs());
    EXPECT_LE(page.text.size(), std::size_t{4} << 20);
  }
  // Nested boilerplate elements, each with text of its own.
  const std::string nested =
      repeat("<div class=\"related date\">a ", kMany) + repeat("</div>", kMany);
  page_of(nested + repeat(paragraphs(), 2000));
  page_of("<p>" + repeat("a, ", kMaxPageBytes / 3 - 10));
  page_of("<div " + repeat("a=b ", kMany) + ">" + paragraphs());
  page_of("<p class=\"" + repeat("x-y_Z ", kMany) + "\">" + paragraphs());
  page_of("<script type=application/ld+json>" + repeat("[", kMany) + "</script>" + paragraphs());
  page_of("<script type=application/ld+json>" + repeat("{\"@graph\":", kMany) + "</script>" +
          paragraphs());
  page_of(repeat("<meta name=date content=2024>", kMany) + paragraphs());
}

TEST(ReadPage, FindsTheArticleBelowAHundredThousandElements) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_EQ(page_of(deep + paragraphs()).text, both());
}

}  // namespace
}  // namespace wirefold::page
