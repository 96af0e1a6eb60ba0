// Decides which story an article belongs to.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/fold/documents.h"
#include "wirefold/fold/judge.h"
#include "wirefold/fold/fingerprints.h"
#include "wirefold/fold/score.h"
#include "wirefold/model/document.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/model/story.h"

namespace wirefold::fold {

/// What was learned of an outlet's furniture is kept this long after it was last seen, however
/// short the window is.
inline constexpr std::chrono::days kBoilerplateLife(180);

/// What is known of an article besides its text.
struct Facts {
  ArticleId id{};            ///< Rises from one remembered article to the next.
  std::uint64_t outlet = 0;  ///< Hash that is the outlet's own.
  std::uint64_t link = 0;    ///< Hash of the article's URL; 0 = none.
  std::optional<Timestamp> published;
  /// When it came; never falls from one article to the next. Nothing: not known, so the article is
  /// compared with whatever comes; of these the newest kMostUndated are remembered.
  std::optional<Timestamp> seen;
};

inline constexpr std::size_t kMostUndated = 100'000;

struct Incoming : Facts {
  Document document;
};

/// An article as the rules see it. `body` is that of `document` without furniture; both must
/// outlive the side.
inline Side side_of(const Facts& facts, const Document& document, const OwnWords& body) {
  return {facts.outlet,  facts.link, facts.published,  document.title, body.words,
          document.part, facts.seen, document.partial, body.ends};
}

/// An article with what the rules see of it; both must outlive this.
struct Seen {
  const Facts& facts;
  const Side& side;
};

struct Decision {
  std::optional<StoryId> story;  ///< The story to join; none: it starts one.
  FoldReason reason;             ///< Of one that starts a story: "new", kContained or kCompilation.
};

/// The operator's word; it stands above every rule.
struct Rulings {
  std::set<StoryId> pinned;  ///< Their articles stay where they are.
  /// Two stories, the smaller id first, that are never made one, and between which no article
  /// moves.
  std::set<std::pair<StoryId, StoryId>> never;

  bool may_meet(StoryId a, StoryId b) const {
    return !never.contains(a < b ? std::pair(a, b) : std::pair(b, a));
  }
};

/// Stories that an article may come to after its first: as the parts of a compilation come, one
/// after the other, what is left finds its place. More would be somebody's play with us.
inline constexpr int kMostMoves = 3;

/// What has to change in stories once more is known of them.
struct Move {
  StoryId from{};
  std::optional<StoryId> to;  ///< None: a story of its own. `from`: only the reason is another.
  bool whole = false;         ///< All of `from` goes to `to`, the older: they are one story.
  ArticleId article{};        ///< Of `from`, whom the reason is about.
  FoldReason reason;
};

/// The articles of the window with their indexes, and the rules.
///
/// Decisions depend on nothing but the sequence of calls, so one input gives one result. Fold
/// thread only.
class Folder {
 public:
  /// `documents` outlives the folder and is its own.
  Folder(const Rules& rules, Documents& documents);
  ~Folder();

  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// The story that `article` belongs to, by what is known so far. Puts it nowhere. What it finds
  /// out is kept for remember(), which is the next call and about the same article, or not called.
  Decision decide(const Incoming& article) const;

  /// Takes `article` in as a member of `story`; forgets what has left the window by `article.seen`.
  /// `prints` are those of its document, for a caller who has them.
  void remember(const Incoming& article, const Prints& prints, StoryId story);
  void remember(const Incoming& article, StoryId story);

  /// The same for an article whose words `documents` has already: after a restart.
  /// `reason` says why it is there.
  void restore(const Facts& article, const Prints& prints, StoryId story,
               const FoldReason& reason = {});

  /// The text of a remembered article was edited: compares by the new one from now on.
  void replace(ArticleId id, Document document);

  /// What the last article that was remembered or replaced changes in the stories that it touches,
  /// one thing at a time: to be asked again after move(), merge() or hold(), until there is
  /// nothing. Articles that are held or settled or of pinned stories stay; so do those of stories
  /// of more than eight articles.
  std::optional<Move> revise();

  /// A remembered article stays in its story until the next remember() or replace().
  void hold(ArticleId id);

  /// `last` and the articles before it stay in their stories; later ones may still join or leave
  /// these.
  void settle(ArticleId last);

  /// A remembered article is a member of `story` now.
  void move(ArticleId id, StoryId story);

  /// All members of `from` are members of `into` now.
  void merge(StoryId from, StoryId into);

  /// A remembered article is another outlet's now.
  void set_outlet(ArticleId id, std::uint64_t outlet);

  /// Rules for all later decisions.
  void set_rules(const Rules& rules);
  void set_rulings(Rulings rulings);

  /// True for a sentence (Sentence::hash) that stood in several stories of `outlet`, or in articles
  /// about unlike things of any: newsletter pleas, copyright lines. Such sentences take no part in
  /// decisions.
  bool is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const;

  /// What the window knows of two articles, which need not be in it. The sides, facts and the
  /// folder must outlive it.
  std::unique_ptr<Background> background(Seen one, Seen two) const;

  /// What was learned before a restart; before the first remember().
  void restore(const LearnedSentence& sentence);

  /// Boilerplate that was learned or seen again since the last call, to be kept.
  std::vector<LearnedSentence> take_learned();

  /// What was learned of words, once each time that it has changed, and the same after a restart:
  /// see LearnedWords.
  std::optional<std::string> take_learned_words();
  bool restore_learned_words(std::string_view bytes);

  /// Articles in the window.
  std::size_t size() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::fold
