#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/daemon.h"
#include "wirefold/app/options.h"
#include "wirefold/base/log.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/config/config.h"
#include "wirefold/control/feed_probe.h"

namespace wirefold::cli {
namespace {

/// Requests every feed, and prints those that cannot be read or have moved. Returns the number of
/// feeds that cannot be read.
std::size_t ask_for_all(const config::Config& config) {
  std::vector<control::Probed> all(config.sources.size());
  {
    Progress progress("Requesting feeds");
    std::size_t done = 0;
    control::probe_feeds(control::asking_of(config), config.sources,
                         [&](std::size_t i, control::Probed&& probed) {
                           progress.show(++done, config.sources.size());
                           probed.response.body.clear();
                           all[i] = std::move(probed);
                         });
  }
  std::size_t unreadable = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const FeedSource& source = config.sources[i];
    const control::Probed& probed = all[i];
    if (probed.error) {
      ++unreadable;
      to_output() << source.place << ": unreadable: " << source.url << ": " << probed.error->detail
                  << '\n';
    } else if (!probed.moved_from.empty()) {
      to_output() << source.place << ": moved permanently: " << source.url << " redirects to "
                  << probed.address << '\n';
    }
  }
  to_output() << config.sources.size() - unreadable << " readable, " << unreadable
              << " unreadable\n";
  return unreadable;
}

}  // namespace

int run(const std::string& config_file) {
  config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  init_log();
  set_log(app::log_settings_of(loaded.config));
  return app::Daemon(config_file, std::move(loaded)).run();
}

int check(const std::string& config_file, bool online) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const std::size_t feeds = config->sources.size();
  to_output() << config_file << ": good, " << feeds << (feeds == 1 ? " feed" : " feeds") << '\n';
  if (feeds == 0) to_output() << "Add the first feed with: wirefold feeds add news.example.org\n";
  const std::size_t unreadable = online ? ask_for_all(*config) : 0;
  return to_output().flush() && unreadable == 0 ? 0 : 1;
}

int print_config() {
  to_output().lines(config::default_text());
  return to_output().flush() ? 0 : 1;
}

int print_manual() {
  to_output().lines(config::manual_text());
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::cli
