#include "candidates.h"

#include <algorithm>
#include <vector>

namespace wirefold::fold {
namespace {

// Most fingerprints of one article that are looked up.
constexpr std::size_t kMaxProbes = 200;

void find_near(const Window& window, const Incoming& article, Candidates& out) {
  const auto note = [&out](Slot slot, int d) {
    Evidence& e = out[slot];
    if (e.distance < 0 || d < e.distance) e.distance = d;
  };
  const Document& document = article.document;
  std::vector<Fingerprint> probes = text_fingerprints(document);
  for (const Sentence& s : document.sentences) {
    if (!can_tell(s) || probes.size() >= kMaxProbes) continue;
    if (!window.boilerplate().is_boilerplate(article.outlet, s.hash))
      probes.push_back(s.fingerprint);
  }
  window.for_each_segment([&](const Segment& segment) { segment.find_near(probes, note); });
}

void find_shared(const Window& window, const Incoming& article, Candidates& out) {
  std::vector<Slot> sharers;
  std::vector<Slot> same_link;
  window.for_each_segment([&](const Segment& segment) {
    segment.find_shared(article.document.samples, sharers);
    if (article.link != 0) segment.find_link(article.link, same_link);
  });
  std::sort(sharers.begin(), sharers.end());
  for (auto first = sharers.begin(); first != sharers.end();) {
    const auto last = std::upper_bound(first, sharers.end(), *first);
    const bool partial = article.document.partial || window.at(*first).partial;
    if (static_cast<std::size_t>(last - first) >= least_shared_samples(partial)) {
      out[*first].shared_samples = static_cast<std::uint32_t>(last - first);
    }
    first = last;
  }
  for (const Slot slot : same_link) out[slot].same_link = true;
}

void find_headline(const Window& window, const Incoming& article, Candidates& out) {
  for (const Slot slot :
       window.under_headline(headline_key(article.document.title), kMostOfHeadline)) {
    if (article.document.partial || window.at(slot).partial) out[slot].same_headline = true;
  }
}

}  // namespace

Candidates find_candidates(const Window& window, const Incoming& article) {
  Candidates out;
  find_shared(window, article, out);
  find_headline(window, article, out);
  find_near(window, article, out);
  return out;
}

}  // namespace wirefold::fold
