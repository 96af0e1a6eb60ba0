// What a page says of itself, as it stands there. Private to the page area.
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
  std::vector<std::string_view> data;  ///< Of other scripts that hold JSON; parts of the tree.
  std::vector<std::string> headlines;  ///< Of <h1>, without what is named as a kicker in it.
  /// What stands in one element or one line of an <h1> of several: kicker, headline, subtitle.
  std::vector<std::string> headline_parts;
  std::vector<std::string> headings;  ///< Of <h2> and <h3>.
  std::vector<std::string> authors;   ///< Of rel=author and itemprop=author.
  std::string title;                  ///< Of <title>.
  std::string lang;                   ///< Of <html>.
  std::string base;                   ///< Of <base href>.
  std::string canonical;              ///< Of <link rel=canonical>.
  std::vector<std::string> links;     ///< That may lead to further pages of the article.

  /// The content of the first <meta> that is called `name`; empty if none is.
  std::string_view meta(std::string_view name) const;
};

/// `shared` is what links to further pages of the article have in them; empty = there are none.
Facts facts_of(xmlDoc* page, std::string_view shared);

}  // namespace wirefold::page
