#include "pending_requests.h"

#include <cassert>
#include <utility>

namespace wirefold::serve {

Got PendingRequests::get(Exchange& exchange, const Target& target, ResourcePtr& out) {
  assert(check_.is_here());
  if (!exchange.asked) out = desk_.find(target);
  if (out) return Got::kHere;
  return get(
      exchange, [this, &target](Desk::Done done) { return desk_.ask(target, std::move(done)); },
      out);
}

Got PendingRequests::get(Exchange& exchange, const Ask& ask, ResourcePtr& out) {
  assert(check_.is_here());
  if (exchange.asked) {
    exchange.asked = false;
    out = std::move(exchange.made);
    return out ? Got::kHere : Got::kNot;
  }
  auto done = [mailbox = mailbox_, &exchange](const ResourcePtr& made) {
    mailbox->put(&exchange, made);  // `exchange` lives on while its connection is suspended
  };
  if (!ask(std::move(done))) return Got::kNot;
  exchange.asked = true;
  suspended_.insert(&exchange);
  traffic_.waiting.fetch_add(1, std::memory_order_relaxed);
  MHD_suspend_connection(exchange.connection);
  return Got::kWaits;
}

void PendingRequests::resume(std::vector<Rendered> rendered) {
  assert(check_.is_here());
  for (Rendered& item : rendered) {
    Exchange& exchange = *item.exchange;
    exchange.made = std::move(item.resource);
    suspended_.erase(&exchange);
    traffic_.waiting.fetch_sub(1, std::memory_order_relaxed);
    MHD_resume_connection(exchange.connection);
  }
}

void PendingRequests::end() {
  for (Exchange* exchange : suspended_) MHD_resume_connection(exchange->connection);
  suspended_.clear();
}

}  // namespace wirefold::serve
