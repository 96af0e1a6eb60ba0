// What became of a feed of an imported list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "wirefold/model/feed.h"

namespace wirefold {

enum class ImportFate : std::uint8_t { kAdded, kKnown, kBroken };

/// "added", "known" or "broken".
std::string_view to_string(ImportFate fate);

struct ImportLine {
  FeedSource feed;
  std::size_t number = 0;  ///< From 0, in the order of the list.
  ImportFate fate = ImportFate::kAdded;
  std::string why;  ///< The reason of kKnown and kBroken, or a remark on kAdded; may be empty.
  std::string moved_from;        ///< The file's URL if it redirects permanently; else empty.
  bool outlet_left_out = false;  ///< The file names an outlet, which is ignored.
};

}  // namespace wirefold
