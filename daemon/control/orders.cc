#include "wirefold/control/orders.h"

#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/ingest/override_names.h"
#include "wirefold/ingest/undo.h"
#include "wirefold/store/database.h"

namespace wirefold::control {
namespace {

using namespace std::chrono_literals;

// Between two looks at an order.
constexpr auto kLook = 50ms;

/// The override once the daemon has processed it; nullopt at the end of `wait`.
std::optional<Override> outcome(const std::string& database, std::int64_t id, const Wait& wait) {
  const std::unique_ptr<store::View> view = store::open_to_read(database);
  const auto limit = std::chrono::steady_clock::now() + wait.longest;
  while (std::chrono::steady_clock::now() < limit && !wait.stop.stop_requested()) {
    auto order = find_override(view->overrides().all(), id);
    if (order && order->done) return order;
    std::this_thread::sleep_for(kLook);
  }
  return std::nullopt;
}

/// The undo of override `id` that waits for the daemon; nullopt if there is none.
std::optional<std::int64_t> waiting_undo(const std::vector<Override>& overrides, std::int64_t id) {
  for (const Override& undo : overrides) {
    if (undo.undoes == id && !undo.done) return undo.id;
  }
  return std::nullopt;
}

/// Why the override `id` cannot be undone now; empty if it can be.
std::string problem_of_undo(const std::vector<Override>& overrides, std::int64_t id) {
  std::string problem = ingest::why_not_undone(overrides, id);
  const auto waiting = waiting_undo(overrides, id);
  if (problem.empty() && waiting) {
    problem = ingest::name_of_override(*waiting) + " undoes it as soon as the daemon gets to it";
  }
  return problem;
}

/// Waits for `order`, which is stored, and puts its outcome there. Throws StoreError.
void follow(const std::string& database, Override& order, const Wait& wait) {
  if (!store::is_in_use(database)) return;
  auto done = outcome(database, order.id, wait);
  if (!done) return;
  order = *std::move(done);
  if (!order.problem.empty()) store::drop_override(database, order.id);
}

}  // namespace

Override carry_out(const std::string& database, Override order, const Wait& wait) {
  order.made = wall_clock_now();
  store::add_override(database, order);
  try {
    follow(database, order, wait);
  } catch (const store::StoreError&) {
    return order;  // it is stored, whatever cannot be read or written after that
  }
  return order;
}

Override undo(const std::string& database, std::int64_t id, const std::string& by,
              const Wait& wait) {
  Override order;
  order.kind = OverrideKind::kUndo;
  order.undoes = id;
  order.by = by;
  const std::vector<Override> overrides = store::open_to_read(database)->overrides().all();
  if (store::withdraw_override(database, id)) {
    order.done = wall_clock_now();
    return order;
  }
  order.problem = problem_of_undo(overrides, id);
  return order.problem.empty() ? carry_out(database, order, wait) : order;
}

}  // namespace wirefold::control
