// What the stream has taught of words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/fold/common_words.h"
#include "wirefold/fold/rarity.h"

namespace wirefold::fold {

/// Fold thread only.
struct LearnedWords {
  CommonWords common;  ///< For texts.
  Rarity rarity;       ///< For what feeds say.

  void learn(const Document& document);

  /// Both as bytes, once each time that one of them has changed.
  std::optional<std::string> take_changed();

  /// What take_changed() gave before a restart, or what an earlier version did, which knew of
  /// common words alone; false, and nothing changes, for other bytes.
  bool restore(std::string_view bytes);

 private:
  std::string common_bytes_ = std::string(CommonWords::kBytes, '\0');  // none is common
  std::string rarity_bytes_;
};

}  // namespace wirefold::fold
