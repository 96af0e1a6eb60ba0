// Reads the secrets to which the configuration refers. Private to the config area.
#pragma once

#include <string>

namespace wirefold::config {

/// The secret in the systemd credential or the file (an absolute path) that `from` names. If there
/// is none, returns empty and sets `problem` to the reason. A file that everybody on the machine
/// can read is refused.
std::string secret(const std::string& from, std::string& problem);

}  // namespace wirefold::config
