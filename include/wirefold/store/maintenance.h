// Backs up and verifies a database that the daemon may have open.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace wirefold::store {

/// Called with the progress: `done` of `total` units.
using OnProgress = std::function<void(std::size_t done, std::size_t total)>;

/// Copies a snapshot of the database `path` to `to`. The copy is complete and verified, or `to`
/// stays as it is. An existing file is replaced only if it is a wirefold database of this schema
/// version. Only its owner may read the copy (mode 0600). Throws StoreError.
void backup(const std::string& path, const std::string& to, const OnProgress& progress);

/// The problems of the database `path`, at most about twenty of each kind; empty if there are none.
/// Runs SQLite's own check (PRAGMA integrity_check), and checks the references between rows, the
/// uids of stories, and that each story has its lead among its articles or has no articles. Throws
/// StoreError if the database cannot be opened.
std::vector<std::string> verify(const std::string& path, const OnProgress& progress);

}  // namespace wirefold::store
