#include <iostream>

#include "columns.h"
#include "feed_finder.h"
#include "feed_list.h"
#include "settings.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/json_writer.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/render.h"
#include "wirefold/store/store.h"

namespace wirefold::app {
namespace {

int fail(std::string_view command, const std::string& why) {
  std::cerr << "wirefold feeds " << command << ": " << why << '\n';
  return 1;
}

void print_source(const FeedSource& source) {
  std::cout << (source.group.empty() ? "" : printable(source.group) + "/")
            << (source.outlet.empty() ? "(its own title)" : printable(source.outlet)) << "  "
            << source.url << "  " << source.place << '\n';
}

void print_source_json(const FeedSource& source) {
  JsonWriter json;
  json.begin_object().member("url", source.url).member_if("outlet", source.outlet);
  json.member_if("group", source.group).member_if("lang", source.lang);
  json.member("place", source.place).end_object();
  std::cout << json.take() << '\n';
}

}  // namespace

int list_feeds(const std::string& config_file, bool json) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  for (const FeedSource& source : loaded.config.sources) {
    json ? print_source_json(source) : print_source(source);
  }
  return std::cout.flush() ? 0 : 1;
}

int export_feeds(const std::string& config_file) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  serve::Site site;
  site.title = loaded.config.serve.title;
  std::cout << serve::render_opml(site, loaded.config.sources);
  return std::cout.flush() ? 0 : 1;
}

int add_feed(const std::string& config_file, const std::string& url) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  const Result<FeedList> list = FeedList::of(config_file, loaded.config);
  if (!list) return fail("add", list.error().detail);
  const bool bare = url.find("://") == std::string::npos;
  const std::string address = bare ? "https://" + url : url;
  if (!html::is_web_url(address)) return fail("add", "not an http: or https: URL: " + url);

  FeedFinder finder(fetch_options(loaded.config));
  const Result<FoundFeed> found = finder.find(address);
  if (!found) return fail("add", found.error().detail);
  if (const FeedSource* known = find_source(loaded.config, found->url)) {
    std::cout << "known: " << found->url << " (" << known->place << ")\n";
    return 0;
  }
  FeedSource feed;
  feed.url = found->url;
  feed.outlet = found->title.empty() ? html::host_of(found->url) : found->title;
  if (const auto error = list->add({feed})) return fail("add", error->detail);
  std::cout << "added: " << found->url << " \"" << printable(found->title) << "\" to "
            << list->path() << '\n';
  for (const std::string& other : finder.offered()) {
    if (other != found->url) std::cout << "also offered: " << printable(other) << '\n';
  }
  std::cout << kTakenUp;
  return 0;
}

int remove_feed(const std::string& config_file, const std::string& url) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  const FeedSource* const source = find_source(loaded.config, url);
  if (source == nullptr) return fail("remove", "not on the list: " + url);
  const Result<FeedList> list = FeedList::of(config_file, loaded.config);
  if (!list || !source->place.starts_with(list->path() + ':')) {
    return fail("remove", "it is named at " + source->place + ": take it out there");
  }
  if (const auto error = list->remove(url)) return fail("remove", error->detail);
  std::cout << "removed: " << url << " from " << list->path()
            << "\nIts articles stay, and leave the served feeds with age.\n"
            << kTakenUp;
  return 0;
}

int retry_feed(const std::string& config_file, const std::string& url) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  if (!store::retry_feed(database_file(loaded.config), url)) {
    return fail("retry", "no such feed in the database: " + url);
  }
  std::cout << "due at once: " << url << '\n' << kTakenUp;
  return 0;
}

}  // namespace wirefold::app
