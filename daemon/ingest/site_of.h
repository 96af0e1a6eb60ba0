// Derives what the served documents say of this site.
#pragma once

#include "wirefold/config/config.h"
#include "wirefold/serve/site.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

serve::Site site_of(const config::Config& config, store::View& database);

}  // namespace wirefold::ingest
