// Reads and replaces whole files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/result.h"

namespace wirefold {

/// The bytes of `path`, or of standard input for "-".
/// Errors: kIo if the file cannot be read, kTooLarge above `max_bytes`; the detail names the path.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// Whether the bytes are on the disk when a write returns.
enum class Durability : std::uint8_t {
  kOnDisk,
  kLater,  ///< After a power failure the file may have other bytes. For what can be made again.
};

/// Replaces the contents of `path` by `bytes` atomically, even across a crash. Keeps the
/// permissions and, for root, the owner; both are set before the first byte is written. A new file
/// that root creates in a folder of another user gets the owner and group of the folder. Follows a
/// symbolic link. Returns nullopt on success, else kIo with the path in the detail. A crash may
/// leave a file "PATH.RANDOM.new" beside `path`, which is never read and may be removed.
std::optional<Error> replace_file(const std::string& path, std::string_view bytes,
                                  Durability durability = Durability::kOnDisk);

/// Why replace_file() would fail before it writes; nullopt if it would not. Changes nothing.
std::optional<Error> replace_problem(const std::string& path);

}  // namespace wirefold
