// Files for their owner's eyes alone. Private to the store.
#pragma once

#include <string>

namespace wirefold::store {

/// Makes an empty file with mode 0600, whatever the umask; false, with errno, where something is at
/// `path` already, be it a link, or where no file can be made. Of a database SQLite gives the files
/// beside it the same mode.
bool make_private_file(const std::string& path);

}  // namespace wirefold::store
