#include "wirefold/serve/entries.h"

#include <gtest/gtest.h>

#include "unit/serve/events.h"

namespace wirefold::serve {
namespace {

TEST(Entries, OfStoriesHaveTheirIdsAndDates) {
  const Event entry = entries_of({test_story()}).at(0);
  EXPECT_FALSE(is_event(entry));
  EXPECT_EQ(entry.uid, "urn:uuid:story7");
  EXPECT_EQ(entry.first, StoryId{7});
  EXPECT_EQ(entry.published, test_time(0));
  EXPECT_EQ(entry.updated, test_time(1));
  EXPECT_EQ(entry.changed, test_time(3));
  EXPECT_EQ(first_of(entry).id, StoryId{7});
  EXPECT_TRUE(other_reports(entry).empty());
  EXPECT_EQ(bytes_of(entry), bytes_of(test_story()));
}

TEST(Entries, OfEventsAreStoodForByTheirFirstStory) {
  Event event = test_event();
  event.first = StoryId{8};  // it joined later
  event.left_out = 4;
  EXPECT_EQ(first_of(event).id, StoryId{8});
  ASSERT_EQ(other_reports(event).size(), 2u);
  EXPECT_EQ(other_reports(event)[0]->story.id, StoryId{7});
  EXPECT_EQ(other_reports(event, StoryId{7})[0]->story.id, StoryId{8});
  EXPECT_EQ(count_reports(event), 7u);
}

TEST(Entries, CountOutletsWithAndWithoutCopies) {
  Event event = test_event();
  EXPECT_EQ(count_outlets(event), 5u);
  EXPECT_EQ(count_own_words(event), 3u);
  event.reports[2].story.members[0].article.outlet = "B";  // has a copy of the first
  EXPECT_EQ(count_outlets(event), 4u);
  EXPECT_EQ(count_own_words(event), 3u);
  event.reports[2].story.members[0].article.outlet = "d";
  EXPECT_EQ(count_own_words(event), 2u);
}

}  // namespace
}  // namespace wirefold::serve
