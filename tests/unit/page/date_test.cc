// Where the date of an article is found, and which dates are ignored.
#include <gtest/gtest.h>

#include "wirefold/page/page.h"

namespace wirefold::page {
namespace {

constexpr char kText[] =
    "<p>The ferry to the island was taken out of service on Tuesday, after its crew had found "
    "water "
    "in the engine room.</p><p>Passengers will be carried by two smaller boats until the spring, "
    "the "
    "shipping company said.</p>";

struct DateCase {
  std::string_view fact;
  std::string page;
  std::string_view expected;  // Empty if there is no date.
};

std::string date_of(const std::string& html, const std::string& url = "https://h.example/ferry") {
  const auto page = read_page(html, "text/html; charset=utf-8", url);
  if (!page) return "no page";
  return page->published ? format_rfc3339(*page->published).substr(0, 10) : "";
}

void expect_dates(std::initializer_list<DateCase> cases) {
  for (const DateCase& c : cases) {
    std::string page = c.page;
    const std::size_t root = page.starts_with("<html") ? page.find('>') + 1 : 0;
    page.insert(root, "<title>The ferry is out of service</title>");
    EXPECT_EQ(date_of(page), c.expected) << c.fact;
  }
}

std::string article(const std::string& beside, const std::string& behind = "") {
  return "<article><h1>The ferry is out of service</h1>" + beside + kText + behind + "</article>";
}

TEST(PageDate, IsNotReadFromRunningText) {
  expect_dates({
      {"a birthday", article("", "<p>He was born on 3 May 1950 in Bath.</p>"), ""},
      {"a birthday without more", article("<p>Born on 3 May 1950.</p>"), ""},
      {"a magnitude", article("", "<p>Gempa magnitudo 5.6 pada kedalaman 10 km.</p>"), ""},
      {"a version", article("<p>Version 2.3.1 of the program is out.</p>"), ""},
      {"a share", article("<p>Inflation was 2.3 percent in May 2025.</p>"), ""},
      {"a result", article("<p>They won 10-11-2024 on points in the end.</p>"), ""},
      {"a date in a sentence that is short", article("<p>It closes on 10 November 2024!</p>"), ""},
      {"a time from day to day", article("<div>10 - 20 November 2024</div>"), ""},
      {"a year alone", article("<div class=date>2024</div>"), ""},
      {"a month", article("<div class=date>November 2024</div>"), ""},
      {"figures of a table", article("<table><tr><td>10.11<td>20.24<td>5.6.10</table>"), ""},
  });
}

TEST(PageDate, IsNotThatOfOthers) {
  const std::string time = "<time datetime=2020-01-15>15 January 2020</time>";
  expect_dates({
      {"a day that the text speaks of",
       article("", "<p>The ferry came to the island on " + time +
                       ", when the harbour was made deeper and the old pier, which had been of "
                       "wood, was taken down by its crew.</p>"),
       ""},
      {"a picture", article("<figure><figcaption>14 March 2019</figcaption></figure>"), ""},
      {"comments", article("") + "<div class=comments><p>Jo, " + time + "</p></div>", ""},
      {"a comment that says when it was posted",
       article("") + "<div class=comment><p class=date>Posted 15 January 2020</p></div>", ""},
      {"related articles", article("") + "<aside>" + time + "</aside>", ""},
      {"another article", article("") + "<article><h2>More</h2>" + time + "</article>", ""},
      {"a list of articles before it",
       "<div class=related><h3>More</h3>" + time +
           "</div><p>x</p><p>y</p><p>z</p><p>a</p><p>b</p>" + article(""),
       ""},
      {"several days behind the text",
       article("") + std::string(30, '\n') +
           "<p>1</p><p>2</p><p>3</p><p>4</p><p>5</p><p>6</p><p>7"
           "</p><p>8</p><p>9</p><p>10</p><p>11</p><p>12</p><p>13</p><p>14</p><p>15</p><p>16</"
           "p><p>17</p>"
           "<p>18</p><p>19</p>" +
           time + "<time datetime=2021-01-15></time>",
       ""},
      {"microdata of a list of sources",
       article("", "<ul><li itemprop=citation><meta itemprop=datePublished content=1988></ul>"),
       ""},
  });
}

TEST(PageDate, IsReadFromWhereDatesAreGiven) {
  const std::string day = "2024-11-10";
  expect_dates({
      {"between headline and text, whatever the element is called",
       article("<footer><time datetime=2024-11-10></time></footer>"), day},
      {"an aside between them", article("<aside><time datetime=2024-11-10></time></aside>"), day},
      {"an article that the headline stands before",
       "<h1>The ferry is out of service</h1><article><time datetime=2024-11-10></time>" +
           std::string(kText) + "</article>",
       day},
      {"RDFa", article("<span property=schema:datePublished content=2024-11-10T08:00Z></span>"),
       day},
      {"the mark before a general <meta>",
       "<meta name=date content=2024-11-20>" + article("<time datetime=2024-11-10></time>"), day},
      {"a <meta> of publication before the mark",
       "<meta property=article:published_time content=2024-11-10>" +
           article("<time datetime=2024-11-20></time>"),
       day},
      {"a line with the outlet's name",
       article("<div>Kompas.example - 10/11/2024, 16:20 WIB</div>"), ""},
      {"the same in its language",
       "<html lang=id>" + article("<div>Kompas.example - 10/11/2024, 16:20 WIB</div>"), day},
      {"the same in British English",
       "<html lang=en_gb>" + article("<div>Kompas.example - 10/11/2024, 16:20</div>"), day},
      {"the same in Irish English",
       "<html lang=en-IE>" + article("<div>Kompas.example - 10/11/2024, 16:20</div>"), day},
      {"the same in American English",
       "<html lang=EN-US>" + article("<div>Kompas.example - 10/11/2024, 16:20</div>"), ""},
      {"a line with a writer", article("<div>Jo Doe · November 10, 2024 · 7 comments</div>"), day},
      {"a writer behind the date", article("<div>10. November 2024, Jo Doe</div>"), day},
      {"a label in a line", article("<div>By Jo Doe Published 10 Nov 2024</div>"), day},
      {"a label before date and writer",
       article("<div>Posted on November 10, 2024 by Jo Doe</div>"), day},
      {"a place before the date", article("<p>Hamburg, 10. November 2024</p>"), day},
      {"an element named for it with more inside",
       article("<div class=date>10. November 2024 (ABC/DE) Berlin</div>"), day},
      {"a dateline", article("<p>10.11.2024 – The harbour master says more about it today.</p>"),
       day},
      {"Arabic", article("<div class=post-date>الأحد ١٠ نوفمبر ٢٠٢٤ - ١٠:٣٠</div>"), day},
      {"Thai", article("<div>๑๐ พฤศจิกายน ๒๕๖๗</div>"), day},
      {"Persian", article("<div>۲۰ آبان ۱۴۰۳ - ۱۰:۳۰</div>"), day},
      {"Japanese", article("<div>令和6年11月10日</div>"), day},
      {"Chinese", article("<div>发布时间：2024年11月10日 10:30</div>"), day},
      {"Taiwan", article("<div>民國113年11月10日</div>"), day},
  });
  EXPECT_EQ(date_of(article(""), "https://h.example/2024/11/10/ferry"), day);
}

}  // namespace
}  // namespace wirefold::page
