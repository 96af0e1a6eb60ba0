// What a person would say of one text beside another.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/text/difference.h"

namespace wirefold::text {

/// What stands around a text.
struct Heading {
  std::string_view headline;  ///< Plain, without the outlet's name; may be empty.
  std::optional<Timestamp> published;
};

/// The second of two texts beside the first. Words are equal whatever their case and accents, the
/// marks and the white space between them. What is no running text (datelines, credits, lists of
/// other articles) counts for neither. Where a text was cut (ComparedText::cut) all of this is of
/// what was compared.
struct Likeness {
  bool same_headline = false;
  bool other_headline = false;       ///< Neither, if one of them has none.
  bool same_first_sentence = false;  ///< Of five words or more.
  bool word_for_word = false;        ///< All words are equal in their order; of whole texts.
  bool other_order = false;          ///< The same paragraphs in another order; of whole texts.
  bool other_word_order = false;     ///< The same words in another order; of whole texts.

  std::size_t first_words = 0;  ///< Words of the first text.
  std::size_t second_words = 0;
  bool first_cut = false;
  bool second_cut = false;

  std::size_t common = 0;     ///< Words of either that the other has, in one order.
  std::size_t passages = 0;   ///< Those of `common` that stand in rows of four or more.
  std::size_t longest = 0;    ///< Words of the longest passage that both have, wherever it stands.
  std::size_t beginning = 0;  ///< Words that are equal from the start on.
  /// Words of the second text that are not in `common`, but stand elsewhere in the first, in rows
  /// of six or more; and the other way round. Both are 0, or neither.
  std::size_t moved = 0;
  std::size_t moved_of_first = 0;

  std::size_t paragraphs = 0;        ///< Of the first text that are whole in `beginning`.
  std::size_t other_paragraphs = 0;  ///< Of the first text behind those.
  bool ends_paragraph = false;       ///< `beginning` is `paragraphs` and no word more.

  std::optional<std::chrono::seconds> apart;  ///< Nothing if either has no time. Not negative.

  std::size_t removed() const noexcept { return first_words - common; }
  std::size_t added() const noexcept { return second_words - common; }
  bool cut() const noexcept { return first_cut || second_cut; }
};

/// `difference` is of the two texts. At most some milliseconds.
Likeness likeness(const Heading& first, const Heading& second, const Difference& difference);

/// A phrase on the second text, without a capital and a full stop: "word for word, 40 minutes
/// apart", "the first three paragraphs", "the same text with 9 new words, 4 left out". Says nothing
/// that depends on what was not compared. Empty if there is nothing to say.
std::string in_words(const Likeness& likeness);

}  // namespace wirefold::text
