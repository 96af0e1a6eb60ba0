#include "wirefold/text/wire.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "agencies.h"
#include "dateline.h"
#include "text/words/word_shape.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/languages.h"

namespace wirefold::text {
namespace {

constexpr std::size_t kMaxByline = 100;
constexpr std::size_t kMaxBylineWords = 8;
constexpr std::size_t kMaxCredit = 60;

bool is_name(std::string_view names) {
  const std::vector<std::string_view> words = words_of(names);
  if (words.empty() || words.size() > kMaxBylineWords) return false;
  const std::vector<std::string>& particles = phrases(Phrases::kNameParticles);
  return std::all_of(words.begin(), words.end(), [&particles](std::string_view word) {
    const bool particle = std::find(particles.begin(), particles.end(), word) != particles.end();
    return particle || word == "&" || word == "|" || shape_of(word).capital;
  });
}

/// The names in a line that is only a byline.
std::optional<std::string_view> byline_of(std::string_view line) {
  if (line.size() > kMaxByline) return std::nullopt;
  for (const std::string& word : phrases(Phrases::kBylines)) {
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

/// The text in brackets at the end of `text`: "(ahm)", "(dpa/bb)", "(Antara)".
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

/// Removes one credit from the end of `body`; false if there is none.
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

/// Removes a byline that is the first line of `body`.
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
    fill_empty(dateline->facts, std::move(out.facts));
    out.facts = std::move(dateline->facts);
    out.body = trim(out.body.substr(dateline->end));
  }
  for (int i = 0; i < kMostCredits && take_credit(out.body, out.facts); ++i) {
  }
  return out;
}

}  // namespace wirefold::text
