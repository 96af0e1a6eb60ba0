#include "wirefold/ingest/folding.h"

#include <cassert>
#include <utility>

#include "wirefold/ingest/fold_rules.h"

namespace wirefold::ingest {

Folding::Folding(store::View& stored, const crawl::FeedRegistry& feeds,
                 const config::Config& config, WallClock clock)
    : lookup_(stored.folding()),
      stories_(stored.folding()),
      documents_(stored.folding()),
      folder_(rules_of(config), documents_),
      memory_(stored.folding(), folder_, documents_),
      overrides_(stored, stories_, folder_, keeper_),
      clock_(std::move(clock)),
      young_(clock_),
      leads_(feeds),
      events_(config.log.stories),
      keeper_({stored.events(), stored.reading(), clock_, events_}, config),
      placer_({stored.folding(), lookup_, stories_, folder_, overrides_, clock_, young_, leads_,
               events_, keeper_}) {
  // The clock is not set yet if it shows a time before the creation of the database.
  if (clock_.wall() < stored.born()) {
    clock_.go_on_after(stored.upkeep().last_change().value_or(Timestamp{}));
  }
}

void Folding::restore(const config::Config& config, bool publishers_changed,
                      store::MemoryWriter& to) {
  assert(check_.is_here());
  memory_.restore(clock_, young_, config.fold.window, publishers_changed, to);
  keeper_.restore();
}

void Folding::load(const config::Config& config) {
  assert(check_.is_here());
  stories_.forget_all();  // feeds may have other publishers
  young_.set_settle(config.fold.settle);
  leads_.load(config);
  placer_.load(config);
  keeper_.load(config);
  folder_.set_rules(rules_of(config));
}

void Folding::clock_jumped(std::chrono::seconds by) {
  assert(check_.is_here());
  clock_.jumped(by);
  young_.shift(by);
}

bool Folding::take_overrides(store::Transaction& changes) {
  assert(check_.is_here());
  if (!overrides_.take(clock_.now(), events_.news(), changes)) return false;
  is_overridden_ = true;
  return true;
}

void Folding::save(bool publishers_changed, store::Transaction& changes) {
  assert(check_.is_here());
  store::MemoryWriter& to = changes.memory();
  memory_.save(to);
  keeper_.save(changes.events());
  if (publishers_changed) memory_.follow_publishers(to);
  events_.save(to, clock_.now());
}

void Folding::publisher_changed() {
  assert(check_.is_here());
  lookup_.publisher_changed();
  stories_.forget_all();
}

bool Folding::take_changed() {
  assert(check_.is_here());
  const bool overridden = std::exchange(is_overridden_, false);
  return placer_.take_changed() || overridden;
}

}  // namespace wirefold::ingest
