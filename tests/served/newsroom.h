// The inside of the daemon with its HTTP server, fed by the tests, under a clock of its own.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/frontend.h"
#include "support/pipeline.h"
#include "support/raw_client.h"
#include "support/temp_dir.h"
#include "wirefold/crawl/options.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/entry.h"
#include "wirefold/websub/requests.h"

namespace wirefold::test {

/// One entry of an outlet's feed.
struct News {
  std::string id;
  std::string title;
  std::string text;   ///< HTML.
  std::string extra;  ///< Further elements of the RSS item.
};

/// A text that differs for each number and is long enough to be folded, followed by `more`.
std::string text_of(int number, const std::string& more = "");

/// The fixture of the rows. The clock begins at noon of 2024-11-10, and each take() moves it on by
/// one minute.
class Newsroom : public testing::Test {
 protected:
  Newsroom();
  ~Newsroom() override;

  /// Starts with `config` and the contents of the database. Stops first if it runs.
  void start();
  void stop();

  /// Applies the current `config`.
  void reload();

  /// Makes `news` the entries of the outlet's feed.
  void take(const std::string& outlet, const std::vector<News>& news);

  /// Takes an answer to a poll and waits until it is served.
  void take_response(fetch::Response response);

  /// Takes the items that arrive in the queue until `wanted` holds.
  void work_until(const std::function<bool()>& wanted);

  /// True if work_until() has taken the answer, or the failure, of a request for this purpose.
  bool has_ended(websub::Purpose purpose) const {
    return ended_.contains(static_cast<std::uint8_t>(purpose));
  }

  /// Takes the messages that the inbox holds now.
  void drain();

  /// True if our hub has no request that is due within the hour.
  bool has_no_hub_request() const {
    return pipeline_->scheduler->until_next(fetch::Pool::kSecondary) == std::chrono::hours(1);
  }

  /// Moves the clock on.
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
  std::uint16_t port() const { return frontend_->server().port(); }

  /// The feed at `target`, as wirefold's own parser reads it.
  ParsedFeed feed(const std::string& target) const;
  pugi::xml_document xml(const std::string& target) const;

  /// Paths of the feed in each format.
  static constexpr const char* kFormats[] = {"/feed.atom", "/feed.rss", "/feed.json"};

  config::Config config;
  std::string feed_facts;  ///< Markup in the channel of the feeds that take() makes.
  TempDir dir;
  store::Database* store = nullptr;  ///< Null while stopped.

 private:
  void settle();

  std::atomic<Timestamp> now_;
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<app::Frontend> frontend_;
  std::unique_ptr<fetch::FetchLoop> loop_;
  std::set<std::uint8_t> ended_;  // fetch::Tag::kind
  std::jthread desk_;
  std::jthread pictures_;
  std::jthread server_;
  std::jthread fetcher_;
};

}  // namespace wirefold::test
