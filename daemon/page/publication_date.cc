#include "publication_date.h"

#include <algorithm>

#include "wirefold/base/strings.h"
#include "wirefold/parse/date.h"

namespace wirefold::page {
namespace {

// Lower case, the most telling first.
constexpr std::string_view kMetaNames[] = {"article:published_time",
                                           "og:published_time",
                                           "og:article:published_time",
                                           "datepublished",
                                           "article.published",
                                           "parsely-pub-date",
                                           "sailthru.date",
                                           "cxenseparse:recs:publishtime",
                                           "publication_date",
                                           "publication-date",
                                           "published_date",
                                           "publish-date",
                                           "publish_date",
                                           "publishdate",
                                           "pubdate",
                                           "article_date_original",
                                           "article:created",
                                           "dcterms.issued",
                                           "dc.date.issued",
                                           "dcterms.created",
                                           "dc.date.created",
                                           "dcterms.date",
                                           "dc.date",
                                           "citation_publication_date",
                                           "citation_date",
                                           "datecreated",
                                           "created",
                                           "date",
                                           "rnews:datepublished",
                                           "og:pubdate",
                                           "last-modified"};

constexpr std::size_t kMaxLine = 160;
constexpr std::size_t kMostWords = 24;
constexpr std::size_t kMostWordsOfDate = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True if `line` has a year, in four digits or behind two dots or slashes.
bool may_hold_date(std::string_view line) {
  std::size_t digits = 0;
  std::size_t marks = 0;
  for (const char c : line) {
    digits = is_digit(c) ? digits + 1 : 0;
    if (digits == 4) return true;
    marks += c == '.' || c == '/' || c == '-';
  }
  return marks >= 2;
}

/// Day first where it is written so; English has both ways.
std::string with_day_first(std::string_view text, std::string_view lang) {
  std::string out(text);
  if (!lang.starts_with("en") || lang == "en-GB" || lang == "en-AU") {
    std::replace(out.begin(), out.end(), '/', '.');
  }
  return out;
}

std::optional<Timestamp> read(std::string_view text, std::string_view lang) {
  if (const auto date = parse::parse_date(text)) return date;
  if (text.find('/') == std::string_view::npos) return std::nullopt;
  return parse::parse_date(with_day_first(text, lang));
}

/// "Datum:26." is "26.".
std::string_view behind_label(std::string_view text) {
  const std::size_t digit = text.find_first_of("0123456789");
  const std::size_t colon = text.substr(0, digit).rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view kMarks = " ,;:|()[]•·–—-";
  text = behind_label(text);
  const std::size_t first = text.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kMarks) - first + 1);
}

/// A whole date, no bare year: with three numbers or a year and a word.
bool is_whole(std::string_view text) {
  std::size_t numbers = 0;
  bool inside = false;
  bool letters = false;
  for (const char c : text) {
    if (is_digit(c) && !inside) ++numbers;
    inside = is_digit(c);
    letters = letters || (c & 0x80) != 0 || (c | 0x20) >= 'a';
  }
  return numbers >= 3 || (numbers == 2 && letters);
}

std::optional<Timestamp> marked_date(const Facts& facts, std::string_view lang) {
  for (const bool published : {true, false}) {
    for (const TimeElement& time : facts.times) {
      if (time.published != published) continue;
      if (const auto date = date_in(time.datetime, lang)) return date;
    }
  }
  return std::nullopt;
}

/// "/2020/01/15/", "/2020-01-15-" or "/20200115/" in the path.
std::optional<Timestamp> date_of_url(std::string_view url) {
  for (std::size_t i = url.find("://"); i < url.size(); ++i) {
    if (url[i] != '/' && url[i] != '-' && url[i] != '_') continue;
    std::string digits;
    std::size_t j = i + 1;
    for (; j < url.size() && digits.size() < 8; ++j) {
      const bool separator = url[j] == '/' || url[j] == '-' || url[j] == '_';
      if (is_digit(url[j])) {
        digits += url[j];
      } else if (!separator || (digits.size() != 4 && digits.size() != 6)) {
        break;
      }
    }
    const bool ends = j == url.size() || !is_digit(url[j]);
    const bool recent = digits.starts_with("19") || digits.starts_with("20");
    if (digits.size() != 8 || !ends || !recent) continue;
    const std::string iso =
        digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
    if (const auto date = parse::parse_date(iso)) return date;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Timestamp> date_in(std::string_view line, std::string_view lang) {
  line = without_marks(line);
  if (line.size() > kMaxLine || !may_hold_date(line)) return std::nullopt;
  if (is_whole(line)) {
    if (const auto date = read(line, lang)) return date;
  }
  std::vector<std::string_view> words = split(line, ' ');
  if (words.size() > kMostWords) words.resize(kMostWords);
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::size_t most = std::min(kMostWordsOfDate, words.size() - first);
    for (std::size_t count = most; count > 0; --count) {
      const std::string_view last = words[first + count - 1];
      const auto length = static_cast<std::size_t>(last.data() + last.size() - words[first].data());
      const std::string_view part = without_marks(std::string_view(words[first].data(), length));
      if (!may_hold_date(part) || !is_whole(part)) continue;
      if (const auto date = read(part, lang)) return date;
    }
  }
  return std::nullopt;
}

std::optional<Timestamp> publication_date(const Facts& facts, const LinkedData& linked,
                                          std::string_view url,
                                          const std::vector<std::string_view>& lines,
                                          std::string_view lang) {
  if (const auto date = read(linked.published, lang)) return date;
  for (const std::string_view name : kMetaNames) {
    if (const auto date = read(facts.meta(name), lang)) return date;
  }
  if (const auto date = marked_date(facts, lang)) return date;
  for (const std::string& line : facts.dated_lines) {
    if (const auto date = date_in(line, lang)) return date;
  }
  if (const auto date = date_of_url(url)) return date;
  for (const std::string_view line : lines) {
    if (const auto date = date_in(line, lang)) return date;
  }
  return std::nullopt;
}

}  // namespace wirefold::page
