#include "wirefold/crawl/options.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "wirefold/base/output.h"

namespace wirefold::app {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before the threads
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::string database_file(const config::Config& config) {
  fs::path dir = config.state.dir;
  if (dir.empty()) dir = environment("STATE_DIRECTORY");
  if (dir.empty() && !environment("XDG_STATE_HOME").empty()) {
    dir = fs::path(environment("XDG_STATE_HOME")) / "wirefold";
  }
  if (dir.empty()) dir = fs::path(environment("HOME")) / ".local/state/wirefold";
  return (dir / "wirefold.db").string();
}

bool report(const std::vector<config::Problem>& problems) {
  for (const config::Problem& p : problems) to_error() << p.place << ": " << p.message << '\n';
  return problems.empty();
}

LogSettings log_settings_of(const config::Config& config) {
  LogSettings out;
  LogLevel level = LogLevel::kInfo;
  parse_log_level(config.log.level, level);
  out.levels.fill(level);
  static_cast<void>(parse_log_levels(config.log.levels, out.levels));  // checked when it was read
  out.json_file = config.log.json;
  return out;
}

fold::Rules rules_of(const config::Config& config) {
  return {config.fold.window,
          config.fold.min_similarity,
          static_cast<std::uint32_t>(config.fold.min_words),
          config.fold.settle,
          fold::kMostArticles,
          config.fold.min_probability,
          config.fold.equal_headlines == "on"};
}

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

bool has_own_hub(const config::Config& config) {
  return config.websub.hub == "own" && config.serve.password.empty() &&
         !config.serve.base_url.empty() && config.fetch.proxy.empty();
}

std::string other_hub(const config::Config& config) {
  const std::string& hub = config.websub.hub;
  return hub == "own" || hub == "none" || !config.serve.password.empty() ? "" : hub;
}

fetch::Options fetch_options(const config::Config& config) {
  fetch::Options options;
  options.timeout = config.fetch.timeout;
  options.max_body_bytes = static_cast<std::size_t>(config.fetch.max_body);
  options.max_bytes = std::max(options.max_bytes, 2 * options.max_body_bytes);
  options.proxy = config.fetch.proxy;
  options.allowed_networks =
      parse_networks(config.fetch.allow_networks).value_or(std::vector<IpNetwork>());
  options.subscriber_networks =
      parse_networks(config.websub.allow_networks).value_or(std::vector<IpNetwork>());
  if (!has_own_hub(config) && other_hub(config).empty()) options.max_hub_transfers = 0;
  options.max_transfers = static_cast<long>(config.fetch.transfers);
  const std::string contact =
      config.fetch.contact.empty() ? config::base_url(config) : config.fetch.contact;
  options.user_agent = std::string("wirefold/") + WIREFOLD_VERSION + " (+" + contact + ')';
  return options;
}

}  // namespace wirefold::app
