// Sentences that an outlet puts on many of its pages, learned as articles come.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// A sentence that stood in this many stories of one outlet is the outlet's furniture
/// ("Subscribe to our newsletter", a list of related headlines). Without this rule the net brought
/// 100 times the candidates in the measurements.
inline constexpr std::uint32_t kBoilerplateStories = 3;

/// Counts sentences by outlet. Fold thread only.
class Boilerplate {
 public:
  /// `document` is the outlet's first article of its story (updates and repeats would make a
  /// story's own sentences look like furniture).
  void learn(std::uint64_t outlet, const Document& document);
  void forget(std::uint64_t outlet, const Document& document);

  bool is_boilerplate(std::uint64_t outlet, const Sentence& sentence) const;

  /// The body without boilerplate sentences.
  std::vector<Token> own_words(std::uint64_t outlet, const Document& document) const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> stories_;
};

}  // namespace wirefold::fold
