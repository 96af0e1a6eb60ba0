// What the fold thread is asked to do.
#pragma once

#include <variant>

#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"

namespace wirefold::app {

/// A new configuration takes effect between two documents, never within one.
struct Reload {
  config::Config config;
};

using Work = std::variant<fetch::Response, Reload>;

}  // namespace wirefold::app
