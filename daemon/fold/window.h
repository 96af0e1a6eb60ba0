// The articles that a new article is compared with, and the indexes that find them. Private to the
// fold area.
#pragma once

#include <cassert>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "boilerplate.h"
#include "key_index.h"
#include "outlet_pairs.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/fold/folder.h"
#include "wirefold/fold/near_index.h"

namespace wirefold::fold {

/// The number of a kept article, in the order of arrival; never reused. Slots of articles without a
/// time of arrival have the highest bit set. The indexes store the lower half.
using Slot = std::uint64_t;

/// Most articles under one headline that are read, the newest; more belong to a column.
inline constexpr int kMostOfHeadline = 16;

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

/// The reasons to compare an article with a kept one.
struct Evidence {
  int distance = -1;  ///< Smallest Hamming distance of any pair of fingerprints; -1 = none near.
  std::uint32_t shared_samples = 0;
  bool same_link = false;
  /// One of the two is partial, and their headline_key() is equal. Different headlines may have one
  /// key.
  bool same_headline = false;
};

using Candidates = std::map<Slot, Evidence>;

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

/// Fold thread only.
class Window {
 public:
  using Dropped = std::function<void(ArticleId)>;

  /// Calls `dropped` for each article that leaves the window. Slots start at `first`, which is
  /// large only in tests.
  explicit Window(Dropped dropped, Slot first = 0);

  void add(const ArticleKey& article, const Fingerprints& fingerprints, StoryId story);
  void replace(ArticleId id, const Fingerprints& fingerprints);
  void move(ArticleId id, StoryId story);
  void set_outlet(ArticleId id, std::uint64_t outlet);

  /// Marks an article if `rule` is kCompilation or kContained; other rules have no effect.
  void note_rule(ArticleId id, std::string_view rule);

  /// Counts the article as a copy between the outlets of `pair`, and no longer as its earlier pair.
  void note_copy(ArticleId id, OutletPairs::Key pair);

  /// Drops articles that arrived before `oldest`, and the oldest beyond `most`. Articles without a
  /// time of arrival stay.
  void expire(Timestamp oldest, std::size_t most = kMostArticles);

  /// Articles worth comparing with `article`.
  Candidates candidates(const Incoming& article) const;

  const WindowEntry& at(Slot slot) const { return segment(slot).at(slot); }

  std::optional<Slot> slot_of(ArticleId id) const;

  /// The newest `most` articles with a sampled shingle, or with a headline_key(). Articles without
  /// a time of arrival come first, then the newest. The result may contain articles of another
  /// shingle or headline with the same hash.
  std::vector<Slot> with_sample(std::uint32_t sample, int most) const;
  std::vector<Slot> under_headline(std::uint32_t key, int most) const;

  /// Number of copies in the window between two outlets: note_copy().
  std::uint32_t copies_between(std::uint64_t outlet, std::uint64_t other) const {
    return copies_.count(OutletPairs::key_of(outlet, other));
  }

  /// Members of `story` that are still in the window, oldest first.
  std::vector<Slot> members(StoryId story) const;

  const Boilerplate& boilerplate() const noexcept { return boilerplate_; }
  Boilerplate& boilerplate() noexcept { return boilerplate_; }
  std::size_t size() const noexcept;

 private:
  static constexpr Slot kUndated = Slot{1} << 63;

  const Segment& segment(Slot slot) const { return slot < kUndated ? dated_ : *undated_; }
  Segment& segment(Slot slot) { return slot < kUndated ? dated_ : *undated_; }
  void for_each_segment(const std::function<void(const Segment&)>& use) const;
  void drop_oldest(Segment& segment);
  bool has_member(StoryId story) const;
  void find_near(const Incoming& article, Candidates& out) const;
  void find_shared(const Incoming& article, Candidates& out) const;
  void find_headline(const Incoming& article, Candidates& out) const;

  Dropped dropped_;
  Slot first_;
  Segment dated_;
  std::unique_ptr<Segment> undated_;  // made on demand
  Boilerplate boilerplate_;
  OutletPairs copies_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
