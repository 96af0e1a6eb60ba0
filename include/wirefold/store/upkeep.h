// The port of the retention job: how large the database is, and what may be forgotten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "wirefold/base/time.h"

namespace wirefold::store {

/// Which stories are kept; others may be forgotten. Pinned stories and stories with an article in
/// the fold window are always kept.
struct Keep {
  Timestamp since = Timestamp::min();  ///< Keep stories changed since this time.
  std::int64_t max_bytes = 0;  ///< Above this size, stories are forgotten earlier; 0: no limit.
  Timestamp window{};          ///< Even then, keep stories changed since this time …
  std::size_t newest = 0;      ///< … and this number of newest stories.
};

/// Result of one step of UpkeepWriter::forget().
struct Forgotten {
  std::size_t stories = 0;
  std::size_t articles = 0;
  bool more = false;       ///< There is more to forget.
  bool too_large = false;  ///< The database exceeds its limit, but the rest must be kept.
};

/// All methods throw StoreError.
class Upkeep {
 public:
  virtual ~Upkeep() = default;

  /// Size of what is stored, without space that is free for reuse.
  virtual std::int64_t bytes() = 0;

  /// When a story changed last; nullopt if there are no stories.
  virtual std::optional<Timestamp> last_change() = 0;

  /// False if passwords that an older version stored may still be in the files of the database. The
  /// next opening tries again to remove them.
  virtual bool is_scrubbed() = 0;
};

/// Forgets and tidies within a Transaction.
class UpkeepWriter {
 public:
  virtual ~UpkeepWriter() = default;

  /// Makes the articles findable by their words that an earlier version has stored without words.
  virtual void index_missing() = 0;

  /// Forgets at most 100 of the oldest stories with their articles, in about 20 ms. As long as
  /// their feeds list the entries, Candidates::forgotten tells. Ids are never reused.
  virtual Forgotten forget(const Keep& keep, Timestamp now) = 0;

  /// Does one step of maintenance: deletes marks of forgotten entries that no feed lists any more,
  /// tidies the search index, or returns free space. Returns true if there is more to do.
  virtual bool tidy(Timestamp now) = 0;
};

}  // namespace wirefold::store
