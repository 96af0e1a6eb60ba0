// Everything that is served, and how it hears of what is new.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/websub/hub.h"
#include "wirefold/websub/hub_endpoint.h"
#include "wirefold/ingest/ingest.h"
#include "wirefold/app/stored_source.h"
#include "wirefold/config/config.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/event_log.h"
#include "wirefold/serve/http/http_server.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::app {

/// The HTTP server and the desk behind it. Two threads: run_server() and run_desk().
class Served : public Ingest::Audience {
 public:
  /// Listens from now on, at `listening_fd` if there is one (ServerOptions). `database` is open in
  /// `store`. Throws ServeError and StoreError.
  Served(const config::Config& config, const std::string& database, store::Store& store,
         BoundedQueue<Work>& queue, int listening_fd = -1,
         serve::Desk::Clock clock = wall_clock_now);

  /// Lets subscribers come to `hub`, tells it through the queue which of its feeds have changed,
  /// and `poller` what they are; `wake` is called then. Before the threads; both outlive them.
  void connect(Hub& hub, Poller& poller, std::function<void()> wake);

  serve::HttpServer& server() { return server_; }
  serve::Desk& desk() { return desk_; }

  void run_server(const std::stop_token& stop, Pulse* pulse = nullptr) { server_.run(stop, pulse); }
  void run_desk(const std::stop_token& stop, Pulse* pulse = nullptr) { desk_.run(stop, pulse); }

  void configured(const config::Config& config, const serve::Site& site) override;
  void stories_changed() override { desk_.stories_changed(); }
  void feeds_changed(serve::FeedHealth health) override;
  void happened(const std::vector<StoryEvent>& events) override;

 private:
  void look_at_topics(const std::set<std::string>& topics);
  bool look_at_next_topic();
  bool tell(const std::string& topic, const serve::Resource& document);
  Outbox::Found find_document(const std::string& topic, Poller& poller,
                              const std::function<void()>& wake);

  serve::Traffic traffic_;
  StoredSource source_;
  serve::Desk desk_;
  serve::EventLog events_;
  serve::HttpServer server_;
  BoundedQueue<Work>& queue_;
  HubDoor door_;
  std::map<std::string, std::string> told_;  // ETag by topic; the desk's thread only, as the next
  std::deque<std::string> to_look_at_;       // topics that may have changed
};

}  // namespace wirefold::app
