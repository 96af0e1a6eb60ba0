// Further pages of an article: their addresses are its own with a page number.
#include "page/further_pages.h"

#include <gtest/gtest.h>

namespace wirefold::page {
namespace {

struct Linked {
  std::string url;
  std::string link;
};

FurtherPages of(const Linked& c, const std::string& first = "") {
  return further_pages({c.link}, c.url, first);
}

TEST(FurtherPages, AreTheArticlesAddressWithTheNextNumber) {
  const Linked cases[] = {
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?PAGE=2#top"},
      {"https://n.example/news/ferry?page=1", "https://n.example/news/ferry?page=2"},
      {"https://n.example/news/ferry?utm_source=rss", "https://n.example/news/ferry?page=2"},
      {"https://n.example/news?id=40&lang=id", "https://n.example/news?id=40&lang=id&halaman=2"},
      {"https://n.example/news?id=40&lang=id", "https://n.example/news?id=40&hal=2&lang=id"},
      {"https://n.example/news/ferry/", "https://n.example/news/ferry/2/"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry/2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry/page/2"},
      {"https://n.example/news/ferry/page/1", "https://n.example/news/ferry/page/2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry/seite-2"},
      {"https://n.example/news/ferry.html", "https://n.example/news/ferry-2.html"},
      {"https://n.example/news/ferry.html", "https://n.example/news/ferry,2.html"},
      {"https://n.example/news/ferry.html", "https://n.example/news/ferry-page-2.html"},
      {"https://n.example/news/ferry-1.html", "https://n.example/news/ferry-2.html"},
  };
  for (const Linked& c : cases) {
    EXPECT_EQ(of(c).next, c.link) << c.url;
    EXPECT_EQ(of(c).whole, "") << c.url;
  }
}

TEST(FurtherPages, AreNotOtherArticlesNorOtherPagesOfIt) {
  const Linked cases[] = {
      {"https://n.example/posts/1204", "https://n.example/posts/1205"},
      {"https://n.example/posts/ferry", "https://n.example/posts/harbour?page=2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=3"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=1"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=02"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?image=2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=-0"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=2&session=1"},
      {"https://n.example/news/ferry", "http://n.example/news/ferry?page=2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=2#comments"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry/comment-page-2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?cpage=2"},
      {"https://n.example/news/ferry", "https://other.example/news/ferry?page=2"},
      {"https://n.example/news/ferry", "http://user@other.example/news/ferry/2"},
      {"https://n.example/news/ferry", "https://n.example/news/2"},
      {"https://n.example/news/ferry/", "https://n.example/news/ferry-2/"},
      {"https://n.example/?p=12", "https://n.example/?p=13"},
      {"https://n.example/", "https://n.example/2"},
      {"https://n.example/", "https://n.example/page/2"},
      {"", "?page=2"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=99999999999999999999"},
  };
  for (const Linked& c : cases) {
    EXPECT_EQ(of(c).next, "") << c.url << ' ' << c.link;
    EXPECT_EQ(of(c).whole, "") << c.url << ' ' << c.link;
  }
}

TEST(FurtherPages, MayBeOneWithAllOfTheArticle) {
  const Linked cases[] = {
      {"https://n.example/news/ferry", "https://n.example/news/ferry?page=all"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?view=all"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry?single=1"},
      {"https://n.example/news/ferry?page=1", "https://n.example/news/ferry?page=all"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry/komplettansicht"},
      {"https://n.example/news/ferry", "https://n.example/news/ferry/all"},
  };
  for (const Linked& c : cases) {
    EXPECT_EQ(of(c).whole, c.link) << c.url;
    EXPECT_EQ(of(c).next, "") << c.url;
  }
  EXPECT_EQ(of({"https://n.example/a/ferry?page=all", "https://n.example/a/ferry?page=2"}).next,
            "");
}

TEST(FurtherPages, OfAFurtherPageIsTheOneAfterIt) {
  const std::string first = "https://n.example/news/ferry";
  EXPECT_EQ(of({first + "/2", first + "/3"}, first).next, first + "/3");
  EXPECT_EQ(of({first + "/2", first + "/2"}, first).next, "");
  EXPECT_EQ(of({first + "/3", first + "/2"}, first).next, "");
  EXPECT_EQ(of({"https://n.example/other", first + "/2"}, first).next, "") << "led elsewhere";
}

TEST(FurtherPages, ShareTheNameOfTheArticle) {
  EXPECT_EQ(shared_part("https://n.example/news/ferry-drifts.html"), "ferry-drifts");
  EXPECT_EQ(shared_part("https://n.example/news/ferry/?page=1"), "ferry");
  EXPECT_EQ(shared_part("https://n.example/a/5"), "/a/5");
  EXPECT_EQ(shared_part("https://n.example/1"), "/1");
  EXPECT_EQ(shared_part("https://n.example/"), "");
  EXPECT_EQ(shared_part(""), "");
}

}  // namespace
}  // namespace wirefold::page
