#include "wirefold/ingest/articles.h"

#include <algorithm>
#include <set>

#include "wirefold/base/hash.h"
#include "wirefold/base/secret_query.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/canonical_url.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/sanitize.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/headline.h"
#include "wirefold/text/language.h"
#include "wirefold/text/link_stub.h"
#include "wirefold/text/normal.h"
#include "wirefold/text/search_words.h"
#include "wirefold/text/sentences.h"
#include "wirefold/text/wire.h"

namespace wirefold::ingest {
namespace {

// How far a publisher's clock may be ahead of ours.
constexpr std::chrono::hours kClockSkew(1);

// Bytes of a text that are indexed for search: the rest of a long one rarely adds a subject.
constexpr std::size_t kSearchedBytes = 16384;

/// Empty for a URL that is no web URL or too long; a cut URL would lead elsewhere.
std::string kept_link(const std::string& url) {
  return html::is_web_url(url) && url.size() <= kMostLinkBytes ? url : std::string();
}

std::vector<std::string> kept_names(const std::vector<std::string>& names, std::size_t most) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    out.push_back(shortened(names[i], kMostNameBytes));
  }
  return out;
}

std::vector<Enclosure> kept_enclosures(const std::vector<Enclosure>& enclosures) {
  std::vector<Enclosure> out;
  bool has_first = false;  // an enclosure of which the next may be an alternative form
  std::size_t first_forms = 0, other_forms = 0;
  for (const Enclosure& e : enclosures) {
    has_first = has_first && e.alternative;
    std::size_t& count = has_first ? other_forms : first_forms;
    if (kept_link(e.url).empty() || count == kMostEnclosures) continue;
    out.push_back(
        {e.url, e.type.size() <= kMostNameBytes ? e.type : "", e.length_bytes, has_first});
    ++count;
    has_first = true;
  }
  return out;
}

/// The longer of content and summary; a summary is often the beginning of the content.
std::string body_text(const Article& article) {
  std::string content = html::plain_text_of_safe(article.content);
  std::string summary = html::plain_text_of_safe(article.summary);
  return content.size() >= summary.size() ? content : summary;
}

/// The language of the entry, else the operator's setting.
std::string named_language(const Entry& entry, const FeedSource& source) {
  std::string lang = text::primary_tag(entry.lang);
  return lang.empty() ? text::primary_tag(source.lang) : lang;
}

/// Clipped to a limit that no article reaches, because the database is kept for years.
std::string safe_html(const TextConstruct& text, std::string_view base_url, Growth& growth) {
  const std::string markup = html::as_html(text);
  return html::sanitize(html::clip_markup(markup, kMostTextBytes), base_url, growth,
                        kMostTextBytes);
}

/// The image that the entry names, else the first image enclosure, else the first image in its
/// text.
std::string image_of(const Entry& entry, const Article& article) {
  if (!kept_link(entry.image).empty()) return entry.image;
  for (const Enclosure& e : article.enclosures) {
    if (e.type.starts_with("image/")) return e.url;
  }
  constexpr std::string_view kImage = "<img ";
  constexpr std::string_view kSource = " src=\"";
  for (const std::string* markup : {&article.content, &article.summary}) {
    const std::size_t tag = markup->find(kImage);
    const std::size_t end = markup->find('>', tag);
    const std::size_t source = markup->find(kSource, tag);
    if (tag == std::string::npos || source > end) continue;
    const std::size_t from = source + kSource.size();
    return kept_link(html::decode_entities(markup->substr(from, markup->find('"', from) - from)));
  }
  return {};
}

std::optional<Timestamp> plausible(std::optional<Timestamp> date, Timestamp now) {
  return date && *date <= now + kClockSkew ? date : std::nullopt;
}

std::uint64_t twin_hash_of(const Article& article, const std::string& text) {
  const std::uint64_t title = hash64(text::comparison_key(article.title));
  if (!article.published) return hash64(text, title);
  return hash64(std::to_string(article.published->time_since_epoch().count()), title);
}

/// The part of a feed's text that is folded: none of an aggregator's link stub.
std::string_view text_in(std::string_view of_feed) {
  return text::is_link_stub(of_feed) ? std::string_view() : of_feed;
}

/// Makes a document of a title and a text.
using Make = Document (*)(std::string_view title, std::string_view body);

Document made_of_feed(Make make, std::string_view title, std::string_view body) {
  Document out = make(title, text_in(body));
  out.partial = out.body.size() <= kMostPartialWords;
  return out;
}

/// The document that `make` makes of a stored article.
Document made(Make make, const Article& article) {
  if (!article.page_text.empty()) return make(article.title, article.page_text);
  return made_of_feed(make, article.title, body_text(article));
}

/// True if the page's text has a third of the words in the feed's title and text, which a front
/// page or an error page has not, or if the feed has too few words to tell.
bool speaks_of(const Document& page, const Document& feed) {
  constexpr std::size_t kLeastWords = 4;
  constexpr double kLeastShare = 0.34;
  std::set<std::uint32_t> in_page;
  for (const Token& t : page.body) in_page.insert(t.hash);
  std::size_t all = 0;
  std::size_t found = 0;
  for (const std::vector<Token>* words : {&feed.title, &feed.body}) {
    for (const Token& t : *words) {
      ++all;
      found += in_page.contains(t.hash);
    }
  }
  return all < kLeastWords || static_cast<double>(found) >= kLeastShare * static_cast<double>(all);
}

}  // namespace

std::string public_title(const TextConstruct& title) {
  // Some feeds have a URL as their title. Only the part that may be kept is searched for secrets.
  const std::string line = shortened(html::one_line(title), 2 * kMostTitleBytes);
  return shortened(without_secret_values_inside(line), kMostTitleBytes);
}

std::string outlet_name(const FeedSource& source, const ParsedFeed& feed) {
  if (!source.label().empty()) return without_secret_values_inside(source.label());
  if (std::string title = public_title(feed.title); !title.empty()) return title;
  const std::string host = html::host_of(source.url);
  return host.empty() ? without_secret_values(source.url) : host;
}

Prepared prepare(const Entry& entry, EntryIdentity identity, const Origin& origin, Growth& growth,
                 Timestamp now) {
  Article a;
  a.feed = origin.feed;
  a.outlet = origin.outlet;
  a.publisher = origin.publisher;
  a.key = identity.key;
  a.link = kept_link(entry.link);
  a.canonical = identity.canonical;
  a.title =
      shortened(text::without_outlet(html::one_line(entry.title), a.outlet, html::host_of(a.link)),
                kMostTitleBytes);
  const std::string& base = entry.base.empty() ? origin.base_url : entry.base;
  a.summary = safe_html(entry.summary, base, growth);
  a.content = safe_html(entry.content, base, growth);
  a.group = origin.source.group;
  a.authors = kept_names(entry.authors, kMostAuthors);
  a.categories = kept_names(entry.categories, kMostCategories);
  a.enclosures = kept_enclosures(entry.enclosures);
  a.image = image_of(entry, a);
  a.published = plausible(entry.published ? entry.published : entry.updated, now);
  a.updated = plausible(entry.updated, now);
  a.utc_offset = entry.utc_offset;
  a.first_seen = now;
  a.lang = named_language(entry, origin.source);
  std::string body = body_text(a);
  a.text_hash = hash64(body, hash64(a.title));
  a.twin_hash = twin_hash_of(a, body);
  return {std::move(a), std::move(identity), std::move(body)};
}

const Document& analyse(Prepared& prepared) {
  if (prepared.document) return *prepared.document;
  Article& a = prepared.article;
  a.wire = text::read_wire(prepared.text).facts;
  // Feeds claim "en-us" for texts in any language.
  std::string lang = text::detect_language(a.title + '\n' + prepared.text);
  if (!lang.empty()) a.lang = std::move(lang);
  return prepared.document.emplace(document_of_feed(a.title, prepared.text));
}

const IndexedText& index_of(Prepared& prepared) {
  if (!prepared.index) {
    prepared.index = {fold::fingerprints_of(analyse(prepared)),
                      search_words_of(prepared.article, prepared.text),
                      events::terms_of(prepared.article.title, prepared.text)};
  }
  return *prepared.index;
}

bool take_page(Prepared& prepared, const page::Page& page, const std::string& page_url,
               std::chrono::seconds oldest, const IsBoilerplate& is_boilerplate) {
  if (page.kind != page::PageKind::kArticle) return false;
  const Document& of_feed = analyse(prepared);
  Article& a = prepared.article;
  const std::string text(
      clip_utf8(text::without_sentences(page.text, is_boilerplate), kMostTextBytes));
  Document document = text::analyse(a.title.empty() ? page.title : a.title, text);
  if (document.body.size() <= of_feed.body.size()) return false;
  if (!speaks_of(document, of_feed)) return false;
  a.page_text = text;
  if (a.title.empty()) a.title = shortened(page.title, kMostTitleBytes);
  if (a.authors.empty()) a.authors = kept_names(page.authors, kMostAuthors);
  if (!a.published && page.published >= a.first_seen - oldest) {
    a.published = plausible(page.published, a.first_seen);
  }
  fill_empty(a.wire, text::read_wire(text).facts);
  if (const std::string lang = text::detect_language(text); !lang.empty()) a.lang = lang;
  for (const std::string& url : {page.canonical, page_url}) {
    const std::string canonical = kept_link(html::canonical_url(url));
    if (canonical.empty()) continue;
    a.canonical = canonical;
    break;
  }
  prepared.text = text;
  prepared.document = std::move(document);
  prepared.index.reset();
  return true;
}

std::string text_of(const Article& article) {
  return article.page_text.empty() ? body_text(article) : article.page_text;
}

Document document_of_feed(std::string_view title, std::string_view body) {
  return made_of_feed(text::analyse, title, body);
}

std::uint64_t outlet_hash(const Publisher& publisher) { return hash64(publisher.id()); }

fold::ArticleKey article_key_of(const Article& article) {
  return {article.id, outlet_hash(article.publisher),
          article.canonical.empty() ? 0 : hash64(article.canonical), article.published,
          article.first_seen};
}

fold::ArticleKey article_key_of(const store::StoredFingerprints& stored, Timestamp seen) {
  return {stored.article, outlet_hash(stored.publisher), stored.link, stored.published, seen};
}

store::StoredFingerprints stored_fingerprints(const fold::ArticleKey& key,
                                              const fold::Fingerprints& fingerprints) {
  return {key.id, key.outlet, key.link, key.published, *key.seen, {}, fold::pack(fingerprints)};
}

FoldReason reason_of(const store::StoredFingerprints& stored) {
  return {stored.like, -1, stored.similarity, stored.rule};
}

Document document_of(const Article& article) { return made(text::analyse, article); }

std::string search_words_of(const Article& article, const std::string& text) {
  return text::search_words(article.title + '\n' + std::string(clip_utf8(text, kSearchedBytes)));
}

std::string search_words_of(const Article& article) {
  return search_words_of(article, text_of(article));
}

Document words_of(const Article& article) { return made(text::words_of, article); }

Document words_of_feed(const Article& article) {
  return text::words_of(article.title, body_text(article));
}

}  // namespace wirefold::ingest
