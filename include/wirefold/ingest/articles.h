// Makes articles of parsed entries and pages.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/growth.h"
#include "wirefold/events/terms.h"
#include "wirefold/fold/fingerprints.h"
#include "wirefold/fold/folder.h"
#include "wirefold/ingest/entry_identity.h"
#include "wirefold/model/article.h"
#include "wirefold/model/document.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"
#include "wirefold/page/page.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// What is stored of a text besides the text itself.
struct IndexedText {
  fold::Fingerprints fingerprints;
  std::string search_words;  ///< Under which the article is found: search_words_of().
  events::Terms terms;       ///< By which the event of a new story is found.
};

/// What EntryLookup knows of an entry.
struct Known {
  store::Candidates candidates;  ///< Without their texts.
  std::string key;               ///< Article::key when they were asked for.
  std::size_t as_of = 0;         ///< Changes of the batch that they include.
};

/// An article before it is stored, with its text and what folding compares.
struct Prepared {
  /// With the key and the canonical URL of its identity. Before analyse(), its language is the one
  /// that the feed or the operator names, and its wire facts are missing.
  Article article;
  EntryIdentity identity;
  std::string text;                  ///< text_of() the article.
  std::optional<Document> document;  ///< Of title and text, if it has been made: see analyse().
  /// Of `text`, if it has been made: see index_of(). There is none without a document.
  std::optional<IndexedText> index;
  std::optional<Known> known;  ///< Once EntryLookup has asked for it.
};

/// The document of the text. If it is missing, makes it, detects the language, and reads agency,
/// place and byline. An entry that is known needs these only to tell it from another one.
const Document& analyse(Prepared& prepared);

/// The index of the text, which is made if it is missing, after analyse(). An entry that is known
/// needs none.
const IndexedText& index_of(Prepared& prepared);

/// The feed that entries come from.
struct Origin {
  FeedId feed{};
  FeedSource source;
  std::string outlet;  ///< outlet_name().
  Publisher publisher;
  std::string base_url;  ///< Base of relative links in entries without a base of their own.
};

/// The display name of the outlet: from the feed list, else the feed's title, else its host.
std::string outlet_name(const FeedSource& source, const ParsedFeed& feed);

/// The title of a feed in one line, without secrets of URLs in it.
std::string public_title(const TextConstruct& title);

/// Makes the article of `entry` with the key of `identity`; analyse() has still to be called.
/// Sanitises HTML, removes the outlet's name from the title, drops dates more than an hour in the
/// future, and resolves links as far as `growth` allows. `now` becomes first_seen. No field is
/// longer than model/limits.h allows.
Prepared prepare(const Entry& entry, EntryIdentity identity, const Origin& origin, Growth& growth,
                 Timestamp now);

/// True if the sentence with this hash is boilerplate of the article's outlet.
using IsBoilerplate = std::function<bool(std::uint64_t sentence_hash)>;

/// Adds to an article the text of its page, without boilerplate, and fields that the feed lacks or
/// the page knows better. False, with no change but analyse(), if the page has no more text, is
/// no article (as a paywall), or is about something else. `page_url` is the URL of the page after
/// redirects. The page's date is used if the feed gives none, unless it is in the future or more
/// than `oldest` before the entry was first listed: such a date is more often wrong than right.
bool take_page(Prepared& prepared, const page::Page& page, const std::string& page_url,
               std::chrono::seconds oldest, const IsBoilerplate& is_boilerplate);

/// The text by which a stored article is folded: that of its page, else the longer of the feed's
/// content and summary.
std::string text_of(const Article& article);

/// The document of an article as its feed has it: partial if the text is short, without a body if
/// the text is an aggregator's link stub.
Document document_of_feed(std::string_view title, std::string_view body);

/// The hash by which the folder knows an outlet.
std::uint64_t outlet_hash(const Publisher& publisher);

/// The properties of an article for the folder.
fold::ArticleKey article_key_of(const Article& article);

/// The same from stored fingerprints; `seen` is the time of arrival.
fold::ArticleKey article_key_of(const store::StoredFingerprints& stored, Timestamp seen);

/// What the store keeps of an article in the fold window. `key.seen` must be set.
store::StoredFingerprints stored_fingerprints(const fold::ArticleKey& key,
                                              const fold::Fingerprints& fingerprints);

/// The stored reason why the article is in its story, without the distance.
FoldReason reason_of(const store::StoredFingerprints& stored);

/// The document of a stored article, with all fingerprints and samples.
Document document_of(const Article& article);

/// The words under which an article is indexed for search; `text` is text_of() the article.
std::string search_words_of(const Article& article, const std::string& text);
std::string search_words_of(const Article& article);

/// The document of a stored article without fingerprints and samples.
Document words_of(const Article& article);

/// As words_of(), with the feed's text even if there is a page.
Document words_of_feed(const Article& article);

}  // namespace wirefold::ingest
