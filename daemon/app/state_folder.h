// The folder of the database, which is for its owner's eyes alone.
#pragma once

#include <string>

namespace wirefold::app {

/// Makes the folder of `database`, and those above it that are missing, with mode 0700 whatever the
/// umask. Of what is there others lose their permissions, with a line in the log: on the folder,
/// and on the files in it. A folder that has folders in it is not ours alone: it stays as it is,
/// and so does what is a link or another user's, which the log says where others may read it. Call
/// before the database is opened: closing a file ends SQLite's locks on it. Throws
/// std::runtime_error where there can be no folder.
void prepare_state_folder(const std::string& database);

}  // namespace wirefold::app
