#include "wirefold/model/import_line.h"

namespace wirefold {

std::string_view to_string(ImportFate fate) {
  constexpr std::string_view kNames[] = {"added", "known", "broken"};
  return kNames[static_cast<std::size_t>(fate)];
}

}  // namespace wirefold
