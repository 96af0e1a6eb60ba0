// The port of the operator: overrides of stories, and retries of feeds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wirefold/model/override.h"

namespace wirefold::store {

/// All methods throw StoreError.
class Overrides {
 public:
  virtual ~Overrides() = default;

  /// All overrides, by rising id.
  virtual std::vector<Override> all() = 0;
};

/// Changes overrides within a Transaction.
class OverrideWriter {
 public:
  virtual ~OverrideWriter() = default;

  /// Stores an override, with the operator_name() of `by`, and sets its number.
  virtual void add(Override& order) = 0;

  /// Stores the outcome of an override: its stories and articles, `done` and `problem`.
  virtual void close(const Override& order) = 0;
  virtual void drop(std::int64_t id) = 0;

  /// Deletes the overrides that follow from the override `id`.
  virtual void drop_followers(std::int64_t id) = 0;
};

/// The following change the database `path`, which a daemon may have open, each in a transaction of
/// its own. The daemon carries the change out within a second. They throw StoreError.

/// Stores an override of the operator and sets its number.
void add_override(const std::string& path, Override& order);

/// Deletes an override. Returns false for an unknown number.
bool drop_override(const std::string& path, std::int64_t id);

/// Deletes an override that was not carried out, because it still waits or has failed. Returns
/// false if there is no such override.
bool withdraw_override(const std::string& path, std::int64_t id);

/// Makes the feed at `url` due at once, whatever its failures. A pause that the feed's host has
/// requested stays. Returns false if the database has no such feed.
bool retry_feed(const std::string& path, const std::string& url);

}  // namespace wirefold::store
