#include "platforms.h"

#include <functional>
#include <map>
#include <vector>

#include "wirefold/base/strings.h"

namespace wirefold::outlet {
namespace {

constexpr std::string_view kPlace = "{}";
constexpr std::string_view kExactPlace = "{=}";
constexpr std::string_view kAnyDomain = "*";

/// One line of the table, without its domain.
struct Pattern {
  bool by_label = false;          // the label before the domain is the publisher's place
  std::vector<std::string> path;  // segments; one may end in {}
  std::string parameter;          // of the query; its value is the publisher's place
  std::string name;               // with {}
  bool is_exact = false;          // the case of the place's letters counts
  bool is_carrier = false;
};

using Table = std::map<std::string, std::vector<Pattern>, std::less<>>;  // by domain

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> out;
  for (const std::string_view segment : split(path, '/')) {
    if (!segment.empty()) out.emplace_back(segment);
  }
  return out;
}

/// Takes the part before the first of `ends` off `rest`.
std::string_view take_until(std::string_view& rest, std::string_view ends) {
  const std::string_view part = rest.substr(0, rest.find_first_of(ends));
  rest.remove_prefix(part.size());
  return part;
}

void add_line(Table& table, std::string line_with_places) {
  constexpr std::string_view kCarrier = "carrier ";
  Pattern pattern;
  if (const std::size_t at = line_with_places.find(kExactPlace); at != std::string::npos) {
    pattern.is_exact = true;
    line_with_places.replace(at, kExactPlace.size(), kPlace);
  }
  std::string_view line = line_with_places;
  pattern.is_carrier = line.starts_with(kCarrier);
  if (pattern.is_carrier) line.remove_prefix(kCarrier.size());
  const std::size_t equals = line.find(" = ");
  std::string_view rest = trim(line.substr(0, equals));
  pattern.name = equals == std::string_view::npos ? rest : trim(line.substr(equals + 3));
  if (pattern.is_carrier) pattern.name = rest.find(kPlace) == rest.npos ? "" : kPlace;
  pattern.by_label = rest.starts_with("{}.");
  if (pattern.by_label) rest.remove_prefix(3);
  const std::string domain(take_until(rest, "/?"));
  pattern.path = segments_of(take_until(rest, "?"));
  if (!rest.empty()) pattern.parameter = rest.substr(1, rest.find('=') - 1);
  table[domain].push_back(std::move(pattern));
}

const Table& table() {
  static const Table kTable = [] {
    Table out;
    const std::string text = platforms_text();
    for (std::string_view line : split(text, '\n')) {
      line = trim(line);
      if (!line.empty() && !line.starts_with('#')) add_line(out, std::string(line));
    }
    return out;
  }();
  return kTable;
}

/// The label in front of `domain` in `host`, which ends in `domain`; empty if there is none.
std::string label_before(std::string_view host, std::string_view domain) {
  if (host.size() <= domain.size()) return {};
  host.remove_suffix(domain.size() + 1);
  return std::string(host.substr(host.rfind('.') + 1));
}

std::string value_in(std::string_view query, std::string_view parameter) {
  for (const std::string_view piece : split(query, '&')) {
    const std::size_t equals = piece.find('=');
    if (equals != std::string_view::npos && piece.substr(0, equals) == parameter) {
      return std::string(piece.substr(equals + 1));
    }
  }
  return {};
}

/// The place of a feed that is named like a file: "anna" for "anna.rss".
std::string without_ending(std::string place) {
  for (const std::string_view ending : {".rss", ".atom", ".xml", ".json"}) {
    if (place.size() > ending.size() && place.ends_with(ending)) {
      place.resize(place.size() - ending.size());
    }
  }
  return place;
}

/// The part of `path` at {}, empty if `pattern` has no {}; nullopt if `path` does not begin as
/// `pattern` does.
std::optional<std::string> place_in(const std::vector<std::string>& path,
                                    const std::vector<std::string>& pattern) {
  if (path.size() < pattern.size()) return std::nullopt;
  std::string place;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    std::string_view wanted = pattern[i];
    if (!wanted.ends_with(kPlace)) {
      if (!equals_ignore_case(path[i], wanted)) return std::nullopt;
      continue;
    }
    wanted.remove_suffix(kPlace.size());
    if (!path[i].starts_with(wanted) || path[i].size() == wanted.size()) return std::nullopt;
    place = without_ending(path[i].substr(wanted.size()));
  }
  return place;
}

/// The name that `pattern` gives the publisher at `address`, whose path has `segments`; nullopt if
/// `pattern` does not match.
std::optional<std::string> name_by(const Pattern& pattern, const Address& address,
                                   const std::vector<std::string>& segments,
                                   std::string_view domain) {
  auto place = place_in(segments, pattern.path);
  if (!place) return std::nullopt;
  if (pattern.by_label) place = label_before(address.host, domain);
  if (!pattern.parameter.empty()) place = value_in(address.query, pattern.parameter);
  std::string name = pattern.name;
  const std::size_t at = name.find(kPlace);
  if (at == std::string::npos) return name;
  if (place->empty()) return std::nullopt;
  if (!pattern.is_exact) place = to_lower_ascii(*place);
  return name.replace(at, kPlace.size(), *place);
}

}  // namespace

std::optional<Publisher> find_on_platform(const Address& address, std::string_view domain) {
  const std::vector<std::string> segments = segments_of(address.path);
  const auto find = [&](std::string_view key) -> std::optional<Publisher> {
    const auto patterns = table().find(key);
    if (patterns == table().end()) return std::nullopt;
    for (const Pattern& pattern : patterns->second) {
      auto name = name_by(pattern, address, segments, key);
      if (!name) continue;
      if (pattern.name.starts_with(kAnyDomain)) name->replace(0, kAnyDomain.size(), domain);
      return Publisher{*std::move(name), pattern.is_carrier ? std::string(domain) : ""};
    }
    return std::nullopt;
  };
  for (std::string_view key = address.host; !key.empty();) {
    if (auto found = find(key)) return found;
    const std::size_t dot = key.find('.');
    key.remove_prefix(dot == std::string_view::npos ? key.size() : dot + 1);
  }
  return find(kAnyDomain);
}

}  // namespace wirefold::outlet
