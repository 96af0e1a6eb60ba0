// Streams events to connections that follow /events. Private to the serve area; the server's thread
// only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_set>

#include "mhd.h"
#include "wirefold/serve/event_log.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// Streams story events as they happen. A follower without new events is suspended until there are
/// some, or until a comment must show that the connection is alive.
class Followers {
 public:
  Followers(const EventLog& events, Traffic& traffic, std::size_t most)
      : events_(events), traffic_(traffic), most_(most) {}
  Followers(const Followers&) = delete;
  Followers& operator=(const Followers&) = delete;

  /// A response that streams the events after `last_event_id`, or only new events if that is no
  /// number. Returns null if there are too many followers, or memory is short.
  MhdResponse follow(MHD_Connection* connection, std::string_view last_event_id,
                     const Headers& headers);

  /// Call it after new events.
  void wake();

  /// Sends a comment to followers that have got nothing for 15 seconds.
  void sweep(std::chrono::steady_clock::time_point now);

  /// Ends all streams, because libmicrohttpd cannot stop while connections are suspended.
  void end();

 private:
  struct Follower {
    Followers* owner;
    MHD_Connection* connection;
    std::int64_t after;
    std::string pending;
    std::chrono::steady_clock::time_point spoke;
    bool suspended;
  };

  static ssize_t read(void* follower, std::uint64_t, char* buffer, std::size_t max) noexcept;
  static void gone(void* follower) noexcept;
  void resume(Follower& follower);

  const EventLog& events_;
  Traffic& traffic_;
  const std::size_t most_;
  std::unordered_set<Follower*> all_;  // owned by their responses
  bool ended_ = false;
};

}  // namespace wirefold::serve
