// From a parsed entry to the article that is kept.
#pragma once

#include <string>

#include "wirefold/model/article.h"
#include "wirefold/model/document.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"

namespace wirefold::app {

/// An article and its text in numbers.
struct Prepared {
  Article article;
  Document document;
};

/// The outlet's name: as configured, else the feed's title, else its host.
std::string outlet_name(const FeedSource& source, const ParsedFeed& feed);

/// Makes the article of `entry`: HTML sanitised, key chosen, language told, dates that lie in the
/// future dropped. `base_url` resolves what is relative; `now` becomes first_seen.
Prepared prepare(const Entry& entry, const FeedSource& source, FeedId feed,
                 const std::string& outlet, const std::string& base_url, Timestamp now);

/// The words of a stored article again, for the fold window after a restart.
Document document_of(const Article& article);

}  // namespace wirefold::app
