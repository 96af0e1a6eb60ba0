#include "window.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <utility>

#include "wirefold/base/hash.h"

namespace wirefold::fold {
namespace {

// Most articles that are looked up for one sample or link, the newest.
constexpr int kMaxSharers = 256;

// Most times that an edited article is indexed again, so that frequent edits do not fill the
// window. Later texts are found by the earlier fingerprints.
constexpr std::uint8_t kMostEdits = 8;

// Most fingerprints of one article that are looked up.
constexpr std::size_t kMaxProbes = 200;

/// The newest `most` of slots, each once. An edited article is filed more than once.
std::vector<Slot> newest(std::vector<Slot> slots, int most) {
  std::sort(slots.begin(), slots.end(), std::greater<>());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  if (slots.size() > static_cast<std::size_t>(most)) slots.resize(static_cast<std::size_t>(most));
  return slots;
}

std::uint32_t key_of(std::uint64_t link) { return static_cast<std::uint32_t>(link >> 32); }

std::uint32_t key_of(StoryId story) {
  return static_cast<std::uint32_t>(mix_hash(0, static_cast<std::uint64_t>(to_int(story))) >> 32);
}

}  // namespace

void Segment::add(const WindowEntry& entry, const Fingerprints& fingerprints) {
  const Slot slot = first_ + entries_.size();
  entries_.push_back(entry);
  index(slot, fingerprints);
  index_story(slot);
  if (entry.key.link != 0) links_.add(key_of(entry.key.link), owner(slot));
}

void Segment::index(Slot slot, const Fingerprints& fingerprints) {
  for (const Fingerprint f : fingerprints.simhashes) fingerprints_.add(f, owner(slot));
  for (const std::uint32_t sample : fingerprints.samples) samples_.add(sample, owner(slot));
  if (fingerprints.headline != 0) headlines_.add(fingerprints.headline, owner(slot));
}

void Segment::index_story(Slot slot) { stories_.add(key_of(at(slot).story), owner(slot)); }

std::optional<Slot> Segment::slot_of(ArticleId id) const {
  const auto it =
      std::lower_bound(entries_.begin(), entries_.end(), id,
                       [](const WindowEntry& k, ArticleId wanted) { return k.key.id < wanted; });
  if (it == entries_.end() || it->key.id != id) return std::nullopt;
  return first_ + static_cast<Slot>(it - entries_.begin());
}

void Segment::drop_oldest() {
  entries_.pop_front();
  ++first_;
  forget_gone();
}

void Segment::forget_gone() {
  const Owner first = owner(first_);
  fingerprints_.forget_before(first);
  samples_.forget_before(first);
  headlines_.forget_before(first);
  links_.forget_before(first);
  stories_.forget_before(first);
}

void Segment::find_near(const std::vector<Fingerprint>& probes,
                        const std::function<void(Slot, int distance)>& found) const {
  for (const Fingerprint probe : probes) fingerprints_.prefetch(probe);
  const NearIndex::Found live = [&](Owner o, int distance) { found(slot_of(o), distance); };
  for (const Fingerprint probe : probes) fingerprints_.near(probe, live);
}

void Segment::find_shared(const std::vector<std::uint32_t>& samples,
                          std::vector<Slot>& hits) const {
  samples_.find_all(samples, kMaxSharers, [&](Owner o) { hits.push_back(slot_of(o)); });
}

void Segment::find_sample(std::uint32_t sample, int most, std::vector<Slot>& hits) const {
  samples_.find(sample, most, [&](Owner o) { hits.push_back(slot_of(o)); });
}

void Segment::find_headline(std::uint32_t key, int most, std::vector<Slot>& hits) const {
  headlines_.find(key, most, [&](Owner o) { hits.push_back(slot_of(o)); });
}

void Segment::find_link(std::uint64_t link, std::vector<Slot>& hits) const {
  links_.find(key_of(link), kMaxSharers, [&](Owner o) {
    const Slot slot = slot_of(o);
    if (at(slot).key.link == link) hits.push_back(slot);
  });
}

void Segment::find_members(StoryId story, std::vector<Slot>& hits) const {
  stories_.find(key_of(story), std::numeric_limits<int>::max(), [&](Owner o) {
    const Slot slot = slot_of(o);
    if (at(slot).story == story) hits.push_back(slot);
  });
}

bool Segment::has_member(StoryId story) const {
  constexpr int kLooked = 64;  // most entries of the story; some articles have left it again
  bool out = false;
  stories_.find(key_of(story), kLooked,
                [&](Owner found) { out = out || at(slot_of(found)).story == story; });
  return out;
}

Window::Window(Dropped dropped, Slot first)
    : dropped_(std::move(dropped)), first_(first), dated_(first) {}

void Window::add(const ArticleKey& article, const Fingerprints& fingerprints, StoryId story) {
  assert(check_.is_here());
  const std::vector<Slot> there = members(story);
  const bool repeats = std::any_of(
      there.begin(), there.end(), [&](Slot slot) { return at(slot).key.outlet == article.outlet; });
  if (!repeats) {
    boilerplate_.learn(article.outlet, fingerprints.sentences, article.seen.value_or(Timestamp{}));
  }
  WindowEntry entry{article, story};
  entry.leads = there.empty();
  entry.partial = fingerprints.partial;
  if (article.seen) {
    dated_.add(entry, fingerprints);
    return;
  }
  if (!undated_) undated_ = std::make_unique<Segment>(kUndated + first_);
  if (undated_->entries().size() == kMostUndated) drop_oldest(*undated_);
  undated_->add(entry, fingerprints);
}

void Window::replace(ArticleId id, const Fingerprints& fingerprints) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  WindowEntry& entry = segment(*slot).at(*slot);
  entry.compilation = entry.contained = false;  // these were properties of the earlier text
  entry.partial = fingerprints.partial;
  if (entry.edits == kMostEdits) return;
  ++entry.edits;
  segment(*slot).index(*slot, fingerprints);  // the earlier fingerprints stay, which does no harm
}

void Window::move(ArticleId id, StoryId story) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  WindowEntry& entry = segment(*slot).at(*slot);
  entry.leads = !has_member(story);
  entry.story = story;
  segment(*slot).index_story(*slot);
}

void Window::set_outlet(ArticleId id, std::uint64_t outlet) {
  assert(check_.is_here());
  if (const auto slot = slot_of(id)) segment(*slot).at(*slot).key.outlet = outlet;
}

bool Window::has_member(StoryId story) const {
  bool out = false;
  for_each_segment([&](const Segment& segment) { out = out || segment.has_member(story); });
  return out;
}

void Window::note_rule(ArticleId id, std::string_view rule) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  WindowEntry& entry = segment(*slot).at(*slot);
  entry.compilation = entry.compilation || rule == kCompilation;
  entry.contained = entry.contained || rule == kContained;
}

void Window::note_copy(ArticleId id, OutletPairs::Key pair) {
  assert(check_.is_here());
  const std::optional<Slot> slot = slot_of(id);
  if (!slot) return;
  copies_.remove(std::exchange(segment(*slot).at(*slot).copied, pair));
  copies_.add(pair);
}

void Window::expire(Timestamp oldest, std::size_t most) {
  assert(check_.is_here());
  while (!dated_.entries().empty() &&
         (*dated_.entries().front().key.seen < oldest || dated_.entries().size() > most)) {
    drop_oldest(dated_);
  }
}

void Window::drop_oldest(Segment& segment) {
  dropped_(segment.entries().front().key.id);
  copies_.remove(segment.entries().front().copied);
  segment.drop_oldest();
}

void Window::for_each_segment(const std::function<void(const Segment&)>& use) const {
  use(dated_);
  if (undated_) use(*undated_);
}

std::size_t Window::size() const noexcept {
  assert(check_.is_here());
  return dated_.entries().size() + (undated_ ? undated_->entries().size() : 0);
}

std::optional<Slot> Window::slot_of(ArticleId id) const {
  assert(check_.is_here());
  std::optional<Slot> out;
  for_each_segment([&](const Segment& segment) {
    if (!out) out = segment.slot_of(id);
  });
  return out;
}

std::vector<Slot> Window::members(StoryId story) const {
  assert(check_.is_here());
  std::vector<Slot> out;
  for_each_segment([&](const Segment& segment) { segment.find_members(story, out); });
  std::sort(out.begin(), out.end(), [this](Slot a, Slot b) { return at(a).key.id < at(b).key.id; });
  // An article that left the story and came back is filed twice.
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Slot> Window::with_sample(std::uint32_t sample, int most) const {
  assert(check_.is_here());
  std::vector<Slot> out;
  for_each_segment([&](const Segment& segment) { segment.find_sample(sample, most, out); });
  return newest(std::move(out), most);
}

std::vector<Slot> Window::under_headline(std::uint32_t key, int most) const {
  assert(check_.is_here());
  std::vector<Slot> out;
  if (key == 0) return out;
  for_each_segment([&](const Segment& segment) { segment.find_headline(key, most, out); });
  return newest(std::move(out), most);
}

Candidates Window::candidates(const Incoming& article) const {
  assert(check_.is_here());
  Candidates out;
  find_shared(article, out);
  find_headline(article, out);
  find_near(article, out);
  return out;
}

void Window::find_near(const Incoming& article, Candidates& out) const {
  const auto note = [&out](Slot slot, int d) {
    Evidence& e = out[slot];
    if (e.distance < 0 || d < e.distance) e.distance = d;
  };
  const Document& document = article.document;
  std::vector<Fingerprint> probes = text_fingerprints(document);
  for (const Sentence& s : document.sentences) {
    if (!can_tell(s) || probes.size() >= kMaxProbes) continue;
    if (!boilerplate_.is_boilerplate(article.outlet, s.hash)) probes.push_back(s.fingerprint);
  }
  for_each_segment([&](const Segment& segment) { segment.find_near(probes, note); });
}

void Window::find_shared(const Incoming& article, Candidates& out) const {
  std::vector<Slot> sharers;
  std::vector<Slot> same_link;
  for_each_segment([&](const Segment& segment) {
    segment.find_shared(article.document.samples, sharers);
    if (article.link != 0) segment.find_link(article.link, same_link);
  });
  std::sort(sharers.begin(), sharers.end());
  for (auto first = sharers.begin(); first != sharers.end();) {
    const auto last = std::upper_bound(first, sharers.end(), *first);
    const bool partial = article.document.partial || at(*first).partial;
    if (static_cast<std::size_t>(last - first) >= least_shared_samples(partial)) {
      out[*first].shared_samples = static_cast<std::uint32_t>(last - first);
    }
    first = last;
  }
  for (const Slot slot : same_link) out[slot].same_link = true;
}

void Window::find_headline(const Incoming& article, Candidates& out) const {
  for (const Slot slot : under_headline(headline_key(article.document.title), kMostOfHeadline)) {
    if (article.document.partial || at(slot).partial) out[slot].same_headline = true;
  }
}

}  // namespace wirefold::fold
