// The fold thread's work without threads or network: documents go in, and the store says what
// became of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "wirefold/ingest/ingest.h"
#include "recording_listener.h"
#include "wirefold/base/time.h"

namespace wirefold::test {

class IngestRig {
 public:
  /// Entries with fewer words wait for their pages.
  explicit IngestRig(std::vector<FeedSource> sources, std::string prefer = {},
                     int below_words = 0) {
    config.pages.below_words = below_words;
    config.fold.prefer = std::move(prefer);
    apply(std::move(sources));
  }

  /// From now on these are the feeds of the list.
  void apply(std::vector<FeedSource> sources) {
    config.sources = std::move(sources);
    if (ingest) {
      ingest->apply(config);
    } else {
      restart();
    }
  }

  void restart() {
    ingest.reset();
    ingest = std::make_unique<app::Ingest>(store, poller, receiver, config, audience);
  }

  /// Number of articles that came with the document `body` of the feed at `url`.
  std::int64_t poll(const std::string& url, const std::string& body) {
    const std::int64_t before = store.count_articles();
    fetch::Response response;
    response.request.feed = store.feed(url).id;
    response.request.url = url;
    response.status = 200;
    response.body = body;
    ingest->take(std::move(response));
    return store.count_articles() - before;
  }

  /// The feed at `url` as it is remembered.
  FeedState state(const std::string& url) { return store.feed(url); }

  std::vector<Story> stories() { return store.recent_stories(1000); }

  config::Config config;
  store::Store store{":memory:", wall_clock_now()};
  BoundedQueue<app::Work> queue{4};
  app::Poller poller{queue};
  app::PushReceiver receiver{queue, wall_clock_now};
  Listener audience;
  std::unique_ptr<app::Ingest> ingest;
};

}  // namespace wirefold::test
