// Compares two reports as the finder does, to explain what it finds.
#pragma once

#include <cstddef>
#include <string_view>

#include "wirefold/events/finder.h"

namespace wirefold::events {

/// A report of an event shares at least so many rare words with the nearest one.
inline constexpr std::size_t kLeastRare = 3;

/// What a report has in common with an earlier one, as if the earlier one were its whole event.
struct Comparison {
  bool same_language = false;  ///< Reports of two languages belong to no event together.
  EventLink link;              ///< EventLink::like is the earlier story.
  double cosine = 0;           ///< 0 to 1.
  Score score;
  std::size_t rare = 0;      ///< Rare words of the later report that the earlier one has.
  bool of_template = false;  ///< Both are texts of one template, about two happenings.

  /// True if the two belong to one event at this threshold. The rule about an outlet's series is
  /// not among these, because it needs the earlier headlines of the outlet.
  bool belongs(double threshold) const {
    return same_language && rare >= kLeastRare && !of_template && score.sum() >= threshold;
  }
};

/// Compares `later` with `earlier`. `word_counts` are those that Finder::take_weights() gave for
/// the database; empty or unreadable ones stand for a stream at its beginning. EventLink::words has
/// at most `most_words` words. Pure.
Comparison compare(const NewReport& earlier, const NewReport& later, std::string_view word_counts,
                   std::size_t most_words = kMostSharedWords);

}  // namespace wirefold::events
