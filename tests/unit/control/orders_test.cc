#include "wirefold/control/orders.h"

#include <future>

#include "support/operator.h"
#include "unit/store/by_hand.h"

namespace wirefold::control {
namespace {

class OrdersTest : public test::Operator {
 protected:
  OrdersTest() {
    take("A", test::text_of(1));
    take("B", test::text_of(1));
  }

  /// The result of `call`, which waits on a thread of its own for this one, the daemon's.
  template <typename Call>
  Override answered(const Call& call) {
    std::future<Override> out = std::async(std::launch::async, call);
    while (out.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
      ingest->take_orders();
    }
    return out.get();
  }

  Override ordered(const Override& order) {
    return answered([&] { return carry_out(path, order); });
  }
  Override undone(std::int64_t id) {
    return answered([&] { return control::undo(path, id, "Budi"); });
  }

  Override split() {
    Override order;
    order.kind = OverrideKind::kSplit;
    order.articles = {id_of("B")};
    order.by = "Ana";
    return order;
  }
};

TEST_F(OrdersTest, AreCarriedOutByTheDaemon) {
  ASSERT_EQ(story_of("A"), story_of("B"));
  const Override done = ordered(split());
  EXPECT_TRUE(done.is_carried_out());
  EXPECT_EQ(done.by, "Ana");
  EXPECT_EQ(done.other, story_of("B"));
  EXPECT_NE(story_of("A"), story_of("B"));
}

TEST_F(OrdersTest, ThatFailLeaveNothingBehind) {
  Override order;
  order.kind = OverrideKind::kMerge;
  order.story = story_of("A");
  order.other = StoryId{999};
  EXPECT_EQ(ordered(order).problem, "there is no story 999");
  EXPECT_TRUE(store->overrides().all().empty());
}

TEST_F(OrdersTest, HaveTheirOutcomeThoughTheStoreFailsAfterThem) {
  store::run_sql(path,
                 "CREATE TRIGGER busy BEFORE DELETE ON ruling BEGIN SELECT RAISE(ABORT, ''); END");
  Override order;
  order.kind = OverrideKind::kMerge;
  order.story = story_of("A");
  order.other = StoryId{999};
  const Override failed = ordered(order);
  EXPECT_EQ(failed.id, 1);
  EXPECT_EQ(failed.problem, "there is no story 999");
}

TEST_F(OrdersTest, WaitAfterTheLongestTimeForABusyDaemon) {
  const Override waits = carry_out(path, split(), {{}, std::chrono::milliseconds(0)});
  EXPECT_EQ(waits.id, 1);
  EXPECT_FALSE(waits.done);
}

TEST_F(OrdersTest, WaitWhileNoDaemonRuns) {
  const Override order = split();
  stop();
  pipeline.reset();
  const Override waits = carry_out(path, order);
  EXPECT_GT(waits.id, 0);
  EXPECT_FALSE(waits.done);
  start();
  ingest->take_orders();
  EXPECT_TRUE(known(waits.id)->is_carried_out());
}

TEST_F(OrdersTest, AreNotWaitedForOnceTheDaemonEnds) {
  std::stop_source ends;
  ends.request_stop();
  const Override waits = carry_out(path, split(), {ends.get_token()});
  EXPECT_FALSE(waits.done);
  EXPECT_FALSE(known(waits.id)->done);
}

TEST_F(OrdersTest, AreUndone) {
  const Override done = ordered(split());
  const Override back = undone(done.id);
  EXPECT_TRUE(back.is_carried_out()) << back.problem;
  EXPECT_EQ(back.by, "Budi");
  EXPECT_EQ(back.articles, done.articles);
  EXPECT_EQ(story_of("A"), story_of("B"));
  EXPECT_EQ(undone(done.id).problem, "override 1 is already undone by override 3");
  EXPECT_EQ(undone(99).problem, "there is no override 99");
}

TEST_F(OrdersTest, ThatWaitAreWithdrawn) {
  Override order = split();
  store::add_override(path, order);
  const Override undo = control::undo(path, order.id, "Budi");
  EXPECT_TRUE(undo.done);
  EXPECT_EQ(undo.id, 0);
  EXPECT_TRUE(store->overrides().all().empty());
}

TEST_F(OrdersTest, AreUndoneOnce) {
  const Override done = ordered(split());
  std::stop_source ends;
  ends.request_stop();
  const Override waits = control::undo(path, done.id, "Budi", {ends.get_token()});
  EXPECT_FALSE(waits.done);
  EXPECT_EQ(control::undo(path, done.id, "Budi").problem,
            "override 3 undoes it as soon as the daemon gets to it");
}

}  // namespace
}  // namespace wirefold::control
