// The articles that a new one is compared with, and the indexes that find them.
#pragma once

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
#include "wirefold/fold/folder.h"
#include "wirefold/fold/near_index.h"

namespace wirefold::fold {

/// Slots are numbered in the order of coming and never reused. Those of articles that came nobody
/// knows when have the highest bit. The indexes know them by the lower half.
using Slot = std::uint64_t;

/// Articles under one headline that are looked at, the newest: more of them are a column.
inline constexpr int kMostOfHeadline = 16;

/// A remembered article.
struct Kept {
  Facts facts;
  StoryId story{};
  OutletPairs::Key copied = OutletPairs::kNone;  ///< It is a copy between two outlets.
  std::uint8_t edits = 0;                        ///< Times that it was indexed again.
  bool leads : 1 = false;                        ///< It was the first in its story.
  bool compilation : 1 = false;  ///< It holds texts of several stories whole: kCompilation.
  bool contained : 1 = false;    ///< Its text also stands in such a one: kContained.
  bool partial : 1 = false;      ///< Document::partial.
};

/// What speaks for comparing two articles.
struct Evidence {
  int distance = -1;  ///< Smallest Hamming distance of any pair of fingerprints; -1 = none near.
  std::uint32_t shared_samples = 0;
  bool same_link = false;
  bool same_headline = false;  ///< One of both is partial. Of others with the same hash too.
};

using Candidates = std::map<Slot, Evidence>;

/// Articles in the order of coming with their indexes. Fold thread only.
class Shelf {
 public:
  /// `first` is the slot of the first article.
  explicit Shelf(Slot first) : first_(first) { forget_gone(); }

  void add(const Kept& kept, const Prints& prints);
  void index(Slot slot, const Prints& prints);
  void index_story(Slot slot);
  Kept& at(Slot slot) { return kept_[slot - first_]; }
  const Kept& at(Slot slot) const { return kept_[slot - first_]; }
  std::optional<Slot> slot_of(ArticleId id) const;

  const std::deque<Kept>& kept() const noexcept { return kept_; }
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

  /// Of an article that is there.
  Slot slot_of(Owner found) const noexcept { return first_ + Owner{found - owner(first_)}; }
  void forget_gone();

  std::deque<Kept> kept_;
  Slot first_;  // slot of kept_.front()
  NearIndex prints_{kNearRadius};
  KeyIndex samples_{16};
  KeyIndex headlines_{12};
  KeyIndex links_{12};
  KeyIndex stories_{12};
};

/// Fold thread only.
class Window {
 public:
  using Dropped = std::function<void(ArticleId)>;

  /// Calls `dropped` for each article that leaves. Slots start at `first`; tests start far on.
  explicit Window(Dropped dropped, Slot first = 0);

  void add(const Facts& article, const Prints& prints, StoryId story);
  void replace(ArticleId id, const Prints& prints);
  void move(ArticleId id, StoryId story);
  void set_outlet(ArticleId id, std::uint64_t outlet);

  /// What kCompilation and kContained say of an article; other rules say nothing.
  void note_rule(ArticleId id, std::string_view rule);

  /// The article was found to be a copy of one by `outlet`; kNone takes that back.
  void note_copy(ArticleId id, OutletPairs::Key pair);

  /// Drops what came before `oldest`, and the oldest beyond `most`.
  void expire(Timestamp oldest, std::size_t most = kMostArticles);

  /// Articles worth comparing with `article`.
  Candidates candidates(const Incoming& article) const;

  const Kept& at(Slot slot) const { return shelf(slot).at(slot); }

  std::optional<Slot> slot_of(ArticleId id) const;

  /// The newest `most` articles with a sampled shingle, or under a headline (headline_key()),
  /// newest first, those without a time of coming before all; among them those of others with the
  /// same hash.
  std::vector<Slot> with_sample(std::uint32_t sample, int most) const;
  std::vector<Slot> under_headline(std::uint32_t key, int most) const;

  /// Copies in the window that two outlets had between them: note_copy().
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

  const Shelf& shelf(Slot slot) const { return slot < kUndated ? dated_ : *undated_; }
  Shelf& shelf(Slot slot) { return slot < kUndated ? dated_ : *undated_; }
  void for_each_shelf(const std::function<void(const Shelf&)>& use) const;
  void drop_oldest(Shelf& shelf);
  bool has_member(StoryId story) const;
  void find_near(const Incoming& article, Candidates& out) const;
  void find_shared(const Incoming& article, Candidates& out) const;
  void find_headline(const Incoming& article, Candidates& out) const;

  Dropped dropped_;
  Slot first_;
  Shelf dated_;
  std::unique_ptr<Shelf> undated_;  // made when it is needed
  Boilerplate boilerplate_;
  OutletPairs copies_;
};

}  // namespace wirefold::fold
