#include "further_pages.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "wirefold/base/strings.h"
#include "wirefold/html/canonical_url.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/url.h"

namespace wirefold::page {
namespace {

// Names of parameters, and words before a number in a path.
constexpr std::string_view kPageWords[] = {
    "page",   "pages",  "pg",    "p",    "paged",   "pageno", "page_no", "pagenumber",
    "part",   "pagina", "seite", "hal",  "halaman", "sayfa",  "strana",  "str",
    "strona", "side",   "sida",  "sivu", "trang",   "folge",  "parte",   "partie"};
constexpr std::string_view kAllValues[] = {"all", "alle", "alles", "semua", "full", "todo", "tout"};
constexpr std::string_view kAllParameters[] = {"single",   "singlepage", "single_page", "showall",
                                               "show_all", "fullpage",   "onepage",     "allpages",
                                               "viewall",  "view_all",   "full"};
constexpr std::string_view kYesValues[] = {"1", "true", "yes", "all"};
constexpr std::string_view kAllSegments[] = {"all",         "full",       "fullpage",
                                             "single-page", "singlepage", "komplettansicht",
                                             "komplett",    "onepage",    "semua"};

constexpr int kWhole = 0;
constexpr int kMostPages = 100;  // larger numbers are years or numbers of articles

/// An address, split into a stem and the number of a page.
struct Part {
  std::string stem;
  int number;  // kWhole, or 1 and up
};

std::optional<int> page_number(std::string_view digits) {
  if (digits.empty() || digits.front() < '1' || digits.front() > '9') return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && number <= kMostPages ? std::optional(number) : std::nullopt;
}

/// The number in "page=2" or "page=all".
std::optional<int> number_of_parameter(std::string_view parameter) {
  const std::size_t equals = std::min(parameter.find('='), parameter.size());
  const std::string name = to_lower_ascii(parameter.substr(0, equals));
  const std::string value =
      to_lower_ascii(parameter.substr(std::min(equals + 1, parameter.size())));
  if (html::among(kAllParameters, name) && html::among(kYesValues, value)) return kWhole;
  if (!html::among(kPageWords, name) && name != "view" && name != "show") return std::nullopt;
  if (html::among(kAllValues, value)) return kWhole;
  return html::among(kPageWords, name) ? page_number(value) : std::nullopt;
}

std::optional<Part> part_by_query(std::string_view url) {
  const std::size_t mark = url.find('?');
  if (mark == std::string_view::npos) return std::nullopt;
  std::optional<int> number;
  std::string stem(url.substr(0, mark));
  char separator = '?';
  for (const std::string_view parameter : split(url.substr(mark + 1), '&')) {
    const std::optional<int> found = number ? std::nullopt : number_of_parameter(parameter);
    if (found) {
      number = found;
      continue;
    }
    stem += separator;
    stem += parameter;
    separator = '&';
  }
  return number ? std::optional(Part{std::move(stem), *number}) : std::nullopt;
}

/// The digits at the end of `text`; empty if there are none.
std::string_view last_digits(std::string_view text) {
  const std::size_t before = text.find_last_not_of("0123456789");
  return before == std::string_view::npos ? text : text.substr(before + 1);
}

std::string_view last_segment(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Returns `path` without its last segment.
std::string_view parent_of(std::string_view path) { return path.substr(0, path.rfind('/')); }

/// "/title/2", "/title/page/2", "/title/all".
std::optional<Part> part_by_segment(std::string_view path) {
  const std::string segment = to_lower_ascii(last_segment(path));
  const std::string_view parent = parent_of(path);
  const bool is_all = html::among(kAllSegments, segment);
  const std::optional<int> number = is_all ? std::optional(kWhole) : page_number(segment);
  if (!number) return std::nullopt;
  const bool named = html::among(kPageWords, to_lower_ascii(last_segment(parent)));
  return Part{std::string(named ? parent_of(parent) : parent), *number};
}

/// Returns `name` without a word for "page" at its end and the sign before it; nullopt if it has
/// none.
std::optional<std::string_view> without_page_word(std::string_view name) {
  const std::size_t joint = name.find_last_of("-_,");
  const std::size_t word = joint == std::string_view::npos ? 0 : joint + 1;
  if (!html::among(kPageWords, to_lower_ascii(name.substr(word)))) return std::nullopt;
  return name.substr(0, word == 0 ? 0 : joint);
}

/// "/title/page-2", "/title-page-2", "/title-2.html", "/title,2". Not "/title-2", which is the
/// second article with that title.
std::optional<Part> part_by_suffix(std::string_view path) {
  std::string_view name = last_segment(path);
  const std::size_t dot = std::min(name.find('.'), name.size());
  const std::string_view extension = name.substr(dot);
  name = name.substr(0, dot);
  const std::string_view digits = last_digits(name);
  const std::optional<int> number = digits.empty() ? std::nullopt : page_number(digits);
  if (!number || digits.size() == name.size()) return std::nullopt;
  name.remove_suffix(digits.size());
  const char joint = name.back();
  if (joint != '-' && joint != '_' && joint != ',') return std::nullopt;
  name.remove_suffix(1);
  const auto title = without_page_word(name);
  if (!title && extension.empty() && joint == '-') return std::nullopt;
  name = title.value_or(name);
  std::string stem(parent_of(path));
  if (!name.empty()) (stem += '/') += name;
  return Part{stem + std::string(extension), *number};
}

std::optional<Part> part_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  if (auto part = part_by_query(url)) return part;
  const std::size_t query = std::min(url.find('?'), url.size());
  std::string_view path = url.substr(0, query);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (html::path_of(path) == "/") return std::nullopt;
  auto part = part_by_segment(path);
  if (!part) part = part_by_suffix(path);
  if (part) part->stem += url.substr(query);
  return part;
}

/// True for links to comments, which may be on further pages too.
bool leads_to_comments(std::string_view url) {
  const std::size_t fragment = url.find('#');
  return fragment != std::string_view::npos &&
         find_ignore_case(url.substr(fragment), "comment") != std::string_view::npos;
}

/// The addresses of an article's first page.
class Article {
 public:
  void add(std::string_view url) {
    add_name(html::canonical_url(url));
    const auto part = part_of(url);
    if (part && part->number == 1) add_name(html::canonical_url(part->stem));
  }

  /// The page of the article that `url` leads to; nullopt if it is another address.
  std::optional<int> number_of(std::string_view url) const {
    const auto part = part_of(url);
    if (!part) return std::nullopt;
    const std::string stem = html::canonical_url(part->stem);
    const bool is_own = std::find(names_.begin(), names_.end(), stem) != names_.end();
    return is_own ? std::optional(part->number) : std::nullopt;
  }

 private:
  /// Ignores front pages, whose further pages are lists.
  void add_name(std::string name) {
    const bool front_page = html::path_of(name) == "/" && name.find('?') == std::string::npos;
    if (!name.empty() && !front_page) names_.push_back(std::move(name));
  }

  std::vector<std::string> names_;
};

}  // namespace

FurtherPages further_pages(const std::vector<std::string>& links, std::string_view url,
                           std::string_view first) {
  FurtherPages out;
  Article article;
  article.add(first.empty() ? url : first);
  const auto said = part_of(url);
  if (first.empty() && said && said->number == kWhole) return out;
  const auto number = first.empty() ? std::optional(1) : article.number_of(url);
  const std::string host = html::full_host_of(url);
  if (host.empty() || !number) return out;
  const bool is_https = starts_with_ignore_case(url, "https:");
  for (const std::string& link : links) {
    if (html::full_host_of(link) != host || leads_to_comments(link)) continue;
    if (is_https && !starts_with_ignore_case(link, "https:")) continue;
    const auto found = article.number_of(link);
    if (found == kWhole && out.whole.empty()) out.whole = link;
    if (found == *number + 1 && out.next.empty()) out.next = link;
  }
  return out;
}

bool may_be_further_page(std::string_view link) { return part_of(link).has_value(); }

std::string shared_part(std::string_view url) {
  constexpr std::size_t kLeast = 4;  // shorter ones are in every address
  const auto part = part_of(url);
  if (part && part->number == 1 && html::path_of(part->stem) != "/") url = part->stem;
  std::string_view path = html::path_of(url);
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string_view name = last_segment(path);
  name = name.substr(0, name.find('.'));
  return std::string(name.size() >= kLeast ? name : path);
}

}  // namespace wirefold::page
