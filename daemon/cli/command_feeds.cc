#include "commands.h"
#include "loaded_config.h"
#include "wirefold/app/options.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/output.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/control/feed_list.h"
#include "wirefold/outlet/publisher_of.h"
#include "wirefold/serve/render/render.h"
#include "wirefold/store/overrides.h"

namespace wirefold::cli {
namespace {

int fail(std::string_view command, const std::string& why) {
  to_error() << "wirefold feeds " << command << ": " << why << '\n';
  return 1;
}

/// Also prints up to three feeds that may be meant: those whose URL contains `url`, without its
/// scheme and its slashes at the end, and those whose label is `url`.
int fail_not_listed(std::string_view command, const config::Config& config,
                    const std::string& url) {
  const auto bare = [](std::string_view text) {
    if (const auto scheme = text.find("://"); scheme != text.npos) text.remove_prefix(scheme + 3);
    while (text.ends_with('/')) text.remove_suffix(1);
    return text;
  };
  constexpr std::size_t kMost = 3;
  std::vector<std::string_view> meant;
  for (const FeedSource& source : config.sources) {
    const bool near =
        !bare(url).empty() && bare(source.url).find(bare(url)) != std::string_view::npos;
    if ((near || source.label() == url) && meant.size() < kMost) meant.push_back(source.url);
  }
  fail(command, "not on the list: " + without_userinfo(url) +
                    (meant.empty() ? "; \"wirefold feeds list\" prints the list" : ""));
  for (const std::string_view other : meant) to_error() << "  perhaps " << other << '\n';
  return 1;
}

void print_source(const FeedSource& source) {
  to_output() << (source.group.empty() ? "" : source.group + "/")
              << (source.label().empty() ? "(its own title)" : source.label()) << "  " << source.url
              << "  " << source.place << '\n';
}

void print_source_json(const FeedSource& source) {
  JsonWriter json;
  json.begin_object().member("url", source.url).member_if("outlet", source.label());
  json.member_if("group", source.group).member_if("lang", source.lang);
  json.member("place", source.place);
  const Publisher at = outlet::publisher_at(source.url);
  const std::string publisher = at.is_certain() ? at.id() : std::string();
  json.member_if("publisher", source.outlet.empty() ? publisher : source.outlet);
  json.end_object();
  to_output().json(json.take()) << '\n';
}

}  // namespace

int list_feeds(const std::string& config_file, bool json) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  for (const FeedSource& source : config->sources) {
    json ? print_source_json(source) : print_source(source);
  }
  return to_output().flush() ? 0 : 1;
}

int export_feeds(const std::string& config_file) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  serve::Site site;
  site.title = config->serve.title;
  to_output().markup(serve::render_opml(site, config->sources));
  return to_output().flush() ? 0 : 1;
}

int remove_feed(const std::string& config_file, const std::string& url) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  const FeedSource* const source = control::find_source(*config, url);
  if (source == nullptr) return fail_not_listed("remove", *config, url);
  const Result<control::FeedList> list = control::FeedList::of(config_file, *config);
  if (!list || !list->lists(*source)) {
    return fail("remove", "it is named at " + source->place + ": remove it there");
  }
  if (const auto error = list->remove(url)) {
    return fail("remove", why_unchanged(list->path(), *error));
  }
  to_output() << "removed: " << url << " from " << list->path()
              << "\nIts articles stay, and leave the served feeds as they age.\n";
  to_output().lines(when_applied(*config));
  return 0;
}

int retry_feed(const std::string& config_file, const std::string& url) {
  const auto config = load_config(config_file);
  if (!config) return 1;
  if (control::find_source(*config, url) == nullptr) return fail_not_listed("retry", *config, url);
  if (!store::retry_feed(app::database_file(*config), url)) {
    return fail("retry", "not polled yet, and due as soon as wirefold runs: " + url);
  }
  to_output() << "due at once, or when its host allows it: " << url << '\n';
  to_output().lines(when_applied(*config));
  return 0;
}

}  // namespace wirefold::cli
