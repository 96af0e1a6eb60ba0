// What the served feeds say about themselves.
#pragma once

#include <chrono>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold::serve {

struct Site {
  std::string title;
  std::string base_url;  ///< Without a trailing slash.
  std::string uid;       ///< "urn:uuid:…" of this installation; stays for good.
  std::string version;   ///< Of wirefold, for `generator`.
  std::chrono::seconds max_age{};
  Timestamp born{};  ///< Date of a feed without stories: when the database was made.
};

}  // namespace wirefold::serve
