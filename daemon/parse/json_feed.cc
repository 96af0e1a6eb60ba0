#include <simdjson.h>

#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

/// A member as text: strings as they are, whole numbers written out (ids of version 1.0 may be
/// numbers), anything else empty.
std::string text_member(const object& from, std::string_view name) {
  element value;
  if (from.at_key(name).get(value) != simdjson::SUCCESS) return {};
  if (value.is_string()) return std::string(trim(std::string_view(value)));
  if (value.is_int64()) return std::to_string(std::int64_t(value));
  if (value.is_uint64()) return std::to_string(std::uint64_t(value));
  return {};
}

/// Calls `use` for each element of the array member `name`, if there is one.
template <typename F>
void for_each(const object& from, std::string_view name, F&& use) {
  array items;
  if (from.at_key(name).get(items) != simdjson::SUCCESS) return;
  for (const element item : items) use(item);
}

void add_author(const element& item, std::vector<std::string>& authors) {
  object author;
  if (item.get(author) != simdjson::SUCCESS) return;
  if (std::string name = text_member(author, "name"); !name.empty()) authors.push_back(name);
}

std::vector<std::string> authors_of(const object& from) {
  std::vector<std::string> authors;
  for_each(from, "authors", [&](const element& item) { add_author(item, authors); });
  element author;  // version 1.0 has one
  if (authors.empty() && from.at_key("author").get(author) == simdjson::SUCCESS) {
    add_author(author, authors);
  }
  return authors;
}

void add_enclosure(const element& item, std::string_view base_url, Entry& entry) {
  object attachment;
  if (item.get(attachment) != simdjson::SUCCESS) return;
  Enclosure e{html::resolve_url(base_url, text_member(attachment, "url")),
              text_member(attachment, "mime_type"), std::nullopt};
  std::uint64_t bytes = 0;
  if (attachment.at_key("size_in_bytes").get(bytes) == simdjson::SUCCESS) e.length_bytes = bytes;
  if (!e.url.empty()) entry.enclosures.push_back(std::move(e));
}

Entry read_item(const object& item, std::string_view base_url, ParsedFeed& feed) {
  Entry entry;
  entry.id = text_member(item, "id");
  entry.title = plain_title(text_member(item, "title"));
  entry.link = html::resolve_url(base_url, text_member(item, "url"));
  if (entry.link.empty())
    entry.link = html::resolve_url(base_url, text_member(item, "external_url"));
  entry.summary = escape_markup(text_member(item, "summary"));
  entry.content = text_member(item, "content_html");
  if (entry.content.empty()) entry.content = escape_markup(text_member(item, "content_text"));
  entry.published = date_of(text_member(item, "date_published"), "date_published", feed);
  entry.updated = date_of(text_member(item, "date_modified"), "date_modified", feed);
  entry.lang = text_member(item, "language");
  if (entry.lang.empty()) entry.lang = feed.language;
  entry.authors = authors_of(item);
  for_each(item, "tags", [&entry](const element& tag) {
    if (tag.is_string()) entry.categories.emplace_back(std::string_view(tag));
  });
  for_each(item, "attachments", [&](const element& a) { add_enclosure(a, base_url, entry); });
  return entry;
}

void add_hub(const element& item, ParsedFeed& feed) {
  object hub;
  if (!feed.hub.empty() || item.get(hub) != simdjson::SUCCESS) return;
  if (equals_ignore_case(text_member(hub, "type"), "WebSub")) feed.hub = text_member(hub, "url");
}

}  // namespace

Result<ParsedFeed> read_json_feed(std::string_view utf8, std::string_view base_url) {
  simdjson::dom::parser parser;
  element document;
  const auto status = parser.parse(utf8.data(), utf8.size()).get(document);
  if (status != simdjson::SUCCESS) {
    return Error{Errc::kMalformed, std::string("JSON: ") + simdjson::error_message(status)};
  }
  object root;
  array items;
  if (document.get(root) != simdjson::SUCCESS ||
      root.at_key("items").get(items) != simdjson::SUCCESS) {
    return Error{Errc::kUnsupported, "JSON, but not a JSON Feed: no \"items\""};
  }
  ParsedFeed feed;
  feed.title = plain_title(text_member(root, "title"));
  feed.link = html::resolve_url(base_url, text_member(root, "home_page_url"));
  feed.self = html::resolve_url(base_url, text_member(root, "feed_url"));
  feed.language = text_member(root, "language");
  for_each(root, "hubs", [&feed](const element& hub) { add_hub(hub, feed); });
  const std::vector<std::string> feed_authors = authors_of(root);
  for (const element item : items) {
    object o;
    if (item.get(o) != simdjson::SUCCESS) continue;
    Entry entry = read_item(o, base_url, feed);
    if (entry.authors.empty()) entry.authors = feed_authors;
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

}  // namespace wirefold::parse
