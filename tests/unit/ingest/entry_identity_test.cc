// How publishers handle the ids of their entries, and which entries count as new from poll to poll.
#include "wirefold/ingest/entry_identity.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/ingest_rig.h"
#include "wirefold/model/limits.h"

namespace wirefold::ingest {
namespace {

// Texts that share only the commonest words.
constexpr char kPier[] =
    "Council members of the harbour town voted on Tuesday to rebuild the eastern pier, of which "
    "three winters of storms have left only some planks.";
constexpr char kPierLonger[] =
    "Council members of the harbour town voted on Tuesday to rebuild the eastern pier, of which "
    "three winters of storms have left only some planks. Work begins before spring.";
constexpr char kBees[] =
    "Beekeepers report fewer losses than last year, which researchers explain by a mild autumn "
    "and by strips of wild flowers along motorways.";
constexpr char kTrains[] =
    "Night trains to Lisbon return next month, said the railway, with couchettes, a dining car "
    "and tickets that cost less than flights.";

struct Item {
  std::string title;
  std::string guid;
  std::string link;
  std::string date;  // Day of November 2024, and time.
  std::string text;
};

std::string element(const std::string& name, const std::string& value) {
  return value.empty() ? "" : '<' + name + '>' + value + "</" + name + '>';
}

std::string xml_of(const Item& item) {
  const std::string date =
      item.date.empty() ? "" : item.date.substr(0, 2) + " Nov 2024 " + item.date.substr(3) + " GMT";
  return "<item>" + element("title", item.title) + element("guid", item.guid) +
         element("link", item.link) + element("pubDate", date) + element("description", item.text) +
         "</item>";
}

struct Row {
  std::string name;
  std::vector<std::vector<Item>> polls;
  std::size_t articles;                 // After the last poll.
  std::vector<std::string> titles;      // Of all articles, sorted. Not checked if empty.
  std::vector<std::size_t> fresh = {};  // New articles of each poll. Not checked if empty.
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

std::string site() { return "https://a.example/"; }
std::string page(const std::string& name) { return site() + name; }

constexpr char kFeed[] = "https://a.example/feed";

class Identity : public testing::TestWithParam<Row> {
 protected:
  /// Number of new articles.
  std::size_t poll(const std::vector<Item>& items) {
    std::string body =
        "<rss version=\"2.0\"><channel><title>T</title><link>" + site() + "status</link>";
    for (const Item& item : items) body += xml_of(item);
    body += "<!-- " + std::to_string(++polls) + " --></channel></rss>";
    return static_cast<std::size_t>(rig.poll(kFeed, body));
  }

  std::vector<std::string> titles() {
    std::vector<std::string> out;
    for (std::int64_t id = 1; id <= rig.store.reading().count_articles(); ++id) {
      out.push_back(rig.store.reading().article(ArticleId{id})->title);
    }
    std::ranges::sort(out);
    return out;
  }

  static std::vector<FeedSource> sources() {
    FeedSource source;
    source.url = kFeed;
    return {source};
  }

  int polls = 0;
  test::IngestRig rig{sources()};
};

TEST_P(Identity, BringsExactlyWhatIsNew) {
  std::vector<std::size_t> fresh;
  for (const std::vector<Item>& items : GetParam().polls) {
    fresh.push_back(poll(items));
    EXPECT_EQ(poll(items), 0u) << "the same document again, poll " << polls;
  }
  EXPECT_EQ(rig.store.reading().count_articles(), static_cast<std::int64_t>(GetParam().articles));
  if (!GetParam().titles.empty()) {
    EXPECT_EQ(titles(), GetParam().titles);
  }
  if (!GetParam().fresh.empty()) {
    EXPECT_EQ(fresh, GetParam().fresh);
  }
}

const Item kOtter{"Space Otter", "", site(), "07 22:00", "Space Otter by Anna"};
const Item kRobot{"Sad Robot", "", site(), "07 22:00", "Sad Robot by Ben"};
const Item kDragon{"Tea Dragon", "", site(), "07 22:00", "Tea Dragon by Cleo"};

Item with(Item item, const std::string& guid, const std::string& link) {
  item.guid = guid;
  item.link = link;
  return item;
}

const Row kRows[] = {
    {"NoIdsAndTheFrontPageForALink", {{kOtter, kRobot, kDragon}}, 3, {}},
    {"NoIdsAndTheFeedsPageForALink",
     {{with(kOtter, "", page("status")), with(kRobot, "", page("status"))}},
     2,
     {}},
    {"NoIdsAndOneLinkForAll",
     {{with(kOtter, "", page("shop")), with(kRobot, "", page("shop"))}},
     2,
     {}},
    {"OneOfferADayWithoutAnId",
     {{kOtter},
      {{"Moon Cat", "", site(), "08 22:00", "Moon Cat by Anna"}},
      {{"Lava Fish", "", site(), "09 22:00", "Lava Fish by Ben"}}},
     3,
     {"Lava Fish", "Moon Cat", "Space Otter"}},
    {"OneOfferADayAtAPageOfItsOwn",
     {{{"Rebuilding the pier", "", page("today"), "08 22:00", kPier}},
      {{"Beekeepers are glad", "", page("today"), "09 22:00", kBees}},
      {{"Night trains return", "", page("today"), "10 22:00", kTrains}}},
     3,
     {"Beekeepers are glad", "Night trains return", "Rebuilding the pier"}},
    {"OneIdForWhateverIsListed",
     {{{"Rebuilding the pier", "today", "", "08 22:00", kPier}},
      {{"Beekeepers are glad", "today", "", "09 22:00", kBees}},
      {{"Beekeepers are very glad", "today", "", "09 22:00", kBees}}},
     3,
     {}},
    {"OneIdForAll",
     {{with(kOtter, "https://a.example/id", page("1")),
       with(kRobot, "https://a.example/id", page("2"))}},
     2,
     {}},
    {"AnIdThatStandsForNone",
     {{with(kOtter, "N/A", page("1")), with(kRobot, "N/A", page("2"))},
      {with(kDragon, "N/A", page("3"))}},
     3,
     {}},
    {"ZeroForAnId", {{with(kOtter, "0", page("1"))}, {with(kRobot, "0", page("2"))}}, 2, {}},
    {"TheSiteForAnId",
     {{with(kOtter, site(), page("1"))}, {with(kRobot, site(), page("2"))}},
     2,
     {}},
    {"TheFeedsPageForAnId",
     {{with(kOtter, page("status"), page("1"))}, {with(kRobot, page("status"), page("2"))}},
     2,
     {}},
    {"AnIdThatIsSharedLater",
     {{with(kOtter, "urn:x", "")},
      {with(kOtter, "urn:x", ""), with(kRobot, "urn:x", "")},
      {with(kRobot, "urn:x", ""), with(kDragon, "urn:x", "")}},
     3,
     {"Sad Robot", "Space Otter", "Tea Dragon"},
     {1, 1, 1}},
    {"ALinkThatIsSharedLater",
     {{with(kOtter, "", page("shop"))},
      {with(kOtter, "", page("shop")), with(kRobot, "", page("shop"))},
      {with(kRobot, "", page("shop")), with(kDragon, "", page("shop"))}},
     3,
     {"Sad Robot", "Space Otter", "Tea Dragon"},
     {1, 1, 1}},
    {"IncidentsOfOneTitleAtTheFeedsPage",
     {{{"Database degraded", "urn:inc:1", page("status"), "24 08:00", kPier}},
      {{"Database degraded", "urn:inc:2", page("status"), "25 11:00", kBees},
       {"Database degraded", "urn:inc:1", page("status"), "24 08:00", kPier}}},
     2,
     {}},
    {"IncidentsOfOneTitleAtOnePage",
     {{{"Database degraded", "urn:inc:1", page("incidents"), "24 08:00", kPier}},
      {{"Database degraded", "urn:inc:2", page("incidents"), "25 11:00", kBees},
       {"Database degraded", "urn:inc:1", page("incidents"), "24 08:00", kPier}}},
     2,
     {}},
    {"IncidentsOfOneTitleOneAtATime",
     {{{"Database degraded", "urn:inc:1", page("incidents"), "24 08:00", kPier}},
      {{"Database degraded", "urn:inc:2", page("incidents"), "25 11:00", kBees}}},
     2,
     {}},
    {"TwoIncidentsInOneDocument",
     {{{"Database degraded", "urn:inc:2", site(), "25 11:00", kBees},
       {"Database degraded", "urn:inc:1", site(), "24 08:00", kPier}}},
     2,
     {}},
    {"IdsThatRotate",
     {{{"Pier to be rebuilt", "urn:100", page("pier"), "25 08:00", kPier}},
      {{"Pier to be rebuilt", "urn:101", page("pier"), "25 08:00", kPier}}},
     1,
     {}},
    {"IdsThatRotateWithAnEdit",
     {{{"Pier to be rebuilt", "urn:100", page("pier"), "25 08:00", kPier}},
      {{"Eastern pier will be rebuilt", "urn:101", page("pier"), "25 08:00", kPierLonger}}},
     1,
     {"Eastern pier will be rebuilt"}},
    {"IdsThatRotateWithoutDates",
     {{{"Pier to be rebuilt", "urn:100", page("pier"), "", kPier}},
      {{"Pier to be rebuilt", "urn:101", page("pier"), "", kPierLonger}}},
     1,
     {}},
    {"IdsThatRotateWithoutLinks",
     {{{"Pier to be rebuilt", "urn:100", "", "25 08:00", kPier}},
      {{"Pier to be rebuilt", "urn:101", "", "25 08:00", kPier}}},
     1,
     {}},
    {"IdsThatComeLater",
     {{{"Pier to be rebuilt", "", page("pier"), "25 08:00", kPier}},
      {{"Pier to be rebuilt", "urn:100", page("pier"), "25 08:00", kPier}},
      {{"Pier will be rebuilt", "urn:100", page("pier"), "25 08:00", kPierLonger}}},
     1,
     {"Pier will be rebuilt"}},
    {"IdsThatGo",
     {{{"Pier to be rebuilt", "urn:100", page("pier"), "25 08:00", kPier}},
      {{"Pier to be rebuilt", "", page("pier"), "25 08:00", kPier}}},
     1,
     {}},
    {"LinksThatComeLater",
     {{{"Pier to be rebuilt", "", "", "25 08:00", kPier}},
      {{"Pier to be rebuilt", "", page("pier"), "25 08:00", kPier}}},
     1,
     {}},
    {"ATrackingParameterThatRotates",
     {{{"Pier to be rebuilt", "", page("pier?utm_source=rss&amp;utm_id=1"), "25 08:00", kPier}},
      {{"Pier to be rebuilt", "", page("pier?utm_source=rss&amp;utm_id=2"), "25 08:00", kPier}}},
     1,
     {}},
    {"AQueryThatRotates",
     {{{"Pier to be rebuilt", "", page("pier?session=12"), "25 08:00", kPier}},
      {{"Pier to be rebuilt", "", page("pier?session=77"), "25 08:00", kPierLonger}}},
     1,
     {}},
    {"AQueryThatIsTheId",
     {{{"Photo", "", page("?p=1"), "25 08:00", "The harbour in the morning"}},
      {{"Photo", "", page("?p=2"), "25 08:00", "Boats behind the pier"},
       {"Photo", "", page("?p=1"), "25 08:00", "The harbour in the morning"}}},
     2,
     {}},
    {"APageWithPlaces",
     {{{"Version 2", "", page("status#v2"), "25 08:00", kPier},
       {"Version 1", "", page("status#v1"), "24 08:00", kBees}}},
     2,
     {}},
    {"AnEditUnderItsId",
     {{{"Pier to be rebuilt", "urn:100", page("pier"), "25 08:00", kPier}},
      {{"Eastern pier will be rebuilt", "urn:100", page("pier"), "25 09:00", kPierLonger}}},
     1,
     {"Eastern pier will be rebuilt"}},
    {"ALiveArticleUnderItsIdAndLink",
     {{{"Pier to be rebuilt", "urn:100", page("live"), "25 08:00", kPier}},
      {{"Night trains return", "urn:100", page("live"), "25 12:00", kTrains}}},
     1,
     {"Night trains return"}},
    {"OneEntryTwiceUnderTwoIds",
     {{{"Pier to be rebuilt", "urn:1", page("pier"), "25 08:00", kPier},
       {"Pier to be rebuilt", "urn:2", page("pier"), "25 08:00", kPier}}},
     1,
     {}},
    {"OneTitleForAllWithoutIdsLinksAndDates",
     {{{"Notice", "", "", "", kPier}, {"Notice", "", "", "", kBees}}},
     2,
     {}},
    {"OneIdForWhateverIsListedOnADay",
     {{{"Rebuilding the pier", "today", "", "25 00:00", kPier}},
      {{"Beekeepers are glad", "today", "", "25 00:00", kBees}},
      {{"Night trains return", "today", "", "25 00:00", kTrains}}},
     3,
     {"Beekeepers are glad", "Night trains return", "Rebuilding the pier"}},
    {"OneIdForWhateverIsListedWithoutDates",
     {{{"Rebuilding the pier", "today", "", "", kPier}},
      {{"Beekeepers are glad", "today", "", "", kBees}}},
     2,
     {"Beekeepers are glad", "Rebuilding the pier"}},
    {"OneIdAndOneTitleADay",
     {{{"Daily briefing", "today", "", "24 08:00", kPier}},
      {{"Daily briefing", "today", "", "25 08:00", kBees}}},
     2,
     {}},
    {"OneLinkAndOneTitleADay",
     {{{"Daily briefing", "", page("briefing"), "24 08:00", kPier}},
      {{"Daily briefing", "", page("briefing"), "25 08:00", kBees}}},
     2,
     {}},
    {"IdsThatArePlacesInTheList",
     {{{"Rebuilding the pier", "1", page("pier"), "", kPier},
       {"Beekeepers are glad", "2", page("bees"), "", kBees}},
      {{"Night trains return", "1", page("trains"), "", kTrains},
       {"Rebuilding the pier", "2", page("pier"), "", kPier}}},
     3,
     {"Beekeepers are glad", "Night trains return", "Rebuilding the pier"}},
    {"BulletinsUnderOneLinkOneAtATime",
     {{{"News at one", "urn:13", page("newsnow"), "25 13:00",
        "The latest news in five minutes, every hour"}},
      {{"News at two", "urn:14", page("newsnow"), "25 14:00",
        "The latest news in five minutes, every hour"}}},
     2,
     {"News at one", "News at two"}},
    {"IncidentsInOneForm",
     {{{"Database degraded", "urn:1", page("incidents"), "24 08:00",
        "We are investigating elevated error rates on the European database"}},
      {{"Database degraded", "urn:2", page("incidents"), "25 08:00",
        "We are investigating elevated error rates on the American database"}}},
     2,
     {}},
    {"IncidentsOfOneMinute",
     {{{"Database degraded", "urn:1", page("incidents"), "24 08:00", kPier},
       {"Database degraded", "urn:2", page("incidents"), "24 08:00", kBees}}},
     2,
     {}},
    {"NoticesOfOneDayWithoutIds",
     {{{"Notice", "", "", "25 00:00", kPier},
       {"Notice", "", "", "25 00:00", kBees},
       {"Notice", "", "", "25 00:00", kTrains}}},
     3,
     {}},
    {"NoticesOfOneDayAtOnePage",
     {{{"Notice", "", page("notices"), "25 00:00", kPier},
       {"Notice", "", page("notices"), "25 00:00", kBees}}},
     2,
     {}},
    {"OneNoticeAgainOnAnotherDay",
     {{{"Notice", "", "", "25 00:00", kPier}, {"Notice", "", "", "24 00:00", kPier}}},
     2,
     {}},
    {"DatesThatAreThoseOfThePoll",
     {{{"Pier", "", page("status"), "25 08:00", kPier},
       {"Bees", "", page("status"), "25 08:00", kBees}},
      {{"Pier", "", page("status"), "25 09:00", kPier},
       {"Bees", "", page("status"), "25 09:00", kBees}}},
     2,
     {}},
    {"IdsAndDatesThatAreThoseOfThePoll",
     {{{"Pier to be rebuilt", "urn:8", page("pier"), "25 08:00", ""}},
      {{"Pier to be rebuilt", "urn:9", page("pier"), "25 09:00", ""}}},
     1,
     {}},
    {"ShortNotesWithoutTitles",
     {{{"", "urn:1", "", "25 00:00", "Closed today"}},
      {{"", "urn:2", "", "25 00:00", "Open again"}}},
     2,
     {}},
    {"AFeedThatShrinksAndGrows",
     {{{"Rebuilding the pier", "", page("shop"), "", kPier},
       {"Beekeepers are glad", "", page("shop"), "", kBees}},
      {{"Beekeepers are glad", "", page("shop"), "", kBees}},
      {{"Rebuilding the pier", "", page("shop"), "", kPier}},
      {{"Night trains return", "", page("shop"), "", kTrains}}},
     3,
     {"Beekeepers are glad", "Night trains return", "Rebuilding the pier"},
     {2, 0, 0, 1}},
    {"LinksOfARedirectorThatRotate",
     {{{"Rebuilding the pier", "", "https://click.example/c/1", "25 08:00", kPier}},
      {{"Rebuilding the pier", "", "https://click.example/c/2", "25 08:00", kPier}}},
     1,
     {}},
    {"NothingButTexts", {{{"", "", "", "", kPier}, {"", "", "", "", kBees}}}, 2, {}},
};

INSTANTIATE_TEST_SUITE_P(Publishers, Identity, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

class LeftOutTest : public Identity {};

TEST_F(LeftOutTest, IsCountedByItsReason) {
  const auto left_out = [this] { return rig.state(kFeed).left_out; };
  const Item pier{"Pier", "urn:1", page("pier"), "25 08:00", kPier};
  poll({pier});
  EXPECT_EQ(left_out().count(), 0);
  poll({pier, with(pier, "urn:2", page("pier"))});
  EXPECT_EQ(left_out().listed_again, 1);
  Item longer = pier;
  longer.text = kPierLonger;
  poll({pier, longer});
  EXPECT_EQ(left_out().repeated, 1);
  EXPECT_EQ(left_out().count(), 1);
  poll({pier});
  EXPECT_EQ(left_out().count(), 0);
}

TEST(Identities, AreAsManyAsTheEntriesAndNoneIsLong) {
  ParsedFeed feed;
  feed.entries.resize(3);
  feed.entries[1].id = std::string(1 << 20, 'x');
  feed.entries[2].link = page(std::string(1 << 20, 'x'));
  const auto identities = identities_of(feed, FeedId{1});
  ASSERT_EQ(identities.size(), 3u);
  for (const EntryIdentity& identity : identities) {
    EXPECT_FALSE(identity.key.empty());
    EXPECT_LE(identity.key.size(), kMostLinkBytes);
    EXPECT_EQ(identity.canonical, "");
    for (const std::string& other : identity.other_keys) EXPECT_LE(other.size(), kMostLinkBytes);
  }
}

}  // namespace
}  // namespace wirefold::ingest
