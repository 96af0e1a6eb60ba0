// Reads the form of a POST. Private to the serve area.
#pragma once

#include <optional>
#include <string_view>

#include "mhd.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// The fields of `body`, the whole body of the request, in their order: of
/// application/x-www-form-urlencoded or multipart/form-data. A file is a field with its content.
/// nullopt for another type, for a body that breaks off, and for more than kMostFields.
std::optional<Arguments> read_form(MHD_Connection* connection, std::string_view body);

inline constexpr std::size_t kMostFields = 2000;

}  // namespace wirefold::serve
