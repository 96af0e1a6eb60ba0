// The operator's override of a story or of an event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// Stored in the database: numbers never change.
enum class OverrideKind : std::uint8_t {
  kPin = 1,         ///< The articles of `story` stay in it. Holds until it is undone.
  kSplit = 2,       ///< `articles` leave their story for one of their own. Done once.
  kMerge = 3,       ///< `story` becomes part of `other`. Done once.
  kNever = 4,       ///< `story` and `other` are never merged. Holds until it is undone.
  kUndo = 5,        ///< Reverts the override `undoes` and its effects. Done once.
  kEventJoin = 6,   ///< `story` becomes a report of the event of `other`. Done once.
  kEventLeave = 7,  ///< `story` leaves its event. Done once.
  /// `story` and `other` are never in one event. Holds until it is undone.
  kEventNever = 8,
};

std::string_view to_string(OverrideKind kind);

/// What has become of an override: it waits for the daemon, could not be carried out, is in force,
/// or was carried out once.
enum class OverrideState : std::uint8_t { kWaits, kFailed, kHolds, kDone };

/// "waits", "failed", "holds" or "done".
std::string_view to_string(OverrideState state);

/// The longest name of an operator in bytes.
inline constexpr std::size_t kMostOperatorBytes = 60;

/// `typed` as the name of an operator: on one line of printable() UTF-8, without white space at its
/// ends, and cut at kMostOperatorBytes.
std::string operator_name(std::string_view typed);

struct Override {
  std::int64_t id = 0;  ///< Assigned by the store.
  OverrideKind kind = OverrideKind::kPin;
  StoryId story{};  ///< Of a split or undo: where the articles were; known once it is done.
  StoryId other{};  ///< Of a split or undo: where they are now.
  /// The articles that leave by a split, came along with a merge (the lead first), or went back by
  /// an undo; for merge and undo known once it is done. Of an event's join or leave, once it is
  /// done: the lead of a story that stays in the event that `story` left; empty if none does. The
  /// undo of these has no articles: `story` is what it moved, `other` a story in its event now.
  std::vector<ArticleId> articles;
  Timestamp made{};
  std::optional<Timestamp> done;  ///< When the daemon processed it; empty: not yet.
  std::string problem;            ///< Why it could not be carried out; empty: no problem.
  /// The stories that the operator named. After a merge `story` and `other` are the stories that
  /// these became part of; undoing the merge resets them. Set by the store.
  StoryId said_story{};
  StoryId said_other{};
  std::int64_t follows = 0;  ///< The override that caused this one; 0: made by the operator.
  std::int64_t undoes = 0;   ///< Of an undo: the override that it reverts.
  bool reversible = true;  ///< False: carried out by a version that did not record what came along.
  std::string by{};        ///< Who ordered it, an operator_name(); empty: by command.

  /// True if it is a lasting rule and not a single action.
  bool stands() const {
    const bool lasts = kind == OverrideKind::kPin || kind == OverrideKind::kNever ||
                       kind == OverrideKind::kEventNever;
    return lasts && problem.empty();
  }

  /// True if it is about events and not about the articles of stories.
  bool is_of_event() const {
    return kind == OverrideKind::kEventJoin || kind == OverrideKind::kEventLeave ||
           kind == OverrideKind::kEventNever;
  }

  /// True for a never whose stories have become one. It holds again once they are two.
  bool rests() const { return stands() && done && story == other; }

  bool is_carried_out() const { return done && problem.empty(); }

  OverrideState state() const {
    if (!problem.empty()) return OverrideState::kFailed;
    if (!done) return OverrideState::kWaits;
    return stands() ? OverrideState::kHolds : OverrideState::kDone;
  }
};

/// The override with this number; nullopt if there is none.
std::optional<Override> find_override(const std::vector<Override>& overrides, std::int64_t id);

}  // namespace wirefold
