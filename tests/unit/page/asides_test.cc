// Leaves out the text beside the article, whatever its elements are called, and finds articles in
// unusual places.
#include <gtest/gtest.h>

#include "wirefold/page/page.h"

namespace wirefold::page {
namespace {

// Four paragraphs of one article.
constexpr const char* kParagraphs[] = {
    "The signal box at Brackwater was switched off on Monday evening, after one hundred and nine "
    "years in which its levers had moved every point between the docks and the main line.",
    "Its last signaller, Edda Thorne, pulled the final lever at ten past eight and then handed the "
    "brass key to the museum of the town, which had asked for it.",
    "Trains are now guided from a control room two hundred miles to the south, where one person "
    "watches over eleven such boxes on a wall of screens.",
    "The building itself will stay, as it is listed, and the council wants to let it to a baker "
    "who "
    "promises to keep the levers polished."};

std::string article() {
  std::string out;
  for (const char* paragraph : kParagraphs) out += std::string("<p>") + paragraph + "</p>";
  return out;
}

/// Two paragraphs on another subject that contain `word`.
std::string other(const std::string& word) {
  return "<p>The harvest of " + word +
         " was the smallest for thirty years, growers said at their yearly meeting in the valley, "
         "and blamed a frost that came in the second week of May.</p><p>Prices rose by a third in "
         "a "
         "month, the chamber of farmers reported, and may rise further as stores run low.</p>";
}

Page read(const std::string& body, const std::string& head = "") {
  const auto page = read_page("<html><head><title>Last signal box falls silent</title>" + head +
                                  "</head><body>" + body + "</body></html>",
                              "text/html; charset=utf-8", "https://h.example/news/box");
  return page ? *page : Page{};
}

const std::string kHeadline = "<h1>Last signal box falls silent</h1>";

struct AsideCase {
  std::string_view fact;
  std::string body;
  std::string_view lacks;
};

void expect_article_without(std::initializer_list<AsideCase> cases) {
  for (const AsideCase& c : cases) {
    SCOPED_TRACE(c.fact);
    const Page page = read(c.body);
    for (const char* paragraph : kParagraphs) {
      EXPECT_NE(page.text.find(paragraph), std::string::npos) << page.text;
    }
    EXPECT_EQ(page.text.find(c.lacks), std::string::npos) << page.text;
  }
}

TEST(Asides, ConsentIsToldByWhatItSays) {
  const std::string english =
      "<h2>Before you read on</h2><p>We and our partners store and access information on a device, "
      "such as cookies, and process personal data for personalised advertising and content.</p>"
      "<p>You may accept or manage your choices at any time; some vendors rely on legitimate "
      "interest, to which you may object.</p>";
  const std::string german =
      "<p>Wir verwenden Cookies und zeigen personalisierte Werbung. Unsere Partner lesen "
      "Informationen auf einem Gerät, wofür wir Ihre Einwilligung brauchen.</p>";
  const std::string french =
      "<p>Nos partenaires stockent des informations sur un appareil et affichent des publicités "
      "personnalisées, sur la base de votre accord ou de leur intérêt légitime.</p>";
  const std::string spanish =
      "<p>Nuestros socios guardan información en un dispositivo y muestran anuncios "
      "personalizados, con tu permiso o por interés legítimo.</p>";
  expect_article_without(
      {{"above all", "<div class=x1>" + english + "</div>" + kHeadline + article(), "partners"},
       {"below the article", kHeadline + article() + "<section>" + german + "</section>",
        "Cookies"},
       {"in a box of boxes",
        "<div><div><div>" + french + "</div></div></div>" + kHeadline + article(), "appareil"},
       {"beside the article", "<div>" + kHeadline + article() + "</div><div>" + spanish + "</div>",
        "socios"}});
  // An article on the subject keeps the words.
  const Page page =
      read(kHeadline + "<div>" + article() +
           "<p>Our partners and your privacy are words that the reporter hears often, "
           "and cookies too, said a clerk who did not give his name.</p></div>");
  EXPECT_NE(page.text.find("hears often"), std::string::npos);
}

std::string comment(int i, const std::string& signature, const std::string& text) {
  const std::string number = std::to_string(i);
  return "<div class=k" + number + "><div>" + signature + "</div><div>" + text + " " + number +
         ", and I say so as someone who has lived beside that line for forty years and more.</div>"
         "</div>";
}

std::string comments(const std::string& signature) {
  std::string out;
  for (int i = 0; i < 40; ++i) out += comment(i, signature, "Nobody asked the drivers, number");
  return out;
}

TEST(Asides, CommentsAreToldByTheirBuild) {
  const auto page = [](const std::string& signature, const std::string& begin) {
    return "<div>" + kHeadline + article() + "</div>" + begin + comments(signature) + "</section>";
  };
  expect_article_without(
      {{"hours ago", page("<b>jo88</b> <i>3 hours ago</i>", "<section>"), "Nobody asked"},
       {"in German", page("<b>jo88</b> vor 3 Stunden", "<section id=z>"), "Nobody asked"},
       {"with a date", page("Jo Doe, 10 November 2024", "<section>"), "Nobody asked"},
       {"posted by", page("Posted Nov 10, 2024 9:10 UTC by jo88", "<section>"), "Nobody asked"},
       {"by their name, without a time", page("jo88", "<section class=comments>"),
        "Nobody asked"}});
}

TEST(Asides, OffersToSubscribeAreNoTextWhereverTheyStand) {
  for (const char* const offer :
       {"Unlimited access to all our reports from £2 a month, cancel any time.",
        "Nur für Abonnenten: vier Wochen für einen Euro.",
        "Article réservé aux abonnés, un euro le premier mois.",
        "Contenido para suscriptores desde 2 € al mes.",
        "この記事は会員限定です。続きを読むにはご登録ください。",
        "Доступно только подписчикам за 2 рубля в неделю.", "本文为付费内容，每月两元。",
        "هذا التقرير للمشتركين فقط، بدولار في الشهر.",
        "Laporan ini khusus pelanggan, mulai Rp9.000."}) {
    const std::string line = std::string("<p>") + offer + "</p>";
    expect_article_without({{"before", kHeadline + line + article(), offer},
                            {"behind", kHeadline + article() + line, offer}});
  }
}

TEST(Asides, ConsentIsToldInOtherLanguages) {
  for (const char* const consent :
       {"Wij gebruiken cookies; onze partners lezen gegevens van uw toestel.",
        "当サイトはクッキーを使用しています。閲覧を続けると同意したものとみなします。",
        "Используем файлы cookie. Продолжая пользоваться сайтом, вы принимаете это.",
        "Utilizamos cookies propias y de terceros según tus hábitos de navegación.",
        "本站使用Cookie，请看隐私政策。"}) {
    const std::string line = std::string("<div class=b7><p>") + consent + "</p></div>";
    expect_article_without({{consent, line + kHeadline + article(), consent},
                            {consent, kHeadline + article() + line, consent}});
  }
}

/// A block for each of `lines`, in a box with a meaningless class.
std::string box(std::initializer_list<std::string> lines) {
  std::string out = "<div class=b7>";
  for (const std::string& line : lines) out += "<div>" + line + "</div>";
  return out + "</div>";
}

TEST(Asides, CommentsMayHaveTheirTimeOnALineOfItsOwn) {
  const std::string text =
      "The levers should go to the school, where children could see how a railway worked.";
  for (const char* const time : {"3 hours ago", "vor 3 Stunden", "3 jam yang lalu", "3小时前"}) {
    std::string below;
    std::string above;
    for (int i = 0; i < 4; ++i) {
      const std::string name = "reader" + std::to_string(i);
      below += box({name, time, text, "Reply"});
      above += box({text, name, time, "Like"});
    }
    for (const std::string& thread : {below, above}) {
      expect_article_without(
          {{time, kHeadline + article() + "<div>" + thread + "</div>", "levers should"},
           {time, "<h1>Another headline</h1>" + article() + "<div>" + thread + "</div>",
            "levers should"}});
    }
  }
}

TEST(Asides, TheTextGoesOnBehindALinkToAnotherArticle) {
  for (const char* const phrase : {"Read more:", "Baca juga:", "Lesen Sie auch:", "Lea también:",
                                   "Читайте также:", "यह भी पढ़ें:"}) {
    const std::string link =
        std::string("<p>") + phrase + " <a href=/x>A bridge for the second line</a></p>";
    const std::string text = article();
    const std::size_t last = text.rfind("<p>");
    expect_article_without(
        {{phrase, kHeadline + text.substr(0, last) + link + text.substr(last), "second line"}});
  }
  const std::string list =
      "<p>Read more: <a href=/x>A bridge for the second line</a></p>"
      "<ul><li>Harbour gets a third crane</li></ul>";
  expect_article_without({{"a list behind it", kHeadline + article() + list, "third crane"}});
}

TEST(Asides, PartsOfAmpAreNoText) {
  for (const char* const name : {"amp-sidebar", "amp-consent", "amp-ad", "amp-list", "amp-lightbox",
                                 "amp-user-notification", "amp-next-page"}) {
    const std::string part = std::string("<") + name +
                             "><p>The paper of the town, four times a "
                             "week, brought to your door before breakfast.</p></" +
                             name + ">";
    expect_article_without(
        {{name, "<article>" + kHeadline + article() + part + "</article>", "before breakfast"}});
  }
}

TEST(Asides, PostsOfALiveBlogAreNoComments) {
  std::string posts;
  for (int hour = 10; hour < 16; ++hour) {
    posts += "<article><time>" + std::to_string(hour) + ":00</time><h3>Post</h3>" +
             other("pears" + std::to_string(hour)) + "</article>";
  }
  const Page page =
      read("<main>" + kHeadline + "<p>All the latest from the line.</p>" + posts + "</main>");
  EXPECT_NE(page.text.find("pears10"), std::string::npos);
  EXPECT_NE(page.text.find("pears15"), std::string::npos);
}

TEST(Asides, TheNextArticlesOfAnInfiniteScrollAreLeftOut) {
  const std::string next = "<h1 class=t>Pears are dear</h1>" + other("pears");
  const std::string first = "<h1 class=t>Last signal box falls silent</h1>" + article();
  expect_article_without(
      {{"articles one behind another",
        "<article>" + first + "</article><article>" + next + "</article>", "pears"},
       {"in boxes of one class",
        "<div>" + first + "</div><div>" + next + "</div><div>" + next + "</div>", "pears"},
       {"behind the article's box",
        "<main><div>" + first + "</div></main><div id=more><div>" + next + "</div></div>", "pears"},
       {"linked headlines of a lower rank",
        "<article>" + kHeadline + article() +
            "</article><article><h2><a href=/p>Pears are dear, "
            "and dearer</a></h2>" +
            other("pears") + "</article>",
        "pears"}});
  // The sections of one article belong together.
  const Page page = read(kHeadline + "<div><h2>First</h2>" + article() + "<h2>Then</h2>" +
                         other("plums") + "</div>");
  EXPECT_NE(page.text.find("plums"), std::string::npos);
}

TEST(Asides, AListOfTeasersIsNoArticle) {
  const auto list = [](const std::string& begin, const std::string& end) {
    std::string out = "<h1>Last signal box falls silent</h1>";
    for (int i = 0; i < 8; ++i) {
      out += begin + "<a href=/" + std::to_string(i) +
             "><h2>Why pears grow slowly up there</h2></a>"
             "<p>It is the cold, say those who know, and the shadow of the hills in spring.</p>" +
             end;
    }
    return out;
  };
  for (const std::string& body :
       {list("<div class=card>", "</div>"), list("<article>", "<span>7 Aug 2024</span></article>"),
        "<ul>" + list("<li>", "</li>") + "</ul>", "<main>" + list("<section>", "</section>")}) {
    EXPECT_EQ(read(body).text, "") << body;
  }
  // A list below an article is not part of its text.
  const Page page = read("<div>" + kHeadline + article() + "</div>" + list("<div>", "</div>"));
  EXPECT_NE(page.text.find("Edda Thorne"), std::string::npos);
  EXPECT_EQ(page.text.find("the cold"), std::string::npos);
}

TEST(Asides, PagersAndOffersAreNoText) {
  const auto behind = [](const std::string& line) {
    return "<div>" + kHeadline + article() + "<div>" + line + "</div></div>";
  };
  expect_article_without(
      {{"numbers", behind("1 2 3 4"), "1 2 3"},
       {"a number and the next page",
        behind(
            "<a href=?p=2>2</a> <a href=?p=all>Lihat Semua</a> Halaman Selanjutnya: Apa kata dia"),
        "Lihat"},
       {"next page", behind("Next page: What the baker says"), "baker says"},
       {"in German", behind("2 Nächste Seite"), "Nächste"},
       {"a newsletter", behind("The news of the day, delivered to your inbox. Enter your address."),
        "inbox"},
       {"a newsletter in Indonesian",
        behind("Dapatkan informasi, inspirasi dan insight di email kamu. Daftarkan email"),
        "Daftarkan"}});
  const Page page = read(behind("2 people were on the last train, and both of them had tickets."));
  EXPECT_NE(page.text.find("2 people"), std::string::npos);
}

std::string escaped(std::string html) {
  std::string out;
  for (const char c : html) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out + '"';
}

TEST(HiddenText, IsFoundWhereScriptsWouldTakeItFrom) {
  const std::string ld =
      "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
      "\"articleBody\":";
  const std::string app = "<div id=app>Loading, please wait.</div>";
  const std::string next = "<script id=__NEXT_DATA__ type=\"application/json\">";
  struct HiddenCase {
    std::string_view fact;
    std::string page;
  };
  const HiddenCase cases[] = {
      {"JSON-LD with HTML", ld + quoted(article()) + "}</script>" + app},
      {"JSON-LD with escaped HTML", ld + quoted(escaped(article())) + "}</script>" + app},
      {"the data of a framework", app + next + "{\"props\":{\"post\":{\"content\":{\"rendered\":" +
                                      quoted(article()) + "}}}}</script>"},
      {"a body in a list",
       app + next + "{\"a\":[1,{\"blocks\":[{\"body\":" + quoted(article()) + "}]}]}</script>"},
      {"a script that sets a state", app + "<script>window.__STATE__ = {\"article\":{\"html\":" +
                                         quoted(article()) + "}};</script>"},
      {"<noscript>", app + "<noscript><article>" + kHeadline + article() + "</article></noscript>"},
      {"<noscript> in a box",
       "<div>" + kHeadline + app + "<noscript><div>" + article() + "</div></noscript></div>"},
      {"a template", app + "<script type=\"text/template\"><div>" + article() + "</div></script>"}};
  for (const HiddenCase& c : cases) {
    SCOPED_TRACE(c.fact);
    const Page page = read(c.page);
    EXPECT_TRUE(page.text.ends_with(kParagraphs[3])) << page.text;
    EXPECT_NE(page.text.find(kParagraphs[0]), std::string::npos) << page.text;
    EXPECT_EQ(page.text.find('<'), std::string::npos) << page.text;
  }
}

TEST(HiddenText, MayBeAListOfParagraphsBeforeOtherCode) {
  std::string texts;
  std::string blocks;
  std::string teasers;
  for (const char* paragraph : kParagraphs) {
    const std::string text = quoted(paragraph);
    texts += (texts.empty() ? "" : ",") + text;
    blocks += std::string(blocks.empty() ? "" : ",") + R"({"type":"text","content":)" + text + "}";
    teasers += std::string(teasers.empty() ? "" : ",") + R"({"title":"A","text":)" + text + "}";
  }
  const std::string pad = R"({"pad":")" + std::string(600, 'x') + "\"};";
  for (const std::string& script :
       {"window.state={\"body\":[" + texts + "]};(function(){var s;s={};}());",
        "var a = {}; window.x=" + pad + "window.Fusion={\"content_elements\":[" + blocks + "]};",
        "Fusion.globalContent={\"content_elements\":[" + blocks + "]};Fusion.y=[1"}) {
    const Page page = read(kHeadline + "<script>" + script + "</script>");
    for (const char* paragraph : kParagraphs) {
      EXPECT_NE(page.text.find(paragraph), std::string::npos) << script;
    }
  }
  EXPECT_EQ(read(kHeadline + "<script>window.s={\"items\":[" + teasers + "]}</script>").text, "");
}

TEST(HiddenText, OfAnotherArticleIsNotTaken) {
  std::string body;
  for (int i = 0; i < 30; ++i) body += "The harvest of rye was the smallest for thirty years. ";
  const auto data = [&body](const std::string& headline) {
    return R"({"@type":"NewsArticle","datePublished":"2026-10-01","headline":")" + headline +
           R"(","articleBody":")" + body + "\"}";
  };
  const auto script = [](const std::string& json) {
    return "<script type=application/ld+json>" + json + "</script>";
  };
  const Page other = read(kHeadline + article() + script(data("A small harvest of rye")));
  EXPECT_EQ(other.text.find("rye"), std::string::npos);
  EXPECT_FALSE(other.published);
  const Page list = read(kHeadline + article() +
                         script("[" + data("A small harvest of rye") + "," +
                                data("Last signal box falls silent") + "]"));
  EXPECT_NE(list.text.find("rye"), std::string::npos) << "the one of this headline";
  for (const std::string& wrapped :
       {"//<![CDATA[\n" + data("Last signal box falls silent") + "\n//]]>",
        "/*<![CDATA[*/" + data("Last signal box falls silent") + "/*]]>*/",
        "<!-- " + data("Last signal box falls silent") + " -->"}) {
    EXPECT_NE(read(kHeadline + script(wrapped)).text.find("rye"), std::string::npos) << wrapped;
  }
}

TEST(HiddenText, IsNotTakenWhereTheMarkupHasTheArticle) {
  const std::string teaser = "<script type=\"application/json\">{\"body\":" +
                             quoted(other("pears") + other("pears") + other("pears")) +
                             "}</script>";
  const Page page =
      read(kHeadline + article() + teaser + "<noscript>" + other("pears") + "</noscript>");
  EXPECT_EQ(page.text.find("pears"), std::string::npos);
  // Page state without an article, or that is no JSON, gives no text.
  for (const char* script :
       {"{\"body\":\"short\"}", "{\"body\":", "[[[[", "{\"body\":{\"body\":7}}"}) {
    const std::string body =
        "<script type=\"application/json\">" + std::string(script) + "</script>";
    EXPECT_EQ(read(body).text, "") << script;
  }
}

TEST(PageTitle, IsTheHeadlineWithoutItsKicker) {
  struct TitleCase {
    std::string_view fact;
    std::string page;
  };
  const std::string title = "Signal box falls silent";
  const TitleCase cases[] = {
      {"a kicker by its class",
       "<title>Railways: " + title +
           " | The Post</title><h1><span class=dachzeile>Railways</span> " + title + "</h1>"},
      {"a kicker that no class tells", "<title>" + title +
                                           " | The Post</title><h1><span>Railways"
                                           "</span> <span>" +
                                           title + "</span></h1>"},
      {"a subtitle on a line of its own",
       "<title>" + title + "</title><h1>" + title + "<br>After one hundred years</h1>"},
      {"a lower heading where <h1> is the outlet",
       "<title>" + title + " | The Post</title><h1>The Post</h1><h2>" + title + "</h2>"},
      {"a lower heading at the end of the title", "<title>Post » Archive » " + title +
                                                      "</title><h1>Ours</h1><h2>Archive</h2><h2>" +
                                                      title + "</h2>"},
      {"no-break spaces", "<title>" + title + "</title><h1>Signal&nbsp;box falls silent</h1>"}};
  for (const TitleCase& c : cases) {
    const auto page =
        read_page(c.page + article(), "text/html; charset=utf-8", "https://h.example/");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->title, title) << c.fact;
  }
}

}  // namespace
}  // namespace wirefold::page
