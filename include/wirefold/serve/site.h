// The properties of the served site.
#pragma once

#include <chrono>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold::serve {

struct Site {
  std::string title;
  std::string base_url;  ///< Without a trailing slash.
  std::string uid;       ///< "urn:uuid:…" of this installation; never changes.
  std::string version;   ///< Version of wirefold, for `generator`.
  std::chrono::seconds max_age{};
  std::size_t stories = 100;  ///< Entries of a feed without another `limit`.
  bool events = true;         ///< The page of a story shows its event and related stories.
  bool full_content = false;  ///< Entries have the whole text from the lead's feed.
  bool pictures = false;      ///< The pages show pictures, which the site serves itself.
  bool is_private = false;    ///< The site has a password.
  bool has_sign_in = false;   ///< Operators may sign in.
  bool for_scripts = false;   ///< Scripts of other sites may read the feeds (CORS).
  std::string hub;            ///< URL of the WebSub hub for our feeds; empty: none.
  Timestamp born{};           ///< Creation of the database: the date of a feed without stories.
};

}  // namespace wirefold::serve
