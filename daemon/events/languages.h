// What is known of the reports in each language. Private to the events area.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postings.h"
#include "wirefold/base/time.h"
#include "wirefold/events/weights.h"
#include "wirefold/model/ids.h"

namespace wirefold::events {

struct Language {
  std::string tag;
  Weights weights;
  Postings postings;
  std::size_t in_window = 0;  ///< Reports in the window.
};

/// One thread at a time.
class Languages {
 public:
  /// Stems of all languages. Above, the language of the report has its frequencies halved.
  static constexpr std::size_t kMostStems = std::size_t{1} << 20;

  /// Null for a language that no report had.
  const Language* find(std::string_view tag) const;

  /// The weights of a language; those of a stream at its beginning for one that no report had.
  const Weights& weights_of(std::string_view tag) const;

  /// The number of a language. A new one takes the place of the one with the fewest reports that
  /// has none in the window, if there are kMostLanguages; nullopt if all have.
  std::optional<std::uint16_t> number_of(std::string_view tag);

  Language& operator[](std::uint16_t number) { return languages_[number]; }
  const Language& operator[](std::uint16_t number) const { return languages_[number]; }

  /// Counts the stems of a report.
  void count(std::uint16_t language, const std::vector<std::uint32_t>& stems, StoryId story);

  /// True if the restored weights include the report of `story`.
  bool has_counted(StoryId story) const { return to_int(story) <= through_; }

  /// Reports that were counted since the last pack().
  std::size_t uncounted() const { return since_; }

  /// All weights, for the database.
  std::string pack();
  bool restore(std::string_view bytes);

 private:
  std::optional<std::uint16_t> least_used() const;

  std::deque<Language> languages_;  // references to its elements stay valid
  std::int64_t through_ = 0;        // the last story that was counted
  std::size_t since_ = 0;
};

}  // namespace wirefold::events
