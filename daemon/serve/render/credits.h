// Whom the feeds name for an article. Private to the serve area.
//
// The author of an entry is its outlet, and no one else: of several authors in Atom or RSS readers
// show the first, the last or all. Who else had a part in it is a contributor.
#pragma once

#include <string>
#include <vector>

#include "wirefold/model/article.h"

namespace wirefold::serve {

/// The authors that the article's feed names, without its outlet.
std::vector<std::string> writers_of(const Article& article);

/// writers_of(), then the article's agency if nobody is called so yet.
std::vector<std::string> contributors_of(const Article& article);

/// The article's categories, then its agency if none is called so.
std::vector<std::string> categories_of(const Article& article);

}  // namespace wirefold::serve
