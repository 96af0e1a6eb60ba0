// Phrases that match by the beginnings of words. Private to the text area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "beginnings.h"
#include "wirefold/text/languages.h"

namespace wirefold::text {

/// A phrase is a few stems in order, each the beginning of a word, next to one another: "all right
/// reserv" is in "All rights reserved". In scripts without spaces it is one stem, looked for where
/// a word begins.
///
/// Each phrase has an anchor, its longest stem, by which it is found. Immutable; any thread.
class StemPhrases {
 public:
  explicit StemPhrases(const std::vector<std::string>& phrases);

  /// Made of the section's phrases at the first call.
  static const StemPhrases& of(Phrases which);

  std::size_t size() const noexcept { return phrases_.size(); }

  /// What the anchors begin with, to have words marked by split_words().
  const Beginnings& anchors() const noexcept { return anchors_; }

  /// The number of the phrase in `sentence` whose anchor stands at `place`, if there is one.
  std::optional<std::size_t> at(std::string_view sentence, std::size_t place) const;

 private:
  struct Phrase {
    std::vector<std::string> stems;
    std::size_t anchor = 0;
  };

  static bool matches(const Phrase& phrase, std::string_view sentence, std::size_t place);
  void add(std::string_view line);

  std::vector<Phrase> phrases_;
  Beginnings anchors_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_slot_;
};

}  // namespace wirefold::text
