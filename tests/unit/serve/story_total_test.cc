#include "wirefold/serve/story_total.h"

#include <gtest/gtest.h>

#include "support/held_stories.h"

namespace wirefold::serve {
namespace {

std::vector<Story> stories(int count) {
  std::vector<Story> out(static_cast<std::size_t>(count), test_story());
  for (int i = 0; i < count; ++i) out[static_cast<std::size_t>(i)].id = StoryId{count - i};
  return out;
}

/// A source that counts the calls of count_stories(), and need not cover all of its stories.
class Counted : public HeldStories {
 public:
  using HeldStories::HeldStories;
  std::size_t count_stories(const StoryQuery& query, std::size_t most) override {
    ++counts;
    return HeldStories::count_stories(query, most);
  }
  bool covers_all(const StoryQuery&) override { return whole; }
  int counts = 0;
  bool whole = true;
};

TEST(StoryTotal, CountsEntriesByEvent) {
  Counted source(stories(5));
  source.entries = entries_of(stories(3));
  StoryQuery query;
  query.limit = 2;
  EXPECT_EQ(total_of(source, query, 2, true), (StoryTotal{3, false}));
  EXPECT_EQ(source.counts, 0) << "not the stories";
}

TEST(StoryTotal, CountsOnlyWhereSomeAreNotShown) {
  Counted source(stories(5));
  StoryQuery query;
  query.limit = 10;
  EXPECT_EQ(total_of(source, query, 5), (StoryTotal{5, false}));
  EXPECT_EQ(source.counts, 0);
  query.limit = 2;
  EXPECT_EQ(total_of(source, query, 2), (StoryTotal{5, false}));
  query.limit = 10;
  query.before = 3;
  EXPECT_EQ(total_of(source, query, 2), (StoryTotal{5, false})) << "of all pages";
  EXPECT_EQ(source.counts, 2);
}

TEST(StoryTotal, SaysThatItIsTheLeast) {
  Counted source(stories(10001));
  StoryQuery query;
  query.limit = 2;
  EXPECT_EQ(total_of(source, query, 2), (StoryTotal{10001, false})) << "of all";
  query.lang = "id";
  EXPECT_EQ(total_of(source, query, 2), (StoryTotal{10000, true}));
  source.set(stories(10000));
  EXPECT_EQ(total_of(source, query, 2), (StoryTotal{10000, false}));
  source.whole = false;
  EXPECT_EQ(total_of(source, query, 2), (StoryTotal{10000, true}));
  query.limit = 10001;
  EXPECT_EQ(total_of(source, query, 10000), (StoryTotal{10000, true}));
}

TEST(StoryTotal, IsToldInWords) {
  EXPECT_EQ(shown_of(7, {7, false}), "7");
  EXPECT_EQ(shown_of(7, {8, false}), "7 of 8");
  EXPECT_EQ(shown_of(7, {8, true}), "7 of at least 8");
  EXPECT_EQ(shown_of(7, {7, true}), "7 of at least 7");
}

}  // namespace
}  // namespace wirefold::serve
