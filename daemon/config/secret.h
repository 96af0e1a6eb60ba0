// Secrets that the configuration names and does not hold. Private to the config area.
#pragma once

#include <string>

namespace wirefold::config {

/// The secret in the systemd credential or the file (an absolute path) that `from` names; why there
/// is none in `problem`. A file that everybody on the machine can read is refused.
std::string secret(const std::string& from, std::string& problem);

}  // namespace wirefold::config
