#include "feed_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostTagBytes = 35;  // RFC 5646 section 4.4.1

std::string field(const Words& words, std::string_view key, std::string_view name,
                  const std::string& value, const std::string& hint) {
  return fmt::format(
      "<label>{} <input name=\"{}\" value=\"{}\" placeholder=\"{}\" maxlength=\"{}\" dir=\"auto\" "
      "autocomplete=\"off\"></label>\n",
      words.html(key), name, escape_markup(value), escape_markup(hint), kMostArgumentBytes);
}

bool is_tag(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

std::string feed_fields(const Words& words, const FeedSource& feed, const std::string& hint) {
  return field(words, "feed_name", "name", feed.name, hint) +
         field(words, "group", "group", feed.group, "World/Asia") +
         field(words, "language", "lang", feed.lang, "en");
}

FeedSource read_feed_form(Fields& fields) {
  FeedSource out;
  out.name = fields.line("name");
  out.group = fields.line("group");
  out.lang = fields.line("lang", kMostTagBytes);
  if (!is_tag(out.lang)) fields.refuse("lang", "not a language such as \"id\"");
  return out;
}

}  // namespace wirefold::serve
