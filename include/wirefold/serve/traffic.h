// Counters of the HTTP server for /metrics. Safe from any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace wirefold::serve {

struct Traffic {
  using Counter = std::atomic<std::uint64_t>;

  Counter full{0};                           ///< 200 and 226.
  Counter not_modified{0};                   ///< 304.
  Counter refused{0};                        ///< 4xx except 429.
  Counter limited{0};                        ///< 429, and refused connections.
  Counter failed{0};                         ///< 5xx.
  Counter other{0};                          ///< All other answers: preflights, redirects.
  Counter rendered{0};                       ///< Rendered documents and pages.
  Counter render_micros{0};                  ///< Time for rendering, in microseconds.
  std::atomic<std::int64_t> connections{0};  ///< Connections open now.
  std::atomic<std::int64_t> followers{0};    ///< Connections that follow /events.
  std::atomic<std::int64_t> waiting{0};      ///< Requests that wait for rendering.

  void count(int status) {
    (status == 304                    ? not_modified
     : status == 200 || status == 226 ? full
     : status == 429                  ? limited
     : status >= 500                  ? failed
     : status >= 400                  ? refused
                                      : other)
        .fetch_add(1, std::memory_order_relaxed);
  }
};

}  // namespace wirefold::serve
