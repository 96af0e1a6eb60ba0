#include "feed_form.h"

#include <fmt/format.h>

#include "wirefold/base/strings.h"
#include "wirefold/parse/opml.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostTagBytes = 35;  // RFC 5646 section 4.4.1

std::string field(const Words& words, std::string_view key, std::string_view name,
                  const std::string& value, const std::string& hint) {
  return fmt::format(
      "<label>{} <input name=\"{}\" value=\"{}\" placeholder=\"{}\" maxlength=\"{}\" dir=\"auto\" "
      "autocomplete=\"off\"></label>\n",
      words.html(key), name, escape_markup(value), escape_markup(hint), parse::kLongestLabel);
}

}  // namespace

std::string feed_fields(const Words& words, const FeedSource& feed, const std::string& hint) {
  return field(words, "feed_name", "name", feed.name, hint) +
         field(words, "group", "group", feed.group, "World/Asia") +
         field(words, "language", "lang", feed.lang, "en");
}

FeedSource read_feed_form(Fields& fields) {
  FeedSource out;
  out.name = fields.line("name", parse::kLongestLabel);
  out.group = fields.line("group", parse::kLongestLabel);
  out.lang = fields.line("lang", kMostTagBytes);
  return out;
}

}  // namespace wirefold::serve
