#include "worker.h"

#include <pthread.h>

#include <exception>
#include <utility>

#include "wirefold/base/log.h"

namespace wirefold::app {

std::jthread start_worker(const char* name, std::function<void(const std::stop_token&)> work,
                          std::function<void()> failed) {
  return std::jthread(
      [name, work = std::move(work), failed = std::move(failed)](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), name);
        try {
          work(stop);
        } catch (const std::exception& error) {
          failed();
          LogEvent("stop", LogArea::kDaemon, LogLevel::kError)
              .text("error", error.what())
              .field("thread", name)
              .emit();
        }
      });
}

}  // namespace wirefold::app
