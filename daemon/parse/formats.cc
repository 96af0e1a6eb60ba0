#include "formats.h"

#include <algorithm>
#include <charconv>

#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"

namespace wirefold::parse {
namespace {

// Looking for doubles takes quadratic time; no entry has as many on purpose.
constexpr std::size_t kMaxListed = 500;

constexpr std::size_t kShownBytes = 60;

}  // namespace

void add_once(std::vector<std::string>& list, std::string value) {
  if (value.empty() || list.size() == kMaxListed) return;
  if (std::find(list.begin(), list.end(), value) != list.end()) return;
  list.push_back(std::move(value));
}

void add_once(std::vector<Enclosure>& list, Enclosure enclosure) {
  if (enclosure.url.empty() || list.size() == kMaxListed) return;
  const auto known = std::find_if(list.begin(), list.end(),
                                  [&](const Enclosure& e) { return e.url == enclosure.url; });
  if (known == list.end()) {
    list.push_back(std::move(enclosure));
    return;
  }
  if (known->type.empty()) known->type = std::move(enclosure.type);
  if (!known->length_bytes) known->length_bytes = enclosure.length_bytes;
}

void limit_facts(ParsedFeed& feed) {
  for (std::string* text : {&feed.link, &feed.self, &feed.hub, &feed.id}) {
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

std::optional<std::uint64_t> number_of(std::string_view text) {
  text = trim(text);
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

std::string not_a_date(std::string_view what, std::string_view text) {
  return std::string(what).append(" is no date: ").append(clip_utf8(text, kShownBytes));
}

}  // namespace wirefold::parse
