// JSON-LD of schema.org, as publishers write it for search engines. Private to the page area.
#pragma once

#include <string>
#include <vector>

namespace wirefold::page {

/// What the page's scripts say of the article that it shows. Empty = nothing.
struct LinkedData {
  std::string headline;
  std::string published;  ///< As written.
  std::string body;       ///< Plain text or HTML.
  std::string site;       ///< Name of the publisher.
  std::string lang;
  std::vector<std::string> authors;
  bool paid = false;  ///< isAccessibleForFree is false.
};

/// Looks in `scripts` for an Article or one of its subtypes (schema.org, "Article": NewsArticle,
/// BlogPosting, Report …), else for a WebPage. Of several the first whose headline `titles`, of the
/// page, bear out; one with a headline that none of them bears out is of another article, and is
/// not taken. JSON that is not well-formed is mended or skipped.
LinkedData linked_data_of(const std::vector<std::string>& scripts,
                          const std::vector<std::string>& titles);

}  // namespace wirefold::page
