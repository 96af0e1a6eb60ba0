#include "wirefold/html/links.h"

#include <gtest/gtest.h>

#include "support/markup.h"

namespace wirefold::html {
namespace {

TEST(WithAbsoluteLinks, ChangesRelativeLinksAndNothingElse) {
  constexpr struct {
    std::string_view what, in, out;
  } kCases[] = {
      {"double quotes", "<a href=\"x\">y</a>", "<a href=\"https://h.example/d/x\">y</a>"},
      {"single quotes", "<a href='x'>y</a>", "<a href='https://h.example/d/x'>y</a>"},
      {"no quotes", "<img src=x.png>", "<img src=\"https://h.example/d/x.png\">"},
      {"blanks around the sign", "<a href = \" /x \">", "<a href = \"https://h.example/x\">"},
      {"capitals", "<A HREF=\"x\">", "<A HREF=\"https://h.example/d/x\">"},
      {"other attributes before and behind", "<a b c=1 href=\"x\" d>",
       "<a b c=1 href=\"https://h.example/d/x\" d>"},
      {"an ampersand", "<a href=\"?a&amp;b\">", "<a href=\"https://h.example/d/f?a&amp;b\">"},
      {"absolute already", "<a href=\"http://o.example/?a&b\">",
       "<a href=\"http://o.example/?a&b\">"},
      {"other schemes", "<a href=\"mailto:a@h.example\">", "<a href=\"mailto:a@h.example\">"},
      {"no scheme but a host", "<img src=\"//cdn.example/x\">",
       "<img src=\"https://cdn.example/x\">"},
      {"srcset", "<img srcset=\"a.png 1x, b.png 2x\">",
       "<img srcset=\"https://h.example/d/a.png 1x, https://h.example/d/b.png 2x\">"},
      {"text that looks like a link", "a href=\"x\" <3", "a href=\"x\" <3"},
      {"comments", "<!-- <a href=\"x\"> -->", "<!-- <a href=\"x\"> -->"},
      {"other attributes", "<a title=\"x\" data-href=\"x\">", "<a title=\"x\" data-href=\"x\">"},
      {"a tag that is cut", "<a href=\"x", "<a href=\"https://h.example/d/x"},
      {"a tag that is cut before the value", "<a href=", "<a href="},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(test::with_absolute_links(std::string(c.in), "https://h.example/d/f"), c.out)
        << c.what;
  }
}

TEST(WithAbsoluteLinks, NeedsABase) {
  EXPECT_EQ(test::with_absolute_links("<a href=\"x\">", ""), "<a href=\"x\">");
  EXPECT_EQ(test::with_absolute_links("<a href=\"x\">", "/d/"), "<a href=\"x\">");
}

TEST(WithAbsoluteLinks, StopsBeforeATextExplodes) {
  std::string links;
  for (int i = 0; i < 10000; ++i) links += "<a href=x>";
  const std::string base = "https://h.example/" + std::string(10000, 'a') + "/";
  EXPECT_LT(test::with_absolute_links(links, base).size(), 5 * links.size() + 100000);
}

/// One srcset with 100,000 candidates.
TEST(WithAbsoluteLinks, ChargesEachCandidateOfASrcset) {
  std::string srcset = "<img srcset=\"";
  for (int i = 0; i < 100000; ++i) srcset += "x, ";
  srcset += "\">";
  const std::string base = "https://h.example/" + std::string(2000, 'a') + "/";
  EXPECT_LT(test::with_absolute_links(srcset, base).size(), 6 * srcset.size() + 100000);
}

TEST(WithAbsoluteLinks, ChargesAllTextsOfADocumentTogether) {
  const std::string base = "https://h.example/" + std::string(2000, 'a') + "/";
  Growth growth(0);
  std::size_t bytes = 0;
  for (int i = 0; i < 1000; ++i) bytes += with_absolute_links("<a href=x>", base, growth).size();
  EXPECT_LT(bytes, 100000u);
  EXPECT_EQ(with_absolute_links("<a href=x>", base, growth), "<a href=x>");
  EXPECT_EQ(absolute_link("srcset", "x 1x, y 2x", base, growth), "x 1x, y 2x");
}

}  // namespace
}  // namespace wirefold::html
