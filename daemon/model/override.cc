#include "wirefold/model/override.h"

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

}  // namespace wirefold
