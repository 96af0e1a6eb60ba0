// Why two articles are or are not one story.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/fold/folder.h"
#include "wirefold/fold/judge.h"
#include "wirefold/fold/judge_partial.h"
#include "wirefold/fold/learned_words.h"
#include "wirefold/text/likeness.h"

namespace wirefold::app {

/// One of the two, as the folder would get it, with its text as it stands.
struct ExplainSide {
  std::string name;  ///< What the user called it: an id, a file.
  std::string outlet;
  std::string title;
  fold::Incoming article;
  std::string body;  ///< What the document was made of.
};

/// A stretch of text.
struct Passage {
  enum Kind : std::uint8_t {
    kCommon,   ///< The same words in both.
    kInstead,  ///< `a` stands where the other has `b`.
    kOnlyA,
    kOnlyB,
  };
  Kind kind;
  std::string a;
  std::string b;
};

/// Numbers and names that stand in the place of others.
struct Conflict {
  bool numbers = false;  ///< Else names.
  std::string a;
  std::string b;
};

struct Explanation {
  fold::Verdict verdict;
  fold::Comparison comparison;
  fold::Surroundings around;
  std::optional<fold::Weighed> weighed;  ///< Of a pair of which one is partial.
  text::Likeness likeness;               ///< Of the second text beside the first, for people.
  int whole = 64;                        ///< Hamming distances of the fingerprints.
  int lead = 64;
  int headline = 64;
  int sentence = 64;  ///< Of the nearest pair of sentences that can tell.
  std::size_t shared_samples = 0;
  bool same_link = false;
  bool found = false;             ///< The net would show the pair, whichever came first.
  std::vector<Passage> passages;  ///< In the order of the second text.
  std::vector<Conflict> conflicts;
  std::vector<std::string> otherwise;  ///< What would have decided otherwise, in words.
};

/// What the folder has learned; nothing of it by default.
struct Learned {
  /// Says of an outlet's hash and a sentence's whether that is the outlet's furniture.
  std::function<bool(std::uint64_t outlet, std::uint64_t sentence)> is_furniture =
      [](std::uint64_t, std::uint64_t) { return false; };
  fold::LearnedWords words;
  /// What the articles of the window say of two of them.
  std::function<std::unique_ptr<fold::Background>(fold::Seen one, fold::Seen two)> background;

  Learned();
};

Explanation explain(const ExplainSide& a, const ExplainSide& b, const fold::Rules& rules,
                    const Learned& learned);

/// For people: "One story. B beside A: the first three paragraphs, 40 minutes apart."
std::string sentence_of(const Explanation& explanation);

/// What else a person may want to know, a sentence a line: whether the openings stand in the other
/// text, and whether the daemon would have compared the two.
std::vector<std::string> remarks_on(const Explanation& explanation);

}  // namespace wirefold::app
