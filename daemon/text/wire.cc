#include "wirefold/text/wire.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "agencies.h"
#include "characters.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

// A dateline is looked for in so many bytes; the longest seen name place, date and two agencies.
constexpr std::size_t kMaxDateline = 120;
constexpr std::size_t kMaxDatelineWords = 12;
constexpr std::size_t kMaxByline = 100;
constexpr std::size_t kMaxBylineWords = 8;
constexpr std::size_t kMaxCredit = 60;

// What ends a dateline, and the body begins behind it.
constexpr std::string_view kDatelineEnds[] = {" - ", " – ",  " — ",  " -- ", " -",   ".- ", ".– ",
                                              "/. ", "/ - ", "/.- ", " − ",  ") — ", ": "};

// Words before the name of who wrote it. Case counts.
constexpr std::string_view kBylineWords[] = {
    "By ",        "BY ",      "Oleh ",     "Oleh: ",     "Oleh : ",   "Penulis: ", "Penulis : ",
    "Reporter: ", "Editor: ", "Pewarta: ", "Pewarta : ", "Editor : ", "Laporan: ", "Von ",
    "Par ",       "Por ",     "Di ",       "Door ",      "Av ",       "Autor: ",   "Autorin: ",
    "Автор: ",    "Автор ",   "Текст: ",   "Yazan: ",    "Haber: ",   "Tekst: ",   "Text: "};

// Small words inside names.
constexpr std::string_view kNameParticles[] = {"and", "und",   "dan", "y",   "et", "e",   "en",
                                               "de",  "da",    "dos", "del", "di", "van", "von",
                                               "bin", "binti", "al",  "el",  "i",  "и"};

struct WordShape {
  bool letters = false;
  bool upper = true;     // all letters are capitals
  bool capital = false;  // the first letter is one
  bool digits = false;
  bool caseless = true;  // no letter has a case
  bool inner_dot = false;
  std::size_t length = 0;
};

WordShape shape_of(std::string_view word) {
  WordShape shape;
  for (std::size_t pos = 0; pos < word.size();) {
    const char32_t c = next_code_point(word, pos);
    const Character character = CharacterTable::instance()[c];
    if (c == '.' && shape.length > 0 && pos < word.size()) shape.inner_dot = true;
    if (!character.is(Character::kWord)) continue;
    const bool upper = character.is(Character::kUpper);
    const bool digit = character.is(Character::kDigit);
    if (shape.length++ == 0) shape.capital = upper;
    shape.digits = shape.digits || digit;
    shape.letters = shape.letters || !digit;
    shape.upper = shape.upper && (upper || digit);
    std::string itself;
    append_utf8(itself, c);
    const bool cased = upper || (c < 0x590 && !digit);  // beyond Armenian few scripts have case
    shape.caseless = shape.caseless && !cased;
  }
  return shape;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBreaks = " ,()/[]:;=";
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t first = text.find_first_not_of(kBreaks);
    if (first == std::string_view::npos) return words;
    const std::size_t last = std::min(text.find_first_of(kBreaks, first), text.size());
    words.push_back(text.substr(first, last - first));
    text.remove_prefix(last);
  }
}

/// Words that a dateline may hold besides agencies: places, dates, sites ("KOMPAS.com").
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

/// A place in capitals, alone or with a date; "PBB" or "USA" alone may be the sentence's subject,
/// and a sentence all in capitals is a headline.
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

/// Initials as editors sign: one lower-case word or a few between slashes.
bool are_initials(std::string_view text) {
  constexpr std::size_t kMostBytes = 16;
  if (text.empty() || text.size() > kMostBytes) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == '-'; });
}

bool is_agency_dateline(std::string_view prefix, const AgencyMatch& agency) {
  const std::string_view head = prefix.substr(0, agency.begin);
  const std::vector<std::string_view> before = words_of(head);
  std::vector<std::string_view> behind = words_of(prefix.substr(agency.end));
  if (before.size() + behind.size() > kMaxDatelineWords) return false;
  // "(dpa/bb)": the agency's regional desk.
  if (head.ends_with('(') && !behind.empty() && are_initials(behind.front())) {
    behind.erase(behind.begin());
  }
  return may_stand_in_dateline(before) && may_stand_in_dateline(behind);
}

/// The first words of a dateline that name a place: up to a comma, bracket or date. The agency or
/// the site may come first.
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

struct Dateline {
  std::size_t end;  ///< Where the body begins.
  WireFacts facts;
};

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
    // The reporter's name stands between the bracket and an equals sign.
    const std::size_t equals = line.substr(0, kMaxDateline).find(" = ", out.end);
    if (equals != std::string_view::npos && equals - out.end <= kMaxCredit) {
      out.facts.byline = trim(line.substr(out.end, equals - out.end));
      out.end = equals + 3;
    }
    return out;
  }
  return std::nullopt;
}

/// "新华社北京11月9日电（记者李明）": agency, place, date and the sign for a dispatch.
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
    if (at == last_at) continue;  // a longer mark stands at the same place
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

/// "РИА Новости. ", "AFP - " behind the place and the dash.
std::optional<Dateline> lone_agency(std::string_view line) {
  const auto agency = find_agency(line.substr(0, kMaxCredit));
  if (!agency || agency->begin != 0) return std::nullopt;
  for (const std::string_view end : {". ", " - ", " – ", " -- ", ": "}) {
    if (!line.substr(agency->end).starts_with(end)) continue;
    return Dateline{agency->end + end.size(), {std::string(agency->agency), {}, {}}};
  }
  return std::nullopt;
}

/// "JAKARTA. " behind the name of the site.
std::optional<Dateline> place_behind_site(std::string_view line) {
  const std::size_t stop = line.substr(0, kMaxCredit).find(". ");
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

void fill(std::string& fact, std::string&& found) {
  if (fact.empty()) fact = std::move(found);
}

/// The dateline at the beginning of `line`. It may come in two parts, agency and place: "(ANSA) -
/// ROMA, 9 NOV - ".
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
    fill(whole.facts.agency, std::move(part->facts.agency));
    fill(whole.facts.place, std::move(part->facts.place));
    fill(whole.facts.byline, std::move(part->facts.byline));
  }
  return whole.end == 0 ? std::nullopt : std::optional(std::move(whole));
}

bool is_name(std::string_view names) {
  const std::vector<std::string_view> words = words_of(names);
  if (words.empty() || words.size() > kMaxBylineWords) return false;
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    const bool particle = std::find(std::begin(kNameParticles), std::end(kNameParticles), word) !=
                          std::end(kNameParticles);
    return particle || word == "&" || word == "|" || shape_of(word).capital;
  });
}

/// The names of a line that is a byline and nothing else.
std::optional<std::string_view> byline_of(std::string_view line) {
  if (line.size() > kMaxByline) return std::nullopt;
  for (const std::string_view word : kBylineWords) {
    if (!line.starts_with(word)) continue;
    const std::string_view names = trim(line.substr(word.size()));
    if (is_name(names)) return names;
  }
  return std::nullopt;
}

/// "(Reporting by Anna Whitfield; Editing by …)", "Pewarta: …".
std::optional<std::string_view> closing_byline_of(std::string_view line) {
  constexpr std::string_view kReporting = "(reporting by ";
  constexpr std::size_t kLongest = 400;
  if (line.size() <= kLongest && starts_with_ignore_case(line, kReporting)) {
    line.remove_prefix(kReporting.size());
    return line.substr(0, line.find_first_of(";)"));
  }
  return byline_of(line);
}

/// What stands between the brackets that end `text`: "(ahm)", "(dpa/bb)", "(Antara)".
std::optional<std::string_view> bracketed_end(std::string_view text) {
  if (!text.ends_with(')')) return std::nullopt;
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || text.size() - open > kMaxCredit) return std::nullopt;
  return text.substr(open + 1, text.size() - open - 2);
}

bool is_agency_alone(std::string_view text, const AgencyMatch& agency) {
  const std::vector<std::string_view> rest = words_of(text.substr(agency.end));
  const bool initials =
      std::all_of(rest.begin(), rest.end(), [](std::string_view w) { return are_initials(w); });
  return words_of(text.substr(0, agency.begin)).size() <= 1 && initials;
}

/// Takes one credit from the end of `body`; false if there is none.
bool take_credit(std::string_view& body, WireFacts& facts) {
  const std::size_t line_start = body.rfind('\n') + 1;  // 0 without a line break
  if (line_start == 0) return false;
  const std::string_view line = trim(body.substr(line_start));
  if (const auto names = closing_byline_of(line)) {
    if (facts.byline.empty()) facts.byline = trim(*names);
    body = body.substr(0, line_start - 1);
    return true;
  }
  const auto signature = bracketed_end(line);
  const std::string_view credit = signature ? *signature : line;
  const auto agency = credit.size() <= kMaxCredit ? find_agency(credit) : std::nullopt;
  const bool by_agency = agency && is_agency_alone(credit, *agency);
  if (!by_agency && !(signature && are_initials(*signature))) return false;
  if (by_agency && facts.agency.empty()) facts.agency = agency->agency;
  if (!by_agency && facts.byline.empty()) facts.byline = credit;
  const bool whole_line = !signature || signature->size() + 2 == line.size();
  body = trim(whole_line ? body.substr(0, line_start - 1) : body.substr(0, body.rfind('(')));
  return true;
}

/// Takes a byline that is the first line of `body`.
void take_opening_byline(std::string_view& body, WireFacts& facts) {
  const std::size_t end = body.find('\n');
  if (end == std::string_view::npos) return;
  const auto names = byline_of(trim(body.substr(0, end)));
  if (!names) return;
  if (facts.byline.empty()) facts.byline = *names;
  body = trim(body.substr(end + 1));
}

}  // namespace

WireCopy read_wire(std::string_view text) {
  constexpr int kMostCredits = 4;
  WireCopy out{{}, trim(text)};
  take_opening_byline(out.body, out.facts);
  auto dateline = dateline_of(out.body.substr(0, out.body.find('\n')));
  if (dateline && !trim(out.body.substr(dateline->end)).empty()) {
    fill(dateline->facts.byline, std::move(out.facts.byline));
    out.facts = std::move(dateline->facts);
    out.body = trim(out.body.substr(dateline->end));
  }
  for (int i = 0; i < kMostCredits && take_credit(out.body, out.facts); ++i) {
  }
  return out;
}

}  // namespace wirefold::text
