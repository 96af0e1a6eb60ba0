// Decides which story an article belongs to.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/document.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/model/story.h"

namespace wirefold::fold {

/// What the operator may set. The defaults are those of the measurements in README, "How folding
/// works".
struct Rules {
  /// Copies appear this long after one another at most: 84 % of wire copies come within 72 hours,
  /// 95 % within 7 days.
  std::chrono::seconds window = std::chrono::hours(24 * 7);
  /// Share of the shorter text that must stand in the other, 0.3 to 1.
  double min_similarity = 0.6;
  /// Words that two texts must share at least; below, two texts are never one story by their text.
  std::uint32_t min_words = 24;
};

/// What was learned of an outlet's furniture is kept this long after it was last seen, however
/// short the window is.
inline constexpr std::chrono::days kBoilerplateLife(180);

struct Incoming {
  ArticleId id{};
  std::uint64_t outlet = 0;  ///< Hash of the outlet's name.
  std::uint64_t link = 0;    ///< Hash of the article's URL; 0 = none.
  std::optional<Timestamp> published;
  Timestamp seen{};  ///< When it came; never falls from one article to the next.
  Document document;
};

struct Decision {
  std::optional<StoryId> story;  ///< The story to join; none: it starts one.
  FoldReason reason;
};

/// The articles of the window with their indexes, and the rules.
///
/// Decisions depend on nothing but the sequence of calls, so one input gives one result. Fold
/// thread only.
class Folder {
 public:
  explicit Folder(const Rules& rules);
  ~Folder();

  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// The story that `article` belongs to, by what is known so far. Changes nothing.
  Decision decide(const Incoming& article) const;

  /// Takes `article` in as a member of `story`; forgets what has left the window by `article.seen`.
  void remember(Incoming article, StoryId story);

  /// Articles remembered so far count as seen at `seen` at the earliest: for a stream whose time
  /// was not known from its beginning.
  void begin_at(Timestamp seen);

  /// The text of a remembered article was edited: compares by the new one from now on. An article
  /// that has left the window is left alone.
  void replace(ArticleId id, Document document);

  /// Rules for all later decisions.
  void set_rules(const Rules& rules);

  /// True for a sentence (Sentence::hash) that stood in several stories of `outlet`: newsletter
  /// pleas, copyright lines. Such sentences take no part in decisions.
  bool is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const;

  /// What was learned before a restart; before the first remember().
  void restore(const LearnedSentence& sentence);

  /// Boilerplate that was learned or seen again since the last call, to be kept.
  std::vector<LearnedSentence> take_learned();

  /// Articles in the window.
  std::size_t size() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::fold
