// The terms of a report: the words by which events are found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::events {

/// Words of the text that count, besides the headline. 40 to 80 words find the most on a stream:
/// bodies bring background and round-ups. It is also what feeds carry, so that feeds with and
/// without whole texts share one threshold.
inline constexpr std::size_t kBodyWords = 80;

/// Of these, words that weigh more.
inline constexpr std::size_t kLeadWords = 40;

/// A stem (text::Stem) of one report.
struct Term {
  std::uint32_t hash = 0;
  std::uint8_t count = 0;  ///< Occurrences in headline and text.
  bool in_title = false;
  bool in_lead = false;
  bool is_number = false;
};

struct Terms {
  std::vector<Term> terms;  ///< Sorted by hash, each once.
  /// The words of `terms` as the report spells them, in the same order.
  std::vector<std::string> spelled;
  /// Hashes of the stems in the headline but numbers; sorted, each once.
  std::vector<std::uint32_t> title;
};

/// The terms of a headline and a text, plain UTF-8. Pure.
Terms terms_of(std::string_view title, std::string_view body);

}  // namespace wirefold::events
