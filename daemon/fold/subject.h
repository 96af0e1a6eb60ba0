// What a text speaks of besides the words that it shares with another. Private to the fold area.
#pragma once

#include <cstddef>
#include <span>

#include "wirefold/fold/compare.h"
#include "wirefold/model/document.h"

namespace wirefold::fold {

/// The words of a text that are its own beside another's.
struct OwnSubject {
  std::size_t words = 0;  ///< Different words, common ones left out.
  double shared = 1;      ///< Share of them that the other text has somewhere; 1 for none.
  /// The same without the words that both headlines have: of two notices of one kind these say of
  /// what kind they are.
  double shared_beside_headlines = 1;
};

/// Of the headline and of what `cover` leaves of `body`, looked for in the other text and headline.
/// Two outlets that put sentences of their own before one report name what the report names.
/// Articles that share nothing but an agency's copyright line have no such word.
OwnSubject own_subject(std::span<const Token> title, std::span<const Token> body,
                       const Cover& cover, std::span<const Token> other_title,
                       std::span<const Token> other_body);

}  // namespace wirefold::fold
