// An HTTP server on its threads, with stories.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "support/held_stories.h"
#include "support/process.h"
#include "wirefold/serve/http/http_server.h"

namespace wirefold::serve {

/// A server with its desk and a source of stories.
class Serving {
 public:
  explicit Serving(ServerOptions options = {}, bool ready = true)
      : server(unlimited(std::move(options)), desk, events, traffic) {
    if (!ready) return;
    desk.feeds_changed({});
    desk.site_changed(test_site(), {});
  }

  void start() {
    desk_thread = std::jthread([this](const std::stop_token& stop) { desk.run(stop); });
    server_thread = std::jthread([this](const std::stop_token& stop) { server.run(stop); });
  }

  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(server.port()) + path;
  }

  /// Waits until /readyz answers 200.
  void wait_until_ready() const {
    const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
    while (test::http_ask(url("/readyz")).status != 200) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }
  }

  HeldStories stories{{test_story()}};
  Traffic traffic;
  EventLog events;
  Desk desk{stories, traffic, [] { return test_time(1000); }};
  HttpServer server;
  std::jthread desk_thread;
  std::jthread server_thread;

 private:
  /// Any free port, and no limit on requests: waits ask in a loop.
  static ServerOptions unlimited(ServerOptions options) {
    options.port = 0;
    options.limits.requests = 0;
    return options;
  }
};

}  // namespace wirefold::serve
