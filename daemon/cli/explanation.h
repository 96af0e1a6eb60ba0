// Explains why two articles are, or are not, one story.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/events/finder.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/judge.h"
#include "wirefold/fold/judge_partial.h"
#include "wirefold/fold/learned_words.h"
#include "wirefold/text/likeness.h"

namespace wirefold::cli {

/// One of the two articles, as the folder would receive it, with its unchanged text.
struct ExplainSide {
  std::string name;  ///< As the user named it: an id or a file.
  std::string outlet;
  std::string title;
  fold::Incoming article;
  std::string body;          ///< The text that the document was made from.
  events::NewReport report;  ///< As the finder of events would receive it.
};

/// A stretch of text.
struct Passage {
  enum Kind : std::uint8_t {
    kCommon,   ///< The same words in both.
    kInstead,  ///< The first text has `a` where the second has `b`.
    kOnlyA,
    kOnlyB,
  };
  Kind kind;
  std::string a;
  std::string b;
};

/// Numbers or names of one text that the other replaces by different ones.
struct Conflict {
  bool numbers = false;  ///< Else names.
  std::string a;
  std::string b;
};

struct Explanation {
  fold::Verdict verdict;
  fold::Comparison comparison;
  fold::Surroundings around;
  std::optional<fold::Weighed> weighed;  ///< Of a pair of fold::is_partial_pair().
  text::Likeness likeness;               ///< Compares the second text with the first, for people.
  int whole = 64;                        ///< Hamming distances of the fingerprints.
  int lead = 64;
  int headline = 64;
  int sentence = 64;  ///< Of the nearest pair of sentences for which fold::can_tell() is true.
  std::size_t shared_samples = 0;
  bool same_link = false;
  bool found = false;             ///< The daemon would compare the pair, in some order of arrival.
  std::vector<Passage> passages;  ///< In the order of the second text.
  std::vector<Conflict> conflicts;
  std::vector<std::string> otherwise;  ///< What would change the decision, in words.
};

/// What the folder has learned; by default nothing.
struct Learned {
  /// True if the sentence with this hash is boilerplate of the outlet with this hash.
  std::function<bool(std::uint64_t outlet, std::uint64_t sentence)> is_boilerplate =
      [](std::uint64_t, std::uint64_t) { return false; };
  fold::LearnedWords words;
  /// Returns the background of two articles, from the articles of the window.
  std::function<std::unique_ptr<fold::Background>(fold::Seen one, fold::Seen two)> background;

  Learned();
};

Explanation explain(const ExplainSide& a, const ExplainSide& b, const fold::Rules& rules,
                    const Learned& learned);

/// For people: "One story. B compared with A: word for word, 40 minutes apart."
std::string sentence_of(const Explanation& explanation);

/// Further sentences for people: whether the openings are in the other text, whether the daemon
/// would have compared the two, and for a partial article the strongest evidence.
std::vector<std::string> remarks_on(const Explanation& explanation);

}  // namespace wirefold::cli
