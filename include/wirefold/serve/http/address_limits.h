// What one client address may do.
#pragma once

#include <vector>

#include "wirefold/base/ip_address.h"

namespace wirefold::serve {

struct AddressLimits {
  unsigned connections = 64;       ///< Open at a time.
  unsigned requests = 50;          ///< A second, on average; 0: any number.
  std::vector<IpNetwork> trusted;  ///< Addresses without these limits.
};

}  // namespace wirefold::serve
