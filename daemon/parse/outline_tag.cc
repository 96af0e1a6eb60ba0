#include "outline_tag.h"

#include <algorithm>
#include <optional>

#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Where an attribute is in a tag.
struct Place {
  std::size_t begin;  // of its name
  std::size_t value;
  std::size_t quote;  // that ends it
};

/// The attribute that begins at `at` or after white space; nullopt at the end of the tag.
std::optional<Place> next_attribute(std::string_view tag, std::size_t at) {
  Place out{tag.find_first_not_of(kSpace, at), 0, 0};
  const std::size_t open = tag.find_first_of("\"'", at);
  if (out.begin == std::string_view::npos || open == std::string_view::npos) return std::nullopt;
  out.value = open + 1;
  out.quote = tag.find(tag[open], out.value);
  if (out.quote == std::string_view::npos) return std::nullopt;
  return out;
}

std::optional<Place> find(std::string_view tag, std::string_view name) {
  auto place = next_attribute(tag, tag.find_first_of(kSpace));
  while (place) {
    const std::size_t end = tag.find_first_of(" \t\r\n=", place->begin);
    if (tag.substr(place->begin, end - place->begin) == name) return place;
    place = next_attribute(tag, place->quote + 1);
  }
  return std::nullopt;
}

}  // namespace

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + escape_markup(value) + '"';
}

bool has_attribute(std::string_view tag, std::string_view name) {
  return find(tag, name).has_value();
}

std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value) {
  std::string out(tag);
  if (const auto place = find(tag, name)) {
    return out.replace(place->value, place->quote - place->value, escape_markup(value));
  }
  return out.insert(tag.find_last_not_of(" \t\r\n/>") + 1, attribute(name, value));
}

std::string without_attribute(std::string_view tag, std::string_view name) {
  const auto place = find(tag, name);
  std::string out(tag);
  if (!place) return out;
  const std::size_t begin = tag.find_last_not_of(kSpace, place->begin - 1) + 1;
  return out.erase(begin, place->quote + 1 - begin);
}

}  // namespace wirefold::parse
