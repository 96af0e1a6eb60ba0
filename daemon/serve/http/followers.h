// Connections that follow /events. Private to the serve area; the server's thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_set>

#include "mhd.h"
#include "wirefold/serve/event_log.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// Streams story events as they happen. A follower without news is suspended until some come, or
/// until a comment has to show that the connection still lives.
class Followers {
 public:
  Followers(const EventLog& events, Traffic& traffic, std::size_t most)
      : events_(events), traffic_(traffic), most_(most) {}
  Followers(const Followers&) = delete;
  Followers& operator=(const Followers&) = delete;

  /// A response that streams what happens behind event number `after`; null if there are too many
  /// followers, or no memory. A follower that names no number hears what comes from now on.
  MhdResponse follow(MHD_Connection* connection, std::string_view last_event_id,
                     const Headers& headers);

  /// There are new events.
  void wake();

  /// Lets those that have long been quiet say that they live.
  void sweep(std::chrono::steady_clock::time_point now);

  /// Ends all streams: libmicrohttpd cannot stop while connections are suspended.
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
