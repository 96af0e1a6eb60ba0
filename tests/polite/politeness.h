// The fixture and the helpers that the tests of the 38 rows share.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "polite/world.h"

namespace wirefold::test {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Headers = std::vector<std::pair<std::string, std::string>>;

/// A world, and the URL of a feed in it.
class Politeness : public testing::Test {
 protected:
  /// Polls one feed that answers `reply`. Returns the time until the next poll, or `most` if there
  /// was none within `most`.
  static seconds wait_after(const HttpReply& reply, seconds most = days(40)) {
    return nth_wait(1, reply, most);
  }

  /// The same for a feed whose first poll succeeds and that answers `reply` from the second on.
  static seconds wait_after_second(const HttpReply& reply, seconds most = days(40)) {
    return nth_wait(2, reply, most);
  }

  /// Returns the wait after the n-th poll. That poll is the first to be answered `reply`.
  static seconds nth_wait(std::size_t n, const HttpReply& reply, seconds most) {
    World w;
    const std::string feed = w.url("a.example");
    w.on(feed, [polls = std::size_t{0}, n, reply](const Seen&) mutable {
      return ++polls < n ? ok(rss({"one"}), {{"ETag", "\"1\""}}) : reply;
    });
    w.add_feed(feed);
    w.start();
    const Timestamp begin = w.now();
    while (w.seen(feed).size() <= n && w.now() - begin < most) w.run_for(hours(1));
    return w.seen(feed).size() <= n ? most : w.last_gap(feed);
  }

  /// Polls one feed for two days and returns its second request.
  Seen second_request(World::Handler handler) {
    world.on(url, std::move(handler));
    world.add_feed(url);
    world.start();
    world.run_for(days(2));
    const auto all = world.seen(url);
    EXPECT_GE(all.size(), 2u);
    return all.size() < 2 ? Seen() : all[1];
  }

  World world;
  const std::string url = world.url("a.example");
};

/// A reply with a feed, an ETag and these headers.
inline HttpReply with(const Headers& headers) {
  Headers all = headers;
  all.emplace_back("ETag", "\"1\"");
  return ok(rss({"one"}), all);
}

}  // namespace wirefold::test
