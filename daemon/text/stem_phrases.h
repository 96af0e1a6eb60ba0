// Finds phrases by the beginnings of their words. Private to the text area.
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
/// reserv" is in "All rights reserved". In scripts without spaces it is one stem, which must begin
/// where a word begins.
///
/// Each phrase is found by its anchor, its longest stem. Immutable; any thread.
class StemPhrases {
 public:
  explicit StemPhrases(const std::vector<std::string>& phrases);

  /// `which` is kPaywall, kConsent or kBoilerplate. Built from the language files at the first
  /// call.
  static const StemPhrases& of(Phrases which);

  std::size_t size() const noexcept { return phrases_.size(); }

  /// The beginnings of the anchors, for marking words in split_words().
  const Beginnings& anchors() const noexcept { return anchors_; }

  /// The index of the phrase in `sentence` whose anchor is at `place`; nullopt if there is none.
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
