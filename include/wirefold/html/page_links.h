// The <link> and <a> elements of a page, and the target of its immediate redirect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::html {

/// A <link href> element.
struct PageLink {
  std::vector<std::string> rel;  ///< Tokens, lower case.
  std::string type;              ///< Media type, lower case, without parameters.
  std::string href;              ///< Absolute.
  std::string title;             ///< Plain text.
};

/// An <a href> element.
struct PageAnchor {
  std::string href;  ///< Absolute.
  std::string text;  ///< Its words and its title, plain text, cut at some 100 bytes.
};

/// In document order, resolved against <base href> or the page's URL.
struct PageLinks {
  std::vector<PageLink> links;      ///< At most 1000.
  std::vector<PageAnchor> anchors;  ///< At most 5000.
  /// Target of a <meta http-equiv=refresh> within ten seconds; empty if there is none. After a
  /// longer wait, pages usually reload themselves.
  std::string refresh;
};

/// `page` is an HTML page in UTF-8. Time and the total size of the links are linear in the size of
/// the page: links without room stay relative (base/growth.h), those over kMostLinkBytes are left
/// out.
PageLinks page_links(std::string_view page, std::string_view page_url);

}  // namespace wirefold::html
