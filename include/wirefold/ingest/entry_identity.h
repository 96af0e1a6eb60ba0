// Identifies the entries of a feed from one poll to the next.
#pragma once

#include <string>
#include <vector>

#include "wirefold/model/entry.h"
#include "wirefold/model/ids.h"

namespace wirefold::ingest {

/// The identity of one entry of a document. An id or a link identifies the entry unless the
/// document itself disproves that: entries that differ share it, it is the feed's own URL or the
/// front page of a site, or it is a placeholder ("0", "N/A"). Entries differ if their pages, titles
/// or dates do; without a date, or where they share a link, also if their texts do.
struct EntryIdentity {
  /// The key of the article: the id, else the link. If neither identifies the entry, a hash of
  /// page, title and text, and of the date if entries with other dates have the same. Two entries
  /// of a document have the same key only if they do not differ.
  std::string key;

  /// Other keys that the article may have from an earlier poll, when the document listed other
  /// entries, or from an older version. Other entries may have the same keys.
  std::vector<std::string> other_keys;

  /// html::canonical_url() of the link; empty if other entries have the same page, or if it is the
  /// feed's page or a site's front page.
  std::string canonical;

  /// The hash: the key of the entry if the article with `key` turns out to be another one.
  std::string hash_key;

  bool by_link = false;  ///< `key` is the link.
};

/// The identities of the entries of `feed`, in order. No key is longer than kMostLinkBytes.
std::vector<EntryIdentity> identities_of(const ParsedFeed& feed, FeedId id);

}  // namespace wirefold::ingest
