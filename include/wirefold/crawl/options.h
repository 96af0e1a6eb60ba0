// From the configuration to what the areas want of it.
#pragma once

#include <string>
#include <vector>

#include "wirefold/base/log.h"
#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/fold/folder.h"
#include "wirefold/schedule/agenda.h"
#include "wirefold/schedule/schedule.h"

namespace wirefold::app {

/// Each problem on a line of standard error as "FILE:LINE: message"; true if there are none.
bool report(const std::vector<config::Problem>& problems);

LogSettings log_settings_of(const config::Config& config);

fold::Rules rules_of(const config::Config& config);

/// Where the database is kept: in state.dir, or where systemd or the user's home has it.
std::string database_file(const config::Config& config);

schedule::Policy policy_of(const config::Config& config, const FeedSource& feed);

schedule::Agenda::Limits limits_of(const config::Config& config);

/// True if others may subscribe to our feeds at our own hub: not without an address that leads to
/// it, nor to what a password guards, nor through a proxy, which resolves the names of callbacks
/// where we cannot look.
bool has_own_hub(const config::Config& config);

/// URL of the hub of others that is told what has changed; empty: none.
std::string other_hub(const config::Config& config);

fetch::Options fetch_options(const config::Config& config);

}  // namespace wirefold::app
