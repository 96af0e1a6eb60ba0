#include "config_reloader.h"

#include <fmt/format.h>

#include <utility>

#include "wirefold/base/log.h"

namespace wirefold::app {
namespace {

config::Config without_sources(config::Config config) {
  config.sources.clear();
  return config;
}

std::string listed(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

/// Logs each problem. Returns true if there are none.
bool log_problems(const config::Loaded& loaded) {
  for (const config::Problem& problem : loaded.problems) {
    LogEvent("reload", LogArea::kDaemon, LogLevel::kError)
        .field("place", problem.place)
        .text("error", problem.message)
        .emit();
  }
  return loaded.problems.empty();
}

}  // namespace

ConfigReloader::ConfigReloader(std::string file, const config::Loaded& loaded)
    : file_(std::move(file)),
      started_(without_sources(loaded.config)),
      current_(config::without_list(file_, loaded.config)),
      list_(loaded.list) {}

std::optional<config::Config> ConfigReloader::reload() {
  config::Loaded loaded = config::load(file_);
  if (!log_problems(loaded)) return std::nullopt;
  say(loaded.config);
  current_ = config::without_list(file_, loaded.config);
  list_ = std::move(loaded.list);
  return std::move(loaded.config);
}

std::optional<config::Config> ConfigReloader::reload_list() {
  if (!list_.look()) return std::nullopt;
  config::Loaded loaded = config::load_list(file_, current_);
  if (!log_problems(loaded)) return std::nullopt;
  LogEvent("reload", LogArea::kDaemon)
      .field("feeds", loaded.config.sources.size())
      .text("changed", "feed list")
      .emit();
  if (loaded.config.sources.empty()) say_no_feeds();
  return std::move(loaded.config);
}

void ConfigReloader::say(const config::Config& config) const {
  LogEvent event("reload", LogArea::kDaemon);
  event.field("feeds", config.sources.size());
  const std::string changed = listed(config::changes(current_, config).at_once);
  const std::string waiting = listed(config::changes(started_, config).at_restart);
  if (!changed.empty()) event.text("changed", changed);
  if (!waiting.empty()) event.text("restart_needed", waiting);
  event.emit();
  if (config.sources.empty()) say_no_feeds();
}

void ConfigReloader::say_no_feeds() const {
  LogEvent("list", LogArea::kDaemon, LogLevel::kWarning)
      .field("feeds", 0)
      .text("file", config::list_file(file_, current_))
      .text(
          "help",
          "no feeds yet: add one with \"wirefold feeds add news.example.org\", or those of a feed "
          "reader with \"wirefold feeds import FILE.opml\"")
      .emit();
}

}  // namespace wirefold::app
