// Whole files in and out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/result.h"

namespace wirefold {

/// The bytes of `path`, or of standard input for "-".
/// Errors: kIo when it cannot be read, kTooLarge above `max_bytes`; the detail names the path.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// Replaces `path` by `bytes`: whole or not at all, also through a crash. Keeps its permissions
/// and, for root, its owner, which hold before the first byte is written; a link is followed.
/// Nothing on success, else kIo with the path in the detail. A crash may leave a file
/// "PATH.RANDOM.new" beside it, which nobody ever reads and anybody may remove.
std::optional<Error> replace_file(const std::string& path, std::string_view bytes);

}  // namespace wirefold
