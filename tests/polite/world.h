// The fetching half of the daemon in a world of its own: a server that plays every host, and a
// clock that the tests set.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "wirefold/ingest/ingest.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/websub/callback_endpoint.h"
#include "wirefold/crawl/options.h"
#include "support/recording_listener.h"
#include "support/held_stories.h"
#include "support/http_test_server.h"
#include "support/temp_dir.h"
#include "wirefold/serve/http/http_server.h"
#include "wirefold/store/database.h"

namespace wirefold::test {

/// A request as the server saw it.
struct Seen {
  Timestamp at{};
  std::string host;  ///< As the Host header named it, without the port.
  HttpRequest request;
  int status = 0;  ///< Of the answer.

  std::string header(const std::string& name) const { return request.header(name); }
};

/// Poller, fetch loop, ingest and store as the daemon has them, on one thread and under a clock
/// that stands still while requests are on their way and leaps to what is due next. Names of hosts
/// all lead to one server on 127.0.0.1.
class World {
 public:
  using Handler = std::function<HttpReply(const Seen&)>;

  World();
  ~World();

  /// Sunday, 10 November 2024, 00:00 GMT.
  static Timestamp beginning();

  /// What a URL as url() makes it answers; 404 without. Later ones win.
  void on(const std::string& url, Handler handler);
  void on(const std::string& url, HttpReply reply);

  /// "http://HOST:PORT/PATH" of the world's server.
  std::string url(const std::string& host, const std::string& path = "/feed") const;
  std::uint16_t port() const { return server_.port(); }

  /// Feeds and settings, before start(). A serve.base_url of "self" is the address at which hubs
  /// can call back then.
  config::Config config;
  FeedSource& add_feed(const std::string& url);

  /// Builds the daemon's parts over the database that is there, ends them, or both.
  void start();
  void stop();
  void restart() {
    stop();
    start();
  }

  /// Lets time go by, and everything happen that is due.
  void run_for(std::chrono::seconds time) { run_until(now() + time); }
  void run_until(Timestamp end);
  Timestamp now() const { return clock_; }

  /// Somebody sets the clock; the daemon's parts, if they are there, notice.
  void set_clock(Timestamp now);

  /// Takes up `config` as it is now.
  void reload() { ingest_->apply(config); }

  /// Takes what a hub has brought, without time going by.
  void drain();

  /// All requests, or those for `url`.
  std::vector<Seen> seen() const;
  std::vector<Seen> seen(const std::string& url) const;

  /// Seconds between the last two requests for `url`.
  std::chrono::seconds last_gap(const std::string& url) const;

  FeedState state(const std::string& url);
  HttpTestServer& server() { return server_; }
  store::Store& store() { return *store_; }
  std::string database() const { return dir_.path("w.db"); }

  /// Address of names that are not the world's server's.
  void resolve(const std::string& line) { resolve_.push_back(line); }
  std::chrono::seconds timeout{30};

 private:
  class Door;

  HttpReply answer(const HttpRequest& request);
  void run_due();

  TempDir dir_;
  std::atomic<Timestamp> clock_;
  mutable std::mutex mutex_;                                  // guards handlers_ and seen_
  std::map<std::string, std::shared_ptr<Handler>> handlers_;  // they may have a state
  std::vector<Seen> seen_;
  HttpTestServer server_;
  std::vector<std::string> resolve_;
  std::unique_ptr<BoundedQueue<app::Work>> queue_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<app::Poller> poller_;
  std::unique_ptr<app::PushReceiver> receiver_;
  std::unique_ptr<app::Ingest> ingest_;
  std::unique_ptr<Door> door_;
  std::unique_ptr<fetch::FetchLoop> loop_;
  test::Listener audience_;
  serve::HeldStories no_stories_{{}};
  serve::Traffic traffic_;
  serve::Desk desk_{no_stories_, traffic_, [this] { return clock_.load(); }};
  serve::EventLog told_;
  std::unique_ptr<serve::HttpServer> callback_;
  std::jthread callback_thread_;
};

/// An RSS document; `channel` is more of its head.
std::string rss(const std::vector<std::string>& titles, const std::string& channel = "");

/// A reply of 200 with `body` and these headers.
HttpReply ok(const std::string& body,
             std::vector<std::pair<std::string, std::string>> headers = {});

/// Answers with `body` and an ETag, or 304 if the request brings it back.
World::Handler validated(const std::string& body, const std::string& etag);

}  // namespace wirefold::test
