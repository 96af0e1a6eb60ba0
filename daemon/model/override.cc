#include "wirefold/model/override.h"

namespace wirefold {

std::string_view to_string(RulingKind kind) {
  switch (kind) {
    case RulingKind::kPin:
      return "pin";
    case RulingKind::kSplit:
      return "split";
    case RulingKind::kMerge:
      return "merge";
    case RulingKind::kNever:
      return "never";
    case RulingKind::kUndo:
      return "undo";
  }
  return "unknown";
}

}  // namespace wirefold
