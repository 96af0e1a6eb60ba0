// The threads of the daemon.
#pragma once

#include <functional>
#include <stop_token>
#include <thread>

namespace wirefold::app {

/// A thread that does `work`, under `name` (15 bytes at most) for ps, top, and those who look into
/// a hang. What it throws is logged, and `failed` is called on it, so that the daemon can shut down
/// cleanly.
std::jthread start_worker(const char* name, std::function<void(const std::stop_token&)> work,
                          std::function<void()> failed);

}  // namespace wirefold::app
