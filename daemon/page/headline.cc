#include "headline.h"

#include <algorithm>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"
#include "wirefold/text/headline.h"
#include "wirefold/text/normal.h"

namespace wirefold::page {
namespace {

/// How well a title confirms a headline, both as keys: 0 (not at all) to 4 (equal).
int agreement(const std::string& headline, const std::string& title) {
  if (headline.empty() || title.empty()) return 0;
  if (headline == title) return 4;
  if (headline.size() * 10 >= title.size() * 3) {  // not only a word or two of a long title
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

/// The candidate that the titles agree with most.
class Confirmed {
 public:
  Confirmed(std::vector<std::string> titles, std::string site_key)
      : keys_(keys_of(titles)), site_key_(std::move(site_key)) {}

  /// Candidates must agree at least `least`, and better than those of earlier calls.
  void offer(const std::vector<std::string>& candidates, int least) {
    for (const std::string& candidate : candidates) {
      const std::string key = text::comparison_key(candidate);
      if (key == site_key_) continue;
      for (const std::string& title : keys_) {
        const int a = agreement(key, title);
        if (a < least || a <= agreement_) continue;
        agreement_ = a;
        best_ = candidate;
      }
    }
  }

  const std::string& best() const { return best_; }
  int best_agreement() const { return agreement_; }

 private:
  std::vector<std::string> keys_;  // of the page's titles
  std::string site_key_;
  std::string best_;
  int agreement_ = 0;
};

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
  for (std::string& title : titles) title.resize(clip_utf8(title, kMostTitleBytes).size());
  const std::string site_key = text::comparison_key(site);
  constexpr int kBegins = 3;    // a title begins with the candidate
  constexpr int kIsInside = 2;  // a title contains the candidate
  Confirmed confirmed(titles, site_key);
  confirmed.offer(facts.headlines, 1);
  confirmed.offer(facts.headline_parts, kBegins);
  if (confirmed.best_agreement() < kBegins) {
    confirmed.offer(facts.headings, confirmed.best().empty() ? kIsInside : kBegins);
  }
  std::string found = confirmed.best();
  if (found.empty()) found = lone_headline(facts, site_key);
  if (found.empty() && !titles.empty()) found = text::without_outlet(titles.front(), site, host);
  found.resize(clip_utf8(found, kMostTitleBytes).size());
  return found;
}

}  // namespace wirefold::page
