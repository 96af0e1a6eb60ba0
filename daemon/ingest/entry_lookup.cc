#include "wirefold/ingest/entry_lookup.h"

#include <algorithm>
#include <cassert>
#include <functional>

#include "wirefold/base/hash.h"

namespace wirefold::ingest {
namespace {

using store::Candidates;
using store::KnownArticle;

// As in store::Candidates.
constexpr std::size_t kMostAlike = 16;

// Bytes of the texts that are kept. A batch may ask again for any number of entries, and a text
// that is not kept is read again when it is needed.
constexpr std::size_t kMostTextBytes = std::size_t{16} << 20;

enum Kind : std::uint64_t { kKey = 1, kPage, kTwin };

std::uint64_t hash_of_key(std::string_view key) { return hash64(key, kKey); }
std::uint64_t hash_of_page(std::string_view page) { return hash64(page, kPage); }
std::uint64_t hash_of_twin(std::uint64_t twin) { return mix_hash(kTwin, twin); }

/// By which another entry may find the article.
std::vector<std::uint64_t> hashes_of(const Article& article) {
  return {hash_of_key(article.key), hash_of_page(article.canonical),
          hash_of_twin(article.twin_hash)};
}

/// By which the entry finds articles.
std::vector<std::uint64_t> hashes_of(const Prepared& entry) {
  std::vector<std::uint64_t> out = hashes_of(entry.article);
  out.push_back(hash_of_page(entry.identity.canonical));
  out.push_back(hash_of_key(entry.identity.hash_key));
  for (const std::string& key : entry.identity.other_keys) out.push_back(hash_of_key(key));
  return out;
}

std::uint64_t hash_of(ArticleId article, FeedId feed) {
  return mix_hash(static_cast<std::uint64_t>(to_int(article)),
                  static_cast<std::uint64_t>(to_int(feed)));
}

KnownArticle known_of(const Article& article, const std::string& feed_url) {
  return {article.id,        article.feed,      article.key,       article.title,
          article.link,      article.canonical, article.published, article.text_hash,
          article.twin_hash, feed_url,          article.publisher, {}};
}

/// True if the article is of the feed that asks, or of its publisher.
bool is_own(const KnownArticle& article, const Article& asks) {
  if (article.feed == asks.feed) return true;
  return asks.publisher.is_certain() && article.publisher == asks.publisher;
}

void put_first(std::vector<KnownArticle>& list, const KnownArticle& article) {
  list.insert(list.begin(), article);
  if (list.size() > kMostAlike) list.pop_back();
}

/// Adds an article that is newer than all in `candidates`. False if more must be asked for.
bool add(Candidates& candidates, const Prepared& entry, const KnownArticle& article) {
  const Article& asks = entry.article;
  const EntryIdentity& identity = entry.identity;
  const bool own = is_own(article, asks);
  const bool has_nearer =
      candidates.by_key && candidates.by_key->feed == asks.feed && article.feed != asks.feed;
  if (own && article.key == asks.key && !has_nearer) {
    if (article.text_hash != asks.text_hash) return false;
    candidates.by_key = article;
    candidates.is_complete = false;
  }
  if (!candidates.is_complete) return true;
  const auto has_key = [&article](const std::string& key) { return key == article.key; };
  if (own && (has_key(identity.hash_key) || std::ranges::any_of(identity.other_keys, has_key))) {
    return false;
  }
  const bool has_page = !article.canonical.empty();
  if (own && has_page && article.canonical == asks.canonical) {
    put_first(candidates.of_page, article);
  }
  if (own && article.twin_hash == asks.twin_hash) put_first(candidates.twins, article);
  if (!own && has_page && article.canonical == identity.canonical) {
    put_first(candidates.elsewhere, article);
  }
  return true;
}

}  // namespace

store::Probe probe_of(const Prepared& entry) {
  const Article& article = entry.article;
  return {{article.publisher, article.feed},
          article.key,
          entry.identity.hash_key,
          entry.identity.other_keys,
          article.canonical,
          entry.identity.canonical,
          article.title,
          article.outlet,
          article.text_hash,
          article.twin_hash};
}

void EntryLookup::begin(std::span<Prepared* const> entries) {
  assert(check_.is_here());
  texts_.clear();
  text_bytes_ = 0;
  now_ = all_changed_ = 0;
  added_.clear();
  alike_.clear();
  changed_.clear();
  listed_.clear();
  changed_hashes_.clear();
  ask(entries);
}

void EntryLookup::ask(std::span<Prepared* const> entries) {
  assert(check_.is_here());
  if (entries.empty()) return;
  std::vector<store::Probe> probes;
  probes.reserve(entries.size());
  for (const Prepared* const entry : entries) probes.push_back(probe_of(*entry));
  std::vector<Candidates> answers = stored_.lookup(probes);
  for (std::size_t i = 0; i < answers.size(); ++i) {  // of() asks for the others
    for (Article& text : std::exchange(answers[i].texts, {})) keep(std::move(text));
    entries[i]->known = {std::move(answers[i]), std::move(probes[i].key), now_};
  }
}

void EntryLookup::keep(Article text) {
  if (text_bytes_ >= kMostTextBytes) {
    texts_.clear();
    text_bytes_ = 0;
  }
  text_bytes_ += bytes_of(text);
  const ArticleId id = text.id;
  texts_.insert_or_assign(id, std::move(text));
}

const Candidates& EntryLookup::of(Prepared& entry) {
  assert(check_.is_here());
  const bool is_asked = entry.known && entry.known->key == entry.article.key;
  if (!is_asked || (entry.known->as_of != now_ && (is_stale(entry) || !take_added(entry)))) {
    Prepared* const one = &entry;
    ask({&one, 1});
  }
  entry.known->as_of = now_;
  return entry.known->candidates;
}

/// True if the batch has changed something stored that the entry may be, or may be now.
bool EntryLookup::is_stale(const Prepared& entry) const {
  const Change since = entry.known->as_of;
  if (all_changed_ > since) return true;
  if (!changed_.empty() || !listed_.empty()) {
    bool any = false;
    store::for_each(entry.known->candidates,
                    [&](const KnownArticle& article) { any = any || is_stale(entry, article); });
    if (any) return true;
  }
  if (changed_hashes_.empty()) return false;
  return std::ranges::any_of(hashes_of(entry), [this, since](std::uint64_t hash) {
    const auto change = changed_hashes_.find(hash);
    return change != changed_hashes_.end() && change->second > since;
  });
}

bool EntryLookup::is_stale(const Prepared& entry, const KnownArticle& article) const {
  const Change since = entry.known->as_of;
  const auto change = changed_.find(article.id);
  if (change != changed_.end() && change->second > since) return true;
  const auto listing = listed_.find(hash_of(article.id, entry.article.feed));
  return listing != listed_.end() && listing->second > since;
}

/// Adds the articles that the batch has stored since. False if more must be asked for.
bool EntryLookup::take_added(Prepared& entry) const {
  const Change since = entry.known->as_of;
  if (added_.empty() || added_.back().first <= since) return true;
  std::vector<std::size_t> places;
  for (const std::uint64_t hash : hashes_of(entry)) {
    const auto [first, last] = alike_.equal_range(hash);
    for (auto it = first; it != last; ++it) {
      if (added_[it->second].first > since) places.push_back(it->second);
    }
  }
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return std::ranges::all_of(places, [&](std::size_t place) {
    return add(entry.known->candidates, entry, added_[place].second);
  });
}

std::optional<Article> EntryLookup::article(ArticleId id) {
  assert(check_.is_here());
  if (const auto text = texts_.find(id); text != texts_.end()) return text->second;
  std::vector<Article> read = stored_.articles({&id, 1});
  if (read.empty()) return std::nullopt;
  return std::move(read.front());
}

void EntryLookup::added(const Article& article, const std::string& feed_url) {
  assert(check_.is_here());
  for (const std::uint64_t hash : hashes_of(article)) alike_.emplace(hash, added_.size());
  added_.emplace_back(++now_, known_of(article, feed_url));
}

void EntryLookup::changed(const Article& article) {
  assert(check_.is_here());
  texts_.erase(article.id);
  changed_[article.id] = ++now_;
  for (const std::uint64_t hash : hashes_of(article)) changed_hashes_[hash] = now_;
}

void EntryLookup::listed(ArticleId article, FeedId feed) {
  assert(check_.is_here());
  listed_[hash_of(article, feed)] = ++now_;
}

void EntryLookup::waits(std::string_view key) {
  assert(check_.is_here());
  changed_hashes_[hash_of_key(key)] = ++now_;
}

}  // namespace wirefold::ingest
