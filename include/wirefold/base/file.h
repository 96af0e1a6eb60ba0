// Whole files in and out.
#pragma once

#include <cstddef>
#include <string>

#include "wirefold/base/result.h"

namespace wirefold {

/// The bytes of `path`, or of standard input for "-".
/// Errors: kIo when it cannot be read, kTooLarge above `max_bytes`; the detail names the path.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

}  // namespace wirefold
