// Starts the threads of the daemon.
#pragma once

#include <functional>
#include <stop_token>
#include <thread>

namespace wirefold::app {

/// Runs `work` on a new thread. `name` (at most 15 bytes) is shown by ps, top and debuggers. If
/// `work` throws a std::exception, the thread calls `failed`, logs the exception and ends, so that
/// the daemon can shut down in order.
std::jthread start_worker(const char* name, std::function<void(const std::stop_token&)> work,
                          std::function<void()> failed);

}  // namespace wirefold::app
