// The page with which an operator signs in. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/serve/resource.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

inline constexpr std::string_view kSignInPath = "/operator/sign-in";

struct SignInPage {
  int status = 200;
  std::string next;            ///< own_path() to go on to.
  std::string name;            ///< As typed before.
  std::string_view problem{};  ///< Key of the words that say why it failed; empty: not yet tried.
  int wait_seconds = 0;        ///< For the words of `problem`.
};

/// The page, which no cache stores.
ResourcePtr sign_in_page(const Site& site, std::string_view language, const SignInPage& page);

}  // namespace wirefold::serve
