// Runs the fetching half of the daemon against a server that plays every host, under a clock that
// the tests set.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/held_stories.h"
#include "support/http_test_server.h"
#include "support/pipeline.h"
#include "support/recording_listener.h"
#include "support/temp_dir.h"
#include "wirefold/crawl/options.h"
#include "wirefold/serve/http/http_server.h"

namespace wirefold::test {

/// A request as the server saw it.
struct Seen {
  Timestamp at{};
  std::string host;  ///< From the Host header, without the port.
  HttpRequest request;
  int status = 0;  ///< Of the answer.

  std::string header(const std::string& name) const { return request.header(name); }
};

/// RequestScheduler, fetch loop, ingest and store as in the daemon, on one thread. The clock stands
/// still while requests are on their way, then jumps to the next due time. All host names resolve
/// to one server on 127.0.0.1.
class World {
 public:
  using Handler = std::function<HttpReply(const Seen&)>;

  World();
  ~World();

  /// Sunday, 10 November 2024, 00:00 GMT.
  static Timestamp beginning();

  /// Sets the answer to `url`, which url() made. A later call replaces an earlier one. Without a
  /// handler the answer is 404.
  void on(const std::string& url, Handler handler);
  void on(const std::string& url, HttpReply reply);

  /// "http://HOST:PORT/PATH" of the world's server.
  std::string url(const std::string& host, const std::string& path = "/feed") const;
  std::uint16_t port() const { return server_.port(); }

  /// Feeds and settings, to be set before start(). A serve.base_url of "self" stands for the
  /// address at which hubs can call back.
  config::Config config;
  FeedSource& add_feed(const std::string& url);

  /// Builds the daemon's parts over the existing database, ends them, or both.
  void start();
  void stop();
  void restart() {
    stop();
    start();
  }

  /// Lets time pass and runs everything that falls due.
  void run_for(std::chrono::seconds time) { run_until(now() + time); }
  void run_until(Timestamp end);
  Timestamp now() const { return clock_; }

  /// Sets the clock. The daemon's parts notice the jump if they run.
  void set_clock(Timestamp now);

  /// Applies the current `config`.
  void reload() { pipeline_->ingest->apply(config); }

  /// Takes the documents that a hub has pushed. No time passes.
  void drain();

  /// All requests, or those for `url`.
  std::vector<Seen> seen() const;
  std::vector<Seen> seen(const std::string& url) const;

  /// Seconds between the last two requests for `url`.
  std::chrono::seconds last_gap(const std::string& url) const;

  FeedState state(const std::string& url);
  HttpTestServer& server() { return server_; }
  store::Database& store() { return pipeline_->store; }
  std::string database() const { return dir_.path("w.db"); }

  /// Adds an address for a name that must not lead to the world's server.
  void resolve(const std::string& line) { resolve_.push_back(line); }
  std::chrono::seconds timeout{30};

 private:
  class Mediator;

  HttpReply answer(const HttpRequest& request);
  void run_due();

  TempDir dir_;
  std::atomic<Timestamp> clock_;
  mutable std::mutex mutex_;                                  // Guards handlers_ and seen_.
  std::map<std::string, std::shared_ptr<Handler>> handlers_;  // Handlers may have state.
  std::vector<Seen> seen_;
  HttpTestServer server_;
  std::vector<std::string> resolve_;
  test::RecordingListener listener_;
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<Mediator> mediator_;
  std::unique_ptr<fetch::FetchLoop> loop_;
  serve::HeldStories no_stories_{{}};
  serve::Traffic traffic_;
  serve::Desk desk_{no_stories_, traffic_, [this] { return clock_.load(); }};
  serve::EventLog told_;
  std::unique_ptr<serve::HttpServer> callback_;
  std::jthread callback_thread_;
};

/// An RSS document. `channel` adds to the head of its channel.
std::string rss(const std::vector<std::string>& titles, const std::string& channel = "");

/// A reply of 200 with `body` and these headers.
HttpReply ok(const std::string& body,
             std::vector<std::pair<std::string, std::string>> headers = {});

/// Answers with `body` and `etag`, or with 304 if the request's If-None-Match is `etag`.
World::Handler validated(const std::string& body, const std::string& etag);

}  // namespace wirefold::test
