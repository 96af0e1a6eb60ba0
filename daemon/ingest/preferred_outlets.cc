#include "wirefold/ingest/preferred_outlets.h"

#include "wirefold/base/strings.h"

namespace wirefold::ingest {
namespace {

/// Ids of publishers.
using Publishers = std::set<std::string>;

/// The publishers of the feeds for which `is_meant` returns true.
template <typename Meant>
Publishers publishers_where(const crawl::FeedMap& feeds, const Meant& is_meant) {
  Publishers out;
  for (const auto& [id, feed] : feeds) {
    if (!feed.state.publisher.name.empty() && is_meant(feed)) out.insert(feed.state.publisher.id());
  }
  return out;
}

/// The publishers that `name` may stand for, by the first kind of name that fits any.
Publishers publishers_called(std::string_view name, const crawl::FeedMap& feeds) {
  Publishers out = publishers_where(feeds, [name](const crawl::Feed& feed) {
    return feed.state.publisher.is_certain() && feed.state.publisher.name == name;
  });
  if (out.empty()) {
    out =
        publishers_where(feeds, [name](const crawl::Feed& f) { return f.source->label() == name; });
  }
  if (out.empty()) {
    out = publishers_where(feeds, [name](const crawl::Feed& feed) {
      return feed.source->label().empty() && feed.state.title == name;
    });
  }
  return out;
}

}  // namespace

PreferredOutlets::PreferredOutlets(std::string_view names, const crawl::FeedMap& feeds) {
  for (const std::string_view part : split(names, ',')) {
    const std::string name(trim(part));
    if (name.empty()) continue;
    names_.insert(name);
    const Publishers called = publishers_called(name, feeds);
    if (called.size() == 1) ranks_.try_emplace(*called.begin(), last_++);
    if (called.size() > 1) unclear_.insert(name);
  }
}

std::size_t PreferredOutlets::rank(const Publisher& publisher) const {
  const auto at = ranks_.find(publisher.id());
  return at == ranks_.end() ? last_ : at->second;
}

}  // namespace wirefold::ingest
