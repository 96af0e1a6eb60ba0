// The limits of one client address.
#pragma once

#include <vector>

#include "wirefold/base/ip_address.h"

namespace wirefold::serve {

struct AddressLimits {
  unsigned connections = 64;       ///< Connections open at a time.
  unsigned requests = 50;          ///< Requests per second, on average; 0: no limit.
  std::vector<IpNetwork> trusted;  ///< Addresses without these limits.
};

}  // namespace wirefold::serve
