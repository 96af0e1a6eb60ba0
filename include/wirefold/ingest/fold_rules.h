// Derives the rules of folding from the configuration.
#pragma once

#include "wirefold/config/config.h"
#include "wirefold/fold/folder.h"

namespace wirefold::ingest {

fold::Rules rules_of(const config::Config& config);

}  // namespace wirefold::ingest
