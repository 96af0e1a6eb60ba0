// Which entry is the same one at the next poll.
#pragma once

#include <string>
#include <vector>

#include "wirefold/model/entry.h"
#include "wirefold/model/ids.h"

namespace wirefold::app {

/// What names one entry of a document. An id or a link names it unless the document itself
/// disproves that: entries that differ share it, it is the feed's own address or the front page of
/// a site, or it stands for none ("0", "N/A"). Entries differ if their pages, titles or dates do;
/// without a date, if their texts do.
struct EntryIdentity {
  /// The key of its article: its id, else its link; where neither names it, a hash of page, title
  /// and text, and of its date if entries of other dates have these. Two entries of a document have
  /// one key only if they do not differ.
  std::string key;

  /// Other keys that its article may have from a poll when the document was of another kind. They
  /// may be those of other entries as well.
  std::vector<std::string> other_keys;

  /// html::canonical_url() of its link; empty if that is the page of other entries too, of the
  /// feed, or a site's front page.
  std::string canonical;

  /// The hash, for an entry whose key names an article that it cannot be.
  std::string hash_key;

  bool by_link = false;  ///< `key` is its link.
};

/// One for each entry of `feed`, in their order. No key is longer than a link may be.
std::vector<EntryIdentity> identities_of(const ParsedFeed& feed, FeedId id);

}  // namespace wirefold::app
