// The daemon's inside with its server, fed by hand, under a clock of its own.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <pugixml.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "wirefold/ingest/ingest.h"
#include "wirefold/websub/callback_endpoint.h"
#include "app/frontend.h"
#include "wirefold/crawl/options.h"
#include "support/raw_client.h"
#include "support/temp_dir.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/entry.h"

namespace wirefold::test {

/// One entry of an outlet's feed.
struct News {
  std::string id;
  std::string title;
  std::string text;   ///< HTML.
  std::string extra;  ///< Further elements of the RSS item.
};

/// A text of its own for each number, long enough to be folded, with `more` behind it.
std::string text_of(int number, const std::string& more = "");

/// Base of all that a row's test needs. Everything happens at noon of a day in 2024 and later; each
/// take() is a minute after the last.
class Newsroom : public testing::Test {
 protected:
  Newsroom();
  ~Newsroom() override;

  /// Starts with `config`, or again with what the database has.
  void start();
  void stop();

  /// `config` holds from now on.
  void reload();

  /// The outlet's feed has these entries now.
  void take(const std::string& outlet, const std::vector<News>& news);

  /// What was fetched of a feed.
  void take_response(fetch::Response response);

  /// Takes what waits in the queue until `wanted` holds.
  void work_until(const std::function<bool()>& wanted);

  /// Time passes.
  void pass(std::chrono::seconds time);
  Timestamp now() const { return now_; }

  RawAnswer get(const std::string& target, const std::vector<std::string>& headers = {}) const {
    return ask(port(), "GET", target, headers);
  }
  RawAnswer request(const std::string& method, const std::string& target,
                    const std::vector<std::string>& headers = {},
                    const std::string& body = "") const {
    return ask(port(), method, target, headers, body);
  }
  std::uint16_t port() const { return served_->server().port(); }

  /// The feed at `target`, as our own parser reads it.
  ParsedFeed feed(const std::string& target) const;
  pugi::xml_document xml(const std::string& target) const;

  /// Name of the format of "/feed.atom".
  static constexpr const char* kFormats[] = {"/feed.atom", "/feed.rss", "/feed.json"};

  config::Config config;
  TempDir dir;
  std::unique_ptr<store::Store> store;

 private:
  void settle();

  std::atomic<Timestamp> now_;
  std::unique_ptr<BoundedQueue<app::Work>> queue_;
  std::unique_ptr<app::Served> served_;
  std::unique_ptr<app::Poller> poller_;
  std::unique_ptr<app::PushReceiver> receiver_;
  std::unique_ptr<app::Ingest> ingest_;
  std::unique_ptr<fetch::FetchLoop> loop_;
  std::jthread desk_;
  std::jthread server_;
  std::jthread fetcher_;
};

}  // namespace wirefold::test
