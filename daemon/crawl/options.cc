#include "wirefold/crawl/options.h"

#include <algorithm>
#include <string>

#include "wirefold/base/ip_address.h"
#include "wirefold/websub/options.h"

namespace wirefold::crawl {

schedule::Policy policy_of(const config::Config& config, const FeedSource& feed) {
  return {feed.interval.value_or(config.fetch.interval),
          config.fetch.unvalidated,
          config.fetch.slowest,
          config.websub.poll,
          config.fetch.ceiling,
          feed.interval.value_or(config.fetch.invited)};
}

schedule::Agenda::Limits limits_of(const config::Config& config) {
  // The agenda counts whole seconds, and the one in which a request goes out may be nearly over.
  const auto spacing = config.fetch.spacing.count() == 0
                           ? std::chrono::seconds(0)
                           : config.fetch.spacing + std::chrono::seconds(1);
  const auto transfers = static_cast<std::size_t>(config.fetch.transfers);
  return {static_cast<std::size_t>(config.fetch.per_host), spacing,
          std::max<std::size_t>(1, transfers / 4)};
}

fetch::Options fetch_options(const config::Config& config) {
  fetch::Options options;
  options.timeout = config.fetch.timeout;
  options.max_body_bytes = static_cast<std::size_t>(config.fetch.max_body);
  options.max_bytes = std::max(options.max_bytes, 2 * options.max_body_bytes);
  options.proxy = config.fetch.proxy;
  options.allowed_networks =
      parse_networks(config.fetch.allow_networks).value_or(std::vector<IpNetwork>());
  options.stranger_networks =
      parse_networks(config.websub.allow_networks).value_or(std::vector<IpNetwork>());
  options.allow_hint = "fetch.allow_networks, or private = \"on\" for the feed, can allow it";
  options.stranger_hint = "websub.allow_networks can allow it";
  const bool has_hub = websub::has_own_hub(config) || !websub::other_hub(config).empty();
  if (!has_hub) options.max_secondary_transfers = 0;
  options.max_transfers = static_cast<long>(config.fetch.transfers);
  const std::string contact =
      config.fetch.contact.empty() ? config::base_url(config) : config.fetch.contact;
  options.user_agent = std::string("wirefold/") + WIREFOLD_VERSION + " (+" + contact + ')';
  return options;
}

}  // namespace wirefold::crawl
