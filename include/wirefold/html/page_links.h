// What a page's <link> elements say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::html {

struct PageLink {
  std::vector<std::string> rel;  ///< Tokens, lower case.
  std::string type;              ///< Media type, lower case, without parameters.
  std::string href;              ///< Absolute.
  std::string title;             ///< Plain text.
};

/// The <link href> elements of an HTML page in UTF-8, in document order, resolved against <base
/// href> or `page_url`. At most 1000.
std::vector<PageLink> page_links(std::string_view page, std::string_view page_url);

}  // namespace wirefold::html
