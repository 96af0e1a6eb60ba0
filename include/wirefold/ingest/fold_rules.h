// Derives the rules of folding and of events from the configuration.
#pragma once

#include "wirefold/config/config.h"
#include "wirefold/events/finder.h"
#include "wirefold/fold/folder.h"

namespace wirefold::ingest {

fold::Rules rules_of(const config::Config& config);
events::Rules event_rules_of(const config::Config& config);

}  // namespace wirefold::ingest
