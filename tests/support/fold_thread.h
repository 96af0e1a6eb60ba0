// The daemon's fold thread without the daemon: fed by hand, under a clock that is set by hand.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/ingest/ingest.h"
#include "recording_listener.h"
#include "support/wire_world.h"
#include "wirefold/base/hash.h"

namespace wirefold::test {

class FoldThread {
 public:
  /// Over the database `path`, with so many feeds. Pages are not fetched, and nothing is forgotten
  /// unless `config` says so.
  FoldThread(const std::string& path, Timestamp now, std::size_t outlets,
             config::Config config = forgetful_of_nothing())
      : now_(now), config_(std::move(config)), store_(path, now) {
    config_.pages.below_words = 0;
    for (std::size_t i = 0; i < outlets; ++i) {
      FeedSource source;
      source.url = "https://o" + std::to_string(i) + ".example/feed";
      source.outlet = "Outlet " + std::to_string(i);
      config_.sources.push_back(source);
    }
    ingest_ = std::make_unique<app::Ingest>(
        store_, poller_, receiver_, config_, audience_, [this] { return now_; },
        app::ReadingMark(path + ".reading"));
  }

  static config::Config forgetful_of_nothing() {
    config::Config config;
    config.state.keep = std::chrono::seconds(0);
    config.state.max_size = 0;
    return config;
  }

  /// What a poll of the `outlet`-th feed brings.
  app::Work document(std::size_t outlet, const std::string& rss) {
    fetch::Response r;
    r.request.url = config_.sources.at(outlet).url;
    r.request.feed = store_.feed(r.request.url).id;
    r.status = 200;
    r.body = rss;
    r.validators.etag = '"' + to_hex(hash64(rss)) + '"';
    return r;
  }

  /// What all feeds have now.
  std::vector<app::Work> documents(const WireWorld& world) {
    std::vector<app::Work> out;
    for (std::size_t i = 0; i < world.outlets(); ++i) out.push_back(document(i, world.rss(i)));
    return out;
  }

  /// In one transaction.
  void take(std::vector<app::Work> works) {
    audience_.events.clear();
    ingest_->take(std::move(works));
  }
  void take(app::Work work) { ingest_->take(std::move(work)); }

  /// A step of forgetting; true if there is more to do.
  bool tidy() { return ingest_->tidy(); }

  void wait(std::chrono::seconds time) { now_ += time; }
  Timestamp now() const { return now_; }
  store::Store& store() { return store_; }
  const Listener& audience() const { return audience_; }

 private:
  Timestamp now_;
  config::Config config_;
  store::Store store_;
  BoundedQueue<app::Work> queue_{4};
  app::Poller poller_{queue_, [this] { return now_; }};
  app::PushReceiver receiver_{queue_, [this] { return now_; }};
  Listener audience_;
  std::unique_ptr<app::Ingest> ingest_;
};

}  // namespace wirefold::test
