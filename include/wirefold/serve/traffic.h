// Counters of the HTTP server for /metrics. Safe from any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace wirefold::serve {

/// Of pictures.
struct PictureCounts {
  using Counter = std::atomic<std::uint64_t>;

  Counter kept{0};                     ///< Answers from the kept pictures.
  Counter fetched{0};                  ///< Pictures that were fetched.
  Counter failed{0};                   ///< Those that could not be fetched, or were no pictures.
  Counter late{0};                     ///< Requests that got no picture, but one may come.
  std::atomic<std::int64_t> files{0};  ///< Pictures that are kept.
  std::atomic<std::int64_t> bytes{0};  ///< What they take on the disk.
};

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
  std::atomic<std::int64_t> waiting{0};  ///< Requests that wait for rendering, or for a picture.
  PictureCounts pictures;

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
