// Entries whose text is taken from their pages.
#include <gtest/gtest.h>

#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/ingest/ingest.h"

namespace wirefold::ingest {
namespace {

constexpr char kStory[] =
    "A ferry with four hundred people drifted for nine hours in the northern strait after a fire "
    "in "
    "its engine room knocked out the power and all of the pumps, the coastguard said. Everybody "
    "was "
    "brought ashore unhurt by two tugs before the storm came up again in the morning, and the "
    "ferry "
    "was towed to the old harbour, where inspectors went on board to look for the cause of the "
    "fire.";

/// A text that differs for each number and is long enough to be told from all others.
std::string story_of(int number) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "w" + std::to_string(number) + "x" + std::to_string(i) + (i % 12 == 11 ? ". " : " ");
  }
  return text + "and so it ended, on that day.";
}

class IngestPagesTest : public testing::Test {
 protected:
  IngestPagesTest() {
    for (const std::string name : {"a", "b", "c"}) {
      FeedSource source;
      source.url = "https://" + name + ".example/feed";
      source.outlet = "Outlet " + name;
      config.sources.push_back(source);
    }
    start();
  }

  void start() {
    pipeline.start(config, listener);
    scheduler = pipeline.scheduler.get();
    ingest = pipeline.ingest;
  }

  /// Takes a document of `outlet` with one entry: a title and a sentence.
  void take_entry(const std::string& outlet, int number, const std::string& summary = "In short.") {
    fetch::Response r;
    r.request.tag.owner = to_int(test::feed_at(store, "https://" + outlet + ".example/feed").id);
    r.status = 200;
    const std::string link = link_of(outlet, number);
    r.body = "<rss version=\"2.0\"><channel><title>T</title><item><guid>" + link +
             "</guid><title>" + title_of(number) + "</title><link>" + link +
             "</link><description>" + summary + "</description></item></channel></rss>";
    r.request.url = "https://" + outlet + ".example/feed";
    r.validators.etag = "\"" + std::to_string(number) + "\"";
    pipeline.take(std::move(r));
  }

  static std::string link_of(const std::string& outlet, int number) {
    return "https://" + outlet + ".example/" + std::to_string(number);
  }
  static std::string title_of(int number) {
    const std::string n = std::to_string(number);
    return "w" + n + "x1 w" + n + "x2 w" + n + "x3";
  }

  /// Answers requests for robots.txt, as the fetch thread does, and returns the next one for a
  /// page.
  std::optional<fetch::Request> next_page() {
    while (auto request = scheduler->next_request(fetch::Pool::kPrimary)) {
      if (crawl::is_page(*request)) return request;
      if (!has_purpose(*request, crawl::Purpose::kRobots)) continue;
      fetch::Response robots;
      robots.request = *request;
      robots.status = robots_status;
      robots.body = robots_body;
      if (robots_status != 200) robots.error = Error{Errc::kHttpStatus, "status"};
      scheduler->ended(robots);
      scheduler->deliver(std::move(robots));
    }
    return std::nullopt;
  }

  /// Answers the scheduler's next request for a page. Returns false if there is none.
  bool answer_page(const std::string& body, int status = 200) {
    const auto request = next_page();
    if (request) answer(*request, body, status);
    return request.has_value();
  }

  void answer(const fetch::Request& request, const std::string& body, int status = 200) {
    fetch::Response r;
    r.request = request;
    r.status = status;
    r.content_type = "text/html; charset=utf-8";
    r.body = body;
    if (status != 200) r.error = Error{Errc::kHttpStatus, "status"};
    scheduler->ended(r);
    scheduler->deliver(std::move(r));
    pipeline.drain();
  }

  static std::string page(const std::string& text) {
    std::string html = "<html><body><article>";
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      html += "<p>" + text.substr(start, end - start) + "</p>";
      start = end + 1;
    }
    return html + "</article></body></html>";
  }

  /// A page that links to `to`.
  static std::string page_with_link(const std::string& text, const std::string& to) {
    const std::string html = page(text);
    return html.substr(0, html.find("</body>")) + "<a href=\"" + to + "\">2</a></body></html>";
  }

  std::string text_of_only_story() {
    const auto stories = test::recent_stories(store, 10);
    return stories.size() == 1 ? stories[0].lead().page_text : "";
  }

  static config::Config quick() {
    config::Config c;
    c.fetch.spacing = std::chrono::seconds(0);
    c.pages.spacing = std::chrono::seconds(0);
    return c;
  }

  config::Config config = quick();
  test::RecordingListener listener;
  test::Pipeline pipeline{":memory:", wall_clock_now, 100};
  store::Database& store = pipeline.store;
  crawl::RequestScheduler* scheduler = nullptr;
  Ingest* ingest = nullptr;
  int robots_status = 404;
  std::string robots_body;
};

TEST_F(IngestPagesTest, AShortEntryWaitsForItsPageAndHasItsText) {
  take_entry("a", 1, "A ferry drifted for hours.");
  EXPECT_EQ(store.reading().count_articles(), 0);
  ASSERT_TRUE(answer_page(page(kStory)));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].lead().page_text, kStory);
  EXPECT_EQ(stories[0].lead().summary, "<p>A ferry drifted for hours.</p>")
      << "the feed's own stays";
}

TEST_F(IngestPagesTest, OfAnArticleOnManyPagesTheFirstThreeAreRead) {
  take_entry("a", 1);
  const std::string link = link_of("a", 1);
  ASSERT_TRUE(answer_page(page_with_link(story_of(1), "?page=2")));
  EXPECT_EQ(store.reading().count_articles(), 0) << "its second page is waited for";
  const auto second = next_page();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->url, link + "?page=2");
  answer(*second, page_with_link(story_of(2), "?page=3"));
  ASSERT_TRUE(answer_page(page_with_link(story_of(1) + '\n' + story_of(3), "?page=4")));
  EXPECT_FALSE(next_page()) << "two further pages at most";
  EXPECT_EQ(text_of_only_story(), story_of(1) + '\n' + story_of(2) + '\n' + story_of(3))
      << "a line that is repeated is taken once";
}

TEST_F(IngestPagesTest, OneAddressWithAllPagesIsAskedForInsteadOfThem) {
  take_entry("a", 1);
  answer_page(page_with_link(story_of(1), "?page=2\">2</a> <a href=\"?page=all"));
  const auto whole = next_page();
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->url, link_of("a", 1) + "?page=all");
  answer(*whole, page(story_of(1) + '\n' + story_of(2)));
  EXPECT_FALSE(next_page());
  EXPECT_EQ(text_of_only_story(), story_of(1) + '\n' + story_of(2));
}

TEST_F(IngestPagesTest, WhereTheAddressWithAllPagesFailsTheNextPageIsRead) {
  take_entry("a", 1);
  answer_page(page_with_link(story_of(1), "?page=2\">2</a> <a href=\"?page=all"));
  answer_page("", 404);
  const auto second = next_page();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->url, link_of("a", 1) + "?page=2");
  answer(*second, page_with_link(story_of(2), "?page=3"));
  EXPECT_FALSE(next_page()) << "two further requests at most";
  EXPECT_EQ(text_of_only_story(), story_of(1) + '\n' + story_of(2));
}

TEST_F(IngestPagesTest, AFurtherPageThatFailsOrIsAnotherArticleCostsItself) {
  take_entry("a", 1);
  answer_page(page_with_link(story_of(1), "?page=2"));
  answer_page("", 500);
  EXPECT_EQ(text_of_only_story(), story_of(1));
  take_entry("a", 2);
  const std::string headline = "<h1>The harbour is open again</h1>";
  answer_page(headline + page_with_link(story_of(2), link_of("a", 2) + "?page=2"));
  answer_page("<h1>A quite different thing</h1>" + page(story_of(7)));
  EXPECT_EQ(test::recent_stories(store, 10)[0].lead().page_text, story_of(2));
}

TEST_F(IngestPagesTest, AtTheEndAnArticleHasThePagesThatHaveCome) {
  take_entry("a", 1);
  ASSERT_TRUE(answer_page(page_with_link(story_of(1), "?page=2")));
  ingest->finish();
  EXPECT_EQ(text_of_only_story(), story_of(1));
}

TEST_F(IngestPagesTest, RobotsTxtIsHeardForFurtherPages) {
  robots_status = 200;
  robots_body = "User-agent: *\nDisallow: /*?page=\n";
  take_entry("a", 1);
  ASSERT_TRUE(answer_page(page_with_link(story_of(1), "?page=2")));
  EXPECT_FALSE(next_page());
  pipeline.drain();
  EXPECT_EQ(text_of_only_story(), story_of(1));
}

TEST_F(IngestPagesTest, AFurtherPageIsNotRedirected) {
  take_entry("a", 1);
  answer_page(page_with_link(story_of(1), "?page=2"));
  const auto second = next_page();
  ASSERT_TRUE(second);
  fetch::Response r;
  r.request = *second;
  r.status = 302;
  r.location = "https://other.example/login";
  r.error = Error{Errc::kHttpStatus, "302"};
  scheduler->ended(r);
  scheduler->deliver(std::move(r));
  EXPECT_FALSE(next_page());
  pipeline.drain();
  EXPECT_EQ(text_of_only_story(), story_of(1));
}

TEST_F(IngestPagesTest, CopiesAreKnownByTheirPages) {
  take_entry("a", 1, "A ferry drifted for nine hours.");
  answer_page(page(kStory));
  take_entry("b", 2, "The coastguard said that everybody was brought ashore.");
  answer_page(page(std::string("HARBOUR (Reuters) - ") + kStory + "\n(abc)"));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].members.size(), 2u);
  EXPECT_EQ(stories[0].members[1].article.wire, (WireFacts{"Reuters", "HARBOUR", "abc"}));
}

TEST_F(IngestPagesTest, ALongEntryNeedsNoPage) {
  config.pages.below_words = 20;
  ingest->apply(config);
  take_entry("a", 1, kStory);
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_FALSE(next_page());
}

TEST_F(IngestPagesTest, NoPagesAreFetchedForAFeedThatWantsNone) {
  config.sources[0].pages = false;
  ingest->apply(config);
  take_entry("a", 1);
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_FALSE(next_page());
}

TEST_F(IngestPagesTest, TheArchiveOfANewFeedIsLeftInPeace) {
  const auto take_published = [this](int number, Timestamp published) {
    take_entry("a", number,
               "In short.</description><pubDate>" + format_http_date(published) +
                   "</pubDate><description>");
  };
  const Timestamp now = wall_clock_now();
  take_published(1, now - config.fold.window - std::chrono::hours(1));
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_FALSE(next_page());
  take_published(2, now - config.fold.window + std::chrono::hours(1));
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_TRUE(next_page());
}

TEST_F(IngestPagesTest, APageIsAskedForOnce) {
  take_entry("a", 1);
  take_entry("a", 1, "In short, but edited.");
  ASSERT_TRUE(answer_page(page(story_of(1))));
  take_entry("a", 1, "In short, edited once more.");
  start();  // a restart
  take_entry("a", 1, "In short, after the restart.");
  EXPECT_FALSE(next_page());
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_NE(test::recent_stories(store, 1)[0].lead().page_text, "") << "kept through the edits";
}

TEST_F(IngestPagesTest, WithoutItsPageAnEntryIsTakenAsItsFeedHasIt) {
  take_entry("a", 1);
  ASSERT_TRUE(answer_page("", 404));
  take_entry("b", 2);
  ASSERT_TRUE(
      answer_page(page("Something else that has none of the words, but is longer than "
                       "what was said, and says no more than that it is not there.")));
  take_entry("c", 3, "The ferry drifted for nine hours in the strait.");
  ASSERT_TRUE(answer_page(page(std::string(kStory).substr(0, 150) +
                               "\nSubscribe to continue reading this ferry drifted story.")));
  const auto stories = test::recent_stories(store, 10);
  ASSERT_EQ(stories.size(), 3u);
  for (const Story& story : stories) EXPECT_EQ(story.lead().page_text, "") << story.lead().link;
}

TEST_F(IngestPagesTest, RobotsTxtIsObeyed) {
  robots_status = 200;
  robots_body = "User-agent: *\nDisallow: /";
  take_entry("a", 1);
  EXPECT_FALSE(next_page());
  EXPECT_FALSE(next_page());  // delivers the pages that were given up
  pipeline.drain();
  EXPECT_EQ(store.reading().count_articles(), 1);
}

TEST_F(IngestPagesTest, ValidatorsAreStoredWithTheLastEntry) {
  const std::string url = "https://a.example/feed";
  take_entry("a", 1);
  EXPECT_EQ(test::feed_at(store, url).validators.etag, "")
      << "after a crash the entry must come again";
  EXPECT_EQ(test::feed_at(store, url).body_hash, 0u);
  EXPECT_TRUE(test::feed_at(store, url).next_poll) << "but not at once";
  answer_page(page(story_of(1)));
  EXPECT_EQ(test::feed_at(store, url).validators.etag, "\"1\"");
  EXPECT_NE(test::feed_at(store, url).body_hash, 0u);
}

TEST_F(IngestPagesTest, WhatWaitsIsTakenBeforeTheEnd) {
  take_entry("a", 1);
  take_entry("b", 2);
  ingest->finish();
  EXPECT_EQ(store.reading().count_articles(), 2);
  EXPECT_EQ(test::feed_at(store, "https://b.example/feed").validators.etag, "\"2\"");
}

TEST_F(IngestPagesTest, WhatWaitedBeforeACrashGoesOnWaiting) {
  take_entry("a", 1, "A ferry drifted for hours.");
  EXPECT_EQ(store.reading().count_articles(), 0);
  EXPECT_TRUE(next_page()) << "its page is on the way";
  start();  // without finish(), as if the program were killed
  take_entry("a", 1, "A ferry drifted for hours.");
  EXPECT_EQ(store.reading().count_articles(), 0) << "it is known";
  ASSERT_TRUE(answer_page(page(kStory)));
  ASSERT_EQ(store.reading().count_articles(), 1);
  const Article article = test::recent_stories(store, 1)[0].lead();
  EXPECT_EQ(article.page_text, kStory);
  EXPECT_EQ(article.summary, "<p>A ferry drifted for hours.</p>");
  EXPECT_EQ(article.outlet, "Outlet a");
  EXPECT_FALSE(next_page());
  start();
  EXPECT_FALSE(next_page()) << "nothing waits any more";
}

TEST_F(IngestPagesTest, WhatAPageEndedTheProgramOnIsTakenAsItsFeedHasIt) {
  take_entry("a", 1, "A ferry drifted for hours.");
  EXPECT_TRUE(next_page());
  FeedState state = test::feed_at(store, "https://a.example/feed");
  state.crashes = 1;
  test::change(store, [&](auto& tx) { tx.feeds().save(state); });
  start();
  EXPECT_EQ(store.reading().count_articles(), 0) << "the entry itself may be the reason";
  EXPECT_FALSE(next_page());
  take_entry("a", 1, "A ferry drifted for hours.");
  EXPECT_EQ(store.reading().count_articles(), 1)
      << "its feed brings it again, and it does not wait";
}

TEST_F(IngestPagesTest, OneFeedHasSoManyThatWait) {
  fetch::Response r;
  r.request.tag.owner = to_int(test::feed_at(store, "https://a.example/feed").id);
  r.request.url = "https://a.example/feed";
  r.status = 200;
  r.body = "<rss version=\"2.0\"><channel><title>T</title>";
  for (int i = 0; i < 1000; ++i) {
    r.body += "<item><link>" + link_of("a", i) + "</link><title>" + title_of(i) + "</title></item>";
  }
  r.body += "</channel></rss>";
  pipeline.take(std::move(r));
  EXPECT_EQ(store.reading().count_articles(), 700);
  take_entry("b", 1);
  EXPECT_EQ(store.reading().count_articles(), 700) << "others have room";
}

TEST_F(IngestPagesTest, OneWordOfAMegabyteDoesNotWait) {
  take_entry("a", 1, std::string(1 << 20, 'a'));
  EXPECT_EQ(store.reading().count_articles(), 1);
  EXPECT_FALSE(next_page());
}

TEST_F(IngestPagesTest, AFeedThatIsTakenOffTheListLeavesItsEntries) {
  take_entry("a", 1);
  config.sources.erase(config.sources.begin());
  ingest->apply(config);
  ASSERT_TRUE(answer_page(page_with_link(story_of(1), "?page=2")));
  EXPECT_FALSE(next_page()) << "nobody asks for its further pages";
  EXPECT_EQ(text_of_only_story(), story_of(1));
}

// Three outlets have recurring lines on every page: a plea, a copyright line, a list of headlines
// that stays for a week, and a sentence in the last paragraph.
TEST_F(IngestPagesTest, AfterTwentyPagesAnOutletsRecurringLinesAreGone) {
  const std::map<std::string, std::vector<std::string>> boilerplate = {
      {"a",
       {"Dapatkan kabar menarik dari kami, klik di sini untuk mendaftar sekarang juga",
        "Kabar Utara terbit di kota pelabuhan, dan dibaca pelaut di semua pulau"}},
      {"b",
       {"Support the work of our desk, and become a member of the Post from two pounds a month",
        "The ten best walks by the sea, and where to eat on the way home.",
        "Why the old clock has been wrong for a hundred years, and who likes it"}},
      {"c",
       {"Folgen Sie uns auch im Wartezimmer, in der Bahn und überall sonst, wo Sie lesen",
        "Dieser Text ist zuerst in der gedruckten Ausgabe vom Wochenende erschienen"}}};
  int number = 0;
  const auto page_with = [&](const std::string& outlet, int n) {
    std::string text = story_of(n);
    for (const std::string& line : boilerplate.at(outlet)) text += '\n' + line;
    return page(text + "\nThe last words w" + std::to_string(n) + "x2, as said. " +
                "Write to the desk of outlet " + outlet + " if you know more about it.");
  };
  for (int round = 0; round < 20; ++round) {
    for (const auto& [outlet, lines] : boilerplate) {
      ++number;
      take_entry(outlet, number, "About w" + std::to_string(number) + "x1 and more.");
      ASSERT_TRUE(answer_page(page_with(outlet, number)));
    }
  }
  std::size_t kept = 0;
  store.folding().for_each_boilerplate([&kept](const LearnedSentence&) { ++kept; });
  EXPECT_EQ(kept, 2u + 3u + 2u + 3 * 2u)
      << "the lines, and of each outlet the ending of story_of() and the sentence about the desk";
  start();  // the learned boilerplate survives a restart
  for (const auto& [outlet, lines] : boilerplate) {
    ++number;
    take_entry(outlet, number, "About w" + std::to_string(number) + "x1 and more.");
    ASSERT_TRUE(answer_page(page_with(outlet, number)));
    const std::string text = test::recent_stories(store, 1)[0].lead().page_text;
    EXPECT_TRUE(text.starts_with(story_of(number).substr(0, 100))) << text;
    EXPECT_TRUE(text.ends_with("as said.")) << text;
    for (const std::string& line : lines) EXPECT_EQ(text.find(line), std::string::npos) << line;
    EXPECT_EQ(text.find("Write to the desk"), std::string::npos);
  }
  EXPECT_EQ(store.reading().count_articles(), 63);
}

TEST_F(IngestPagesTest, OneArticleUnderTwoIdsIsOne) {
  config.pages.below_words = 0;
  ingest->apply(config);
  const auto take = [this](const std::string& guid, const std::string& link,
                           const std::string& title, const std::string& text) {
    fetch::Response r;
    r.request.tag.owner = to_int(test::feed_at(store, "https://a.example/feed").id);
    r.status = 200;
    r.body = "<rss version=\"2.0\"><channel><title>T</title><item><guid>" + guid +
             "</guid><title>" + title + "</title><link>" + link + "</link><description>" + text +
             "</description></item></channel></rss>";
    r.request.url = "https://a.example/feed";
    pipeline.take(std::move(r));
  };
  take("x:1", "https://www.a.example/news/ferry?utm_source=rss", "Ferry adrift", "Out at sea");
  take("x:2", "http://m.a.example/news/ferry/", "Ferry adrift", "Out at sea");
  EXPECT_EQ(store.reading().count_articles(), 1);
  take("x:3", "http://m.a.example/news/ferry/", "Another thing happened",
       "On land");                                                // a live page
  take("x:4", "https://a.example/", "Ferry adrift", "Towed in");  // a front page is no article's
  EXPECT_EQ(store.reading().count_articles(), 3);
  EXPECT_EQ(test::recent_stories(store, 10).size(), 3u);
}

}  // namespace
}  // namespace wirefold::ingest
