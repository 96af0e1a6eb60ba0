#include "known_entries.h"

#include <algorithm>
#include <cstdint>

#include "wirefold/text/normal.h"

namespace wirefold::app {
namespace {

// Of the words of the shorter text, in the other one. An edit keeps most of its words, and texts
// about different things have few in common but the commonest, which do not count.
constexpr double kLeastShare = 0.5;

// Of two texts under one headline, which may be a form.
constexpr double kNearlyAll = 0.9;

// What shorter texts have in common says nothing.
constexpr std::size_t kLeastWords = 4;

std::set<std::uint32_t> words_of(const std::vector<Token>& tokens) {
  std::set<std::uint32_t> out;
  for (const Token& t : tokens) {
    if (t.kind != WordClass::kCommon) out.insert(t.hash);
  }
  return out;
}

/// Of the words of the shorter one; nothing if that has hardly any.
std::optional<double> share(const std::vector<Token>& a, const std::vector<Token>& b) {
  const std::set<std::uint32_t> left = words_of(a);
  const std::set<std::uint32_t> right = words_of(b);
  const std::size_t least = std::min(left.size(), right.size());
  if (least < kLeastWords) return std::nullopt;
  const auto common = std::ranges::count_if(left, [&](auto word) { return right.contains(word); });
  return static_cast<double>(common) / static_cast<double>(least);
}

bool is_same_page(const Article& a, const Article& b) {
  return !a.canonical.empty() && a.canonical == b.canonical;
}

/// What an entry has in common with an article that may be its own.
class Likeness {
 public:
  Likeness(const Prepared& entry, const Article& article)
      : entry_(entry),
        article_(article),
        words_(app::words_of(article)),
        shared_(share(entry.document.body, words_.body)) {}

  bool date() const {
    return entry_.article.published && entry_.article.published == article_.published;
  }
  bool title() const {
    return text::comparison_key(entry_.article.title) == text::comparison_key(article_.title);
  }
  bool text(double least) const { return is_same_text() || (shared_ && *shared_ >= least); }
  bool text_differs() const { return !is_same_text() && shared_ && *shared_ < kLeastShare; }
  bool undated() const { return !entry_.article.published || !article_.published; }
  /// An entry whose link is its key has that page whatever it is.
  bool page() const {
    return is_same_page(entry_.article, article_) && entry_.article.key != entry_.article.link;
  }
  /// Nothing agrees, as where a feed gives one id to whatever it lists at the time.
  bool nothing() const {
    const auto titles = share(entry_.document.title, words_.title);
    return !undated() && !date() && !page() && !title() && !(titles && *titles >= kLeastShare) &&
           !text(kLeastShare);
  }

 private:
  bool is_same_text() const { return entry_.article.text_hash == article_.text_hash; }

  const Prepared& entry_;
  const Article& article_;
  const Document words_;
  const std::optional<double> shared_;
};

/// Whether `entry` is `article`, which has another key; `is_claimed` if another entry of the
/// document has that: then the page and all else have to agree.
bool is_same(const Prepared& entry, const Article& article, bool is_claimed) {
  const Likeness like(entry, article);
  const bool page = is_same_page(entry.article, article);
  if (is_claimed) return page && like.title() && (like.date() || like.undated());
  if (page && (like.date() || like.text(kLeastShare))) return true;
  if (page) return like.title() && like.undated() && !like.text_differs();
  return like.title() && ((like.date() && !like.text_differs()) || like.text(kNearlyAll));
}

/// The same for pages that only the query tells apart.
bool is_same_but_for_query(const Prepared& entry, const Article& article, bool is_claimed) {
  const Likeness like(entry, article);
  const bool texts = is_claimed ? like.text(kLeastShare) : !like.text_differs();
  return like.title() && like.date() && texts;
}

}  // namespace

std::optional<KnownEntry> KnownEntries::find(Prepared& entry, const std::set<std::string>& keys) {
  if (const auto known = by_key(entry)) return known;
  std::optional<Article> found = by_other_key(entry, keys);
  if (!found) found = by_page(entry, keys);
  if (!found) found = by_twin(entry, keys);
  if (!found) return std::nullopt;
  using enum KnownEntry::How;
  if (found->feed != entry.article.feed || keys.contains(found->key)) {
    return KnownEntry{found->id, kListedAgain};
  }
  const bool edited = found->text_hash != entry.article.text_hash;
  return KnownEntry{found->id, edited ? kEdited : kUnchanged, true};
}

std::optional<KnownEntry> KnownEntries::by_key(Prepared& entry) {
  Article& article = entry.article;
  const auto known = store_.find_article(article.outlet, article.key);
  if (!known) return std::nullopt;
  if (known->text_hash == article.text_hash) return KnownEntry{known->id};
  const auto stored = store_.article(known->id);
  const bool is_other =
      article.key != entry.identity.wide_key && stored && Likeness(entry, *stored).nothing();
  if (!is_other) return KnownEntry{known->id, KnownEntry::How::kEdited};
  article.key = entry.identity.wide_key;
  return by_key(entry);
}

std::optional<Article> KnownEntries::by_other_key(const Prepared& entry,
                                                  const std::set<std::string>& keys) {
  for (const std::string& key : entry.identity.other_keys) {
    const auto known = store_.find_article(entry.article.outlet, key);
    if (!known) continue;
    auto article = store_.article(known->id);
    if (article && is_same(entry, *article, keys.contains(key))) return article;
  }
  return std::nullopt;
}

std::optional<Article> KnownEntries::by_page(const Prepared& entry,
                                             const std::set<std::string>& keys) {
  const std::string& page = entry.article.canonical;
  for (Article& article : store_.articles_of_page(entry.article.outlet, page)) {
    const bool is_claimed = keys.contains(article.key);
    const bool same = article.canonical == page ? is_same(entry, article, is_claimed)
                                                : is_same_but_for_query(entry, article, is_claimed);
    if (same) return std::move(article);
  }
  return std::nullopt;
}

/// With a page of its own each, they are two.
std::optional<Article> KnownEntries::by_twin(const Prepared& entry,
                                             const std::set<std::string>& keys) {
  for (Article& article : store_.twins(entry.article.outlet, entry.article.twin_hash)) {
    const bool two_pages = !entry.article.canonical.empty() && !article.canonical.empty();
    if (!two_pages && is_same(entry, article, keys.contains(article.key))) {
      return std::move(article);
    }
  }
  return std::nullopt;
}

}  // namespace wirefold::app
