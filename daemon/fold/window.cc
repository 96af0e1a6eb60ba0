#include "window.h"

#include <algorithm>

namespace wirefold::fold {
namespace {

// Radii at which the net found most copies at 0.2 to 0.4 false candidates a query among 20,000
// articles (sentences at 3; whole text and lead at 8, of which the index reaches 7).
constexpr int kSentenceRadius = 3;
constexpr int kTextRadius = 7;

// Two sampled shingles in common: one can be a stock phrase.
constexpr std::uint32_t kMinSharedSamples = 2;

// A passage that stands in more articles than this is looked up in the newest of them only.
constexpr std::ptrdiff_t kMaxSharers = 256;

bool worth_indexing(const Sentence& s) { return s.last - s.first >= kMinSentenceWords; }

/// A text of a few words has fingerprints near those of unrelated ones.
bool has_text_fingerprints(const Document& document) {
  return document.body.size() >= std::size_t{2} * kMinSentenceWords;
}

template <typename Map, typename Key>
void erase_from(Map& map, const Key& key, Slot slot) {
  const auto it = map.find(key);
  if (it == map.end()) return;
  std::erase(it->second, slot);
  if (it->second.empty()) map.erase(it);
}

}  // namespace

Window::Window() : sentences_(kSentenceRadius), texts_(kTextRadius) {}

void Window::add(Incoming article, StoryId story) {
  const Slot slot = first_ + static_cast<Slot>(kept_.size());
  const bool teaches = !outlet_is_in(story, article.outlet);
  if (teaches) boilerplate_.learn(article.outlet, article.document, article.seen);
  index(article, slot);
  slot_of_[to_int(article.id)] = slot;
  members_[to_int(story)].push_back(slot);
  kept_.push_back({std::move(article), story, teaches});
}

void Window::replace(ArticleId id, Document document) {
  const auto it = slot_of_.find(to_int(id));
  if (it == slot_of_.end()) return;
  Kept& kept = kept_[it->second - first_];
  unindex(kept.article, it->second);
  if (kept.taught) boilerplate_.forget(kept.article.outlet, kept.article.document);
  kept.article.document = std::move(document);
  if (kept.taught) {
    boilerplate_.learn(kept.article.outlet, kept.article.document, kept.article.seen);
  }
  index(kept.article, it->second);
}

void Window::begin_at(Timestamp seen) {
  for (Kept& kept : kept_) kept.article.seen = std::max(kept.article.seen, seen);
}

void Window::expire(Timestamp oldest) {
  while (!kept_.empty() && kept_.front().article.seen < oldest) drop_oldest();
}

void Window::drop_oldest() {
  const Kept& kept = kept_.front();
  unindex(kept.article, first_);
  if (kept.taught) boilerplate_.forget(kept.article.outlet, kept.article.document);
  slot_of_.erase(to_int(kept.article.id));
  erase_from(members_, to_int(kept.story), first_);
  kept_.pop_front();
  ++first_;
}

bool Window::outlet_is_in(StoryId story, std::uint64_t outlet) const {
  const auto it = members_.find(to_int(story));
  return it != members_.end() && std::any_of(it->second.begin(), it->second.end(), [&](Slot slot) {
           return at(slot).article.outlet == outlet;
         });
}

void Window::index(const Incoming& article, Slot slot) {
  const Document& document = article.document;
  for (const Sentence& s : document.sentences) {
    if (worth_indexing(s)) sentences_.add(s.fingerprint, slot);
  }
  if (has_text_fingerprints(document)) {
    texts_.add(document.whole, slot);
    texts_.add(document.lead, slot);
  }
  for (const std::uint64_t sample : document.samples) samples_[sample].push_back(slot);
  if (article.link != 0) links_[article.link].push_back(slot);
}

void Window::unindex(const Incoming& article, Slot slot) {
  const Document& document = article.document;
  for (const Sentence& s : document.sentences) {
    if (worth_indexing(s)) sentences_.remove(s.fingerprint, slot);
  }
  if (has_text_fingerprints(document)) {
    texts_.remove(document.whole, slot);
    texts_.remove(document.lead, slot);
  }
  for (const std::uint64_t sample : document.samples) erase_from(samples_, sample, slot);
  if (article.link != 0) erase_from(links_, article.link, slot);
}

Candidates Window::candidates(const Incoming& article) const {
  Candidates out;
  find_shared(article, out);
  find_near(article, out);
  return out;
}

void Window::find_near(const Incoming& article, Candidates& out) const {
  const auto note = [&out](Slot slot, int d) {
    Evidence& e = out[slot];
    if (e.distance < 0 || d < e.distance) e.distance = d;
  };
  for (const Sentence& s : article.document.sentences) {
    if (worth_indexing(s) && !boilerplate_.is_boilerplate(article.outlet, s.hash)) {
      sentences_.near(s.fingerprint, note);
    }
  }
  if (has_text_fingerprints(article.document)) {
    texts_.near(article.document.whole, note);
    texts_.near(article.document.lead, note);
  }
}

void Window::find_shared(const Incoming& article, Candidates& out) const {
  for (const std::uint64_t sample : article.document.samples) {
    const auto it = samples_.find(sample);
    if (it == samples_.end()) continue;
    const std::vector<Slot>& sharers = it->second;
    const auto skipped = std::max<std::ptrdiff_t>(0, std::ssize(sharers) - kMaxSharers);
    for (auto s = sharers.begin() + skipped; s != sharers.end(); ++s) ++out[*s].shared_samples;
  }
  std::erase_if(out, [](const auto& c) { return c.second.shared_samples < kMinSharedSamples; });
  const auto it = article.link == 0 ? links_.end() : links_.find(article.link);
  if (it == links_.end()) return;
  for (const Slot slot : it->second) out[slot].same_link = true;
}

}  // namespace wirefold::fold
