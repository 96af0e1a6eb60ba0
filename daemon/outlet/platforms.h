// The hosts at which many publish.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/model/publisher.h"

namespace wirefold::outlet {

/// The parts of an address that tell publishers apart.
struct Address {
  std::string full_host;  ///< ascii_host().
  std::string host;       ///< The same without a "www." that it begins with.
  std::string path;
  std::string query;
};

/// Who publishes at an address of the table; nothing for one that is not there. `domain` is the
/// registrable domain of its host.
std::optional<Publisher> find_on_platform(const Address& address, std::string_view domain);

/// daemon/outlet/platforms.txt, which says what its lines mean.
std::string platforms_text();

}  // namespace wirefold::outlet
