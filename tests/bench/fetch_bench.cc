// fetch_bench URLS [DATE]: fetches every URL of a file once, through the daemon's request scheduler
// and fetch loop, and drops the answers. With DATE each request is conditional. Prints the number
// of answers, the seconds and the CPU seconds.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/ingest/inbox.h"

namespace wirefold {
namespace {

double seconds_of(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

/// The daemon's request scheduler, which drops each answer.
class Dropping : public fetch::FetchLoop::Mediator {
 public:
  explicit Dropping(std::vector<crawl::FeedPlan> feeds) : left_(feeds.size()) {
    scheduler_.set_limits({64, std::chrono::seconds(0), 64}, std::chrono::seconds(0));
    scheduler_.set_feeds(feeds);
  }

  std::optional<fetch::Request> next_request(fetch::Pool pool) override {
    return scheduler_.next_request(pool);
  }
  std::chrono::milliseconds until_next(fetch::Pool pool) override {
    return scheduler_.until_next(pool);
  }
  void ended(fetch::Response& response) override {
    scheduler_.ended(response);
    if (response.error) ++failed;
  }
  bool deliver(fetch::Response&& response) override {
    scheduler_.deliver(std::move(response));
    inbox_.pop();
    if (--left_ == 0) done.request_stop();
    return true;
  }

  std::stop_source done;
  std::size_t failed = 0;

 private:
  ingest::Inbox inbox_{2};
  crawl::RequestScheduler scheduler_{inbox_.response_sink()};
  std::size_t left_;
};

int run(const char* file, const char* date) {
  std::vector<crawl::FeedPlan> feeds;
  std::ifstream in(file);
  for (std::string url; std::getline(in, url);) {
    crawl::FeedPlan plan;
    plan.id = FeedId{static_cast<std::int64_t>(feeds.size()) + 1};
    plan.url = url;
    if (date != nullptr) plan.validators.last_modified = date;
    plan.due = Timestamp::min();
    feeds.push_back(std::move(plan));
  }
  const std::size_t count = feeds.size();
  fetch::Options options;
  options.user_agent = "wirefold/bench";
  options.allowed_networks = *parse_networks("127.0.0.1");
  const double cpu = cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  Dropping mediator(std::move(feeds));
  fetch::FetchLoop(options, mediator).run(mediator.done.get_token());
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  std::printf("%zu %f %f\n", count, wall.count(), cpu_seconds() - cpu);
  if (mediator.failed > 0) std::fprintf(stderr, "%zu failed\n", mediator.failed);
  return mediator.failed > 0 ? 1 : 0;
}

}  // namespace
}  // namespace wirefold

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return wirefold::run(argv[1], argc > 2 ? argv[2] : nullptr);
}
