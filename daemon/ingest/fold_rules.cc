#include "wirefold/ingest/fold_rules.h"

namespace wirefold::ingest {

fold::Rules rules_of(const config::Config& config) {
  return {config.fold.window,
          config.fold.min_similarity,
          static_cast<std::uint32_t>(config.fold.min_words),
          config.fold.settle,
          fold::kMostArticles,
          config.fold.min_probability,
          config.fold.equal_headlines == "on"};
}

events::Rules event_rules_of(const config::Config& config) {
  return {config.events.threshold, config.events.window};
}

}  // namespace wirefold::ingest
