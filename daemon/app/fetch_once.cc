#include "fetch_once.h"

#include <utility>

namespace wirefold::app {
namespace {

class OneRequest : public fetch::FetchLoop::Mediator {
 public:
  explicit OneRequest(std::string url) : url_(std::move(url)) {}

  std::optional<fetch::Request> next_request() override {
    if (url_.empty()) return std::nullopt;
    return fetch::Request{FeedId{}, std::exchange(url_, {}), {}};
  }
  std::chrono::milliseconds until_next() override { return std::chrono::hours(1); }
  bool deliver(fetch::Response&& response) override {
    response_ = std::move(response);
    done_.request_stop();
    return true;
  }

  std::stop_token done() const { return done_.get_token(); }
  fetch::Response take() { return std::move(response_); }

 private:
  std::string url_;
  std::stop_source done_;
  fetch::Response response_;
};

}  // namespace

fetch::Response fetch_once(const fetch::Options& options, const std::string& url) {
  OneRequest request(url);
  fetch::FetchLoop(options, request).run(request.done());
  return request.take();
}

}  // namespace wirefold::app
