// Does the fold thread's work without threads or network: a test passes documents in and looks at
// the store.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "wirefold/base/time.h"

namespace wirefold::test {

class IngestRig {
 public:
  /// Entries with fewer than `below_words` words wait for their pages.
  explicit IngestRig(std::vector<FeedSource> sources, std::string prefer = {},
                     int below_words = 0) {
    config.pages.below_words = below_words;
    config.fold.prefer = std::move(prefer);
    apply(std::move(sources));
  }

  /// Makes `sources` the list of feeds.
  void apply(std::vector<FeedSource> sources) {
    config.sources = std::move(sources);
    if (pipeline.ingest) {
      pipeline.ingest->apply(config);
    } else {
      restart();
    }
  }

  void restart() { pipeline.start(config, listener); }

  /// Returns the number of articles that the document `body` of the feed at `url` adds.
  std::int64_t poll(const std::string& url, const std::string& body) {
    const std::int64_t before = store.reading().count_articles();
    fetch::Response response;
    response.request.tag.owner = to_int(feed_at(store, url).id);
    response.request.url = url;
    response.status = 200;
    response.body = body;
    pipeline.take(std::move(response));
    return store.reading().count_articles() - before;
  }

  /// The stored state of the feed at `url`.
  FeedState state(const std::string& url) { return feed_at(store, url); }

  std::vector<Story> stories() { return recent_stories(store, 1000); }

  config::Config config;
  RecordingListener listener;
  Pipeline pipeline;
  store::Database& store = pipeline.store;
};

}  // namespace wirefold::test
