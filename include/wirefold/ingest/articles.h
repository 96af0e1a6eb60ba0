// From a parsed entry to the article that is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "wirefold/ingest/entry_identity.h"
#include "wirefold/base/growth.h"
#include "wirefold/fold/folder.h"
#include "wirefold/model/article.h"
#include "wirefold/model/document.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"
#include "wirefold/page/page.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// An article and its text in numbers.
struct Prepared {
  Article article;  ///< With the key and the canonical URL of its identity.
  EntryIdentity identity;
  std::string text;  ///< text_of() it.
  Document document;
};

/// Where entries come from.
struct Origin {
  FeedId feed{};
  FeedSource source;
  std::string outlet;  ///< outlet_name().
  Publisher publisher;
  std::string base_url;  ///< What is relative in them is relative to it.
};

/// What the outlet is called: as the list has it, else by the feed's title, else by its host.
std::string outlet_name(const FeedSource& source, const ParsedFeed& feed);

/// The title of a feed in one line, as everybody may see it.
std::string public_title(const TextConstruct& title);

/// Makes the article of `entry`, which `identity` names: HTML sanitised, language told, the
/// outlet's name taken off its title, dates that lie in the future dropped, links resolved as far
/// as the document may grow; `now` becomes first_seen. No field is longer than model/limits.h says.
Prepared prepare(const Entry& entry, EntryIdentity identity, const Origin& origin, Growth& growth,
                 Timestamp now);

/// Whether a sentence, by its hash, is furniture of the article's outlet.
using IsFurniture = std::function<bool(std::uint64_t sentence_hash)>;

/// Takes the text of its page, less what is furniture, and what the page knows better into an
/// article. False, and nothing is taken, if the page has no more text than the feed, is a wall, or
/// speaks of something else. `page_url` is where the page was found in the end. Its date is taken
/// where the feed gives none, unless it is in the future or more than `oldest` before the entry was
/// first listed: such a date is a wrong one more often than an old article is news.
bool take_page(Prepared& prepared, const page::Page& page, const std::string& page_url,
               std::chrono::seconds oldest, const IsFurniture& is_furniture);

/// The text that a stored article is folded by: of its page, else the longer of what the feed
/// gives.
std::string text_of(const Article& article);

/// The document of what a feed says of an article: partial if that is little, without a body if it
/// is nothing but an aggregator's links.
Document document_of_feed(std::string_view title, std::string_view body);

/// What the folder knows an outlet by.
std::uint64_t outlet_hash(const Publisher& publisher);

/// What the folder wants to know of an article besides its text.
fold::Facts facts_of(const Article& article);

/// The same of what is stored beside its prints; `seen` is when it came.
fold::Facts facts_of(const store::StoredPrints& stored, Timestamp seen);

/// Why it is where it is, as far as the folder asks.
FoldReason reason_of(const store::StoredPrints& stored);

/// The text of a stored article again, with all that folding compares.
Document document_of(const Article& article);

/// What people may look for in it; `text` is text_of() it.
std::string search_words_of(const Article& article, const std::string& text);
std::string search_words_of(const Article& article);

/// Its words alone.
Document words_of(const Article& article);

/// The same of what its feed says of it, whatever its page has.
Document words_of_feed(const Article& article);

}  // namespace wirefold::app
