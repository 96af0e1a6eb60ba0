#include "wirefold/websub/options.h"

namespace wirefold::websub {

bool has_own_hub(const config::Config& config) {
  return config.websub.hub == "own" && config.serve.password.empty() &&
         !config.serve.base_url.empty() && config.fetch.proxy.empty();
}

std::string other_hub(const config::Config& config) {
  const std::string& hub = config.websub.hub;
  return hub == "own" || hub == "none" || !config.serve.password.empty() ? "" : hub;
}

}  // namespace wirefold::websub
