// A signed-in operator.
#pragma once

#include <string>

namespace wirefold::serve {

struct Session {
  std::string name;   ///< As typed at sign-in; one line of UTF-8, perhaps empty. Escape it.
  std::string token;  ///< Hexadecimal digits; every form that is sent with POST has it as `token`.

  bool operator==(const Session&) const = default;
};

}  // namespace wirefold::serve
