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
  std::size_t stories = 100;  ///< Entries of a feed that does not ask for another number.
  bool full_content = false;  ///< Entries hold the whole text that the lead's feed gives.
  bool is_private = false;    ///< Only for those who know the password.
  bool for_scripts = false;   ///< Scripts of other sites may read the feeds.
  std::string hub;            ///< URL of the WebSub hub for our feeds; empty: none.
  Timestamp born{};           ///< Date of a feed without stories: when the database was made.
};

}  // namespace wirefold::serve
