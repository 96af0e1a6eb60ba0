// Compares what two texts are about apart from their common words. Private to the fold area.
#pragma once

#include <cstddef>
#include <span>

#include "wirefold/fold/compare.h"
#include "wirefold/model/document.h"

namespace wirefold::fold {

/// The words of a text that do not stand in its common text with another.
struct OwnSubject {
  std::size_t words = 0;  ///< Different words, without WordClass::kCommon.
  double shared = 1;      ///< Share of `words` that the other text has anywhere; 1 if 0 words.
  /// As `shared`, without the words of both headlines: in two notices of one kind, these name only
  /// the kind.
  double shared_beside_headlines = 1;
};

/// Takes the words of `title`, and the words of `body` that `cover` leaves, and searches them in
/// the other headline and body. Two outlets that put their own sentences before one report name the
/// same things as the report. Articles that share only an agency's copyright line have no such
/// word.
OwnSubject own_subject(std::span<const Token> title, std::span<const Token> body,
                       const Cover& cover, std::span<const Token> other_title,
                       std::span<const Token> other_body);

}  // namespace wirefold::fold
