// Recognizes the datelines of wire copy. Private to the text area.
#pragma once

#include <optional>
#include <string_view>

#include "wirefold/model/wire.h"

namespace wirefold::text {

struct Dateline {
  std::size_t end;  ///< Where the body begins, in bytes.
  WireFacts facts;
};

/// The dateline at the beginning of `line`. It may come in two parts, agency and place: "(ANSA) -
/// ROMA, 9 NOV - ".
std::optional<Dateline> dateline_of(std::string_view line);

}  // namespace wirefold::text
