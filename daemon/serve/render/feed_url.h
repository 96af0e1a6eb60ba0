// Decides which feed URLs may be shown to anyone. Private to the serve area.
#pragma once

#include <string>

#include "wirefold/base/secret_query.h"
#include "wirefold/html/url.h"

namespace wirefold::serve {

/// False for the path of a local file and for a URL with a secret.
inline bool is_shown(const std::string& feed_url) {
  return html::is_web_url(feed_url) && !has_secret_query(feed_url);
}

}  // namespace wirefold::serve
