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

#include "wirefold/base/thread_check.h"
#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Common words by their document frequency in the last full batch of 2,000 articles, in addition
/// to the table of each language: "mln", "dlrs" and "pct" in an agency's market reports, "Corona"
/// during the pandemic. Common words weigh kCommonWeight.
///
/// Words are counted by 16 bits of their hash, so about three rare words in a thousand are taken
/// for common ones. On the 86,364 pairs of headlines with 40 words, the learned words reduce the
/// wrong pairs from 9 to 6 at the same 636 copies. Weights by the whole idf are no better (4 wrong
/// pairs, 635 copies). Fold thread only.
class CommonWords {
 public:
  CommonWords();
  ~CommonWords();

  /// Counts the words of an article. After every kLearnedFrom articles, the words in at least
  /// kCommonShare of these articles become the common words.
  void learn(const Document& document);

  /// Turns the plain words that are common into WordClass::kCommon.
  void mark(std::span<Token> words) const;

  /// The common words as bytes, once after each change; nullopt if nothing has changed.
  std::optional<std::string> take_changed();

  /// Restores the bytes that take_changed() returned before a restart. Returns false and changes
  /// nothing if `bytes` has another size.
  bool restore(std::string_view bytes);

  static constexpr std::size_t kSlots = std::size_t{1} << 16;
  static constexpr std::size_t kBytes = kSlots / 8;  ///< Size of the result of take_changed().

 private:
  static constexpr std::uint16_t kLearnedFrom = 2000;
  static constexpr double kCommonShare = 0.05;

  struct Counting;

  static std::size_t slot_of(const Token& word) noexcept { return word.hash >> 16; }
  void turn_over();

  std::unique_ptr<Counting> counting_;
  std::array<std::uint64_t, kSlots / 64> common_{};  // one bit per slot
  bool changed_ = false;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
