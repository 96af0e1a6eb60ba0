// The names that requests may use for this server.
#pragma once

#include <string>
#include <vector>

namespace wirefold::serve {

/// A page of another site can make its own host name resolve to 127.0.0.1 (DNS rebinding), and then
/// read this server as its own origin. On a loopback address, a request must therefore name the
/// server by one of these hosts, as "localhost", or by an address.
struct OwnNames {
  std::vector<std::string> hosts;  ///< Lower case, without ports.
  std::string origin;  ///< Origin of the readers' URL, "https://news.example"; may be empty.
};

}  // namespace wirefold::serve
