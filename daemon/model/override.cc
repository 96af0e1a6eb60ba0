#include "wirefold/model/override.h"

#include <algorithm>

#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"

namespace wirefold {

std::string_view to_string(OverrideKind kind) {
  switch (kind) {
    case OverrideKind::kPin:
      return "pin";
    case OverrideKind::kSplit:
      return "split";
    case OverrideKind::kMerge:
      return "merge";
    case OverrideKind::kNever:
      return "never";
    case OverrideKind::kUndo:
      return "undo";
    case OverrideKind::kEventJoin:
      return "event_join";
    case OverrideKind::kEventLeave:
      return "event_leave";
    case OverrideKind::kEventNever:
      return "event_never";
  }
  return "unknown";
}

std::string_view to_string(OverrideState state) {
  constexpr std::string_view kNames[] = {"waits", "failed", "holds", "done"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string operator_name(std::string_view typed) {
  // A longer beginning than the name can be, so that a long text costs nothing.
  const std::string line = collapse_space(printable(clip_utf8(typed, 10 * kMostOperatorBytes)));
  return std::string(trim(clip_utf8(line, kMostOperatorBytes)));
}

std::optional<Override> find_override(const std::vector<Override>& overrides, std::int64_t id) {
  const auto found = std::ranges::find(overrides, id, &Override::id);
  return found == overrides.end() ? std::nullopt : std::optional(*found);
}

}  // namespace wirefold
