// Collects the facts that a page gives about itself, as written. Private to the page area.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/html/dom.h"

namespace wirefold::page {

/// Texts have their white space collapsed. Each list is capped.
struct Facts {
  /// The `name`, `property`, `itemprop` or `http-equiv` of each <meta>, lower case, and its
  /// content.
  std::vector<std::pair<std::string, std::string>> metas;
  std::vector<std::string> json_ld;    ///< Texts of <script type="application/ld+json">.
  std::vector<std::string_view> data;  ///< Texts of other scripts with JSON; views into the tree.
  std::vector<std::string> headlines;  ///< Of <h1> and itemprop=headline, without kickers.
  /// Each element or line of an <h1> with several: kicker, headline, subtitle.
  std::vector<std::string> headline_parts;
  std::vector<std::string> headings;  ///< Texts of <h2> and <h3>.
  std::vector<std::string> authors;   ///< Texts of elements with rel=author or itemprop=author.
  std::string title;                  ///< Text of <title>.
  std::string lang;                   ///< Language of <html>.
  std::string base;                   ///< URL of <base href>.
  std::string canonical;              ///< URL of <link rel=canonical>.
  std::vector<std::string> links;     ///< Links that may lead to further pages of the article.

  /// The content of the first <meta> with this name; empty if there is none.
  std::string_view meta(std::string_view name) const;
};

/// `shared` is the text that links to further pages of the article contain (shared_part()); empty =
/// no links are collected.
Facts facts_of(xmlDoc* page, std::string_view shared);

}  // namespace wirefold::page
