// Kills the program with SIGKILL between an order of the operator and its outcome, and while it
// changes the list of feeds.
#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <future>
#include <random>
#include <set>

#include "daemon/daemon_under_test.h"
#include "support/database.h"
#include "support/recent_stories.h"
#include "wirefold/base/file.h"
#include "wirefold/control/operator_actions.h"
#include "wirefold/control/orders.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::test {
namespace {

constexpr int kRounds = WIREFOLD_FEW_ROUNDS ? 3 : 9;

// Entries of the demo.
constexpr int kEntries = 176;

class KilledOrders : public testing::Test {
 protected:
  KilledOrders() {
    daemon_.configure_demo();
    daemon_.start();
    for (int i = 0; i < kEntries; ++i) daemon_.process().wait_for(is_event);
    const std::vector<Story> stories = recent_stories(*view(), kEntries);
    const auto widest = std::ranges::max_element(
        stories, {}, [](const Story& story) { return story.members.size(); });
    stays_ = widest->lead().id;
    for (const Member& member : widest->members) {
      if (member.article.id != stays_ && leaving_.size() < 2) leaving_.push_back(member.article.id);
    }
  }

  std::string database() const { return daemon_.dir().path("state/wirefold.db"); }
  std::unique_ptr<store::View> view() const { return store::open_to_read(database()); }

  /// Takes the articles out of their story, or undoes that.
  Override order(const std::stop_token& stop) const {
    if (split_ != 0) return control::undo(database(), split_, "Ana", {stop});
    Override split;
    split.kind = OverrideKind::kSplit;
    split.articles = leaving_;
    return control::carry_out(database(), split, {stop});
  }

  /// The last override that the operator made; without a number if there is none.
  Override last_order() const {
    Override out;
    for (Override& order : view()->overrides().all()) {
      if (order.follows == 0) out = std::move(order);
    }
    return out;
  }

  template <typename Condition>
  void wait_until(const Condition& holds) const {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (!holds()) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  }

  /// Orders something, and kills the daemon some time after the order is stored: while it waits,
  /// between its line in the log and the end of its transaction, or once it is done.
  void kill_after_an_order(int round) {
    const std::int64_t before = last_order().id;
    std::stop_source stop;
    auto asks = std::async(std::launch::async, [&] { return order(stop.get_token()); });
    wait_until([&] { return last_order().id > before; });
    if (round % 3 == 1) daemon_.process().wait_for_prefix("ruling ");
    if (round % 3 == 2) wait_until([&] { return last_order().done.has_value(); });
    EXPECT_EQ(daemon_.end(SIGKILL), 128 + SIGKILL);
    stop.request_stop();
    asks.get();
  }

  /// The order is done or not, and what it did is all there or nothing of it.
  void expect_whole() const {
    const Override order = last_order();
    EXPECT_EQ(order.problem, "");
    std::set<StoryId> stories;
    for (const ArticleId id : leaving_) stories.insert(view()->reading().placement(id)->story);
    ASSERT_EQ(stories.size(), 1u) << "half of the articles left";
    const bool apart = *stories.begin() != view()->reading().placement(stays_)->story;
    const bool is_split = order.kind == OverrideKind::kSplit;
    EXPECT_EQ(apart, is_split == order.is_carried_out());
    const std::vector<Override> all = view()->overrides().all();
    EXPECT_EQ(std::ranges::count(all, OverrideKind::kNever, &Override::kind), apart ? 1 : 0);
    const auto problems = store::verify(database(), [](std::size_t, std::size_t) {});
    EXPECT_EQ(problems, std::vector<std::string>());
  }

  DaemonUnderTest daemon_;
  ArticleId stays_{};
  std::vector<ArticleId> leaving_;
  std::int64_t split_ = 0;  // the split that is in force; 0: none
};

TEST_F(KilledOrders, AreDoneOrNotDone) {
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    SCOPED_TRACE(round);
    kill_after_an_order(round);
    expect_whole();
    daemon_.start();
    wait_until([this] { return last_order().done.has_value(); });
    expect_whole();
    split_ = split_ == 0 ? last_order().id : 0;
  }
}

class KilledLists : public testing::Test {
 protected:
  KilledLists() {
    std::string list = "<opml version=\"2.0\">\n  <body>\n    <outline text=\"G\">\n";
    for (int i = 0; i < 3000; ++i) {
      list += "      <outline text=\"" + std::to_string(i) + "\" xmlUrl=\"https://" +
              std::to_string(i) + ".example/f\"/>\n";
    }
    dir_.write("feeds.opml", list + "    </outline>\n  </body>\n</opml>\n");
    dir_.write("wirefold.toml", "");
    actions_.set_config(config::load(dir_.path("wirefold.toml")).config);
    const auto database = open_database(dir_.path("w.db"));
    const std::string url = "https://7.example/f";
    change(*database, [&](store::Transaction& to) { feed_ = to.feeds().enter({&url, 1})[0].id; });
  }

  /// Moves the feed into the group, or out of it, and returns the list.
  std::string edit(bool into_group) {
    FeedSource as;
    as.name = into_group ? "In" : "Out";
    as.group = into_group ? "G" : "";
    EXPECT_FALSE(actions_.edit(feed_, as));
    return list();
  }

  std::string list() const { return *read_file(dir_.path("feeds.opml"), 1 << 20); }

  /// Starts a process that changes the list over and over, and kills it at the `nth` of its calls
  /// that create, write or rename a file.
  void kill_an_editor(int nth) {
    const int changes = inotify_init1(IN_CLOEXEC);
    ASSERT_GE(inotify_add_watch(changes, dir_.path().c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO),
              0);
    const pid_t editor = fork();
    if (editor == 0) {
      for (bool into_group = true;; into_group = !into_group) edit(into_group);
    }
    alignas(inotify_event) std::array<char, sizeof(inotify_event) + NAME_MAX + 1> event{};
    for (int i = 0; i < nth; ++i) EXPECT_GT(read(changes, event.data(), event.size()), 0);
    kill(editor, SIGKILL);
    EXPECT_EQ(waitpid(editor, nullptr, 0), editor);
    close(changes);
  }

  TempDir dir_;
  control::OperatorActions actions_{dir_.path("wirefold.toml"), dir_.path("w.db"),
                                    config::Config()};
  FeedId feed_{};
};

TEST_F(KilledLists, AreTheOldOrTheNewOnes) {
  const std::string outside = edit(false);
  const std::string inside = edit(true);
  ASSERT_EQ(edit(false), outside);
  const auto seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3 * kRounds && !HasFailure(); ++round) {
    kill_an_editor(1 + static_cast<int>(random() % 12));
    const std::string left = list();
    EXPECT_TRUE(left == outside || left == inside) << left.size() << " bytes";
    EXPECT_EQ(edit(false), outside) << "nobody holds the list";
  }
}

}  // namespace
}  // namespace wirefold::test
