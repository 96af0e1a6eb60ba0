// The operator's word, from the database to the fold.
#include <gtest/gtest.h>

#include "app/ingest.h"
#include "support/audience.h"
#include "support/temp_dir.h"

namespace wirefold::app {
namespace {

/// Texts of so many sentences that have nothing in common with those of another number.
std::string text_of(int number) {
  std::string out;
  for (int i = 0; i < 60; ++i)
    out += "w" + std::to_string(number * 1000 + i) + (i % 12 == 11 ? ". " : " ");
  return out;
}

class Operator : public testing::Test {
 protected:
  Operator() {
    for (const std::string name : {"A", "B", "C", "D"}) {
      FeedSource source;
      source.url = "https://" + name + ".example/feed";
      source.outlet = name;
      config.sources.push_back(source);
    }
    config.pages.below_words = 0;
    config.fold.settle = std::chrono::hours(1000);
    start();
  }

  void start() {
    ingest.reset();
    store.reset();
    store = std::make_unique<store::Store>(path, wall_clock_now());
    ingest = std::make_unique<Ingest>(*store, poller, receiver, config, audience);
  }

  /// The one entry of the outlet's feed is `text` now; the story that it is in.
  StoryId take(const std::string& outlet, const std::string& text) {
    const std::string url = "https://" + outlet + ".example/feed";
    fetch::Response r;
    r.request.feed = store->feed(url).id;
    r.request.url = url;
    r.status = 200;
    r.body = "<rss version=\"2.0\"><channel><title>T</title><item><guid>" + outlet +
             "</guid><title>Title of " + outlet + "</title><description>" + text +
             "</description></item></channel></rss>";
    ingest->take(r);
    return story_of(outlet);
  }

  ArticleId id_of(const std::string& outlet) {
    for (const Story& story : store->recent_stories(100)) {
      for (const Member& m : story.members) {
        if (m.article.outlet == outlet) return m.article.id;
      }
    }
    throw std::runtime_error("no article of " + outlet);
  }
  StoryId story_of(const std::string& outlet) { return store->placement(id_of(outlet))->story; }

  /// As another program says it; what became of it.
  Ruling say(RulingKind kind, StoryId story, StoryId other = {},
             std::vector<ArticleId> articles = {}) {
    Ruling ruling;
    ruling.kind = kind;
    ruling.story = story;
    ruling.other = other;
    ruling.articles = std::move(articles);
    ruling.made = wall_clock_now();
    store::add_ruling(path, ruling);
    ingest->take_orders();
    return store->rulings().at(static_cast<std::size_t>(ruling.id) - 1);
  }

  test::TempDir dir;
  std::string path = dir.path("wirefold.db");
  config::Config config;
  std::unique_ptr<store::Store> store;
  BoundedQueue<Work> queue{4};
  Poller poller{queue};
  PushReceiver receiver{queue, wall_clock_now};
  test::Listener audience;
  std::unique_ptr<Ingest> ingest;
};

TEST_F(Operator, MergesWhatNoRuleWould) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  ASSERT_NE(first, second);
  const Ruling done = say(RulingKind::kMerge, second, first);
  EXPECT_EQ(done.problem, "");
  EXPECT_TRUE(done.done);
  EXPECT_EQ(story_of("B"), first);
  EXPECT_EQ(store->placement(id_of("B"))->reason.rule, "operator");
  EXPECT_EQ(store->successor(second), first);
  EXPECT_EQ(audience.events.back().kind, "merge");
  EXPECT_NE(audience.events.back().data.find("\"rule\":\"operator\""), std::string::npos);
  EXPECT_EQ(take("D", text_of(2)), first) << "a copy of what came into it";
  EXPECT_EQ(take("B", text_of(3)), first) << "the operator's word stands above the new text";
  EXPECT_EQ(take("A", text_of(4)), first) << "and holds for the story that it went to";
  EXPECT_EQ(take("C", text_of(4)), first) << "copies come as ever";
}

TEST_F(Operator, SplitsWhatIsOneTextForGood) {
  const StoryId story = take("A", text_of(1));
  ASSERT_EQ(take("B", text_of(1)), story);
  ASSERT_EQ(take("C", text_of(1)), story);
  const Ruling done = say(RulingKind::kSplit, {}, {}, {id_of("B"), id_of("C")});
  EXPECT_EQ(done.problem, "");
  EXPECT_NE(story_of("B"), story);
  EXPECT_EQ(story_of("B"), story_of("C"));
  EXPECT_EQ(done.other, story_of("B"));
  EXPECT_EQ(audience.events.back().kind, "split");
  start();
  EXPECT_EQ(take("B", text_of(1) + " edited."), done.other) << "it does not come back";
  EXPECT_EQ(take("A", text_of(1) + " edited, too."), story);
  EXPECT_EQ(take("A", text_of(2)), story);
  EXPECT_EQ(take("A", text_of(1)), story) << "nor does what it left come after it";
}

TEST_F(Operator, KeepsTheArticlesOfAPinnedStory) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const Ruling pin = say(RulingKind::kPin, second);
  EXPECT_TRUE(store->story(second)->pinned);
  EXPECT_FALSE(store->story(first)->pinned);
  start();
  EXPECT_EQ(take("B", text_of(1)), second);
  ASSERT_TRUE(store::drop_ruling(path, pin.id));
  ingest->take_orders();
  EXPECT_FALSE(store->story(second)->pinned);
  EXPECT_EQ(take("B", text_of(1) + " once more."), first);
}

TEST_F(Operator, KeepsTwoStoriesApartAlsoAfterOneHasBecomeAThird) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  const StoryId third = take("C", text_of(3));
  EXPECT_EQ(say(RulingKind::kNever, first, second).problem, "");
  EXPECT_EQ(take("B", text_of(1)), second);
  say(RulingKind::kMerge, first, third);
  start();
  EXPECT_EQ(take("B", text_of(3)), second);
  say(RulingKind::kMerge, second, third);
  EXPECT_EQ(story_of("B"), third) << "a later word";
}

TEST_F(Operator, SaysWhyItCannotBeDone) {
  const StoryId story = take("A", text_of(1));
  const StoryId other = take("B", text_of(2));
  EXPECT_NE(say(RulingKind::kPin, StoryId{77}).problem, "");
  EXPECT_NE(say(RulingKind::kMerge, story, story).problem, "");
  EXPECT_NE(say(RulingKind::kMerge, story, StoryId{77}).problem, "");
  EXPECT_NE(say(RulingKind::kNever, story, story).problem, "");
  EXPECT_NE(say(RulingKind::kSplit, {}, {}, {}).problem, "");
  EXPECT_NE(say(RulingKind::kSplit, {}, {}, {ArticleId{77}}).problem, "");
  EXPECT_NE(say(RulingKind::kSplit, {}, {}, {id_of("A")}).problem, "") << "nothing would be left";
  EXPECT_NE(say(RulingKind::kSplit, {}, {}, {id_of("A"), id_of("B")}).problem, "");
  EXPECT_EQ(story_of("A"), story);
  EXPECT_EQ(story_of("B"), other);
  EXPECT_EQ(audience.events.size(), 2u) << "two stories, and nothing happened to them";
}

TEST_F(Operator, SendsCopiesAfterAnArticleThatWasSplitOff) {
  const StoryId first = take("A", text_of(1));
  say(RulingKind::kMerge, take("B", text_of(2)), first);
  const Ruling done = say(RulingKind::kSplit, {}, {}, {id_of("B")});
  EXPECT_NE(done.other, first);
  EXPECT_EQ(take("C", text_of(2)), done.other);
}

TEST_F(Operator, SplitsArticlesOfOneStoryOnly) {
  take("A", text_of(1));
  const StoryId one = take("B", text_of(1));
  take("C", text_of(2));
  const StoryId other = take("D", text_of(2));
  EXPECT_EQ(say(RulingKind::kSplit, {}, {}, {id_of("B"), id_of("D")}).problem,
            "the articles are not of one story");
  EXPECT_EQ(story_of("B"), one);
  EXPECT_EQ(story_of("D"), other);
}

TEST_F(Operator, IsHeardAtTheNextStart) {
  const StoryId first = take("A", text_of(1));
  const StoryId second = take("B", text_of(2));
  ingest.reset();
  store.reset();
  Ruling ruling;
  ruling.kind = RulingKind::kMerge;
  ruling.story = second;
  ruling.other = first;
  store::add_ruling(path, ruling);
  EXPECT_FALSE(store::is_in_use(path));
  start();
  EXPECT_TRUE(store::is_in_use(path));
  EXPECT_EQ(story_of("B"), first);
}

}  // namespace
}  // namespace wirefold::app
