// Creates files that only their owner may read. Private to the store.
#pragma once

#include <string>

namespace wirefold::store {

/// Creates an empty file with mode 0600, whatever the umask. Returns false and sets errno if `path`
/// exists, even as a dangling link, or if no file can be created. SQLite gives the files beside a
/// database the same mode.
bool make_private_file(const std::string& path);

}  // namespace wirefold::store
