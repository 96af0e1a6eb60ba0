// Care of a database from outside of the daemon, which may have it open.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace wirefold::store {

/// Called with how much of how much is done.
using OnProgress = std::function<void(std::size_t done, std::size_t total)>;

/// Copies the database `path`, as it is at one moment, to `to`: whole and checked, or not at all.
/// Only a database of wirefold's is replaced. The copy is for its owner's eyes alone (mode 0600).
/// Throws StoreError.
void backup(const std::string& path, const std::string& to, const OnProgress& progress);

/// What is wrong with the database `path`, at most some twenty things of a kind; empty: nothing. By
/// SQLite's own check (PRAGMA integrity_check), by the references between rows, and by what holds
/// of stories: each has its lead among its articles, or has none. Throws StoreError if it cannot be
/// opened.
std::vector<std::string> verify(const std::string& path, const OnProgress& progress);

}  // namespace wirefold::store
