// The port of those who only read: the served documents, the commands, and `tail`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/model/history.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/story.h"
#include "wirefold/model/story_event.h"
#include "wirefold/model/story_query.h"

namespace wirefold::store {

/// The story of an article, and why the article is in it.
struct Placement {
  StoryId story{};
  FoldReason reason;
  int moves = 0;  ///< Number of moves to another story, merges included.
};

struct Counts {
  std::int64_t articles = 0;
  std::int64_t stories = 0;
};

/// All methods throw StoreError.
class Reading {
 public:
  virtual ~Reading() = default;

  /// The newest stories (by id) that match `query`, sorted by publication, the newest first; or the
  /// stories with the most outlets. With any filter, only the newest 200,000 stories (below
  /// `before`) are searched. Of the articles with the words of the query, only the newest 5,000 are
  /// found.
  virtual std::vector<Story> stories(const StoryQuery& query) = 0;

  /// The number of stories that match `query`, at most `most`. Ignores `limit` and `before`, and
  /// has the limits of stories().
  virtual std::size_t count_stories(const StoryQuery& query, std::size_t most) = 0;

  /// True if the limits of stories() leave out no story for `query`.
  virtual bool covers_all(const StoryQuery& query) = 0;

  /// One story with its members; nullopt for a story that is unknown or has ended.
  virtual std::optional<Story> story(StoryId id) = 0;

  /// The lead of `story`, without enclosures; nullopt for a story without members.
  virtual std::optional<Article> lead_of(StoryId story) = 0;

  /// The story into which a story was merged, over any number of merges up to 100; nullopt if it
  /// was not merged.
  virtual std::optional<StoryId> successor(StoryId id) = 0;

  /// One article without its enclosures; nullopt for an unknown id.
  virtual std::optional<Article> article(ArticleId id) = 0;

  /// The placement of an article; nullopt for an unknown id.
  virtual std::optional<Placement> placement(ArticleId id) = 0;

  /// Stories that ended at `since` or later, the last first.
  virtual std::vector<EndedStory> ended_stories(Timestamp since, std::size_t limit) = 0;

  /// The numbers of articles of each feed on each day (UTC) since `since`, without articles before
  /// the newest 200,000.
  virtual std::vector<FeedDay> feed_days(Timestamp since) = 0;

  /// The newest articles that came since `since`, at most `most`, the last first.
  virtual std::vector<ArticleOrigin> origins(Timestamp since, std::size_t most) = 0;

  /// Tallies by rising hour. Hours without any count are missing.
  virtual std::vector<HourTally> hours(Timestamp since) = 0;

  /// The last events, oldest first.
  virtual std::vector<StoryEvent> last_events(std::size_t limit) = 0;

  /// Events after number `after`, oldest first, at most `limit`.
  virtual std::vector<StoryEvent> events_after(std::int64_t after, std::size_t limit) = 0;

  virtual std::int64_t count_articles() = 0;

  /// Articles and stories since `since`, without stories that have ended.
  virtual Counts count_since(Timestamp since) = 0;
};

}  // namespace wirefold::store
