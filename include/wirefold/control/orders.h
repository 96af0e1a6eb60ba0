// Orders of the operator about stories and events, from the wish to the outcome.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "wirefold/model/override.h"

namespace wirefold::control {

/// How long to wait for a daemon.
struct Wait {
  std::stop_token stop;  ///< No longer once it is requested.
  std::chrono::milliseconds longest = std::chrono::seconds(20);
};

// `database` is the path of a database; exceptions of the store pass through, but
// none once an order is stored.

/// Stores `order`, made now, and waits for the running daemon to carry it out. The result has its
/// number. Without `done` it waits for a daemon, and will be carried out. With a `problem` nothing
/// has changed, and it is deleted, unless the database is busy.
///
/// The order is one row, and the daemon carries it out in one transaction: whatever ends at any
/// moment, it is then done, waits or was never made.
Override carry_out(const std::string& database, Override order, const Wait& wait = {});

/// Withdraws the override `id` if it waits or has failed, else undoes it for the operator `by`, who
/// is empty for a command. The result is the undo, as from carry_out(); of an override that was
/// withdrawn, it has `done` and no number.
Override undo(const std::string& database, std::int64_t id, const std::string& by,
              const Wait& wait = {});

}  // namespace wirefold::control
