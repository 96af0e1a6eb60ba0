// The operator's word on a story.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// Stored: numbers stay.
enum class RulingKind : std::uint8_t {
  kPin = 1,    ///< The articles of `story` stay in it. Holds until it is taken back.
  kSplit = 2,  ///< `articles` leave their story for one of their own. Done once.
  kMerge = 3,  ///< `story` becomes part of `other`. Done once.
  kNever = 4,  ///< `story` and `other` are never made one. Holds until it is taken back.
  kUndo = 5,   ///< The ruling `undoes` is taken back with what it did. Done once.
};

std::string_view to_string(RulingKind kind);

struct Ruling {
  std::int64_t id = 0;  ///< Given by the store.
  RulingKind kind = RulingKind::kPin;
  StoryId story{};  ///< Of a split or undo: where the articles were; known once it is done.
  StoryId other{};  ///< Of a split or undo: where they are.
  /// That leave by a split, came along with a merge (the lead first), or went back by an undo; the
  /// latter two are known once it is done.
  std::vector<ArticleId> articles;
  Timestamp made{};
  std::optional<Timestamp> done;  ///< When the daemon took it up; nothing: not yet.
  std::string problem;            ///< Why it could not; empty: it could.
  /// The stories that were named. A merge makes `story` and `other` those that they are part of,
  /// and the undo of the merge makes them these again. Given by the store.
  StoryId said_story{};
  StoryId said_other{};
  std::int64_t follows = 0;  ///< The ruling that this one follows from; 0: the operator's own.
  std::int64_t undoes = 0;   ///< Of an undo: the ruling that it takes back.
  bool reversible = true;    ///< False: done by a version that did not keep what came along.

  /// It holds from now on, and is not done with.
  bool stands() const {
    return (kind == RulingKind::kPin || kind == RulingKind::kNever) && problem.empty();
  }

  /// A never whose stories have become one: it holds again once they are two.
  bool rests() const { return stands() && done && story == other; }

  bool is_carried_out() const { return done && problem.empty(); }
};

}  // namespace wirefold
