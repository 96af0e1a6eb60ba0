// Prepares the database's folder, which only its owner may read.
#pragma once

#include <string>

namespace wirefold::app {

/// Creates the folder of `database`, and missing folders above it, with mode 0700 whatever the
/// umask. Removes the permissions of other users on an existing folder and on the files in it, and
/// logs that.
///
/// A folder with folders in it is not wirefold's alone: of its files only those of the database are
/// changed. Links, files of another user and files with another hard link stay as they are. The log
/// names each of these that other users have permissions on.
///
/// Call it before the database is opened, because closing a file ends SQLite's locks on it. Throws
/// std::runtime_error if the folder cannot be created.
void prepare_state_folder(const std::string& database);

}  // namespace wirefold::app
