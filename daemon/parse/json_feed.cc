#include <simdjson.h>

#include <array>
#include <charconv>
#include <map>

#include "controls.h"
#include "formats.h"
#include "renditions.h"
#include "salvage_json.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"
#include "wirefold/parse/date.h"
#include "wirefold/parse/mend_json.h"

namespace wirefold::parse {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// These loops over bytes have no branches, so that the compiler vectorizes them.

/// True if `json` has a numeric escape, "\b" or "\f".
bool has_escapes(std::string_view json) {
  std::uint8_t found = 0;
  for (std::size_t i = 0; i + 1 < json.size(); ++i) {
    const char next = json[i + 1];
    found |=
        static_cast<std::uint8_t>((json[i] == '\\') & (((next & 0x7B) == 'b') | (next == 'u')));
  }
  return found != 0;
}

/// True if `json` has a numeric escape below U+0020 or from U+FF00 on, "\b" or "\f".
bool has_odd_escapes(std::string_view json) {
  std::uint8_t found = 0;
  for (std::size_t i = 0; i + 4 < json.size(); ++i) {
    const char* const at = json.data() + i;
    const bool low = (at[2] == '0') & (at[3] == '0') & (at[4] < '2');
    const bool high = ((at[2] | 0x20) == 'f') & ((at[3] | 0x20) == 'f');
    const bool odd = ((at[1] & 0x7B) == 'b') | ((at[1] == 'u') & (low | high));
    found |= static_cast<std::uint8_t>((at[0] == '\\') & odd);
  }
  return found != 0;
}

/// True if an escape of `json` may stand for a character that XML does not allow.
bool may_escape_unxml(std::string_view json) {
  constexpr std::size_t kBlock = 4096;
  constexpr std::size_t kEscape = 6;
  for (std::size_t from = 0; from < json.size(); from += kBlock) {
    const std::string_view block = json.substr(from, kBlock + kEscape);
    const bool last = block.size() <= kEscape;
    if (has_escapes(block) && (last || has_odd_escapes(block))) return true;
  }
  return has_escapes(json.substr(json.size() - std::min(json.size(), kEscape)));
}

/// Calls `use` for each element of the array member `name`, or for the member itself if it is no
/// array: feeds with one author or tag leave out the brackets.
template <typename F>
void for_each(const object& from, std::string_view name, F&& use) {
  element value;
  if (from.at_key(name).get(value) != simdjson::SUCCESS) return;
  array items;
  if (value.get(items) != simdjson::SUCCESS) return use(value);
  for (const element item : items) use(item);
}

class JsonFeedReader {
 public:
  JsonFeedReader(std::string_view document, std::string_view base_url, Warnings& warnings)
      : base_url_(base_url), warnings_(warnings), may_have_unxml_(may_escape_unxml(document)) {
    feed_.growth = Growth(document.size());
  }

  ParsedFeed read(const object& root, const element& items) {
    feed_.title = {text_member(root, "title"), TextKind::kUnsaid};
    feed_.link = url_member(root, "home_page_url");
    feed_.self = url_member(root, "feed_url");
    if (feed_.link.empty()) feed_.link = feed_.self;
    feed_.language = text_member(root, "language");
    feed_.icon = url_member(root, "favicon");  // the small one
    if (feed_.icon.empty()) feed_.icon = url_member(root, "icon");
    for_each(root, "hubs", [this](const element& hub) { add_hub(hub); });
    limit_facts(feed_);
    array list;
    object numbered;
    if (items.get(list) == simdjson::SUCCESS) {
      for (const element item : list) add_item(item);
    } else if (items.get(numbered) == simdjson::SUCCESS) {
      const bool is_item = numbered["id"].error() == simdjson::SUCCESS ||
                           numbered["url"].error() == simdjson::SUCCESS ||
                           numbered["title"].error() == simdjson::SUCCESS;
      if (is_item) add_item(items);
      for (const auto& field : numbered) {
        if (!is_item) add_item(field.value);
      }
    }
    inherit_authors(feed_, authors_of(root));
    return std::move(feed_);
  }

 private:
  /// The text of a string, trimmed, without the characters that XML does not allow, which escapes
  /// may name.
  std::string text_of(const element& string) const {
    const std::string_view text = trim(std::string_view(string));
    return without_cdata(may_have_unxml_ ? xml_text(text) : std::string(text));
  }

  /// Warns about the entry that is being read, else about the feed.
  void warn(const std::string& what) {
    warnings_.add(in_entry_ ? "entry " + std::to_string(feed_.entries.size() + 1) + ": " + what
                            : what);
  }

  void add_item(const element& item) {
    if (feed_.entries.size() == kMostEntries) return warnings_.add(kTooManyEntries);
    object o;
    if (item.get(o) != simdjson::SUCCESS) return warnings_.add("an item that is not an object");
    in_entry_ = true;
    Entry entry = read_item(o);
    in_entry_ = false;
    feed_.entries.push_back(std::move(entry));
  }

  /// A member as text: strings as they are, numbers written out (ids of version 1.0 may be
  /// numbers), anything else empty.
  std::string text_member(const object& from, std::string_view name) {
    element value;
    if (from.at_key(name).get(value) != simdjson::SUCCESS || value.is_null()) return {};
    if (value.is_string()) return text_of(value);
    if (value.is_int64()) return std::to_string(std::int64_t(value));
    if (value.is_uint64()) return std::to_string(std::uint64_t(value));
    if (value.is_double()) return shortest(double(value));
    warn(std::string(name) + " is not a text");
    return {};
  }

  /// The fewest digits that give the same number, without an exponent.
  static std::string shortest(double value) {
    std::array<char, 400> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                            std::chars_format::fixed);
    return error == std::errc() ? std::string(digits.data(), end) : std::string();
  }

  std::string url_member(const object& from, std::string_view name) {
    const std::string url = text_member(from, name);
    return url.empty() ? url : html::resolve_address(base_url_, url, feed_.growth);
  }

  /// An entry's own link. It identifies the entry, so it does not count against `growth`.
  std::string link_member(const object& from, std::string_view name) {
    const std::string url = text_member(from, name);
    return names_nothing(url) ? std::string() : html::resolve_address(base_url_, url);
  }

  Entry read_item(const object& item) {
    Entry entry;
    entry.id = text_member(item, "id");
    entry.title = {text_member(item, "title"), TextKind::kUnsaid};
    entry.link = link_member(item, "url");
    if (entry.link.empty()) entry.link = link_member(item, "external_url");
    entry.summary = {text_member(item, "summary"), TextKind::kPlain};
    entry.content = {text_member(item, "content_html"), TextKind::kHtml};
    entry.base = inherited(base_url_, feed_.growth);
    if (entry.content.empty()) {
      entry.content = {text_member(item, "content_text"), TextKind::kPlain};
    }
    entry.published = date_member(item, "date_published");
    entry.updated = date_member(item, "date_modified");
    entry.utc_offset =
        offset_in(text_member(item, entry.published ? "date_published" : "date_modified"));
    entry.lang = text_member(item, "language");
    if (entry.lang.empty()) entry.lang = feed_.language;
    entry.image = url_member(item, "image");
    if (entry.image.empty()) entry.image = url_member(item, "banner_image");
    entry.authors = authors_of(item);
    for_each(item, "tags", [&](const element& tag) {
      if (tag.is_string()) add_once(entry.categories, html::one_line(text_of(tag)));
    });
    entry.enclosures = enclosures_of(attachments_of(item));
    return entry;
  }

  std::optional<Timestamp> date_member(const object& item, std::string_view name) {
    const std::string text = text_member(item, name);
    const std::optional<Timestamp> date = parse_date(text);
    if (!date && !text.empty()) warn(not_a_date(name, text));
    return date;
  }

  /// Version 1.1 has `authors`, 1.0 one `author`; some feeds have both.
  std::vector<std::string> authors_of(const object& from) {
    std::vector<std::string> authors;
    const auto add = [&](const element& item) {
      object author;
      std::string name;
      if (item.is_string()) {
        name = text_of(item);
      } else if (item.get(author) == simdjson::SUCCESS) {
        name = text_member(author, "name");
      }
      add_once(authors, html::one_line(name));
    };
    for_each(from, "authors", add);
    for_each(from, "author", add);
    return authors;
  }

  /// Attachments with the same title are forms of one thing (JSON Feed 1.1, "attachments").
  std::vector<Rendition> attachments_of(const object& item) {
    std::vector<Rendition> out;
    std::map<std::string, int> groups;
    for_each(item, "attachments", [&](const element& value) {
      object attachment;
      if (value.get(attachment) != simdjson::SUCCESS) return;
      Rendition& file = out.emplace_back();
      file.url = url_member(attachment, "url");
      file.type = text_member(attachment, "mime_type");
      file.length_bytes = number_of(text_member(attachment, "size_in_bytes"));
      const std::string title = text_member(attachment, "title");
      const int next = static_cast<int>(groups.size()) + 1;
      if (!title.empty()) file.group = groups.emplace(title, next).first->second;
    });
    return out;
  }

  void add_hub(const element& item) {
    object hub;
    if (!feed_.hub.empty() || item.get(hub) != simdjson::SUCCESS) return;
    if (equals_ignore_case(text_member(hub, "type"), "WebSub")) feed_.hub = url_member(hub, "url");
  }

  std::string base_url_;
  Warnings& warnings_;
  const bool may_have_unxml_;
  bool in_entry_ = false;
  ParsedFeed feed_;
};

/// Mends JSON that is not well-formed. If that fails, or if brackets are left open although the
/// document ends with '}', returns a feed of the items that can be salvaged, if any.
std::string well_formed(std::string_view utf8, Warnings& warnings) {
  std::string clean;
  if (has_c0(utf8)) utf8 = clean = without_controls(utf8, warnings);
  Warnings of_mending = warnings;
  bool breaks_off = false;
  std::string mended = mend_json(utf8, of_mending, &breaks_off);
  simdjson::dom::parser parser;
  const bool is_lost = parser.parse(mended).error() != simdjson::SUCCESS;
  if (is_lost || (breaks_off && trim(utf8).ends_with('}'))) {
    std::string salvaged = salvage_json(utf8, warnings);
    if (!salvaged.empty()) return salvaged;
  }
  warnings = std::move(of_mending);
  warnings.set_source({});
  return mended;
}

}  // namespace

Result<ParsedFeed> read_json_feed(std::string_view utf8, std::string_view base_url,
                                  Warnings& warnings) {
  simdjson::dom::parser parser;
  element document;
  std::string mended;
  auto status = parser.parse(utf8.data(), utf8.size()).get(document);
  if (status != simdjson::SUCCESS) {
    mended = well_formed(utf8, warnings);
    status = parser.parse(mended).get(document);
  }
  if (status != simdjson::SUCCESS) {
    return Error{Errc::kMalformed, "JSON that is not well-formed, or breaks off"};
  }
  object root;
  element items;
  if (document.get(root) != simdjson::SUCCESS ||
      root.at_key("items").get(items) != simdjson::SUCCESS ||
      !(items.is_array() || items.is_object())) {
    return Error{Errc::kUnsupported, "JSON, but not a JSON Feed: no \"items\""};
  }
  const std::string_view read = mended.empty() ? utf8 : std::string_view(mended);
  ParsedFeed feed = JsonFeedReader(read, base_url, warnings).read(root, items);
  feed.whole = trim(utf8).ends_with('}');
  return feed;
}

}  // namespace wirefold::parse
