// Articles on several pages: which pages are asked for, and what is put together.
#include "wirefold/ingest/article_pages.h"

#include <gtest/gtest.h>

#include "wirefold/model/limits.h"

namespace wirefold::ingest {
namespace {

constexpr char kUrl[] = "https://n.example/ferry";

page::Page page_of(const std::string& text, const std::string& next = "",
                   const std::string& whole = "") {
  page::Page page;
  page.kind = page::PageKind::kArticle;
  page.title = "Ferry drifts for nine hours";
  page.text = text;
  page.next = next;
  page.whole = whole;
  return page;
}

Error failure() { return {Errc::kHttpStatus, "404"}; }

TEST(ArticlePages, AnArticleOnOnePageAsksForNothing) {
  ArticlePages pages;
  EXPECT_EQ(pages.take(1, kUrl, page_of("one")), std::nullopt);
  const CollectedPage out = pages.give(1);
  EXPECT_EQ(out.page->text, "one");
  EXPECT_EQ(out.url, kUrl);
  EXPECT_EQ(out.count, 1);
  EXPECT_EQ(pages.size(), 0u);
}

TEST(ArticlePages, AFirstPageThatDoesNotComeIsAnError) {
  ArticlePages pages;
  EXPECT_EQ(pages.take(1, kUrl, failure()), std::nullopt);
  EXPECT_EQ(pages.give(1).page.error().detail, "404");
  EXPECT_EQ(pages.give(1).page.error().detail, "no page has arrived") << "it was given";
}

TEST(ArticlePages, WhatHasComeIsGivenAtAnyTime) {
  ArticlePages pages;
  EXPECT_EQ(pages.take(1, kUrl, page_of("one", "/2")), "/2");
  EXPECT_TRUE(pages.has(1));
  EXPECT_EQ(pages.url_of_first(1), kUrl);
  EXPECT_EQ(pages.give(1).page->text, "one");
  EXPECT_FALSE(pages.has(1));
}

struct Further {
  const char* what;
  page::Page page;
};

TEST(ArticlePages, AFurtherPageThatIsNotOfTheArticleIsLeftOut) {
  std::vector<Further> cases = {{"another title", page_of("two")},
                                {"a word of the title", page_of("two")},
                                {"no title", page_of("two")},
                                {"a wall", page_of("two")},
                                {"nothing new", page_of("one")}};
  cases[0].page.title = "Storm closes the harbour";
  cases[1].page.title = "Ferry";
  cases[2].page.title = "";
  cases[3].page.kind = page::PageKind::kPaywall;
  for (const Further& further : cases) {
    ArticlePages pages;
    pages.take(1, kUrl, page_of("one", "/2"));
    EXPECT_EQ(pages.take(1, kUrl, further.page), std::nullopt) << further.what;
    EXPECT_EQ(pages.give(1).page->text, "one") << further.what;
  }
}

TEST(ArticlePages, AFurtherPageMayAddToTheTitle) {
  for (const char* const title :
       {"FERRY DRIFTS FOR NINE HOURS – page 2", "Ferry drifts for nine"}) {
    ArticlePages pages;
    pages.take(1, kUrl, page_of("one", "/2"));
    page::Page second = page_of("two");
    second.title = title;
    pages.take(1, kUrl, second);
    EXPECT_EQ(pages.give(1).page->text, "one\ntwo") << title;
  }
}

TEST(ArticlePages, OnePageWithAllIsTakenIfItHasMore) {
  ArticlePages pages;
  EXPECT_EQ(pages.take(1, kUrl, page_of("one", "/2", "/all")), "/all");
  EXPECT_EQ(pages.take(1, kUrl, page_of("one\ntwo\nthree", "/x")), std::nullopt);
  EXPECT_EQ(pages.give(1).page->text, "one\ntwo\nthree");
  EXPECT_EQ(pages.take(2, kUrl, page_of("one", "/2", "/all")), "/all");
  EXPECT_EQ(pages.take(2, kUrl, page_of("o")), "/2") << "it had less";
  EXPECT_EQ(pages.take(2, kUrl, page_of("two", "/3")), std::nullopt) << "two requests";
  EXPECT_EQ(pages.give(2).page->text, "one\ntwo");
}

TEST(ArticlePages, TheTextOfAllPagesHasTheLimitOfOne) {
  ArticlePages pages;
  pages.take(1, kUrl, page_of(std::string(kMostTextBytes - 4, 'a'), "/2"));
  pages.take(1, kUrl, page_of("bbb\ncccc"));
  EXPECT_EQ(pages.give(1).page->text.size(), kMostTextBytes);
}

TEST(ArticlePages, WhatIsHeldIsBounded) {
  ArticlePages pages;
  std::uint64_t asked = 0;
  page::Page large = page_of(std::string(1 << 20, 'a'), "/2");
  while (pages.take(asked, kUrl, large)) ++asked;
  EXPECT_LE(asked, ArticlePages::kMostBytes >> 20U);
  EXPECT_GT(asked, 10u);
  for (std::uint64_t i = 0; i <= asked; ++i) EXPECT_TRUE(pages.give(i).page) << i;
  EXPECT_EQ(pages.size(), 0u);
  EXPECT_TRUE(pages.take(0, kUrl, large)) << "there is room again";
  large.text = "one";
  large.site = std::string(ArticlePages::kMostBytes, 's');
  EXPECT_FALSE(pages.take(1, kUrl, large)) << "all of a page counts";
}

}  // namespace
}  // namespace wirefold::ingest
