// An order as far as the fields of a form say it. Private to the serve area.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fields.h"
#include "wirefold/model/override.h"

namespace wirefold::serve {

struct Draft {
  OverrideKind kind = OverrideKind::kUndo;
  std::vector<ArticleId> articles;  ///< Of a split: those that leave.
  std::vector<StoryId> stories;     ///< Of all others: one; or two, of which `other` names one.
  std::string other;                ///< A number, an address or words; may be empty.

  /// True if the order is about two stories.
  bool is_of_two() const {
    return kind == OverrideKind::kMerge || kind == OverrideKind::kNever ||
           kind == OverrideKind::kEventJoin || kind == OverrideKind::kEventNever;
  }
};

/// Fields::problem() tells of wrong ones.
Draft read_draft(Fields& fields);

/// The story that `typed` names by its number or by the address of its page, on any host; nullopt
/// for other text.
std::optional<StoryId> story_in(std::string_view typed);

/// The order, if the draft names all that it needs; nullopt if a story is still to be chosen.
std::optional<Override> order_of(const Draft& draft);

}  // namespace wirefold::serve
