#include "feed_list.h"

#include <algorithm>
#include <filesystem>

#include "wirefold/base/file.h"
#include "wirefold/parse/opml.h"

namespace wirefold::app {

Result<FeedList> FeedList::of(const std::string& config_file, const config::Config& config) {
  if (config.feeds.opml.empty()) {
    return Error{Errc::kIo, config_file + ": feeds.opml is empty: no list"};
  }
  return FeedList((std::filesystem::path(config_file).parent_path() / config.feeds.opml).string());
}

std::optional<Error> FeedList::add(const std::vector<FeedSource>& feeds) const {
  const Result<std::string> opml = read_file(path_, kMaxOpmlBytes);
  if (!opml) return opml.error();
  const Result<std::string> longer = parse::opml_with(*opml, feeds, path_);
  if (!longer) return longer.error();
  return replace_file(path_, *longer);
}

std::optional<Error> FeedList::remove(const std::string& url) const {
  const Result<std::string> opml = read_file(path_, kMaxOpmlBytes);
  if (!opml) return opml.error();
  const Result<std::string> shorter = parse::opml_without(*opml, url, path_);
  if (!shorter) return shorter.error();
  return replace_file(path_, *shorter);
}

const FeedSource* find_source(const config::Config& config, const std::string& url) {
  const auto at = std::find_if(config.sources.begin(), config.sources.end(),
                               [&url](const FeedSource& s) { return s.url == url; });
  return at == config.sources.end() ? nullptr : &*at;
}

}  // namespace wirefold::app
