#include <unistd.h>

#include <algorithm>
#include <utility>

#include "commands.h"
#include "loaded_config.h"
#include "wirefold/base/output.h"
#include "wirefold/base/terminal.h"
#include "wirefold/control/feed_finder.h"
#include "wirefold/control/feed_labels.h"
#include "wirefold/control/feed_list.h"
#include "wirefold/html/url.h"

namespace wirefold::cli {
namespace {

int fail(const std::string& why) {
  to_error() << "wirefold feeds add: " << why << '\n';
  return 1;
}

// By control::WrongLabel::Which.
constexpr const char* kOptions[] = {"--name, --outlet and --group", "--group", "--lang"};

/// The first problem of the options; empty if they are valid.
std::string wrong_option(const AddOptions& options) {
  if (!options.name.empty() && options.urls.size() > 1) {
    return "--name takes one URL, but there are several";
  }
  FeedSource labels;
  labels.name = options.name;
  labels.outlet = options.outlet;
  labels.group = options.group;
  labels.lang = options.lang;
  const auto wrong = control::wrong_label(labels);
  return wrong ? kOptions[static_cast<std::size_t>(wrong->which)] + wrong->why : "";
}

/// Finds feeds and puts them on the list, one after another.
class Adding {
 public:
  Adding(const config::Config& config, const control::FeedList& list, const AddOptions& options)
      : config_(config), list_(list), options_(options), places_(control::places_of(config)) {}

  void add(const std::string& typed) {
    const auto error = find_and_add(typed);
    if (!error) return;
    any_failed_ = true;
    fail(error->detail);
    say_tried();
  }

  bool any_added() const { return any_added_; }
  bool any_failed() const { return any_failed_; }

 private:
  std::optional<Error> find_and_add(const std::string& typed) {
    if (!html::has_scheme(typed) && access(typed.c_str(), F_OK) == 0) {
      return Error{Errc::kUnsupported,
                   typed + " is a file: import a list of feeds with \"wirefold feeds import\""};
    }
    const auto addresses = control::addresses_of(typed);
    if (!addresses) return addresses.error();
    const FoundFeed found = ask(*addresses);
    if (found.url.empty()) return nothing_at(typed, found);
    if (const auto known = places_.find(found.url); known != places_.end()) {
      say_known(found.url, known->second);
      if (!(options_.name + options_.outlet + options_.group + options_.lang).empty()) {
        to_output() << "Its name, outlet, group and language are unchanged; edit that line to "
                       "change them.\n";
      }
      return std::nullopt;
    }
    return put_on_list(*addresses, found);
  }

  static void say_known(const std::string& url, const std::string& place) {
    to_output() << "already listed: " << url << " (" << place << ")\n";
  }

  FoundFeed ask(const std::vector<std::string>& addresses) const {
    Progress progress("Requesting");
    control::Asking asking = control::asking_of(config_);
    asking.asks = [&progress](const std::string& url) { progress.show(0, 0, url); };
    return control::find_feed(asking, addresses);
  }

  Error nothing_at(const std::string& typed, const FoundFeed& found) {
    tried_ = found.tried;
    return {Errc::kUnsupported, "no feed found at " + typed + "; tried:"};
  }

  /// Prints the addresses that were tried, and each reason once, below the addresses that share it.
  void say_tried() {
    std::vector<TriedAddress> left = std::exchange(tried_, {});
    while (!left.empty()) {
      const std::string why = left.front().why;
      const auto others = std::stable_partition(
          left.begin(), left.end(), [&why](const TriedAddress& tried) { return tried.why == why; });
      for (auto at = left.begin(); at != others; ++at) {
        to_error() << "  " << at->url << '\n';
      }
      to_error() << "      " << why << '\n';
      left.erase(left.begin(), others);
    }
  }

  std::optional<Error> put_on_list(const std::vector<std::string>& addresses,
                                   const FoundFeed& found) {
    FeedSource feed;
    feed.url = found.url;
    feed.outlet = options_.outlet;
    feed.name = options_.name.empty() ? control::outlet_of(found.title) : options_.name;
    if (feed.name.empty()) feed.name = html::host_of(found.url);
    feed.group = options_.group;
    feed.lang = options_.lang;
    const auto there = list_.add({feed});
    if (!there) return Error{there.error().code, why_unchanged(list_.path(), there.error())};
    places_.emplace(feed.url, list_.path());
    if (!there->empty()) {  // another command was faster
      say_known(found.url, list_.path());
      return std::nullopt;
    }
    any_added_ = true;
    to_output() << "added: " << found.url << " \"" << feed.label() << "\" to " << list_.path()
                << '\n';
    if (std::ranges::find(addresses, found.moved_from) != addresses.end()) {
      to_output() << "moved: " << found.moved_from
                  << " redirects there permanently; the list has the new address\n";
    }
    if (!found.tried.empty() && found.tried.front().why.starts_with("HTTP status")) {
      to_output() << "instead of " << found.tried.front().url << ": " << found.tried.front().why
                  << '\n';
    }
    for (const std::string& other : found.offered) {
      if (other != found.url) to_output() << "also offered: " << other << '\n';
    }
    return std::nullopt;
  }

  const config::Config& config_;
  const control::FeedList& list_;
  const AddOptions& options_;
  control::Places places_;           // of the feeds of the configuration, and of those added
  std::vector<TriedAddress> tried_;  // for the last address without a feed
  bool any_added_ = false;
  bool any_failed_ = false;
};

}  // namespace

int add_feeds(const AddOptions& options) {
  const auto config = load_config(options.config_file);
  if (!config) return 1;
  const Result<control::FeedList> list = control::FeedList::of(options.config_file, *config);
  if (!list) return fail(list.error().detail);
  if (const std::string wrong = wrong_option(options); !wrong.empty()) {
    to_error() << "wirefold feeds add: " << wrong << '\n';
    return 2;
  }
  Adding adding(*config, *list, options);
  for (const std::string& url : options.urls) adding.add(url);
  if (adding.any_added()) to_output().lines(when_applied(*config));
  return to_output().flush() && !adding.any_failed() ? 0 : 1;
}

}  // namespace wirefold::cli
