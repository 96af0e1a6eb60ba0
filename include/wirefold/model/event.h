// An event: stories that report what happened in their own words.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/story.h"

namespace wirefold {

/// A word of two stories, as the later one spells it.
struct SharedWord {
  std::string word;
  int points = 0;  ///< Its part of EventLink::likeness.
};

/// Words in EventLink::words.
inline constexpr std::size_t kMostSharedWords = 5;

/// Why a story belongs to an event, or is related to another story; kept for good.
struct EventLink {
  StoryId like{};    ///< The story whose words are the most alike; 0: none.
  int points = 0;    ///< 0 to 100: by how much the story belongs to the event of `like`.
  int likeness = 0;  ///< 0 to 100: how alike the words of the two stories are.
  int shared = 0;    ///< Number of words that the two share.
  std::vector<SharedWord> words;  ///< The heaviest of these, at most kMostSharedWords.
  std::chrono::seconds apart{0};  ///< Between the two stories; never negative.
};

/// A story in an event.
struct Report {
  Story story;
  EventLink link;            ///< Of the first story of an event: without `like`.
  bool by_operator = false;  ///< An override has put the story there.
};

/// Reports in one Event.
inline constexpr std::size_t kMostReports = 100;

/// An entry of what is served by event. Safe to share between threads once built.
struct Event {
  EventId id{};           ///< 0 for a story alone.
  std::string uid;        ///< "urn:uuid:…", the entry id; differs from the uids of all stories.
  StoryId first{};        ///< The first of its stories, which StoryQuery::before counts by.
  Timestamp published{};  ///< Of its first story.
  /// Moves with Story::updated of the first story, and once when enough outlets report the event
  /// (serve.update_at_outlets).
  Timestamp updated{};
  Timestamp changed{};  ///< Moves with every change of its stories, and when one joins or leaves.
  /// In the order in which they joined, at most kMostReports, `first` among them. A story alone is
  /// the only one.
  std::vector<Report> reports;
  std::size_t left_out = 0;  ///< Number of its stories that are not in `reports`.
};

/// A story about what is nearly the same.
struct RelatedStory {
  Story story;
  EventLink link;  ///< EventLink::like is `story`.
};

/// Related stories of one story.
inline constexpr std::size_t kMostRelated = 5;

/// What is known around one story.
struct StoryContext {
  std::optional<Event> event;  ///< With the story itself; empty for a story alone.
  /// The nearest stories that are not in `event`, the most points first; at most kMostRelated.
  std::vector<RelatedStory> related;
};

}  // namespace wirefold
