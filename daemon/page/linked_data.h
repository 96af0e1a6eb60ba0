// Reads the JSON-LD of schema.org that publishers write for search engines. Private to the page
// area.
#pragma once

#include <string>
#include <vector>

namespace wirefold::page {

/// Data about the article on the page; empty = not given.
struct LinkedData {
  std::string headline;
  std::string published;  ///< As written.
  std::string body;       ///< Plain text or HTML.
  std::string site;       ///< Name of the publisher.
  std::string lang;
  std::vector<std::string> authors;
  bool paid = false;  ///< isAccessibleForFree is false.
};

/// Searches `scripts` for an Article or one of its subtypes (schema.org, "Article": NewsArticle,
/// BlogPosting, Report …), else for a WebPage. Prefers the first article whose headline matches one
/// of `titles`, the titles of the page. An article whose headline matches none is another article
/// and is ignored. JSON that is not well-formed is mended or skipped.
LinkedData linked_data_of(const std::vector<std::string>& scripts,
                          const std::vector<std::string>& titles);

}  // namespace wirefold::page
