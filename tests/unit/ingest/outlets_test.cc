// Which publisher an article belongs to, and who may change it.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/ingest_rig.h"

namespace wirefold::ingest {
namespace {

constexpr char kFerry[] =
    "A ferry with four hundred people drifted for nine hours in the northern strait after a fire "
    "in its engine room knocked out the power and all of the pumps, the coastguard said, and "
    "everybody was brought ashore unhurt by two tugs before the storm came up again.";
constexpr char kFerryCorrected[] =
    "A ferry with three hundred people drifted for nine hours in the northern strait after a fire "
    "in its engine room knocked out the power and all of the pumps, the coastguard said, and "
    "everybody was brought ashore unhurt by two tugs before the storm came up again.";
constexpr char kLie[] =
    "The ferry was sunk on purpose, and nobody has told you who gave the order for it.";

constexpr char kOtherLie[] =
    "All aboard were paid actors, says a neighbour whose cousin sells tickets for that line.";
constexpr char kThirdLie[] =
    "Some ships are made of paper now, according to a leaflet which we found under the door.";

struct Channel {
  std::string url;
  std::string title;
  std::string link;
};

struct Item {
  std::string guid;
  std::string link;
  std::string title;
  std::string text;
};

std::string document(const Channel& channel, const std::vector<Item>& items) {
  static int count = 0;
  std::string out = "<rss version=\"2.0\"><channel><title>" + channel.title + "</title><link>" +
                    channel.link + "</link>";
  for (const Item& item : items) {
    out += "<item><guid isPermaLink=\"false\">" + item.guid + "</guid><link>" + item.link +
           "</link><title>" + item.title + "</title><description>" + item.text +
           "</description></item>";
  }
  return out + "<!-- " + std::to_string(++count) + " --></channel></rss>";
}

FeedSource source(const std::string& url, const std::string& outlet = {}) {
  FeedSource out;
  out.url = url;
  out.outlet = outlet;
  return out;
}

std::vector<std::string> publishers_of(const Story& story) {
  std::vector<std::string> out;
  for (const Member& m : story.members) out.push_back(m.article.publisher_name());
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// 38 feeds of twelve publishers, and two of an impostor.
const Channel kChannels[] = {
    {"https://www.paper.example/rss/world", "Morning Paper: World", "https://www.paper.example/"},
    {"https://www.paper.example/rss/sport", "Morning Paper: Sport", "https://www.paper.example/"},
    {"https://www.paper.example/rss/money", "Morning Paper: Money", "https://www.paper.example/"},
    {"https://www.paper.example/rss/arts", "Morning Paper: Arts", "https://www.paper.example/"},
    {"https://feeds.paper.example/all", "Morning Paper", "https://www.paper.example/"},
    {"http://paper.example/feed?section=food", "Food", "https://www.paper.example/food"},
    {"https://rss.paper.example/politics.xml", "Politics", "https://www.paper.example/"},
    {"https://m.paper.example/feed", "Morning Paper mobile", "https://m.paper.example/"},
    {"https://blogs.paper.example/editor/feed", "The Editor", "https://blogs.paper.example/"},
    {"https://news.radio.co.uk/rss", "Radio News", "https://news.radio.co.uk/"},
    {"https://feeds.radio.co.uk/world.xml", "Radio World", "https://www.radio.co.uk/"},
    {"https://www.radio.co.uk/feed", "Radio", "https://www.radio.co.uk/"},
    {"https://podcasts.radio.co.uk/daily", "Radio Daily", "https://www.radio.co.uk/"},
    {"https://audio.radio.co.uk/weekly", "Radio Weekly", "https://www.radio.co.uk/"},
    {"https://d1abc.cloudfront.net/rss/home.xml", "Herald", "https://www.herald.example/"},
    {"https://d1abc.cloudfront.net/rss/world.xml", "Herald World", "https://www.herald.example/"},
    {"https://d1abc.cloudfront.net/rss/city.xml", "Herald City", "https://www.herald.example/"},
    {"https://www.herald.example/rss", "The Herald", "https://www.herald.example/"},
    {"http://127.0.0.1:1200/telegram/herald", "Herald - Telegram", "https://www.herald.example/"},
    {"https://feeds.feedburner.com/CourierTop", "Courier", "https://courier.example/"},
    {"https://feeds.feedburner.com/CourierWorld", "Courier World", "https://courier.example/"},
    {"https://feeds2.feedburner.com/CourierArts", "Courier Arts", "https://courier.example/"},
    {"https://rss.app/feeds/abc.xml", "Courier Local", "https://courier.example/local"},
    {"https://feeds.feedburner.com/Gazette", "Gazette", "https://gazette.example/"},
    {"https://feeds.feedburner.com/Gazette/sport", "Gazette Sport", "https://gazette.example/s"},
    {"https://anna.blogspot.com/feeds/posts/default", "A blog", "https://anna.blogspot.com/"},
    {"https://anna.blogspot.com/atom.xml", "A blog", "https://anna.blogspot.com/"},
    {"https://ben.blogspot.com/feeds/posts/default", "A blog", "https://ben.blogspot.com/"},
    {"https://ben.blogspot.com/feeds/posts/default/-/sea", "A blog", "https://ben.blogspot.com/"},
    {"https://medium.com/feed/@anna", "Stories by Anna", "https://medium.com/@anna"},
    {"https://anna.medium.com/feed", "Stories by Anna", "https://anna.medium.com/"},
    {"https://www.youtube.com/feeds/videos.xml?channel_id=UCsea", "Sea", "https://y.example/"},
    {"http://www.youtube.com/feeds/videos.xml?channel_id=UCsea", "Sea", "https://y.example/"},
    {"https://www.youtube.com/feeds/videos.xml?channel_id=UCair", "Air", "https://y.example/"},
    {"https://www.reddit.com/r/harbour/.rss", "Harbour", "https://www.reddit.com/r/harbour/"},
    {"https://old.reddit.com/r/Harbour/new/.rss", "Harbour", "https://old.reddit.com/r/Harbour/"},
    {"https://wire-one.example/feed", "Wire", "https://wire-one.example/"},
    {"https://wire-two.example/feed", "Wire", "https://wire-two.example/"},
    {"https://evil.example/title", "Morning Paper", "https://evil.example/"},
    {"https://www.evil.example/links", "News", "https://www.paper.example/"},
};

const std::vector<std::string> kPublishers = {"anna.blogspot.com",
                                              "ben.blogspot.com",
                                              "courier.example",
                                              "gazette.example",
                                              "herald.example",
                                              "medium.com/@anna",
                                              "paper.example",
                                              "radio.co.uk",
                                              "reddit.com/r/harbour",
                                              "the wires",
                                              "youtube.com/channel/UCair",
                                              "youtube.com/channel/UCsea"};

TEST(Outlets, AreTwelveAndAnImpostorBehindFortyFeeds) {
  std::vector<FeedSource> sources;
  for (const Channel& channel : kChannels) {
    const bool wire = channel.title == "Wire";
    sources.push_back(source(channel.url, wire ? "the wires" : ""));
  }
  ASSERT_EQ(sources.size(), 40u);
  test::IngestRig rig(sources);
  int count = 0;
  for (const Channel& channel : kChannels) {
    const std::string id = std::to_string(++count);
    // Links to the channel's own site, if it has one.
    const std::string link = channel.link + "articles/" + id;
    EXPECT_EQ(rig.poll(channel.url, document(channel, {{id, link, "Ferry adrift", kFerry}})), 1)
        << channel.url;
  }
  const auto stories = rig.stories();
  ASSERT_EQ(stories.size(), 1u);
  std::vector<std::string> all = kPublishers;
  all.emplace_back("evil.example");
  std::ranges::sort(all);
  EXPECT_EQ(publishers_of(stories[0]), all);
  EXPECT_EQ(outlets_of(stories[0]).size(), 13u);
  EXPECT_EQ(rig.store.folding().facts_of(stories[0].id)->outlets.size(), 13u);
  StoryQuery query;
  query.limit = 10;
  query.min_outlets = 13;
  EXPECT_EQ(rig.store.reading().stories(query).size(), 1u);
  query.min_outlets = 14;
  EXPECT_EQ(rig.store.reading().stories(query).size(), 0u);
  query.min_outlets = 1;
  query.outlet = "paper.example";
  EXPECT_EQ(rig.store.reading().stories(query).size(), 1u) << "by its domain";
  query.outlet = "www.Paper.example";
  EXPECT_EQ(rig.store.reading().stories(query).size(), 1u) << "as people write it";
  query.outlet = "courier.example";
  EXPECT_EQ(rig.store.reading().stories(query).size(), 0u) << "they only say so";
  query.outlet = "courier.example via feedburner.com";
  EXPECT_EQ(rig.store.reading().stories(query).size(), 1u);
}

const Channel kPaper{"https://www.paper.example/rss", "Morning Paper",
                     "https://www.paper.example/"};
const Channel kSport{"https://feeds.paper.example/sport", "Sport", "https://www.paper.example/"};
const Channel kByTitle{"https://evil.example/title", "Morning Paper", "https://evil.example/"};
const Channel kByLinks{"https://evil.example/links", "Morning Paper", "https://www.paper.example/"};
const Channel kBurned{"https://feeds.feedburner.com/MorningPaper", "Morning Paper",
                      "https://www.paper.example/"};

Item ferry(const std::string& text) {
  return {"urn:ferry", "https://www.paper.example/ferry", "Ferry adrift", text};
}

struct Newsroom {
  Newsroom()
      : rig({source(kPaper.url), source(kSport.url), source(kByTitle.url), source(kByLinks.url),
             source(kBurned.url)}) {}

  std::int64_t poll(const Channel& channel, const std::vector<Item>& items) {
    return rig.poll(channel.url, document(channel, items));
  }

  Article article(int id) { return rig.store.reading().article(ArticleId{id}).value(); }
  std::string text(int id) { return text_of(article(id)); }

  bool has_article_of(const std::string& publisher, const std::string& text) {
    for (const Story& story : rig.stories()) {
      for (const Member& m : story.members) {
        if (m.article.publisher.id() == publisher && text_of(m.article) == text) return true;
      }
    }
    return false;
  }

  test::IngestRig rig;
};

class Rights : public testing::Test, protected Newsroom {};

TEST_F(Rights, NobodyElseEditsByIdLinkOrTitle) {
  const std::pair<Channel, std::string> strangers[] = {
      {kByTitle, kLie}, {kByLinks, kOtherLie}, {kBurned, kThirdLie}};
  poll(kPaper, {ferry(kFerry)});
  for (const auto& [channel, lie] : strangers) {
    SCOPED_TRACE(channel.url);
    EXPECT_EQ(poll(channel, {ferry(kFerry)}), 0);
    EXPECT_EQ(poll(channel, {ferry(kFerryCorrected)}), 0);
    Item item = ferry(lie);
    item.guid += lie.substr(0, 4);
    EXPECT_EQ(poll(channel, {item}), 1) << "what they say themselves is theirs";
    EXPECT_EQ(text(1), kFerry);
    EXPECT_EQ(article(1).publisher.id(), "paper.example");
    EXPECT_EQ(article(1).outlet, "Morning Paper");
  }
  poll(kPaper, {ferry(kFerryCorrected)});
  EXPECT_EQ(text(1), kFerryCorrected) << "the paper still does";
}

TEST_F(Rights, WhoIsFirstUnderAnIdHidesNobodysArticle) {
  poll(kByTitle, {ferry(kLie)});
  poll(kBurned, {ferry(kLie)});
  EXPECT_EQ(poll(kPaper, {ferry(kFerry)}), 1);
}

TEST_F(Rights, OneLinkIsOneArticleThatBothList) {
  poll(kPaper, {ferry(kFerry)});
  Item linked = ferry(kFerry);
  linked.guid = "urn:evil:1";
  EXPECT_EQ(poll(kByTitle, {linked}), 0);
  EXPECT_EQ(rig.state(kByTitle.url).left_out.listed_again, 1);
  linked.text.clear();
  EXPECT_EQ(poll(kByTitle, {linked}), 0) << "a link and a title say nothing else";
}

TEST_F(Rights, AnArticleComesHome) {
  Item linked = ferry(kFerry);
  linked.guid = "urn:evil:1";
  EXPECT_EQ(poll(kByLinks, {linked}), 1);
  EXPECT_EQ(poll(kPaper, {ferry(kFerryCorrected)}), 0);
  EXPECT_EQ(article(1).publisher.id(), "paper.example");
  EXPECT_EQ(text(1), kFerryCorrected);
  linked.text = kFerry;
  EXPECT_EQ(poll(kByLinks, {linked}), 0);
  EXPECT_EQ(text(1), kFerryCorrected) << "who brought it first has no right to it now";
  EXPECT_EQ(poll(kPaper, {ferry(kFerry)}), 0);
  EXPECT_EQ(text(1), kFerry);
  EXPECT_EQ(outlets_of(rig.stories().at(0)), std::vector<std::string>{"Morning Paper"});
}

/// The impostor's links, which canonical_url() replaces by the page that they name.
const char* const kRedirectors[] = {
    "http://evil.example/go?url=https%3A%2F%2Fwww.paper.example%2Fferry",
    "http://evil.example/feed/www.paper.example/ferry",
    "http://www.evilgoogle.com/amp/s/www.paper.example/ferry"};

TEST_F(Rights, ALinkThroughOnesOwnHostTakesNothingOver) {
  for (const char* link : kRedirectors) {
    SCOPED_TRACE(link);
    Newsroom fresh;
    fresh.poll(kPaper, {ferry(kFerry)});
    fresh.poll(kByLinks, {{"urn:evil", link, "Ferry adrift", kFerry + std::string(kLie)}});
    fresh.poll(kByLinks, {{"urn:evil", link, "Ferry adrift", kLie}});
    EXPECT_EQ(fresh.text(1), kFerry);
    EXPECT_EQ(fresh.article(1).publisher.id(), "paper.example");
  }
}

TEST_F(Rights, WhoIsFirstHidesNobodysPage) {
  for (const char* link : kRedirectors) {
    for (const std::string text : {"", kFerry}) {
      SCOPED_TRACE(link + text);
      Newsroom fresh;
      fresh.poll(kByLinks, {{"urn:evil", link, "Ferry adrift", kLie + std::string(kFerry)}});
      fresh.poll(kPaper, {ferry(text)});
      fresh.poll(kByLinks, {{"urn:evil", link, "Ferry adrift", kLie}});
      EXPECT_TRUE(fresh.has_article_of("paper.example", text));
    }
  }
}

TEST_F(Rights, AnArticleThatComesHomeLeavesTheStoryIntoWhichOthersHaveBroughtIt) {
  const Channel third{"https://third.example/feed", "Third", "https://third.example/"};
  rig.apply({source(kPaper.url), source(kByTitle.url), source(third.url)});
  const std::string budget =
      "Parliament approved the budget late at night after eleven hours of debate, with money for "
      "schools and railways, and without the tax on sugar that two parties had asked for, said "
      "the speaker, who thanked the cooks for soup and bread at two in the morning.";
  poll(third, {{"urn:b", "https://third.example/b", "Budget approved", budget}});
  for (const std::string& said : {std::string(), budget, std::string()}) {
    Item stub = ferry(said);
    stub.guid = "urn:evil";
    poll(kByTitle, {stub});
  }
  EXPECT_EQ(poll(kPaper, {ferry(kFerry)}), 0);
  EXPECT_EQ(article(2).publisher.id(), "paper.example");
  EXPECT_EQ(rig.stories().size(), 2u);
}

TEST_F(Rights, AHeadlineAloneIsNotHiddenByWhatAStrangerSaysOfItsPage) {
  const Channel videos{"https://www.youtube.com/feeds/videos.xml?channel_id=UCsea", "Sea",
                       "https://www.youtube.com/channel/UCsea"};
  test::IngestRig sea({source(videos.url), source(kByTitle.url)});
  const Item video{"yt:1", "https://www.youtube.com/watch?v=1", "Ferry adrift", ""};
  Item lie = video;
  lie.guid = "urn:evil";
  lie.text = kLie;
  sea.poll(kByTitle.url, document(kByTitle, {lie}));
  EXPECT_EQ(sea.poll(videos.url, document(videos, {video})), 1);
  EXPECT_EQ(sea.poll(kByTitle.url, document(kByTitle, {lie})), 0);
}

TEST_F(Rights, WhoQuotesAndSaysMoreHasAnArticleOfHisOwn) {
  Item comment = ferry(std::string(kFerry) + ' ' + kLie + ' ' + kOtherLie + ' ' + kThirdLie);
  comment.guid = "urn:evil";
  poll(kPaper, {ferry(kFerry)});
  EXPECT_EQ(poll(kByTitle, {comment}), 1);
  Newsroom fresh;
  fresh.poll(kByTitle, {comment});
  EXPECT_EQ(fresh.poll(kPaper, {ferry(kFerry)}), 1) << "and keeps it where he was first";
}

TEST_F(Rights, FeedsOfOneCarrierHideNothingOfOneAnother) {
  const Channel other{"https://feeds.feedburner.com/Evil", "Evil", kBurned.link};
  rig.apply({source(kBurned.url), source(other.url)});
  poll(other, {ferry(kLie)});
  EXPECT_EQ(poll(kBurned, {ferry(kFerry)}), 1);
  poll(other, {ferry(kOtherLie)});
  EXPECT_EQ(text(2), kFerry);
}

TEST_F(Rights, OneLinkOfTwoFeedsOfABridgeIsOneArticleToo) {
  const Channel world{"http://127.0.0.1:1200/paper/world", "World", kPaper.link};
  const Channel sport{"http://127.0.0.1:1200/paper/sport", "Sport", kPaper.link};
  rig.apply({source(world.url), source(sport.url)});
  poll(world, {ferry(kFerry)});
  Item shorter = ferry(std::string(kFerry).substr(0, 120));
  EXPECT_EQ(poll(sport, {shorter}), 0);
  EXPECT_EQ(text(1), kFerry);
}

TEST_F(Rights, TwoFeedsOfAPublisherMayNumberTheirEntriesAlike) {
  const Item ferries{"urn:1", "https://www.paper.example/", "Ferry adrift", ""};
  const Item tennis{"urn:1", "https://www.paper.example/", "Tennis final today", ""};
  EXPECT_EQ(poll(kPaper, {ferries}), 1);
  EXPECT_EQ(poll(kSport, {tennis}), 1);
  EXPECT_EQ(article(1).title, "Ferry adrift");
}

TEST_F(Rights, TheFeedsOfOneSiteEditEachWhenItSaysSomethingNew) {
  const std::string tail = " More in our blog.";
  poll(kPaper, {ferry(kFerry)});
  EXPECT_EQ(poll(kSport, {ferry(kFerry + tail)}), 0);
  for (int i = 0; i < 2; ++i) {
    poll(kPaper, {ferry(kFerry)});
    poll(kSport, {ferry(kFerry + tail)});
    EXPECT_EQ(text(1), kFerry) << "they do not take turns";
  }
  poll(kSport, {ferry(kFerryCorrected + tail)});
  EXPECT_EQ(text(1), kFerryCorrected + tail);
  poll(kPaper, {ferry(kFerry)});
  EXPECT_EQ(text(1), kFerryCorrected + tail) << "the paper's other feed is behind";
  poll(kPaper, {ferry(kFerryCorrected)});
  EXPECT_EQ(text(1), kFerryCorrected);
  poll(kSport, {ferry(kFerryCorrected + tail)});
  EXPECT_EQ(text(1), kFerryCorrected);
}

TEST_F(Rights, AFeedWhoseAddressHasChangedEditsOn) {
  poll(kPaper, {ferry(kFerry)});
  rig.apply({source(kSport.url)});
  EXPECT_EQ(poll(kSport, {ferry(kFerry)}), 0);
  poll(kSport, {ferry(kFerryCorrected)});
  EXPECT_EQ(text(1), kFerryCorrected);
}

TEST(OutletsOfTheOperator, GivesOneOutletToFeedsOfSeveralSites) {
  const Channel one{"https://one.example/feed", "One", "https://one.example/"};
  const Channel two{"https://two.example/feed", "Two", "https://two.example/"};
  test::IngestRig rig({source(one.url, "Wire"), source(two.url, "Wire")});
  const Item item{"urn:1", "https://one.example/1", "Ferry adrift", kFerry};
  rig.poll(one.url, document(one, {item}));
  EXPECT_EQ(rig.poll(two.url, document(two, {item})), 0);
  Item edited = item;
  edited.text = kFerryCorrected;
  rig.poll(two.url, document(two, {edited}));
  EXPECT_EQ(text_of(*rig.store.reading().article(ArticleId{1})), kFerryCorrected);
  EXPECT_EQ(rig.store.reading().article(ArticleId{1})->outlet, "Wire");
}

TEST(OutletsOfTheOperator, MayGiveAFeedToAnotherOutletLater) {
  test::IngestRig rig({source(kPaper.url), source(kByTitle.url)});
  rig.poll(kPaper.url, document(kPaper, {ferry(kFerry)}));
  const Item other{"urn:2", "https://evil.example/2", "Ferry adrift", kFerry};
  rig.poll(kByTitle.url, document(kByTitle, {other}));
  ASSERT_EQ(rig.stories().size(), 1u);
  EXPECT_EQ(outlets_of(rig.stories()[0]).size(), 2u);
  rig.apply({source(kPaper.url, "Us"), source(kByTitle.url, "Us")});
  EXPECT_EQ(outlets_of(rig.stories()[0]).size(), 1u);
  EXPECT_EQ(rig.poll(kPaper.url, document(kPaper, {ferry(kFerry)})), 0) << "nothing comes again";
  EXPECT_EQ(rig.poll(kByTitle.url, document(kByTitle, {other})), 0);
  rig.restart();
  EXPECT_EQ(rig.poll(kPaper.url, document(kPaper, {ferry(kFerry)})), 0);
}

TEST(OutletsOfTheOperator, ChangeWhileAnEntryWaitsForItsPage) {
  test::IngestRig rig({source(kPaper.url)}, "", 30);
  Item item = ferry("Nine hours in the strait.");
  EXPECT_EQ(rig.poll(kPaper.url, document(kPaper, {item})), 0) << "it waits";
  rig.apply({source(kPaper.url, "Us")});
  item.text = kFerry;
  EXPECT_EQ(rig.poll(kPaper.url, document(kPaper, {item})), 0) << "it waits still";
  rig.pipeline.ingest->finish();
  EXPECT_EQ(rig.store.reading().count_articles(), 1);
  EXPECT_EQ(rig.store.reading().article(ArticleId{1})->publisher.id(), "Us");
}

/// The leading outlet of a story after each of its three copies: by `third`, by the impostor, and
/// by the paper.
std::vector<std::string> leads(const std::string& prefer, const Channel& impostor) {
  const Channel third{"https://third.example/feed", "Third", "https://third.example/"};
  test::IngestRig rig({source(kByTitle.url), source(kPaper.url), source(third.url)}, prefer);
  rig.poll(kByTitle.url, document(impostor, {}));
  rig.poll(kPaper.url, document(kPaper, {{"urn:0", kPaper.link + "0", "Sea", "Calm."}}));
  std::vector<std::string> out;
  const auto tell = [&](const Channel& channel, const std::string& page) {
    const Item item{page, page, "Ferry adrift", kFerry};
    rig.poll(channel.url, document(channel, {item}));
    out.push_back(rig.stories().at(0).lead().publisher.name);
  };
  tell(third, "https://third.example/1");
  tell(impostor, "https://evil.example/1");
  tell(kPaper, "https://www.paper.example/1");
  return out;
}

TEST(PreferredOutlets, AreKnownByNameOrDomain) {
  const Channel honest{kByTitle.url, "Evil", kByTitle.link};
  const std::vector<std::string> expected = {"third.example", "third.example", "paper.example"};
  EXPECT_EQ(leads("Morning Paper", honest), expected);
  EXPECT_EQ(leads("Nobody, paper.example", kByTitle), expected);
}

TEST(PreferredOutlets, ATakenNameIsNobodys) {
  const std::vector<std::string> nobody(3, "third.example");
  EXPECT_EQ(leads("Morning Paper", kByTitle), nobody);
}

TEST(OutletNames, TellPublishersOfOneNameApart) {
  test::IngestRig rig({source(kByTitle.url), source(kPaper.url)});
  rig.poll(kPaper.url, document(kPaper, {ferry(kFerry)}));
  const Item copy{"urn:4", "https://evil.example/4", "Ferry adrift", kFerry};
  rig.poll(kByTitle.url, document(kByTitle, {copy}));
  EXPECT_EQ(
      outlets_of(rig.stories().at(0)),
      (std::vector<std::string>{"Morning Paper (paper.example)", "Morning Paper (evil.example)"}));
}

}  // namespace
}  // namespace wirefold::ingest
