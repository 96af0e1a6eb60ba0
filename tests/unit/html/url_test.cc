#include "wirefold/html/url.h"

#include <gtest/gtest.h>

namespace wirefold::html {
namespace {

struct ReferenceCase {
  std::string_view reference;
  std::string_view resolved;
};

TEST(ResolveUrl, GivesTheExamplesOfRfc3986) {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  constexpr ReferenceCase kCases[] = {
      // section 5.4.1
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      // section 5.4.2
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/./x", "http://a/b/c/g#s/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"},
  };
  for (const ReferenceCase& c : kCases) {
    EXPECT_EQ(resolve_url(kBase, c.reference), c.resolved) << c.reference;
  }
}

TEST(ResolveUrl, ReadsReferencesAsBrowsersDo) {
  constexpr struct {
    std::string_view what, base, reference, out;
  } kCases[] = {
      {"blanks at the ends", "http://a/b", " https://z/ ", "https://z/"},
      {"a space inside", "http://a/", "/a b", "http://a/a%20b"},
      {"a line break inside", "http://a/", "/a\n b", "http://a/a%20b"},
      {"letters of other scripts", "http://a/", "/Путин", "http://a/Путин"},
      {"a base without a path", "http://a", "x", "http://a/x"},
      {"no base", "", "x/y", "x/y"},
      {"a base that is none", "not a url", "/x", "/x"},
  };
  for (const auto& c : kCases) EXPECT_EQ(resolve_url(c.base, c.reference), c.out) << c.what;
}

TEST(ResolveUrl, NamesNoUserWhicheverBroughtIt) {
  constexpr ReferenceCase kCases[] = {
      {"new?x", "https://h.example/a/new?x"},
      {"/@name", "https://h.example/@name"},
      {"", "https://h.example/a/old"},
      {"//other.example/x", "https://other.example/x"},
      {"//u:p@other.example/x", "https://other.example/x"},
      {"http://u:p@other.example:8080", "http://other.example:8080"},
      {"HTTP://u@v:p@other.example?q=a@b", "HTTP://other.example?q=a@b"},
      {"https://medium.example/@name", "https://medium.example/@name"},
      {"mailto:desk@h.example", "mailto:desk@h.example"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(resolve_url("https://me:s3cret@h.example/a/old", c.reference), c.resolved);
  }
}

}  // namespace
}  // namespace wirefold::html
