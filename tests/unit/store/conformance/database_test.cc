// Opening a database, and what identifies it.
#include "wirefold/store/database.h"

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;

constexpr char kUrl[] = "https://a.example/f";

class DatabaseConformance : public StoreConformance {};

TEST_P(DatabaseConformance, KeepsItsIdsAndItsBirth) {
  const std::string uid = database->uid();
  const StoryId id = open_story(article(add_feed(kUrl), "1"));
  const std::string story_uid = story(id).uid;
  reopen(kNow + hours(5));
  EXPECT_EQ(database->uid(), uid);
  EXPECT_EQ(database->born(), kNow);
  EXPECT_EQ(newest_stories(*database).at(0).uid, story_uid);
}

TEST_P(DatabaseConformance, HasAUidOfItsOwn) {
  EXPECT_EQ(database->uid().find("urn:uuid:"), 0u);
  const auto another = GetParam().make_place();
  EXPECT_NE(another->open(kNow)->uid(), database->uid());
}

TEST_P(DatabaseConformance, GivesItsStoriesUidsOfTheirOwn) {
  const std::string uid = story(open_story(article(add_feed(kUrl), "1"))).uid;
  const auto elsewhere = GetParam().make_place();
  const auto another = elsewhere->open(kNow);
  store::change(*another, [&](Transaction& to) {
    store::open_story(to, make_article(enter(to, kUrl).id, "A", "1"));
  });
  EXPECT_NE(newest_stories(*another).at(0).uid, uid);
}

TEST_P(DatabaseConformance, IsTheSameForThoseWhoRead) {
  const auto view = place->open_to_read();
  EXPECT_EQ(view->uid(), database->uid());
  EXPECT_EQ(view->born(), kNow);
}

TEST_P(DatabaseConformance, IsReadWithoutADaemon) {
  open_story(article(add_feed(kUrl), "1"));
  database.reset();
  EXPECT_EQ(place->open_to_read()->reading().count_articles(), 1);
}

TEST_P(DatabaseConformance, KeepsASecondDaemonOut) {
  EXPECT_THROW(place->open(kNow), StoreError);
  EXPECT_NO_THROW(add_feed(kUrl)) << "the first one goes on";
}

TEST_P(DatabaseConformance, IsInUseWhileADaemonHasItOpen) {
  EXPECT_TRUE(place->is_in_use());
  database.reset();
  EXPECT_FALSE(place->is_in_use());
}

TEST_P(DatabaseConformance, IsNotInUseByThoseWhoRead) {
  database.reset();
  const auto view = place->open_to_read();
  EXPECT_FALSE(place->is_in_use());
  EXPECT_NO_THROW(reopen());
}

TEST_P(DatabaseConformance, ReadsNoDatabaseThatWasNeverOpened) {
  const auto nowhere = GetParam().make_place();
  EXPECT_THROW(nowhere->open_to_read(), StoreError);
  EXPECT_FALSE(nowhere->is_in_use());
}

TEST_P(DatabaseConformance, TheOperatorChangesNoDatabaseThatWasNeverOpened) {
  const auto nowhere = GetParam().make_place();
  Override order;
  EXPECT_THROW(nowhere->add_override(order), StoreError);
  EXPECT_THROW(nowhere->retry_feed(kUrl), StoreError);
}

INSTANTIATE_TEST_SUITE_P(Stores, DatabaseConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
