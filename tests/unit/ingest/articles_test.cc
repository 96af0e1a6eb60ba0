#include "wirefold/ingest/articles.h"

#include <gtest/gtest.h>

#include "support/markup.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::ingest {
namespace {

constexpr Timestamp kNow(std::chrono::hours(480000));

Prepared prepared_of(const Entry& entry, const FeedSource& source, Growth& growth) {
  ParsedFeed feed;
  feed.entries = {entry};
  const Origin origin{FeedId{7}, source, "Outlet", {"h.example", {}}, "https://h.example/"};
  Prepared out = prepare(entry, identities_of(feed, FeedId{7}).at(0), origin, growth, kNow);
  analyse(out);
  return out;
}

Article article_of(const Entry& entry) {
  FeedSource source;
  source.url = "https://h.example/feed";
  Growth growth(1 << 20);
  return prepared_of(entry, source, growth).article;
}

std::string long_url(std::size_t bytes) {
  std::string url = "https://h.example/";
  return url + std::string(bytes - url.size(), 'a');
}

TEST(Prepare, CutsTitlesAndNamesAtACharacter) {
  Entry entry;
  for (int i = 0; i < 1000; ++i) entry.title.value += "é";
  entry.authors = {std::string(kMostNameBytes, 'a'), std::string(kMostNameBytes + 1, 'b')};
  const Article article = article_of(entry);
  EXPECT_LE(article.title.size(), kMostTitleBytes);
  EXPECT_GT(article.title.size(), kMostTitleBytes - 4);
  EXPECT_TRUE(is_valid_utf8(article.title));
  EXPECT_TRUE(article.title.ends_with("é…"));
  ASSERT_EQ(article.authors.size(), 2u);
  EXPECT_EQ(article.authors[0], entry.authors[0]);
  EXPECT_EQ(article.authors[1].size(), kMostNameBytes);
}

TEST(Prepare, KeepsNoMoreOfAListThanAReaderShows) {
  Entry entry;
  for (int i = 0; i < 500; ++i) {
    entry.authors.push_back("a" + std::to_string(i));
    entry.categories.push_back("c" + std::to_string(i));
    entry.enclosures.push_back({"https://h.example/" + std::to_string(i), "", {}});
  }
  const Article article = article_of(entry);
  EXPECT_EQ(article.authors.size(), kMostAuthors);
  EXPECT_EQ(article.categories.size(), kMostCategories);
  EXPECT_EQ(article.enclosures.size(), kMostEnclosures);
}

TEST(Prepare, DropsALinkThatIsTooLongInsteadOfCuttingIt) {
  for (const std::size_t bytes : {kMostLinkBytes, kMostLinkBytes + 1}) {
    Entry entry;
    const std::string url = long_url(bytes);
    entry.link = url;
    entry.image = url;
    entry.enclosures = {{url, std::string(kMostNameBytes + 1, 't'), {}}};
    const Article article = article_of(entry);
    const bool kept = bytes == kMostLinkBytes;
    EXPECT_EQ(article.link, kept ? url : "");
    EXPECT_EQ(article.image, kept ? url : "");
    EXPECT_EQ(article.canonical.empty(), !kept);
    ASSERT_EQ(article.enclosures.size(), kept ? 1u : 0u);
    for (const Enclosure& e : article.enclosures) EXPECT_EQ(e.type, "");
  }
}

TEST(Prepare, KeepsTheFirstImageOfTheTextOnlyIfItsAddressIsNotTooLong) {
  Entry entry;
  entry.content = {"<img src=\"" + long_url(kMostLinkBytes + 1) + "\">", TextKind::kHtml};
  EXPECT_EQ(article_of(entry).image, "");
  entry.content = {"<img src=\"" + long_url(kMostLinkBytes) + "\">", TextKind::kHtml};
  EXPECT_EQ(article_of(entry).image, long_url(kMostLinkBytes));
}

TEST(Prepare, TellsLongKeysApart) {
  Entry entry;
  entry.id = long_url(kMostLinkBytes);
  EXPECT_EQ(article_of(entry).key, entry.id);
  entry.id = long_url(1 << 20) + '1';
  const std::string one = article_of(entry).key;
  EXPECT_LE(one.size(), 100u);
  EXPECT_EQ(article_of(entry).key, one);
  entry.id.back() = '2';
  EXPECT_NE(article_of(entry).key, one);
  entry.id = std::string(1 << 20, 'x');  // not a URI
  EXPECT_LE(article_of(entry).key.size(), 100u);
}

TEST(Prepare, CutsTextsBehindTheirEscapes) {
  for (const TextKind kind : {TextKind::kPlain, TextKind::kHtml}) {
    Entry entry;
    entry.content = {std::string(kMostTextBytes, '"') + "é", kind};
    entry.summary = {std::string(3 * kMostTextBytes, 'x') + "<b>", kind};
    const Article article = article_of(entry);
    EXPECT_LE(article.content.size(), kMostTextBytes);
    EXPECT_GT(article.content.size(), kMostTextBytes - 100);
    EXPECT_LE(article.summary.size(), kMostTextBytes);
    EXPECT_EQ(test::sanitized(article.content, ""), article.content);
    EXPECT_EQ(test::sanitized(article.summary, ""), article.summary);
  }
}

TEST(Prepare, ChargesTheLinksOfAllEntriesOfADocument) {
  FeedSource source;
  Entry entry;
  entry.base = long_url(kMostLinkBytes) + '/';
  entry.content = {"<a href=\"x\">y</a>", TextKind::kHtml};
  Growth growth(0);
  std::size_t bytes = 0;
  for (int i = 0; i < 1000; ++i) {
    bytes += prepared_of(entry, source, growth).article.content.size();
  }
  EXPECT_LT(bytes, 300000u);
}

bool nothing_is_boilerplate(std::uint64_t) { return false; }

TEST(TakePage, TakesADateThatMayBeTrue) {
  using std::chrono::days;
  using std::chrono::hours;
  struct Case {
    std::string_view fact;
    std::optional<std::chrono::hours> of_feed;  // after the entry was first listed
    std::optional<std::chrono::hours> of_page;
    std::optional<std::chrono::hours> expected;
  };
  const Case cases[] = {{"of the page", {}, hours(-5), hours(-5)},
                        {"the feed's before the page's", hours(-3), hours(-5), hours(-3)},
                        {"the oldest", {}, days(-10), days(-10)},
                        {"an older one", {}, days(-10) - hours(1), {}},
                        {"years ago", {}, days(-5000), {}},
                        {"in the future", {}, days(2), {}},
                        {"none", {}, {}, {}}};
  for (const Case& c : cases) {
    Entry entry;
    FeedSource source;
    Growth growth(0);
    Prepared prepared = prepared_of(entry, source, growth);
    const Timestamp seen = prepared.article.first_seen;
    const auto at = [seen](std::optional<std::chrono::hours> after) {
      return after ? std::optional(seen + *after) : std::nullopt;
    };
    prepared.article.published = at(c.of_feed);
    page::Page page;
    page.kind = page::PageKind::kArticle;
    page.published = at(c.of_page);
    page.text = "Some words that make the text of a page of its own.";
    ASSERT_TRUE(take_page(prepared, page, "", days(10), nothing_is_boilerplate));
    EXPECT_EQ(prepared.article.published, at(c.expected)) << c.fact;
  }
}

TEST(TakePage, CutsTitlesAndNames) {
  Entry entry;
  FeedSource source;
  Growth growth(0);
  Prepared prepared = prepared_of(entry, source, growth);
  page::Page page;
  page.kind = page::PageKind::kArticle;
  page.title = std::string(5000, 't');
  page.authors = {std::string(5000, 'a')};
  page.canonical = long_url(5000);
  page.text = "Some words that make the text of a page of its own.";
  ASSERT_TRUE(take_page(prepared, page, "", std::chrono::days(10), nothing_is_boilerplate));
  EXPECT_EQ(prepared.article.title.size(), kMostTitleBytes);
  EXPECT_EQ(prepared.article.authors.at(0).size(), kMostNameBytes);
  EXPECT_EQ(prepared.article.canonical, "");
}

TEST(OutletName, IsNoLongerThanATitle) {
  ParsedFeed feed;
  feed.title.value = std::string(5000, 'o');
  EXPECT_EQ(outlet_name(FeedSource(), feed).size(), kMostTitleBytes);
}

}  // namespace
}  // namespace wirefold::ingest
