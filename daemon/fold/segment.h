// A part of the window: articles in the order of arrival, with their indexes. Private to the fold
// area.
#pragma once

#include <cassert>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "key_index.h"
#include "outlet_pairs.h"
#include "wirefold/fold/fingerprints.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/near_index.h"

namespace wirefold::fold {

/// The number of a kept article, in the order of arrival; never reused. Slots of articles without a
/// time of arrival have the highest bit set. The indexes store the lower half.
using Slot = std::uint64_t;

/// A remembered article.
struct WindowEntry {
  ArticleKey key;
  StoryId story{};
  OutletPairs::Key copied = OutletPairs::kNone;  ///< The two outlets of a copy that counts.
  std::uint8_t edits = 0;                        ///< Number of times that it was indexed again.
  bool leads : 1 = false;                        ///< It was the first in its story.
  bool compilation : 1 = false;  ///< It holds texts of several stories whole: kCompilation.
  bool contained : 1 = false;    ///< Its text also stands in a compilation: kContained.
  bool partial : 1 = false;      ///< Document::partial.
};

/// Articles in the order of arrival, with their indexes. Fold thread only.
class Segment {
 public:
  /// `first` is the slot of the first article.
  explicit Segment(Slot first) : first_(first) { forget_gone(); }

  void add(const WindowEntry& entry, const Fingerprints& fingerprints);
  void index(Slot slot, const Fingerprints& fingerprints);
  void index_story(Slot slot);
  WindowEntry& at(Slot slot) { return entries_[slot - first_]; }
  const WindowEntry& at(Slot slot) const { return entries_[slot - first_]; }
  std::optional<Slot> slot_of(ArticleId id) const;

  const std::deque<WindowEntry>& entries() const noexcept { return entries_; }
  void drop_oldest();

  void find_near(const std::vector<Fingerprint>& probes,
                 const std::function<void(Slot, int distance)>& found) const;
  void find_shared(const std::vector<std::uint32_t>& samples, std::vector<Slot>& hits) const;
  void find_sample(std::uint32_t sample, int most, std::vector<Slot>& hits) const;
  void find_headline(std::uint32_t key, int most, std::vector<Slot>& hits) const;
  void find_link(std::uint64_t link, std::vector<Slot>& hits) const;
  void find_members(StoryId story, std::vector<Slot>& hits) const;
  bool has_member(StoryId story) const;

 private:
  using Owner = std::uint32_t;

  static Owner owner(Slot slot) noexcept { return static_cast<Owner>(slot); }

  /// The article must be in this segment.
  Slot slot_of(Owner found) const noexcept {
    const Owner place = found - owner(first_);
    assert(place < entries_.size());
    return first_ + place;
  }
  void forget_gone();

  std::deque<WindowEntry> entries_;
  Slot first_;  // slot of entries_.front()
  NearIndex fingerprints_{kNearRadius};
  KeyIndex samples_{16};
  KeyIndex headlines_{12};
  KeyIndex links_{12};
  KeyIndex stories_{12};
};

}  // namespace wirefold::fold
