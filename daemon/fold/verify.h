// One new article against those of the window.
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

/// An article about other things that has sentences of the one in question, word by word.
struct Sharer {
  Slot slot;
  std::vector<std::uint64_t> sentences;  ///< Sentence::hash, sorted.
};

/// The exact check of one article against kept ones, each compared once however often it is asked
/// for. Lives for one decision: article, window and rules must not change meanwhile.
class Verifier {
 public:
  Verifier(const Incoming& article, const Window& window, const LearnedWords& learned,
           const Rules& rules, Documents& documents);

  /// Nothing for an article that is gone. The article itself is its own copy by no rule.
  const std::optional<Verdict>& verdict(Slot slot);

  bool is_copy_of(Slot slot) {
    const std::optional<Verdict>& found = verdict(slot);
    return found && is_copy(found->outcome);
  }

  /// The verdict as a relation, seen from the article; that of strangers if the other is gone.
  Judged relation(Slot slot);

  /// How much the article and another speak of one thing: the share of the one's words, 0 to 1,
  /// that the other has; the greater of the two.
  double kindred(Slot slot);

  /// Words of the article without furniture.
  std::size_t words();

  /// A number of the article that does not depend on when it came.
  std::uint64_t key();

  /// `most` of the articles of other outlets that verdict() was asked about.
  std::vector<Sharer> sharers(std::size_t most) const;

 private:
  std::optional<Verdict> judge(Slot slot);
  Verdict judge_partial_pair(Side mine, Side its, const Facts& other);
  OwnWords own_words(std::uint64_t outlet, const Document& document) const;
  const Comparer& comparer();

  const Incoming& article_;
  const Window& window_;
  const LearnedWords& learned_;
  const Rules& rules_;
  Documents& documents_;
  OwnWords own_;                      // of the article, without boilerplate
  std::optional<Comparer> comparer_;  // made when it is needed: most articles are like no other
  std::map<Slot, std::optional<Verdict>> known_;
};

/// Sentences of `a` that `b` has too, word by word, if beside them the two speak of other things:
/// what outlets put around anything. `learned` says what is known to be that already. Sorted; else
/// empty.
std::vector<std::uint64_t> shared_furniture(const Facts& of_a, const Document& a, const Facts& of_b,
                                            const Document& b, const Boilerplate& learned);

}  // namespace wirefold::fold
