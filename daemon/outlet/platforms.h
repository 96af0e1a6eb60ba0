// The hosts that many publishers share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/model/publisher.h"

namespace wirefold::outlet {

/// The parts of a URL that tell publishers apart.
struct Address {
  std::string full_host;  ///< ascii_host().
  std::string host;       ///< The same without a leading "www.".
  std::string path;
  std::string query;
};

/// The publisher at an address of the table; nullopt if the table does not have it. `domain` is the
/// registrable domain of its host.
std::optional<Publisher> find_on_platform(const Address& address, std::string_view domain);

/// The text of daemon/outlet/platforms.txt, which explains its own format.
std::string platforms_text();

}  // namespace wirefold::outlet
