#include "wirefold/events/terms.h"

#include <algorithm>
#include <limits>

#include "wirefold/base/strings.h"
#include "wirefold/text/stems.h"

namespace wirefold::events {
namespace {

// Bytes of a word that people are shown.
constexpr std::size_t kMostSpelledBytes = 60;

struct Occurrence {
  Term term;
  std::string_view spelled;
};

/// All occurrences, those in the headline first.
std::vector<Occurrence> occurrences_in(const text::Stems& stems) {
  std::vector<Occurrence> out;
  out.reserve(stems.title.size() + stems.body.size());
  for (const text::Stem& s : stems.title) {
    out.push_back({{s.hash, 1, true, false, s.is_number}, s.spelled});
  }
  const auto lead_end =
      stems.body.begin() + static_cast<std::ptrdiff_t>(std::min(kLeadWords, stems.body.size()));
  for (auto s = stems.body.begin(); s != stems.body.end(); ++s) {
    out.push_back({{s->hash, 1, false, s < lead_end, s->is_number}, s->spelled});
  }
  return out;
}

/// Adds an occurrence to those of the same term.
void merge(Term& term, const Term& other) {
  if (term.count < std::numeric_limits<std::uint8_t>::max()) ++term.count;
  term.in_title = term.in_title || other.in_title;
  term.in_lead = term.in_lead || other.in_lead;
}

std::vector<std::uint32_t> title_words(const std::vector<text::Stem>& title) {
  std::vector<std::uint32_t> out;
  for (const text::Stem& s : title) {
    if (!s.is_number) out.push_back(s.hash);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Terms terms_of(std::string_view title, std::string_view body) {
  const text::Stems stems = text::stems_of(title, body, kBodyWords);
  std::vector<Occurrence> all = occurrences_in(stems);
  std::stable_sort(all.begin(), all.end(), [](const Occurrence& a, const Occurrence& b) {
    return a.term.hash < b.term.hash;
  });
  Terms out;
  for (const Occurrence& o : all) {
    if (!out.terms.empty() && out.terms.back().hash == o.term.hash) {
      merge(out.terms.back(), o.term);
    } else {
      out.terms.push_back(o.term);
      out.spelled.emplace_back(clip_utf8(o.spelled, kMostSpelledBytes));
    }
  }
  out.title = title_words(stems.title);
  return out;
}

}  // namespace wirefold::events
