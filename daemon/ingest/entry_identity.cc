#include "wirefold/ingest/entry_identity.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/html/canonical_url.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"

namespace wirefold::ingest {
namespace {

// Placeholders that programs write where an entry has no id, without punctuation and zeros.
constexpr std::array<std::string_view, 10> kPlaceholders = {
    "na", "none", "null", "nil", "undefined", "unknown", "false", "guid", "http", "https"};
constexpr std::size_t kLongestPlaceholder = std::string_view("undefined").size();

/// True if `id` stands for no id: it has only zeros and punctuation, or is one of kPlaceholders.
bool is_placeholder(std::string_view id) {
  constexpr std::string_view kUuid = "urn:uuid:";
  if (id.starts_with(kUuid)) id.remove_prefix(kUuid.size());
  std::string letters;
  for (const char c : id) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (!ascii || (c >= '1' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) letters += c;
    if (letters.size() > kLongestPlaceholder) return false;
  }
  letters = to_lower_ascii(letters);
  return letters.empty() ||
         std::find(kPlaceholders.begin(), kPlaceholders.end(), letters) != kPlaceholders.end();
}

/// True for the front page of a site, which is the page of no entry.
bool is_front_page(std::string_view url) {
  return html::path_of(url) == "/" && url.find_first_of("?#") == std::string_view::npos;
}

std::string_view without_slash(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

/// True for a URL of the feed or of its site.
bool is_of_feed(std::string_view url, const ParsedFeed& feed) {
  if (is_front_page(url)) return true;
  const std::string_view plain = without_slash(url);
  const auto is = [plain](std::string_view own) {
    return !own.empty() && without_slash(own) == plain;
  };
  return is(feed.link) || is(feed.self) || is(feed.id);
}

/// `key`, or its hash if it is too long: two keys that differ only beyond the limit stay different.
std::string kept_key(std::string key) {
  return key.size() <= kMostLinkBytes ? key : '#' + hash_uuid(key);
}

/// Ids that are no URI ("17") are only unique within one feed, and an outlet may have many feeds.
std::string key_of_id(const std::string& id, FeedId feed) {
  if (id.find(':') != std::string::npos) return kept_key(without_userinfo(id));
  return kept_key(std::to_string(to_int(feed)) + '/' + id);
}

std::string key_of_hash(std::uint64_t hash, FeedId feed) {
  return std::to_string(to_int(feed)) + "/#" + to_hex(hash);
}

const std::string& text_of(const Entry& entry) {
  return (entry.summary.empty() ? entry.content : entry.summary).value;
}

/// Equal for entries that do not differ: see EntryIdentity.
std::uint64_t hash_of(const Entry& entry, const std::string& page) {
  std::string all = page + '\n' + std::string(trim(entry.title.value)) + '\n';
  const auto date = entry.published ? entry.published : entry.updated;
  all += date ? std::to_string(date->time_since_epoch().count()) : text_of(entry);
  if (!date && !entry.enclosures.empty()) all += '\n' + entry.enclosures.front().url;
  return hash64(all);
}

/// Finds the names that entries share although they differ.
class Claims {
 public:
  void note(const std::string& name, const std::string& entry) {
    const auto [it, is_first] = entries_.emplace(name, entry);
    if (!is_first && it->second != entry) it->second.clear();
  }
  /// True if `name`, which must have been noted, is not shared by entries that differ.
  bool is_own(const std::string& name) const { return !name.empty() && !entries_.at(name).empty(); }

 private:
  std::unordered_map<std::string, std::string>
      entries_;  // hash of the entry by name; empty: several
};

/// The key under which versions before schema 11 stored the entry.
std::string former_key(const Entry& entry, FeedId feed) {
  if (!entry.id.empty()) return key_of_id(entry.id, feed);
  if (!entry.link.empty()) return kept_key(entry.link);
  return key_of_hash(hash64(entry.title.value + '\n' + text_of(entry)), feed);
}

/// The names of an entry by itself; empty if it has none of a kind.
struct Names {
  std::string id;  // as keys
  std::string link;
  std::string page;  // canonical
  std::string hash;  // of page, title and date (hash_of)
  std::string text;  // of page, title and text
  std::string all;   // of page, title, date and text
};

/// Reads all entries, then decides which name identifies each.
class Identifier {
 public:
  Identifier(const ParsedFeed& feed, FeedId id)
      : feed_(feed), id_(id), page_of_feed_(html::canonical_url(feed.link)) {
    for (const Entry& entry : feed.entries) note(names_of(entry));
  }

  std::vector<EntryIdentity> identities() const {
    std::vector<EntryIdentity> out;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      out.push_back(identity_of(names_[i], former_key(feed_.entries[i], id_)));
    }
    return out;
  }

 private:
  Names names_of(const Entry& entry) const {
    Names names;
    if (!is_placeholder(entry.id) && !is_of_feed(entry.id, feed_)) {
      names.id = key_of_id(entry.id, id_);
    }
    names.page = html::canonical_url(entry.link);
    const std::string& page = names.page.empty() ? entry.link : names.page;
    const std::uint64_t said = hash64(text_of(entry), hash64(page + '\n' + entry.title.value));
    const std::uint64_t hash = hash_of(entry, page);
    names.hash = key_of_hash(hash, id_);
    names.text = key_of_hash(said, id_);
    names.all = key_of_hash(hash ^ said, id_);
    if (is_of_feed(entry.link, feed_)) {
      names.page.clear();
    } else if (!entry.link.empty()) {
      names.link = kept_key(entry.link);
    }
    if (names.page == page_of_feed_ || names.page.size() > kMostLinkBytes) names.page.clear();
    return names;
  }

  void note(Names names) {
    ids_.note(names.id, names.hash);
    links_.note(names.link, names.all);
    pages_.note(names.page, names.all);
    texts_.note(names.text, names.hash);
    names_.push_back(std::move(names));
  }

  EntryIdentity identity_of(const Names& names, const std::string& former) const {
    EntryIdentity out;
    const bool by_id = ids_.is_own(names.id);
    const bool by_link = !by_id && links_.is_own(names.link);
    // Without the date if possible, because a feed may date its entries anew at each poll.
    out.hash_key = texts_.is_own(names.text) ? names.text : names.all;
    out.key = by_id ? names.id : by_link ? names.link : out.hash_key;
    for (const std::string& other : {names.id, names.link, names.text, names.all, former}) {
      const bool known =
          other == out.key || std::ranges::find(out.other_keys, other) != out.other_keys.end();
      if (!other.empty() && !known) out.other_keys.push_back(other);
    }
    if (pages_.is_own(names.page)) out.canonical = names.page;
    out.by_link = by_link;
    return out;
  }

  const ParsedFeed& feed_;
  const FeedId id_;
  const std::string page_of_feed_;
  std::vector<Names> names_;  // of the entries, in their order
  Claims ids_, links_, pages_, texts_;
};

}  // namespace

std::vector<EntryIdentity> identities_of(const ParsedFeed& feed, FeedId id) {
  return Identifier(feed, id).identities();
}

}  // namespace wirefold::ingest
