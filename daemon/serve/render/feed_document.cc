#include "wirefold/serve/render/feed_document.h"

#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

std::string joined(const std::string& filter, const std::string& more) {
  return filter.empty() || more.empty() ? filter + more : filter + '&' + more;
}

}  // namespace

std::string FeedDocument::self(std::string_view path) const {
  return site.base_url + path_with(path, joined(filter, before));
}

std::string FeedDocument::newest(std::string_view path) const {
  return site.base_url + path_with(path, filter);
}

std::string FeedDocument::next_older(std::string_view path) const {
  return older.empty() ? "" : site.base_url + path_with(path, joined(filter, older));
}

std::string FeedDocument::page() const { return site.base_url + path_with("/", filter); }

Timestamp FeedDocument::changed() const {
  Timestamp latest = site.born;
  for (const Event& entry : entries) latest = std::max(latest, entry.changed);
  for (const EndedStory& entry : ended) latest = std::max(latest, entry.when);
  return latest;
}

}  // namespace wirefold::serve
