// The remembered articles, of which a new article may be a copy. Private to the fold area.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "boilerplate.h"
#include "outlet_pairs.h"
#include "segment.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {

/// Most articles under one headline that are read, the newest; more belong to a column.
inline constexpr int kMostOfHeadline = 16;

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

  const WindowEntry& at(Slot slot) const { return segment(slot).at(slot); }

  std::optional<Slot> slot_of(ArticleId id) const;

  /// The newest `most` articles with a sampled shingle, or with a headline_key(). Articles without
  /// a time of arrival come first, then the newest. The result may contain articles of another
  /// shingle or headline with the same hash.
  std::vector<Slot> with_sample(std::uint32_t sample, int most) const;
  std::vector<Slot> under_headline(std::uint32_t key, int most) const;

  /// Calls `use` with the articles that have a time of arrival, then with the others.
  void for_each_segment(const std::function<void(const Segment&)>& use) const;

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
  void drop_oldest(Segment& segment);
  bool has_member(StoryId story) const;

  Dropped dropped_;
  Slot first_;
  Segment dated_;
  std::unique_ptr<Segment> undated_;  // made on demand
  Boilerplate boilerplate_;
  OutletPairs copies_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
