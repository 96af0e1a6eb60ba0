// Runs the work of the daemon's fold thread on documents and a clock that the test supplies.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/pipeline.h"
#include "support/recording_listener.h"
#include "support/wire_world.h"
#include "wirefold/base/hash.h"

namespace wirefold::test {

class FoldThread {
 public:
  /// Opens the database `path` for `outlets` feeds. Fetches no pages. Forgets nothing unless
  /// `config` says so.
  FoldThread(const std::string& path, Timestamp now, std::size_t outlets,
             config::Config config = forgetful_of_nothing())
      : now_(now), config_(std::move(config)), pipeline_(path, [this] { return now_; }) {
    config_.pages.below_words = 0;
    for (std::size_t i = 0; i < outlets; ++i) {
      FeedSource source;
      source.url = "https://o" + std::to_string(i) + ".example/feed";
      source.outlet = "Outlet " + std::to_string(i);
      config_.sources.push_back(source);
    }
    pipeline_.start(config_, listener_, path + ".reading");
  }

  static config::Config forgetful_of_nothing() {
    config::Config config;
    config.state.keep = std::chrono::seconds(0);
    config.state.max_size = 0;
    return config;
  }

  /// A response with `rss` to a poll of the `outlet`-th feed.
  ingest::Message document(std::size_t outlet, const std::string& rss) {
    fetch::Response r;
    r.request.url = config_.sources.at(outlet).url;
    r.request.tag.owner = to_int(feed_at(store(), r.request.url).id);
    r.status = 200;
    r.body = rss;
    r.validators.etag = '"' + to_hex(hash64(rss)) + '"';
    return r;
  }

  /// The current documents of all feeds.
  std::vector<ingest::Message> documents(const WireWorld& world) {
    std::vector<ingest::Message> out;
    for (std::size_t i = 0; i < world.outlets(); ++i) out.push_back(document(i, world.rss(i)));
    return out;
  }

  /// Takes `messages` in one transaction.
  void take(std::vector<ingest::Message> messages) {
    listener_.events.clear();
    pipeline_.take(std::move(messages));
  }
  void take(ingest::Message message) { pipeline_.take(std::move(message)); }

  /// The parts, to use them on threads of their own.
  Pipeline& pipeline() { return pipeline_; }

  /// Takes one step of forgetting. Returns true if more is left to do.
  bool tidy() { return pipeline_.ingest->tidy(); }

  void wait(std::chrono::seconds time) { now_ += time; }
  Timestamp now() const { return now_; }
  store::Database& store() { return pipeline_.store; }
  const RecordingListener& listener() const { return listener_; }

 private:
  Timestamp now_;
  config::Config config_;
  RecordingListener listener_;
  Pipeline pipeline_;
};

}  // namespace wirefold::test
