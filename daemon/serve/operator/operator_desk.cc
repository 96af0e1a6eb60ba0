#include "wirefold/serve/operator/operator_desk.h"

#include <exception>
#include <optional>

#include "wirefold/base/log.h"

namespace wirefold::serve {

bool OperatorDesk::ask(OperatorRequest request, Done done) {
  return jobs_.try_push({std::move(request), std::move(done)});
}

void OperatorDesk::run(const std::stop_token& stop) {
  const std::stop_callback close(stop, [this] { jobs_.close(); });
  while (const std::optional<Job> job = jobs_.pop()) {
    job->done(stop.stop_requested() ? nullptr : answer(job->request));
  }
}

ResourcePtr OperatorDesk::answer(const OperatorRequest& request) {
  try {
    return answer_(request);
  } catch (const std::exception& error) {
    LogEvent("operator", LogArea::kServe, LogLevel::kError)
        .field("path", request.path)
        .text("error", error.what())
        .emit();
  }
  return nullptr;
}

}  // namespace wirefold::serve
