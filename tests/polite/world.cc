#include "polite/world.h"

#include "support/database.h"
#include "wirefold/base/hash.h"
#include "wirefold/html/url.h"

namespace wirefold::test {

using namespace std::chrono_literals;
using std::chrono::seconds;

/// Counts the requests on their way. Stops the loop once none is left and none is due now.
class World::Mediator : public fetch::FetchLoop::Mediator {
 public:
  explicit Mediator(World& world) : world_(world) {}

  std::stop_token begin() {
    stop_ = std::stop_source();
    return stop_.get_token();
  }

  std::optional<fetch::Request> next_request(fetch::Pool pool) override {
    auto request = world_.pipeline_->scheduler->next_request(pool);
    if (request) ++on_their_way_;
    world_.drain();  // takes the pages that the scheduler has given up
    if (!request && on_their_way_ == 0) stop_.request_stop();
    return request;
  }

  std::chrono::milliseconds until_next(fetch::Pool) override {
    return on_their_way_ == 0 ? 0ms : std::chrono::milliseconds(1h);
  }

  void ended(fetch::Response& response) override {
    --on_their_way_;
    world_.pipeline_->scheduler->ended(response);
  }

  bool deliver(fetch::Response&& response) override {
    const bool taken = world_.pipeline_->scheduler->deliver(std::move(response));
    world_.drain();
    return taken;
  }

 private:
  World& world_;
  std::stop_source stop_;
  int on_their_way_ = 0;
};

World::World() : clock_(beginning()), server_([this](const HttpRequest& r) { return answer(r); }) {
  config.pages.below_words = 0;
  config.fetch.allow_networks = "127.0.0.1";
  config.fold.window = std::chrono::days(60);
}

World::~World() { stop(); }

Timestamp World::beginning() { return std::chrono::sys_days(std::chrono::year(2024) / 11 / 10); }

void World::on(const std::string& url, Handler handler) {
  const std::lock_guard lock(mutex_);
  handlers_[url] = std::make_shared<Handler>(std::move(handler));
}

void World::on(const std::string& url, HttpReply reply) {
  on(url, [reply](const Seen&) { return reply; });
}

std::string World::url(const std::string& host, const std::string& path) const {
  return "http://" + host + ':' + std::to_string(server_.port()) + path;
}

FeedSource& World::add_feed(const std::string& url) {
  FeedSource source;
  source.url = url;
  source.outlet = url;
  config.sources.push_back(source);
  return config.sources.back();
}

HttpReply World::answer(const HttpRequest& request) {
  Seen seen{clock_, request.header("host"), request, 0};
  seen.host.resize(std::min(seen.host.rfind(':'), seen.host.size()));
  std::shared_ptr<Handler> handler;
  {
    const std::lock_guard lock(mutex_);
    const auto it = handlers_.find(url(seen.host, request.path));
    if (it != handlers_.end()) handler = it->second;
  }
  HttpReply reply = handler ? (*handler)(seen) : HttpReply{404, "", {}};
  seen.status = reply.status;
  const std::lock_guard lock(mutex_);
  seen_.push_back(std::move(seen));
  return reply;
}

void World::start() {
  const auto clock = [this] { return clock_.load(); };
  pipeline_ = std::make_unique<Pipeline>(database(), clock, 1000);
  const bool takes_callbacks = config.serve.base_url == "self";
  if (takes_callbacks) {
    serve::ServerOptions options;
    options.port = 0;
    callback_ = std::make_unique<serve::HttpServer>(options, desk_, told_, traffic_);
    config.serve.base_url = "http://127.0.0.1:" + std::to_string(callback_->port());
  }
  pipeline_->start(config, listener_);
  if (takes_callbacks) {
    callback_->route(websub::kCallbackPath, *pipeline_->callbacks, 1 << 20);
    callback_thread_ = std::jthread([this](const std::stop_token& s) { callback_->run(s); });
  }
  mediator_ = std::make_unique<Mediator>(*this);
  fetch::Options options = crawl::fetch_options(config);
  options.clock = clock;
  options.timeout = timeout;
  options.resolve = resolve_;
  options.resolve.push_back("*:" + std::to_string(port()) + ":127.0.0.1");
  loop_ = std::make_unique<fetch::FetchLoop>(options, *mediator_);
}

void World::stop() {
  if (callback_thread_.joinable()) {
    callback_thread_.request_stop();
    callback_thread_.join();
    callback_.reset();
    config.serve.base_url = "self";
  }
  loop_.reset();
  mediator_.reset();
  pipeline_.reset();
}

void World::drain() { pipeline_->drain(); }

void World::run_due() { loop_->run(mediator_->begin()); }

void World::run_until(Timestamp end) {
  while (true) {
    drain();
    run_due();
    const auto wait = std::chrono::ceil<std::chrono::seconds>(
        pipeline_->scheduler->until_next(fetch::Pool::kPrimary));
    const Timestamp next = now() + std::max(wait, 1s);
    if (next > end) break;
    clock_ = next;
  }
  clock_ = std::max(now(), end);
}

void World::set_clock(Timestamp now) {
  const seconds by = now - clock_.load();
  clock_ = now;
  if (pipeline_) pipeline_->ingest->clock_jumped(by);
}

std::vector<Seen> World::seen() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

std::vector<Seen> World::seen(const std::string& wanted) const {
  std::vector<Seen> out;
  for (Seen& s : seen()) {
    if (url(s.host, s.request.path) == wanted) out.push_back(std::move(s));
  }
  return out;
}

std::chrono::seconds World::last_gap(const std::string& wanted) const {
  const auto all = seen(wanted);
  return all.size() < 2 ? 0s : all.back().at - all.at(all.size() - 2).at;
}

FeedState World::state(const std::string& url) { return feed_at(pipeline_->store, url); }

std::string rss(const std::vector<std::string>& titles, const std::string& channel) {
  std::string out =
      "<?xml version=\"1.0\"?><rss version=\"2.0\" "
      "xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" "
      "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>" +
      channel;
  for (const std::string& title : titles) {
    out += "<item><guid isPermaLink=\"false\">" + title + "</guid><title>" + title +
           "</title><description>words of " + title + "</description></item>";
  }
  return out + "</channel></rss>";
}

HttpReply ok(const std::string& body, std::vector<std::pair<std::string, std::string>> headers) {
  headers.emplace_back("Content-Type", "application/rss+xml");
  return {200, body, std::move(headers)};
}

World::Handler validated(const std::string& body, const std::string& etag) {
  return [body, etag](const Seen& seen) -> HttpReply {
    if (seen.header("if-none-match") == etag) return {304, "", {{"ETag", etag}}};
    return ok(body, {{"ETag", etag}});
  };
}

}  // namespace wirefold::test
