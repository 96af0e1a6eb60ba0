#include "formats.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::parse {
namespace {

constexpr std::size_t kShownBytes = 60;

}  // namespace

void add_once(std::vector<std::string>& list, std::string value) {
  if (value.empty() || list.size() == kMostListed) return;
  if (std::find(list.begin(), list.end(), value) != list.end()) return;
  list.push_back(std::move(value));
}

void limit_facts(ParsedFeed& feed) {
  for (std::string* text : {&feed.link, &feed.self, &feed.hub, &feed.id, &feed.icon}) {
    if (text->size() > kMostLinkBytes) text->clear();
  }
  if (feed.language.size() > kMostNameBytes) feed.language.clear();
  feed.rights = clip_utf8(feed.rights, kMostTitleBytes);
}

void inherit_authors(ParsedFeed& feed, const std::vector<std::string>& authors) {
  std::size_t bytes = 0;
  for (const std::string& author : authors) bytes += sizeof(author) + author.size();
  for (Entry& entry : feed.entries) {
    if (entry.authors.empty() && feed.growth.take(bytes)) entry.authors = authors;
  }
}

std::string inherited(const std::string& text, Growth& growth) {
  return growth.take(text.size()) ? text : std::string();
}

std::string without_cdata(std::string text) {
  constexpr std::string_view kOpen = "<![CDATA[", kClose = "]]>";
  if (!trim(text).starts_with(kOpen)) return text;
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t sign = std::min(rest.find_first_of("<]"), rest.size());
    out += rest.substr(0, sign);
    rest.remove_prefix(sign);
    const std::size_t mark = rest.starts_with(kOpen)    ? kOpen.size()
                             : rest.starts_with(kClose) ? kClose.size()
                                                        : 0;
    if (mark == 0) out += rest.substr(0, 1);
    rest.remove_prefix(std::min(std::max<std::size_t>(mark, 1), rest.size()));
  }
  return std::string(trim(out));
}

bool names_nothing(std::string_view link) {
  constexpr std::array<std::string_view, 9> kNothing = {"",     "#",         "-",   "n/a",  "none",
                                                        "null", "undefined", "nil", "false"};
  link = trim(link);
  return std::ranges::any_of(kNothing,
                             [link](std::string_view n) { return equals_ignore_case(n, link); });
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  text = trim(text);
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

std::string not_a_date(std::string_view what, std::string_view text) {
  return std::string(what).append(" is not a date: ").append(clip_utf8(text, kShownBytes));
}

}  // namespace wirefold::parse
