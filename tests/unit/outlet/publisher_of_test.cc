// The publisher of a feed, by its address and by its contents.
#include "wirefold/outlet/publisher_of.h"

#include <gtest/gtest.h>

#include "wirefold/outlet/registrable_domain.h"

namespace wirefold::outlet {
namespace {

TEST(RegistrableDomain, IsWhatSomebodyHasRegistered) {
  struct Row {
    const char* host;
    const char* domain;
  };
  const Row rows[] = {
      {"paper.example", "paper.example"},
      {"a.b.c.paper.example", "paper.example"},
      {"news.bbc.co.uk", "bbc.co.uk"},
      {"mypaper.go.id", "mypaper.go.id"},
      {"one.blogspot.com", "one.blogspot.com"},
      {"one.github.io", "one.github.io"},
      {"paper.example", "paper.example"},
      {"www.gov.uk", "www.gov.uk"},
      {"www.xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"},
      {"co.uk", ""},
      {"blogspot.com", ""},
      {"com", ""},
      {"localhost", ""},
      {"127.0.0.1", ""},
      {"10.1", ""},
      {"[2001:db8::1]", ""},
      {"", ""},
      {".", ""},
      {"...", ""},
      {".com", ""},
      {"a..com", ""},
      {"paper.0x7f", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(registrable_domain(row.host), row.domain) << row.host;
}

TEST(AsciiHost, IsTheNameThatDnsHas) {
  EXPECT_EQ(ascii_host("News.BBC.co.uk.."), "news.bbc.co.uk");
  EXPECT_EQ(ascii_host("B\xC3\x9C"
                       "cher.example"),
            "xn--bcher-kva.example");
  EXPECT_EQ(ascii_host("b\xC3\xBC"
                       "cher.example"),
            "xn--bcher-kva.example");
  EXPECT_EQ(ascii_host("\xFF\xFE.example"), "");
  EXPECT_EQ(ascii_host(std::string(1 << 20, 'x') + "\xC3\xBC"), "");
}

struct Place {
  const char* url;
  const char* id;  // Publisher::id()
};

void PrintTo(const Place& place, std::ostream* out) { *out << place.url; }

class PublisherAt : public testing::TestWithParam<Place> {};

TEST_P(PublisherAt, IsToldByTheAddress) {
  EXPECT_EQ(publisher_at(GetParam().url).id(), GetParam().id);
}

const Place kSites[] = {
    {"https://www.paper.example/rss", "paper.example"},
    {"http://feeds.paper.example:8080/world?x=1#y", "paper.example"},
    {"HTTPS://M.PAPER.EXAMPLE/", "paper.example"},
    {"https://rss.paper.co.uk/all.xml", "paper.co.uk"},
    {"https://paper.example./rss", "paper.example"},
    {"https://b\xC3\xBC"
     "cher.example/rss",
     "xn--bcher-kva.example"},
    {"https://www.gov.uk/search/all.atom", "www.gov.uk"},
    {"https://blogspot.com/One/feed", "blogspot.com/one"},
    {"https://blogspot.com/", "blogspot.com/"},
};

const Place kPlatforms[] = {
    {"https://one.blogspot.com/feeds/posts/default", "one.blogspot.com"},
    {"https://two.blogspot.com/feeds/posts/default", "two.blogspot.com"},
    {"https://www.blogger.com/feeds/123/posts/default", "blogger.com/feeds/123"},
    {"https://medium.com/feed/@Anna", "medium.com/@anna"},
    {"https://medium.com/@anna/an-article-123", "medium.com/@anna"},
    {"https://anna.medium.com/feed", "medium.com/@anna"},
    {"https://anna.substack.com/feed", "anna.substack.com"},
    {"https://anna.wordpress.com/feed/", "anna.wordpress.com"},
    {"https://wordpress.com/feed/", "wordpress.com"},
    {"https://www.youtube.com/feeds/videos.xml?channel_id=UCaB", "youtube.com/channel/UCaB"},
    {"https://www.youtube.com/channel/UCaB", "youtube.com/channel/UCaB"},
    {"https://www.youtube.com/feeds/videos.xml?user=anna", "youtube.com/user/anna"},
    {"https://m.youtube.com/@anna/videos", "youtube.com/@anna"},
    {"https://www.youtube.com/", "youtube.com"},
    {"https://www.reddit.com/r/Harbour/.rss", "reddit.com/r/harbour"},
    {"https://old.reddit.com/r/harbour/new/.rss?sort=new", "reddit.com/r/harbour"},
    {"https://www.reddit.com/u/anna/.rss", "reddit.com/user/anna"},
    {"https://www.reddit.com/.rss", "reddit.com"},
    {"https://social.example/@anna.rss", "social.example/@anna"},
    {"https://social.example/@Anna/123", "social.example/@anna"},
    {"https://www.reddit.com/r/harbour.rss", "reddit.com/r/harbour"},
    {"https://api.substack.com/feed/podcast/17.rss", "api.substack.com/feed/podcast/17"},
    {"https://cdn.jsdelivr.net/gh/anna/boat/feed.xml", "github.com/anna"},
    {"https://medium.com/feed/tag/sea", "medium.com/tag/sea"},
    {"https://github.com/anna/boat/releases.atom", "github.com/anna"},
    {"https://raw.githubusercontent.com/anna/boat/main/feed.xml", "github.com/anna"},
    {"https://bsky.app/profile/anna.example/rss", "bsky.app/profile/anna.example"},
    {"https://feeds.bbci.co.uk/news/rss.xml", "bbc.co.uk"},
    {"https://www.bbc.com/news/1", "bbc.co.uk"},
};

const Place kCarriers[] = {
    {"https://feeds.feedburner.com/Paper?format=xml", "paper via feedburner.com"},
    {"https://feeds.feedburner.com/~r/Paper/~3/x/", "paper via feedburner.com"},
    {"https://feeds.feedburner.com/", " via feedburner.com"},
    {"https://news.google.com/rss/search?q=sea", " via google.com"},
    {"https://rss.app/feeds/abc.xml", " via rss.app"},
    {"https://d1.cloudfront.net/rss/a.xml", "d1 via d1.cloudfront.net"},
    {"http://127.0.0.1:1200/telegram/x", " via 127.0.0.1"},
    {"http://[::1]/x", " via [::1]"},
    {"http://localhost/x", " via localhost"},
    {"file:///srv/feed.xml", " via file"},
};

INSTANTIATE_TEST_SUITE_P(Sites, PublisherAt, testing::ValuesIn(kSites));
INSTANTIATE_TEST_SUITE_P(Platforms, PublisherAt, testing::ValuesIn(kPlatforms));
INSTANTIATE_TEST_SUITE_P(Carriers, PublisherAt, testing::ValuesIn(kCarriers));

ParsedFeed feed_with(const std::string& link, const std::vector<std::string>& entries) {
  ParsedFeed out;
  out.link = link;
  for (const std::string& entry : entries) out.entries.emplace_back().link = entry;
  return out;
}

constexpr char kBurner[] = "https://feeds.feedburner.com/Paper";
constexpr char kBridge[] = "http://127.0.0.1:1200/telegram/x";

std::string id_of(const char* url, const std::string& link,
                  const std::vector<std::string>& entries) {
  return publisher_of(url, feed_with(link, entries)).id();
}

TEST(PublisherOf, IsTheAddresssWhateverTheFeedSays) {
  EXPECT_EQ(id_of("https://evil.example/feed", "https://paper.example/",
                  {"https://paper.example/1", "https://paper.example/2"}),
            "evil.example");
}

TEST(PublisherOf, ACarrierIsBelievedTheChannelsLink) {
  EXPECT_EQ(id_of(kBurner, "https://www.paper.example/", {"https://other.example/1"}),
            "paper.example via feedburner.com");
  EXPECT_EQ(id_of(kBridge, "https://www.youtube.com/channel/UCa", {}),
            "youtube.com/channel/UCa via 127.0.0.1");
}

TEST(PublisherOf, ElseThatOfMostEntries) {
  EXPECT_EQ(id_of(kBurner, "https://feeds.feedburner.com/Paper",
                  {"https://a.example/1", "https://paper.example/1", "https://paper.example/2"}),
            "paper.example via feedburner.com");
}

TEST(PublisherOf, ElseItsOwnNameForIt) {
  EXPECT_EQ(id_of(kBurner, "", {}), "paper via feedburner.com");
  EXPECT_EQ(id_of(kBridge, "http://127.0.0.1/", {"http://localhost/1"}), "") << "not known";
}

TEST(IsAtHome, AFeedOnThePagesOfItsOwnSite) {
  EXPECT_TRUE(is_at_home("https://feeds.paper.example/x", "https://www.paper.example/1"));
  EXPECT_FALSE(is_at_home("https://evil.example/x", "https://paper.example/1"));
  EXPECT_FALSE(is_at_home("https://one.blogspot.com/x", "https://two.blogspot.com/1"));
  EXPECT_FALSE(is_at_home("http://127.0.0.1/x", "http://127.0.0.1/1")) << "anybody's";
  EXPECT_TRUE(is_at_home("https://www.youtube.com/feeds/videos.xml?channel_id=UCa",
                         "https://youtube.com/watch?v=1"))
      << "a page of nobody there";
  EXPECT_FALSE(is_at_home("https://www.reddit.com/r/a/.rss", "https://reddit.com/r/b/comments/1"));
}

}  // namespace
}  // namespace wirefold::outlet
