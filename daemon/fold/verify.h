// Compares one article with articles of the window. Private to the fold area.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "relations.h"
#include "window.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/learned_words.h"

namespace wirefold::fold {

/// An article about other things that has sentences of the verified article, word by word.
struct Sharer {
  Slot slot;
  std::vector<std::uint64_t> sentences;  ///< Sentence::hash, sorted.
};

/// Compares one article exactly with kept articles, each at most once. Lives for one decision,
/// during which the article, the window and the rules must not change.
class Verifier {
 public:
  Verifier(const Incoming& article, const Window& window, const LearnedWords& learned,
           const Rules& rules, Documents& documents);

  /// nullopt for an article whose text is gone, and for the article itself.
  const std::optional<Verdict>& verdict(Slot slot);

  bool is_copy_of(Slot slot) {
    const std::optional<Verdict>& found = verdict(slot);
    return found && is_copy(found->outcome);
  }

  /// The verdict as a relation, seen from the article; an empty relation if there is no verdict.
  Judged relation(Slot slot);

  /// How much the article and another are about one thing: the share of the words of one text, 0 to
  /// 1, that the other has. The greater of both directions.
  double kindred(Slot slot);

  /// Number of words of the article without boilerplate.
  std::size_t words();

  /// A hash of the article that does not depend on its time of arrival.
  std::uint64_t key();

  /// At most `most` articles of other outlets, out of those that verdict() has compared.
  std::vector<Sharer> sharers(std::size_t most) const;

 private:
  std::optional<Verdict> judge(Slot slot);
  Verdict judge_partial_pair(Side mine, Side its, const ArticleKey& other);
  OwnWords own_words(std::uint64_t outlet, const Document& document) const;
  const Comparer& comparer();

  const Incoming& article_;
  const Window& window_;
  const LearnedWords& learned_;
  const Rules& rules_;
  Documents& documents_;
  OwnWords own_;                      // of the article, without boilerplate
  std::optional<Comparer> comparer_;  // made on demand: most articles have no candidates
  std::map<Slot, std::optional<Verdict>> known_;
};

/// The common sentences of `a` and `b`, sorted, without those that `learned` knows as boilerplate.
/// Empty unless the rest of the two texts is about different things.
std::vector<std::uint64_t> shared_boilerplate(const ArticleKey& of_a, const Document& a,
                                              const ArticleKey& of_b, const Document& b,
                                              const Boilerplate& learned);

}  // namespace wirefold::fold
