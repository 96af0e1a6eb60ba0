// Words that nearly every article has, learned from the stream.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Document frequencies over the last 2,000 articles, on top of the common words that each
/// language's table has: "mln", "dlrs" and "pct" in an agency's market reports, "Corona" in a year
/// of it. They weigh kCommonWeight.
///
/// Words are counted by 16 bits of their hash: some three rare words in a thousand are taken for
/// common ones. On the 86,364 pairs of headlines with 40 words this takes the wrong ones from 9 to
/// 6 at the same 636 copies; weights by the whole idf do not do better (4 wrong, 635 copies). Fold
/// thread only.
class CommonWords {
 public:
  CommonWords();
  ~CommonWords();

  /// Counts the words of an article. Every kLearnedFrom articles those in kCommonShare of them
  /// become the common ones.
  void learn(const Document& document);

  /// Marks the plain words that are common.
  void mark(std::span<Token> words) const;

  /// The common words as bytes, once each time that they have changed.
  std::optional<std::string> take_changed();

  /// What take_changed() gave before a restart; false, and nothing changes, for other bytes.
  bool restore(std::string_view bytes);

  static constexpr std::size_t kSlots = std::size_t{1} << 16;
  static constexpr std::size_t kBytes = kSlots / 8;  ///< Of take_changed().

 private:
  static constexpr std::uint16_t kLearnedFrom = 2000;
  static constexpr double kCommonShare = 0.05;

  struct Counting;

  static std::size_t slot_of(const Token& word) noexcept { return word.hash >> 16; }
  void turn_over();

  std::unique_ptr<Counting> counting_;
  std::array<std::uint64_t, kSlots / 64> common_{};  // a bit a slot
  bool changed_ = false;
};

}  // namespace wirefold::fold
