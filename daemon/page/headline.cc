#include "headline.h"

#include <algorithm>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/text/headline.h"
#include "wirefold/text/normal.h"

namespace wirefold::page {
namespace {

/// How well one title, as a key, bears out a headline: 0 not at all.
int agreement(const std::string& headline, const std::string& title) {
  if (headline.empty() || title.empty()) return 0;
  if (headline == title) return 4;
  if (headline.size() * 10 >= title.size() * 3) {  // not a word or two of a long title
    if (title.starts_with(headline)) return 3;
    if (title.find(headline) != std::string::npos) return 2;
  }
  const bool holds = headline.find(title) != std::string::npos;
  return holds && title.size() * 10 >= headline.size() * 3 ? 1 : 0;
}

std::vector<std::string> keys_of(const std::vector<std::string>& titles) {
  std::vector<std::string> keys;
  for (const std::string& t : titles) keys.push_back(text::comparison_key(t));
  return keys;
}

/// The <h1> that the other titles agree with most; the first wins a tie.
std::string confirmed_headline(const Facts& facts, const std::vector<std::string>& titles,
                               const std::string& site_key) {
  const std::vector<std::string> keys = keys_of(titles);
  std::string best;
  int best_agreement = 0;
  for (const std::string& headline : facts.headlines) {
    const std::string key = text::comparison_key(headline);
    if (key == site_key) continue;
    for (const std::string& title : keys) {
      if (const int a = agreement(key, title); a > best_agreement) {
        best_agreement = a;
        best = headline;
      }
    }
  }
  return best;
}

/// The only <h1> that is long enough for a headline.
std::string lone_headline(const Facts& facts, const std::string& site_key) {
  constexpr std::size_t kLeastBytes = 15;
  std::string found;
  for (const std::string& headline : facts.headlines) {
    if (headline.size() < kLeastBytes) continue;
    if (!found.empty()) return {};
    found = headline;
  }
  return text::comparison_key(found) == site_key ? std::string() : found;
}

}  // namespace

std::string headline_of(const Facts& facts, const LinkedData& linked, std::string_view site,
                        std::string_view host) {
  std::vector<std::string> titles = {linked.headline, std::string(facts.meta("og:title")),
                                     std::string(facts.meta("twitter:title")), facts.title};
  std::erase(titles, std::string());
  const std::string site_key = text::comparison_key(site);
  std::string found = confirmed_headline(facts, titles, site_key);
  if (found.empty()) found = lone_headline(facts, site_key);
  if (!found.empty()) return found;
  return titles.empty() ? std::string() : text::without_outlet(titles.front(), site, host);
}

}  // namespace wirefold::page
