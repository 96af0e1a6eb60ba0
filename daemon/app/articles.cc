#include "articles.h"

#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/sanitize.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/text/analyse.h"
#include "wirefold/text/language.h"

namespace wirefold::app {
namespace {

// A clock that is wrong by more than this is no clock.
constexpr std::chrono::hours kClockSkew(1);

// Text of an entry beyond this is cut: no article is this long, and the database is for years.
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;

/// What makes an entry the same next time. Ids that are no URI ("17") are only unique within one
/// feed, and an outlet may have many.
std::string key_of(const Entry& entry, FeedId feed) {
  if (entry.id.find(':') != std::string::npos) return entry.id;
  if (!entry.id.empty()) return std::to_string(to_int(feed)) + '/' + entry.id;
  if (!entry.link.empty()) return entry.link;
  const TextConstruct& text = entry.summary.empty() ? entry.content : entry.summary;
  const std::uint64_t hash = hash64(entry.title.value + '\n' + text.value);
  return std::to_string(to_int(feed)) + "/#" + to_hex(hash);
}

/// The longer of what the feed gives; summaries are often beginnings of contents.
std::string body_text(const Article& article) {
  std::string content = html::plain_text(article.content);
  std::string summary = html::plain_text(article.summary);
  return content.size() >= summary.size() ? content : summary;
}

/// Detected, else what the entry or the operator says: feeds say "en-us" of anything.
std::string language_of(const Entry& entry, const FeedSource& source, const std::string& text) {
  std::string lang = text::detect_language(text);
  if (lang.empty()) lang = text::primary_tag(entry.lang);
  return lang.empty() ? text::primary_tag(source.lang) : lang;
}

std::string safe_html(const TextConstruct& text, std::string_view base_url) {
  const std::string markup = html::as_html(text);
  return html::sanitize(clip_utf8(markup, kMaxTextBytes), base_url);
}

std::optional<Timestamp> plausible(std::optional<Timestamp> date, Timestamp now) {
  return date && *date <= now + kClockSkew ? date : std::nullopt;
}

}  // namespace

std::string outlet_name(const FeedSource& source, const ParsedFeed& feed) {
  if (!source.outlet.empty()) return source.outlet;
  if (std::string title = html::one_line(feed.title); !title.empty()) return title;
  const std::string host = html::host_of(source.url);
  return host.empty() ? source.url : host;
}

Prepared prepare(const Entry& entry, const FeedSource& source, FeedId feed,
                 const std::string& outlet, const std::string& base_url, Timestamp now) {
  Article a;
  a.feed = feed;
  a.outlet = outlet;
  a.key = key_of(entry, feed);
  a.link = html::is_web_url(entry.link) ? entry.link : std::string();
  a.title = html::one_line(entry.title);
  const std::string& base = entry.base.empty() ? base_url : entry.base;
  a.summary = safe_html(entry.summary, base);
  a.content = safe_html(entry.content, base);
  a.group = source.group;
  a.authors = entry.authors;
  a.categories = entry.categories;
  for (const Enclosure& e : entry.enclosures) {
    if (html::is_web_url(e.url)) a.enclosures.push_back(e);
  }
  a.published = plausible(entry.published ? entry.published : entry.updated, now);
  a.updated = plausible(entry.updated, now);
  a.first_seen = now;
  const std::string body = body_text(a);
  a.lang = language_of(entry, source, a.title + '\n' + body);
  a.text_hash = hash64(body, hash64(a.title));
  Document document = text::analyse(a.title, body);
  return {std::move(a), std::move(document)};
}

Document document_of(const Article& article) {
  return text::analyse(article.title, body_text(article));
}

}  // namespace wirefold::app
