// What every page shows of the session of an operator. Private to the serve area.
#pragma once

#include <string>

#include "means.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// A part of the head: who is signed in, the operator's pages, and a button that signs out.
std::string session_bar(const Means& means);

/// A part of the foot that leads to the sign-in and from there back to `target`; empty for a
/// session, and where nobody can sign in. `root` is the path to "/" from the page.
std::string sign_in_link(const Site& site, const Words& words, const std::string& root,
                         const Target& target);

}  // namespace wirefold::serve
