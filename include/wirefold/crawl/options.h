// Derives the limits and intervals of crawling from the configuration.
#pragma once

#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/agenda.h"
#include "wirefold/schedule/schedule.h"

namespace wirefold::crawl {

schedule::Policy policy_of(const config::Config& config, const FeedSource& feed);

schedule::Agenda::Limits limits_of(const config::Config& config);

fetch::Options fetch_options(const config::Config& config);

}  // namespace wirefold::crawl
