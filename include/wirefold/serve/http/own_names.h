// Under which names this server may be asked.
#pragma once

#include <string>
#include <vector>

namespace wirefold::serve {

/// A page of another site can make a name of its own lead to 127.0.0.1 (DNS rebinding), and then
/// read what is served there as its own. On a loopback address a request must name the server by
/// one of these, as "localhost", or by an address.
struct OwnNames {
  std::vector<std::string> hosts;  ///< Lower case, without ports.
  std::string origin;  ///< Of the URL that readers have, "https://news.example"; or empty.
};

}  // namespace wirefold::serve
