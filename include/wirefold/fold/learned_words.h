// The word statistics learned from the stream.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/thread_check.h"
#include "wirefold/fold/common_words.h"
#include "wirefold/fold/rarity.h"

namespace wirefold::fold {

/// Fold thread only.
struct LearnedWords {
  CommonWords common;  ///< For the comparison of texts.
  Rarity rarity;       ///< For the score of partial articles.

  void learn(const Document& document);

  /// Both as bytes, once after each change of either; nullopt if nothing has changed.
  std::optional<std::string> take_changed();

  /// Restores the bytes that take_changed() returned before a restart, or the bytes of an earlier
  /// version, which has only common words. Returns false and changes nothing if `bytes` has another
  /// size.
  bool restore(std::string_view bytes);

 private:
  std::string common_bytes_ = std::string(CommonWords::kBytes, '\0');  // no word is common
  std::string rarity_bytes_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
