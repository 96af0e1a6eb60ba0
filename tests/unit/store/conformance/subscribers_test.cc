// The subscribers of our hub.
#include "wirefold/store/subscribers.h"

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;

class SubscribersConformance : public StoreConformance {
 protected:
  /// Returns the id.
  std::int64_t save(Subscriber s) {
    change([&](Transaction& to) { to.subscribers().save(s); });
    return s.id;
  }

  std::vector<Subscriber> all() { return database->subscribers().all(); }

  const Subscriber reader{0, "/feed.atom", "https://s.example/cb", "geheim", kNow, "\"1\"", 3};
};

TEST_P(SubscribersConformance, KeepsASubscriber) {
  const std::int64_t id = save(reader);
  EXPECT_GT(id, 0);
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].id, id);
  EXPECT_EQ(all()[0].topic, "/feed.atom");
  EXPECT_EQ(all()[0].callback, "https://s.example/cb");
  EXPECT_EQ(all()[0].secret, "geheim");
  EXPECT_EQ(all()[0].lease_until, kNow);
  EXPECT_EQ(all()[0].delivered, "\"1\"");
  EXPECT_EQ(all()[0].failures, 3);
}

TEST_P(SubscribersConformance, HasOneOfATopicAndCallback) {
  const std::int64_t id = save(reader);
  EXPECT_EQ(save({0, reader.topic, reader.callback, "new", kNow + hours(1), "\"2\"", 0}), id);
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].secret, "new");
  EXPECT_EQ(all()[0].lease_until, kNow + hours(1));
  EXPECT_EQ(all()[0].delivered, "\"2\"");
  EXPECT_EQ(all()[0].failures, 0);
}

TEST_P(SubscribersConformance, ListsTheSubscribersByRisingId) {
  Subscriber second = reader;
  second.topic = "/feed.rss";
  Subscriber third = reader;
  third.callback = "https://s.example/another";
  const Ids ids{save(reader), save(second), save(third)};
  Ids listed;
  for (const Subscriber& s : all()) listed.push_back(s.id);
  EXPECT_EQ(listed, ids);
}

TEST_P(SubscribersConformance, DropsASubscriber) {
  Subscriber second = reader;
  second.topic = "/feed.rss";
  const std::int64_t id = save(reader);
  save(second);
  change([&](Transaction& to) { to.subscribers().drop(id); });
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].topic, "/feed.rss");
}

TEST_P(SubscribersConformance, SubscribersOutliveARestart) {
  save(reader);
  reopen();
  EXPECT_EQ(all().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Stores, SubscribersConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
