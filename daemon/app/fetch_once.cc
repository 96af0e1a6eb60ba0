#include "fetch_once.h"

#include <utility>
#include <vector>

#include "wirefold/fetch/redirect.h"

namespace wirefold::app {
namespace {

class OneRequest : public fetch::FetchLoop::Mediator {
 public:
  explicit OneRequest(const std::string& url) {
    next_.emplace_back();
    next_.back().url = url;
  }

  std::optional<fetch::Request> next_request() override {
    if (next_.empty()) return std::nullopt;
    fetch::Request request = std::move(next_.back());
    next_.pop_back();
    return request;
  }
  std::chrono::milliseconds until_next() override { return std::chrono::hours(1); }
  void ended(fetch::Response&) override {}
  bool deliver(fetch::Response&& response) override {
    if (!response.location.empty()) {
      auto hop = fetch::next_hop(response);
      if (hop) {
        next_.push_back(std::move(*hop));
        return true;
      }
      response.error = hop.error();
    }
    response_ = std::move(response);
    done_.request_stop();
    return true;
  }

  std::stop_token done() const { return done_.get_token(); }
  fetch::Response take() { return std::move(response_); }

 private:
  std::vector<fetch::Request> next_;  // one or none
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
