// Describes how alike two texts are, in numbers.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/text/difference.h"

namespace wirefold::text {

/// The headline and time of a text.
struct Heading {
  std::string_view headline;  ///< Plain, without the outlet's name; may be empty.
  std::optional<Timestamp> published;
};

/// Compares a second text with a first. Case, accents, punctuation and white space are ignored, and
/// so is boilerplate (datelines, credits, lists of other articles). If a text was cut
/// (ComparedText::cut), all values describe only the part that was compared.
struct Likeness {
  bool same_headline = false;
  bool other_headline = false;       ///< Both flags are false if a headline is empty.
  bool same_first_sentence = false;  ///< Of five words or more.
  bool word_for_word = false;        ///< All words are equal, in the same order; whole texts only.
  bool other_order = false;          ///< The same paragraphs in another order; whole texts only.
  bool other_word_order = false;     ///< The same words in another order; whole texts only.

  std::size_t first_words = 0;  ///< Words of the first text.
  std::size_t second_words = 0;
  bool first_cut = false;
  bool second_cut = false;

  std::size_t common = 0;     ///< Words that both texts have in the same order.
  std::size_t passages = 0;   ///< Words of `common` in rows of four or more.
  std::size_t longest = 0;    ///< Words of the longest passage that both texts have.
  std::size_t beginning = 0;  ///< Words that are equal from the start.
  /// Words of the second text that are not in `common`, but elsewhere in the first, in rows of six
  /// or more; and the other way round. Either both are 0 or neither is.
  std::size_t moved = 0;
  std::size_t moved_of_first = 0;

  std::size_t paragraphs = 0;  ///< Of the first text, five words or more, whole in `beginning`.
  std::size_t other_paragraphs = 0;  ///< Other paragraphs of five words or more in the first text.
  bool ends_paragraph = false;       ///< `beginning` ends where a paragraph ends.

  std::optional<std::chrono::seconds> apart;  ///< nullopt if a text has no time. Not negative.

  std::size_t removed() const noexcept { return first_words - common; }
  std::size_t added() const noexcept { return second_words - common; }
  /// Words of the second text that are nowhere in the first, and the other way round.
  std::size_t new_words() const noexcept { return added() - moved; }
  std::size_t left_out() const noexcept { return removed() - moved_of_first; }
  bool cut() const noexcept { return first_cut || second_cut; }
};

/// `difference` must be of these two texts. Takes some milliseconds at most.
Likeness likeness(const Heading& first, const Heading& second, const Difference& difference);

}  // namespace wirefold::text
