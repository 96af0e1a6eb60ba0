// Images that scripts load late.
#include <gtest/gtest.h>

#include "html/image_source.h"
#include "support/markup.h"

namespace wirefold::html {
namespace {

/// Paths of the images that sanitize() finds in `markup`.
std::string pictures(std::string_view markup) {
  const std::string safe = test::sanitized(markup, "https://h.example/d/");
  constexpr std::string_view kSource = "<img src=\"https://h.example/";
  std::string out;
  for (std::size_t at = safe.find(kSource); at != std::string::npos; at = safe.find(kSource, at)) {
    at += kSource.size();
    out += (out.empty() ? "" : " ") + safe.substr(at, safe.find('"', at) - at);
  }
  return out;
}

TEST(LazyImages, AreWhereAScriptWouldFindThem) {
  const struct {
    const char* what;
    const char* markup;
    const char* pictures;
  } rows[] = {
      {"an ordinary one", "<img src=a.jpg>", "d/a.jpg"},
      {"data-src alone", "<img data-src=a.jpg>", "d/a.jpg"},
      {"data-src beside a spinner", "<img src=/wait.gif data-src=a.jpg>", "d/a.jpg"},
      {"data-src beside an embedded one", "<img src='data:image/gif;base64,R0' data-src=a.jpg>",
       "d/a.jpg"},
      {"data-lazy-src", "<img src=/wait.gif data-lazy-src=a.jpg>", "d/a.jpg"},
      {"data-original", "<img src=/wait.gif data-original=a.jpg>", "d/a.jpg"},
      {"an embedded one in data-src", "<img src=a.jpg data-src='data:image/gif;base64,R0'>",
       "d/a.jpg"},
      {"data-srcset: the widest", "<img data-srcset='a.jpg 300w, b.jpg 900w, c.jpg 600w'>",
       "d/b.jpg"},
      {"srcset alone: the densest", "<img srcset='a.jpg, b.jpg 2x'>", "d/b.jpg"},
      {"srcset beside src", "<img src=a.jpg srcset='b.jpg 2x'>", "d/a.jpg"},
      {"a picture's sources",
       "<picture><source data-srcset='a.webp 1x'><img src='data:image/gif;base64,R0'></picture>",
       "d/a.webp"},
      {"a noscript alone", "<p>x</p><noscript><img src=a.jpg></noscript>", "d/a.jpg"},
      {"a noscript behind its placeholder",
       "<img class='x lazyload' src=/blurred.jpg><noscript><img src=a.jpg></noscript>", "d/a.jpg"},
      {"a noscript behind a small form of its picture",
       "<img src=/60/a.jpg?q=20><noscript><img src=/1200/a.jpg></noscript>", "1200/a.jpg"},
      {"a noscript behind an embedded one",
       "<img src='data:image/gif;base64,R0'><noscript><img src=a.jpg></noscript>", "d/a.jpg"},
      {"a noscript behind another picture", "<img src=a.jpg><noscript><img src=b.jpg></noscript>",
       "d/a.jpg d/b.jpg"},
      {"a noscript that counts visitors",
       "<img src=a.jpg><noscript><img height=1 width=1 style='display:none' "
       "src='https://t.example/tr?id=1'></noscript>",
       "d/a.jpg"},
      {"one that counts visitors behind a lazy one",
       "<img data-src=a.jpg><noscript><img height=1 width=1 src=/tr></noscript>", "d/a.jpg"},
      {"a template in data-src", "<img data-src='/a_{width}.jpg' src=a.jpg>", "d/a.jpg"},
      {"a variable in data-src", "<img data-src='undefined' src=a.jpg>", "d/a.jpg"},
      {"a noscript behind a lazy one",
       "<img data-src=a-300.jpg><noscript><img src=a.jpg></noscript>", "d/a.jpg"},
      {"a noscript behind a link with the placeholder",
       "<a href=/><img class=lazy src=/blurred.jpg></a> <noscript><a href=/><img "
       "src=a.jpg></a></noscript>",
       "d/a.jpg"},
      {"a noscript behind another picture and words",
       "<p><img src=a.jpg> words</p><noscript><img src=b.jpg></noscript>", "d/a.jpg d/b.jpg"},
      {"a noscript without a picture", "<img src=a.jpg><noscript>Switch it on.</noscript>",
       "d/a.jpg"},
      {"two lazy ones",
       "<img class=lazy src=/w.gif><noscript><img src=a.jpg></noscript>"
       "<img class=lazy src=/w.gif><noscript><img src=b.jpg></noscript>",
       "d/a.jpg d/b.jpg"},
      {"none", "<img data-src='javascript:x()' src=''>", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(pictures(row.markup), row.pictures) << row.what;
}

TEST(LazyImages, KeepNoWordsOfANoscript) {
  EXPECT_EQ(test::sanitized("<p>a</p><noscript><p>Switch <b>it</b> on.</p></noscript><p>b</p>", ""),
            "<p>a</p><p>b</p>");
  EXPECT_EQ(test::sanitized("<noscript><script>x()</script><img src=\"https://h.example/a\" "
                            "onerror=x()></noscript>",
                            ""),
            "<img src=\"https://h.example/a\" alt=\"\" loading=\"lazy\"/>");
}

TEST(LazyImages, StandInMarkupThatIsWellFormed) {
  EXPECT_EQ(test::sanitized("<noscript><div><noscript></noscript></div></noscript>x", ""), "x");
  EXPECT_EQ(
      test::sanitized("<noscript><p>a<img src=/b><noscript><p>c</p></noscript>d</p></noscript>e",
                      "https://h.example/"),
      "<img src=\"https://h.example/b\" alt=\"\" loading=\"lazy\"/>e");
}

TEST(LargestOf, ReadsEveryKindOfSrcset) {
  EXPECT_EQ(largest_of(""), "");
  EXPECT_EQ(largest_of("a"), "a");
  EXPECT_EQ(largest_of("a 1x, b 1.5x"), "b");
  EXPECT_EQ(largest_of("a,x 10w,b 20w"), "b");
  EXPECT_EQ(largest_of(" , a 5w ,, b, "), "a");
}

}  // namespace
}  // namespace wirefold::html
