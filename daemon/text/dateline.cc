#include "dateline.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "agencies.h"
#include "text/words/word_shape.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

// A dateline is searched in this many bytes; the longest found have a place, a date and two
// agencies.
constexpr std::size_t kMaxDateline = 120;
constexpr std::size_t kMaxDatelineWords = 12;
constexpr std::size_t kMaxReporter = 60;

// The marks between a dateline and the body.
constexpr std::string_view kDatelineEnds[] = {" - ", " – ",  " — ",  " -- ", " -",   ".- ", ".– ",
                                              "/. ", "/ - ", "/.- ", " − ",  ") — ", ": "};

/// True if a dateline may have these words beside agencies: places, dates, sites ("KOMPAS.com").
bool may_stand_in_dateline(const std::vector<std::string_view>& words) {
  bool after_number = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordShape shape = shape_of(words[i]);
    const bool before_number = i + 1 < words.size() && shape_of(words[i + 1]).digits;
    const bool fits = !shape.letters || shape.capital || shape.digits || shape.inner_dot ||
                      shape.caseless || after_number || before_number;
    if (!fits) return false;
    after_number = shape.digits;
  }
  return true;
}

bool continues_in_capitals(std::string_view rest) {
  const std::vector<std::string_view> next = words_of(rest);
  if (next.empty()) return false;
  const auto agency = find_agency(rest);
  if (agency && agency->begin == 0) return false;
  const WordShape shape = shape_of(next.front());
  return (shape.letters && shape.upper && !shape.caseless) || shape.digits;
}

/// True for a place in capitals, alone or with a date. "PBB" or "USA" alone may be a sentence's
/// subject, and a sentence all in capitals is a headline.
bool is_place_in_capitals(const std::vector<std::string_view>& words, std::string_view rest) {
  constexpr std::size_t kLeastLetters = 4;
  constexpr std::size_t kMostWords = 5;
  if (words.empty() || words.size() > kMostWords) return false;
  const WordShape first = shape_of(words.front());
  if (first.caseless || !first.upper || first.digits || first.length < kLeastLetters) return false;
  if (continues_in_capitals(rest.substr(0, kMaxDateline))) return false;
  bool after_number = false;
  return std::all_of(words.begin(), words.end(), [&after_number](std::string_view word) {
    const WordShape shape = shape_of(word);
    const bool fits = shape.upper || shape.digits || after_number;  // "9 ноября"
    after_number = shape.digits;
    return fits;
  });
}

bool has_site(const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    const WordShape shape = shape_of(word);
    return shape.inner_dot && shape.letters && !shape.digits && shape.length >= 5;
  });
}

/// True if `prefix` is a dateline without an agency, before `rest`.
bool is_dateline(std::string_view prefix, std::string_view mark, std::string_view rest) {
  const std::vector<std::string_view> words = words_of(prefix);
  if (words.empty() || words.size() > kMaxDatelineWords) return false;
  const bool heading = mark == ": " && words.size() > 2;
  if (!heading && is_place_in_capitals(words, rest)) return true;
  return may_stand_in_dateline(words) && has_site(words);
}

bool is_agency_dateline(std::string_view prefix, const AgencyMatch& agency) {
  const std::string_view head = prefix.substr(0, agency.begin);
  const std::vector<std::string_view> before = words_of(head);
  std::vector<std::string_view> behind = words_of(prefix.substr(agency.end));
  if (before.size() + behind.size() > kMaxDatelineWords) return false;
  // In "(dpa/bb)" the initials are the agency's regional desk.
  if (head.ends_with('(') && !behind.empty() && are_initials(behind.front())) {
    behind.erase(behind.begin());
  }
  return may_stand_in_dateline(before) && may_stand_in_dateline(behind);
}

/// The place in a dateline: its first words up to a comma, bracket or date. The agency or the site
/// may come first.
std::string place_in(std::string_view dateline) {
  if (const auto agency = find_agency(dateline)) {
    const std::string_view before = dateline.substr(0, agency->begin);
    dateline = words_of(before).empty() ? dateline.substr(agency->end) : before;
  }
  std::string place;
  for (const std::string_view piece : split(dateline, ',')) {
    const std::string_view named = trim(piece.substr(0, piece.find_first_of("(/=")));
    const std::vector<std::string_view> words = words_of(named);
    if (words.empty() || has_site(words)) continue;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const WordShape shape = shape_of(words[i]);
      const bool month = !shape.upper && i + 1 < words.size() && shape_of(words[i + 1]).digits;
      if (!shape.letters || shape.digits || month) break;
      if (!place.empty()) place += ' ';
      place += words[i];
    }
    break;
  }
  while (place.ends_with('.') || place.ends_with('-')) place.pop_back();
  return place;
}

/// Datelines in brackets: "(서울=연합뉴스) 김도현 기자 = ", "【ソウル聯合ニュース】", "[뉴시스]".
std::optional<Dateline> bracketed_dateline(std::string_view line) {
  struct Pair {
    std::string_view open, close;
  };
  constexpr Pair kPairs[] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"［", "］"}, {"（", "）"}};
  for (const Pair& pair : kPairs) {
    if (!line.starts_with(pair.open)) continue;
    const std::size_t close = line.substr(0, kMaxDateline).find(pair.close);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = line.substr(pair.open.size(), close - pair.open.size());
    const auto agency = find_agency(inside);
    if (!agency) return std::nullopt;
    Dateline out{close + pair.close.size(), {std::string(agency->agency), place_in(inside), {}}};
    // The reporter's name is between the bracket and an equals sign.
    const std::size_t equals = line.substr(0, kMaxDateline).find(" = ", out.end);
    if (equals != std::string_view::npos && equals - out.end <= kMaxReporter) {
      out.facts.byline = trim(line.substr(out.end, equals - out.end));
      out.end = equals + 3;
    }
    return out;
  }
  return std::nullopt;
}

/// "新华社北京11月9日电（记者李明）": agency, place, date and the character for a dispatch.
std::optional<Dateline> chinese_dateline(std::string_view line) {
  const std::string_view head = line.substr(0, kMaxDateline);
  const auto agency = find_agency(head);
  if (!agency || agency->begin != 0) return std::nullopt;
  for (const std::string_view sign : {"电", "電"}) {
    const std::size_t at = head.find(sign);
    if (at == std::string_view::npos) continue;
    std::size_t end = at + sign.size();
    if (head.substr(end).starts_with("（")) {
      const std::size_t close = head.find("）", end);
      if (close != std::string_view::npos) end = close + std::string_view("）").size();
    }
    const std::string_view between = head.substr(agency->end, at - agency->end);
    const std::size_t date = std::min(between.find_first_of("0123456789"), between.size());
    return Dateline{end, {std::string(agency->agency), std::string(between.substr(0, date)), {}}};
  }
  return std::nullopt;
}

/// "JAKARTA, ANTARA - ", "Moscow (Reuters) - ", "МОСКВА, 9 ноября. /ТАСС/. ", "KOMPAS.com - ".
std::optional<Dateline> dashed_dateline(std::string_view line) {
  const std::string_view head = line.substr(0, kMaxDateline);
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  for (const std::string_view mark : kDatelineEnds) {
    for (std::size_t at = head.find(mark); at != std::string_view::npos;
         at = head.find(mark, at + 1)) {
      ends.emplace_back(at, at + mark.size());
    }
  }
  std::sort(ends.begin(), ends.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first < y.first : x.second > y.second;
  });
  std::optional<Dateline> found;
  std::size_t last_at = std::string_view::npos;
  for (const auto& [at, end] : ends) {
    if (at == last_at) continue;  // a longer mark at the same place was tried
    last_at = at;
    const std::string_view prefix = head.substr(0, at);
    const auto agency = find_agency(prefix);
    const bool fits = agency ? is_agency_dateline(prefix, *agency)
                             : is_dateline(prefix, head.substr(at, end - at), line.substr(end));
    if (!fits) continue;
    found = Dateline{end, {agency ? std::string(agency->agency) : "", place_in(prefix), {}}};
  }
  return found;
}

/// "РИА Новости. ", "AFP - " after the place and the dash.
std::optional<Dateline> lone_agency(std::string_view line) {
  const auto agency = find_agency(line.substr(0, kMaxReporter));
  if (!agency || agency->begin != 0) return std::nullopt;
  for (const std::string_view end : {". ", " - ", " – ", " -- ", ": "}) {
    if (!line.substr(agency->end).starts_with(end)) continue;
    return Dateline{agency->end + end.size(), {std::string(agency->agency), {}, {}}};
  }
  return std::nullopt;
}

/// "JAKARTA. " after the name of the site.
std::optional<Dateline> place_behind_site(std::string_view line) {
  const std::size_t stop = line.substr(0, kMaxReporter).find(". ");
  if (stop == std::string_view::npos) return std::nullopt;
  const std::string_view place = line.substr(0, stop);
  if (!is_place_in_capitals(words_of(place), line.substr(stop + 2))) return std::nullopt;
  return Dateline{stop + 2, {{}, place_in(place), {}}};
}

/// One part of a dateline at the beginning of `line`.
std::optional<Dateline> part_of_dateline(std::string_view line) {
  for (auto* const find : {bracketed_dateline, chinese_dateline, lone_agency, dashed_dateline}) {
    if (auto found = find(line)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Dateline> dateline_of(std::string_view line) {
  Dateline whole{0, {}};
  for (int parts = 0; parts < 2; ++parts) {
    if (!whole.facts.agency.empty() && !whole.facts.place.empty()) break;
    auto part = part_of_dateline(line.substr(whole.end));
    if (!part && parts > 0) part = place_behind_site(line.substr(whole.end));
    if (!part) break;
    whole.end += part->end;
    const std::size_t text = line.find_first_not_of(" -", whole.end);
    whole.end = std::min(text, line.size());
    fill_empty(whole.facts, std::move(part->facts));
  }
  return whole.end == 0 ? std::nullopt : std::optional(std::move(whole));
}

}  // namespace wirefold::text
