#include "segment.h"

#include <algorithm>
#include <limits>

#include "wirefold/base/hash.h"

namespace wirefold::fold {
namespace {

// Most articles that are looked up for one sample or link, the newest.
constexpr int kMaxSharers = 256;

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

}  // namespace wirefold::fold
