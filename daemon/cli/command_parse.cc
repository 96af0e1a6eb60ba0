#include <cstdio>

#include "commands.h"
#include "wirefold/base/file.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/links.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/parse/feed.h"

namespace wirefold::cli {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} << 20;

void write_list(JsonWriter& json, std::string_view name, const std::vector<std::string>& items) {
  json.key(name).begin_array();
  for (const std::string& item : items) json.value(item);
  json.end_array();
}

void write_date(JsonWriter& json, std::string_view name, const std::optional<Timestamp>& date) {
  if (date) json.member(name, format_rfc3339(*date));
}

/// The text as in the document, but with absolute links and joined surrogates.
std::string shown(const TextConstruct& text, const std::string& base, Growth& growth) {
  return text.kind == TextKind::kPlain
             ? text.value
             : html::with_absolute_links(html::with_joined_surrogates(text.value), base, growth);
}

/// The title as plain text. An RSS title without tags stays as it is: it is character data, and
/// undoing more than the document's own escaping would change a title about "&amp;".
std::string plain_title(const TextConstruct& title) {
  const bool html = title.kind == TextKind::kHtml ||
                    (title.kind == TextKind::kUnsaid && html::has_tags(title.value));
  return html ? html::one_line(title) : title.value;
}

void write_hints(JsonWriter& json, const PollHints& hints) {
  if (hints.ttl_minutes) json.member("ttl_minutes", *hints.ttl_minutes);
  if (hints.update_period) json.member("update_seconds", hints.update_period->count());
  const auto bits = [&json](std::string_view name, std::uint32_t set) {
    if (set == 0) return;
    json.key(name).begin_array();
    for (int bit = 0; bit < 32; ++bit) {
      if ((set >> bit & 1U) != 0) json.value(bit);
    }
    json.end_array();
  };
  bits("skip_hours", hints.skip_hours);
  bits("skip_days", hints.skip_days);
}

void write_feed(JsonWriter& json, const ParsedFeed& feed) {
  json.key("feed").begin_object();
  json.member_if("title", plain_title(feed.title)).member_if("link", feed.link);
  json.member_if("language", feed.language).member_if("encoding", feed.encoding);
  json.member_if("self", feed.self).member_if("hub", feed.hub);
  write_hints(json, feed.hints);
  json.end_object();
}

void write_file(JsonWriter& json, const Enclosure& file) {
  json.begin_object().member("url", file.url).member_if("type", file.type);
  if (file.length_bytes) json.member("length", *file.length_bytes);
}

/// The alternatives of an enclosure are written inside it.
void write_enclosures(JsonWriter& json, const std::vector<Enclosure>& enclosures) {
  json.key("enclosures").begin_array();
  for (auto at = enclosures.begin(); at != enclosures.end();) {
    write_file(json, *at);
    ++at;
    const bool has_more = at != enclosures.end() && at->alternative;
    if (has_more) json.key("alternatives").begin_array();
    for (; at != enclosures.end() && at->alternative; ++at) {
      write_file(json, *at);
      json.end_object();
    }
    if (has_more) json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_entry(JsonWriter& json, const Entry& entry, Growth& growth) {
  json.begin_object();
  json.member_if("id", entry.id)
      .member_if("title", plain_title(entry.title))
      .member_if("link", entry.link);
  json.member_if("summary", shown(entry.summary, entry.base, growth));
  json.member_if("content", shown(entry.content, entry.base, growth));
  write_date(json, "published", entry.published);
  write_date(json, "updated", entry.updated);
  write_list(json, "authors", entry.authors);
  write_list(json, "categories", entry.categories);
  write_enclosures(json, entry.enclosures);
  json.member_if("source", entry.source).member_if("language", entry.lang);
  json.end_object();
}

}  // namespace

int parse(const ParseOptions& options) {
  const Result<std::string> bytes = read_file(options.file, kMaxBytes);
  if (!bytes) {
    to_error() << "wirefold parse: " << bytes.error().detail << '\n';
    return 1;
  }
  auto feed = parse::parse_feed(*bytes, options.content_type, options.base_url);
  if (!feed) {
    to_error() << "wirefold parse: " << options.file << ": " << feed.error().detail << '\n';
    return 1;
  }
  JsonWriter json;
  json.begin_object();
  write_feed(json, *feed);
  json.key("entries").begin_array();
  for (const Entry& entry : feed->entries) write_entry(json, entry, feed->growth);
  json.end_array();
  write_list(json, "warnings", feed->warnings);
  json.end_object();
  to_output().json(json.take()) << '\n';
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::cli
