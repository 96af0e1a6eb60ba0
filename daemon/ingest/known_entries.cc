#include "wirefold/ingest/known_entries.h"

#include <algorithm>

#include "wirefold/html/canonical_url.h"
#include "wirefold/outlet/publisher_of.h"
#include "wirefold/outlet/registrable_domain.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/normal.h"

namespace wirefold::ingest {
namespace {

using store::KnownArticle;

// Share of the shorter text's words that are in the other. An edit keeps most words. Texts about
// different things share few words except the commonest, which do not count.
constexpr double kLeastShare = 0.5;

// The same share for two texts under one headline, which may be a recurring one.
constexpr double kNearlyAll = 0.9;

// The share of a text with fewer words means nothing.
constexpr std::size_t kLeastWords = 4;

// A text with fewer words only links to another's article: "Comments", "Read more", "submitted by
// somebody [link] [comments]".
constexpr std::size_t kStubWords = 8;

// Texts that are compared for one document: in a hostile one many entries may be known.
constexpr int kMostComparisons = 500;

using Words = std::unordered_set<std::uint32_t>;

Words telling_words(const std::vector<Token>& tokens) {
  Words out;
  for (const Token& t : tokens) {
    if (t.kind != WordClass::kCommon) out.insert(t.hash);
  }
  return out;
}

std::size_t count_common(const Words& a, const Words& b) {
  return static_cast<std::size_t>(
      std::ranges::count_if(a, [&b](auto word) { return b.contains(word); }));
}

/// Share of the shorter text's words that are in the other; nullopt below kLeastWords.
std::optional<double> share(const Words& a, const Words& b) {
  const std::size_t least = std::min(a.size(), b.size());
  if (least < kLeastWords) return std::nullopt;
  return static_cast<double>(count_common(a, b)) / static_cast<double>(least);
}

enum class Dates : std::uint8_t { kEqual, kDifferent, kUnknown };

Dates dates_of(const Article& entry, const KnownArticle& article) {
  if (!entry.published || !article.published) return Dates::kUnknown;
  return entry.published == article.published ? Dates::kEqual : Dates::kDifferent;
}

/// False for two articles without titles.
bool have_one_title(const Article& entry, const KnownArticle& article) {
  const std::string key = text::comparison_key(entry.title);
  return !key.empty() && key == text::comparison_key(article.title);
}

/// The links are compared too, because the page of `article` may have named another canonical URL
/// than its link gives.
bool have_one_page(const Article& entry, const KnownArticle& article) {
  return !entry.canonical.empty() &&
         (entry.canonical == article.canonical || entry.link == article.link);
}

/// The result for an entry that is `article`, of the same publisher.
KnownEntry seen_again(const Article& entry, const KnownArticle& article) {
  using enum KnownEntry::How;
  const bool own = article.feed == entry.feed;
  const auto said = article.listed || !own ? article.listed : std::optional(article.text_hash);
  KnownEntry out{article.id, kUnchanged, article.feed,
                 (!own || article.listed) && said != entry.text_hash};
  if (said == entry.text_hash || article.text_hash == entry.text_hash) return out;
  out.how = said && (own || entry.publisher.is_certain()) ? kEdited : kListedAgain;
  return out;
}

/// True if the carrier is the operator's own: a host without a domain, as of a program that makes
/// feeds beside the daemon.
bool is_by_own_bridge(const Publisher& publisher) {
  return publisher.is_known() && !publisher.carrier.empty() &&
         outlet::registrable_domain(publisher.carrier).empty();
}

std::string_view without_query(std::string_view url) { return url.substr(0, url.find('?')); }

bool have_pages_apart(const Article& entry, const KnownArticle& article) {
  return !entry.canonical.empty() && !article.canonical.empty() && !have_one_page(entry, article) &&
         without_query(entry.canonical) != without_query(article.canonical);
}

}  // namespace

std::optional<KnownEntry> KnownEntries::find(Prepared& entry) {
  const store::Candidates& candidates = lookup_.of(entry);
  auto known = by_key(entry, candidates);
  if (!known) known = by_other_key(entry, candidates);
  if (!known) known = first_same(entry, candidates.of_page);
  if (!known) known = first_same(entry, candidates.twins);
  if (!known) known = elsewhere(entry, candidates);
  if (known) found_.insert(known->id);
  return known;
}

std::optional<KnownEntry> KnownEntries::by_key(Prepared& entry,
                                               const store::Candidates& candidates) {
  Article& article = entry.article;
  const std::string& hash_key = entry.identity.hash_key;
  auto known = candidates.by_key;
  // Two feeds of a publisher may use the same numbers as ids.
  if (known && known->feed != article.feed && !is_borne_out(entry, *known)) known.reset();
  if (known && known->text_hash != article.text_hash && article.key != hash_key) {
    // The entry was found to be another article before and stored by its hash, or is one now.
    const auto& exact = candidates.by_hash_key;
    if (exact || is_other(entry, *known)) {
      article.key = hash_key;
      known = exact;
    }
  }
  return known ? std::optional(seen_again(article, *known)) : std::nullopt;
}

std::optional<KnownEntry> KnownEntries::by_other_key(Prepared& entry,
                                                     const store::Candidates& candidates) {
  for (const auto& known : candidates.by_other_key) {
    if (!known) continue;
    if (const auto same = first_same(entry, {*known})) return same;
  }
  return std::nullopt;
}

std::optional<KnownEntry> KnownEntries::first_same(Prepared& entry,
                                                   const std::vector<KnownArticle>& articles) {
  using enum KnownEntry::How;
  for (const KnownArticle& article : articles) {
    if (!is_same(entry, article)) continue;
    if (is_claimed(article)) return KnownEntry{article.id, kListedAgain};
    KnownEntry known = seen_again(entry.article, article);
    const bool repeats = article.feed != entry.article.feed && known.how == kUnchanged;
    if (repeats) known.how = kListedAgain;
    return known;
  }
  return std::nullopt;
}

/// Uses the entry's own link, because any page may claim to be a copy of any other.
std::optional<KnownEntry> KnownEntries::elsewhere(Prepared& entry,
                                                  const store::Candidates& candidates) {
  for (const KnownArticle& article : candidates.elsewhere) {
    if (const auto known = meet(entry, article)) return known;
  }
  return std::nullopt;
}

/// True if another entry of the document is that article.
bool KnownEntries::is_claimed(const KnownArticle& article) const {
  return keys_.contains(article.key) || found_.contains(article.id);
}

/// nullopt if the texts are too short to compare, or too many have been compared.
std::optional<double> KnownEntries::shared_words(Prepared& entry, ArticleId article) {
  if (++compared_ > kMostComparisons) return std::nullopt;
  const auto [it, is_new] = words_.try_emplace(article);
  if (is_new) {
    if (const auto stored = lookup_.article(article)) {
      it->second = telling_words(words_of(*stored).body);
    }
  }
  return share(telling_words(analyse(entry).body), it->second);
}

/// True if more than the key shows that the entry, of another feed, is `article`.
bool KnownEntries::is_borne_out(Prepared& entry, const KnownArticle& article) {
  const Article& e = entry.article;
  return e.text_hash == article.text_hash || have_one_title(e, article) ||
         have_one_page(e, article) || shared_words(entry, article.id).value_or(0) >= kLeastShare;
}

/// True if the article with the entry's key is another one. Some feeds give one id or link to
/// whatever they list at the time, or number their entries by position.
bool KnownEntries::is_other(Prepared& entry, const KnownArticle& article) {
  const Article& e = entry.article;
  const Dates dates = dates_of(e, article);
  const auto words = text::words_of(article.title, {}).title;
  const bool like_title =
      have_one_title(e, article) || (words.empty() && analyse(entry).title.empty()) ||
      share(telling_words(analyse(entry).title), telling_words(words)).value_or(0) >= kLeastShare;
  // The same page proves nothing if the key is its URL.
  const bool by_page = html::canonical_url(e.key) == e.canonical;
  const bool page = have_one_page(e, article) && !entry.identity.by_link;
  if (page && (like_title || !by_page)) return false;
  const auto shared = shared_words(entry, article.id);
  if (shared && *shared >= kLeastShare) return false;
  if (dates != Dates::kDifferent) return !like_title && (shared || have_pages_apart(e, article));
  return shared || !like_title;
}

/// True if `guest`, which links to the page of `host` under the same title, has no text that `host`
/// has not.
bool KnownEntries::adds_nothing(const Document& guest, const Document& host) {
  if (guest.body.size() < kStubWords) return true;
  const Words own = telling_words(guest.body);
  const auto common = static_cast<double>(count_common(own, telling_words(host.body)));
  return common >= kNearlyAll * static_cast<double>(own.size());
}

/// The result for an entry that links to the page of `article`, which a feed of another publisher,
/// or of an uncertain one, has brought; nullopt if they are two articles. The one of the page's own
/// site is kept.
std::optional<KnownEntry> KnownEntries::meet(Prepared& entry, const KnownArticle& article) {
  using enum KnownEntry::How;
  const Article& e = entry.article;
  const std::string& page = entry.identity.canonical;
  const bool is_page = html::canonical_url(article.link) == page;
  if (!is_page || found_.contains(article.id) || !have_one_title(e, article)) return std::nullopt;
  const KnownEntry again{article.id, kListedAgain};
  const bool is_at_home = outlet::is_at_home(article.feed_url, page);
  const bool takes_over = !is_at_home && outlet::is_at_home(feed_url_, page);
  if (e.text_hash == article.text_hash) {
    return takes_over ? KnownEntry{article.id, kTakenOver} : again;
  }
  const bool may_be_again =
      is_at_home || (e.publisher == article.publisher && is_by_own_bridge(e.publisher));
  if (!may_be_again && !takes_over) return std::nullopt;
  const auto stored = ++compared_ > kMostComparisons ? std::nullopt : lookup_.article(article.id);
  if (!stored) return std::nullopt;
  if (takes_over && adds_nothing(words_of_feed(*stored), analyse(entry))) {
    return KnownEntry{article.id, kTakenOver};
  }
  if (may_be_again && adds_nothing(words_of_feed(e), words_of(*stored))) return again;
  return std::nullopt;
}

/// True if the entry is `article`, which has another key. If the document lists that article too,
/// the entry is another one unless page, title and text are the same.
bool KnownEntries::is_same(Prepared& entry, const KnownArticle& article) {
  const Article& e = entry.article;
  const Dates dates = dates_of(e, article);
  const bool title = have_one_title(e, article);
  const bool page = have_one_page(e, article);
  const bool same_text = e.text_hash == article.text_hash;
  if (is_claimed(article)) return page && title && same_text && dates != Dates::kDifferent;
  if (have_pages_apart(e, article)) return title && same_text && dates == Dates::kEqual;
  if (dates == Dates::kDifferent) {
    // Two sections of an outlet may each date an article by when they got it.
    const auto nearly = [&] { return shared_words(entry, article.id).value_or(0) >= kNearlyAll; };
    return page && title && (same_text || (article.feed != e.feed && nearly()));
  }
  if (same_text) return page || title || dates == Dates::kEqual;
  if (page && title && dates == Dates::kEqual) return true;
  const double shared = shared_words(entry, article.id).value_or(0);
  if (page || (title && dates == Dates::kEqual && article.feed == e.feed)) {
    return shared >= kLeastShare;
  }
  return title && shared >= kNearlyAll;
}

}  // namespace wirefold::ingest
