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
};

std::string_view to_string(RulingKind kind);

struct Ruling {
  std::int64_t id = 0;  ///< Given by the store.
  RulingKind kind = RulingKind::kPin;
  StoryId story{};  ///< Of a split: where the articles were; known once it is done.
  StoryId other{};  ///< Of a split: where they are.
  std::vector<ArticleId> articles;
  Timestamp made{};
  std::optional<Timestamp> done;  ///< When the daemon took it up; nothing: not yet.
  std::string problem;            ///< Why it could not; empty: it could.

  /// It holds from now on, and is not done with.
  bool stands() const {
    return (kind == RulingKind::kPin || kind == RulingKind::kNever) && problem.empty();
  }
};

}  // namespace wirefold
