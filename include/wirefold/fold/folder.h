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

#include "wirefold/base/thread_check.h"
#include "wirefold/base/time.h"
#include "wirefold/fold/documents.h"
#include "wirefold/fold/fingerprints.h"
#include "wirefold/fold/judge.h"
#include "wirefold/fold/score.h"
#include "wirefold/model/document.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/learned_sentence.h"
#include "wirefold/model/story.h"

namespace wirefold::fold {

/// Learned boilerplate is kept this long after it was last seen, however short the window is.
inline constexpr std::chrono::days kBoilerplateLife(180);

/// The properties of an article besides its text.
struct ArticleKey {
  ArticleId id{};            ///< Rises from one remembered article to the next.
  std::uint64_t outlet = 0;  ///< Hash of the publisher's id.
  std::uint64_t link = 0;    ///< Hash of the article's URL; 0 = none.
  std::optional<Timestamp> published;
  /// Time of arrival; never falls from one article to the next. nullopt if unknown: the age of such
  /// an article does not matter, and the newest kMostUndated of them are remembered.
  std::optional<Timestamp> seen;
};

inline constexpr std::size_t kMostUndated = 100'000;

struct Incoming : ArticleKey {
  Document document;
};

/// An article as the rules see it. `body` is the body of `document` without boilerplate. Both must
/// outlive the side.
inline Side side_of(const ArticleKey& key, const Document& document, const OwnWords& body) {
  return {key.outlet,    key.link, key.published,    document.title, body.words,
          document.part, key.seen, document.partial, body.ends};
}

/// The key and the side of one article; both must outlive this struct.
struct Seen {
  const ArticleKey& key;
  const Side& side;
};

struct Decision {
  std::optional<StoryId> story;  ///< The story to join; nullopt if the article starts a story.
  FoldReason reason;             ///< "new", kContained or kCompilation if it starts a story.
};

/// The operator's overrides, which take precedence over every rule.
struct Overrides {
  std::set<StoryId> pinned;  ///< Stories whose articles stay where they are.
  /// Pairs of stories, the smaller id first, that are never merged and exchange no articles.
  std::set<std::pair<StoryId, StoryId>> never;

  bool may_meet(StoryId a, StoryId b) const {
    return !never.contains(a < b ? std::pair(a, b) : std::pair(b, a));
  }
};

/// Times that an article may move to another story. The parts of a compilation arrive one after the
/// other, and the remaining articles then move. More moves would indicate an attack.
inline constexpr int kMostMoves = 3;

/// A correction of stories after later articles.
struct Move {
  StoryId from{};
  std::optional<StoryId> to;  ///< nullopt for a new story; `from` if only the reason changes.
  bool whole = false;         ///< All of `from` moves to the older story `to`: a merge.
  ArticleId article{};        ///< The article of `from` that the reason is about.
  FoldReason reason;
};

/// Holds the articles of the window, their indexes, and the rules.
///
/// Decisions depend only on the sequence of calls, so the same input gives the same result. Fold
/// thread only.
class Folder {
 public:
  /// `documents` must outlive the folder. Only the folder may use it.
  Folder(const Rules& rules, Documents& documents);
  ~Folder();

  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Decides which story `article` belongs to and stores nothing but its findings for remember().
  /// If remember() is called, it must be the next call and for the same article.
  Decision decide(const Incoming& article) const;

  /// Adds `article` as a member of `story`, and drops the articles that have left the window by
  /// `article.seen`. `fingerprints` are fingerprints_of() its document, for a caller that has them
  /// already.
  void remember(const Incoming& article, const Fingerprints& fingerprints, StoryId story);
  void remember(const Incoming& article, StoryId story);

  /// Adds an article whose words are already in `documents`, after a restart. `reason` is the
  /// stored reason why the article is in `story`.
  void restore(const ArticleKey& article, const Fingerprints& fingerprints, StoryId story,
               const FoldReason& reason = {});

  /// Replaces the text of a remembered article that was edited.
  void replace(ArticleId id, Document document);

  /// One correction in the stories that the last remembered or replaced article touches. Call it
  /// again after move(), merge() or hold() until it returns nullopt. Articles stay if they are
  /// held, settled, or in a story that is pinned or has more than eight articles.
  std::optional<Move> revise();

  /// Keeps a remembered article in its story until the next remember() or replace().
  void hold(ArticleId id);

  /// Keeps `last` and the articles before it in their stories from now on. Later articles may still
  /// join or leave these stories.
  void settle(ArticleId last);

  /// Makes a remembered article a member of `story`.
  void move(ArticleId id, StoryId story);

  /// Makes all members of `from` members of `into`.
  void merge(StoryId from, StoryId into);

  /// Changes the outlet of a remembered article.
  void set_outlet(ArticleId id, std::uint64_t outlet);

  /// Set the rules and the overrides for all later decisions.
  void set_rules(const Rules& rules);
  void set_overrides(Overrides overrides);

  /// True for a sentence (Sentence::hash) that stood in several stories of `outlet`, or in articles
  /// of any outlets about different things: newsletter pleas, copyright lines. Such sentences take
  /// no part in decisions.
  bool is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const;

  /// The background of two articles, which need not be in the window. The keys, the sides and the
  /// folder must outlive the result.
  std::unique_ptr<Background> background(Seen one, Seen two) const;

  /// Restores a sentence learned before a restart. Call it before the first remember().
  void restore(const LearnedSentence& sentence);

  /// Boilerplate that was learned or seen again since the last call, for the database.
  std::vector<LearnedSentence> take_learned();

  /// Return and restore the learned words: LearnedWords::take_changed() and restore().
  std::optional<std::string> take_learned_words();
  bool restore_learned_words(std::string_view bytes);

  /// Number of articles in the window.
  std::size_t size() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
