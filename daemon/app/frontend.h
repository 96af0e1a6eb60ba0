// Composes the HTTP server, the desk and the endpoint of our hub, and passes changes on to them.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/app/stored_source.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/feed_facts.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/ingest/listener.h"
#include "wirefold/pictures/picture_desk.h"
#include "wirefold/pictures/picture_source.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/event_log.h"
#include "wirefold/serve/http/http_server.h"
#include "wirefold/serve/traffic.h"
#include "wirefold/store/reading.h"
#include "wirefold/websub/hub.h"
#include "wirefold/websub/hub_endpoint.h"

namespace wirefold::app {

/// run_server(), run_desk() and run_pictures() each need a thread. The calls of Listener come from
/// the fold thread, the first ones from the constructor of Ingest.
class Frontend : public ingest::Listener {
 public:
  /// Listens from construction on, on `listening_fd` unless it is -1 (ServerOptions). `database` is
  /// the path of the database that `stored` reads. Throws ServeError and StoreError.
  Frontend(const config::Config& config, const std::string& database, store::Reading& stored,
           websub::MessageSink sink, int listening_fd = -1, WallClock clock = wall_clock_now);

  /// Connects the endpoint to `hub`, reports changed feeds to `hub` through the queue, and supplies
  /// `scheduler` with the documents to deliver. `wake` is called once a document is ready that had
  /// to be rendered. Call it before the threads start; `hub` and `scheduler` must outlive them.
  void connect(websub::Hub& hub, crawl::RequestScheduler& scheduler, std::function<void()> wake);

  /// Fetches pictures through `scheduler`, as their feeds in `facts` are reached. `wake` is called
  /// once one is planned. As for connect().
  void connect_pictures(crawl::RequestScheduler& scheduler, const crawl::FeedFactsTable& facts,
                        std::function<void()> wake);

  serve::HttpServer& server() { return server_; }
  serve::Desk& desk() { return desk_; }

  void run_server(const std::stop_token& stop, Pulse* pulse = nullptr) { server_.run(stop, pulse); }
  void run_desk(const std::stop_token& stop, Pulse* pulse = nullptr) { desk_.run(stop, pulse); }

  void run_pictures(const std::stop_token& stop, Pulse* pulse = nullptr) {
    pictures_.run(stop, pulse);
  }

  void configured(const config::Config& config, const serve::Site& site) override;
  void stories_changed() override { desk_.stories_changed(); }
  void feeds_changed(FeedHealth health) override;
  void happened(const std::vector<StoryEvent>& events) override;

 private:
  void look_at_topics(const std::set<std::string>& topics);
  bool look_at_next_topic();
  bool notify(const std::string& topic, const serve::Resource& document);
  websub::Outbox::Found find_document(const std::string& topic, crawl::RequestScheduler& scheduler,
                                      const std::function<void()>& wake);

  serve::Traffic traffic_;
  StoredSource source_;
  serve::Desk desk_;
  pictures::StoredPictures picture_source_;
  pictures::PictureDesk pictures_;
  serve::EventLog events_;
  serve::HttpServer server_;
  websub::MessageSink sink_;
  websub::HubEndpoint hub_endpoint_;
  // Used on run_desk()'s thread only:
  std::map<std::string, std::string> notified_;  // ETag by topic
  std::deque<std::string> to_look_at_;           // topics that may have changed
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::app
