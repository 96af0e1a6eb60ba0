#include "served/newsroom.h"

#include "support/database.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/feed.h"

namespace wirefold::test {
namespace {

constexpr Timestamp kNoon{std::chrono::seconds(1731240000)};  // 2024-11-10 12:00

const char* const kWords[] = {"harbour", "ferry",  "engine", "captain", "storm",  "bakery",
                              "market",  "river",  "bridge", "railway", "signal", "valley",
                              "orchard", "museum", "garden", "library", "school", "tunnel"};

std::string url_of(const std::string& outlet) {
  return "https://" + to_lower_ascii(outlet) + ".example/feed";
}

std::string rss(const std::string& outlet, const std::string& facts,
                const std::vector<News>& news) {
  std::string out = "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>";
  out += "<title>Feed of " + outlet + "</title><copyright>(c) " + outlet + "</copyright>" + facts;
  for (const News& n : news) {
    out += "<item><guid isPermaLink=\"false\">" + n.id + "</guid><title>" + escape_markup(n.title) +
           "</title><link>https://" + to_lower_ascii(outlet) + ".example/" + n.id +
           "</link><description>" + escape_markup(n.text) + "</description>" + n.extra + "</item>";
  }
  return out + "</channel></rss>";
}

}  // namespace

std::string text_of(int number, const std::string& more) {
  std::string out = "<p>";
  unsigned state = static_cast<unsigned>(number) * 2654435761U + 12345U;
  for (int i = 0; i < 60; ++i) {
    state = state * 1664525U + 1013904223U;
    out += std::string(kWords[(state >> 16) % std::size(kWords)]) + std::to_string(state >> 24) +
           (i % 12 == 11 ? ". " : " ");
  }
  return out + more + "</p>";
}

Newsroom::Newsroom() : now_(kNoon) {
  config.serve.listen = "127.0.0.1:0";
  config.serve.base_url = "https://news.example/wire";
  config.serve.title = "Wire";
  config.pages.below_words = 0;
  config.fetch.spacing = {};
  config.websub.allow_networks = "127.0.0.0/8";
  for (const char* outlet : {"Alpha", "Beta", "Gamma", "Delta"}) {
    FeedSource source;
    source.url = url_of(outlet);
    source.outlet = outlet;
    config.sources.push_back(source);
  }
}

Newsroom::~Newsroom() { stop(); }

void Newsroom::start() {
  stop();
  const auto clock = [this] { return now_.load(); };
  const std::string database = dir.path("wirefold.db");
  pipeline_ = std::make_unique<Pipeline>(database, clock);
  store = &pipeline_->store;
  frontend_ = std::make_unique<app::Frontend>(config, database, store->reading(),
                                              pipeline_->inbox.message_sink(), -1, clock);
  pipeline_->start(config, *frontend_);
  ended_.clear();
  for (const FeedSource& source : config.sources) {  // no polls: the tests bring documents
    pipeline_->scheduler->reschedule(
        {{feed_at(*store, source.url).id, source.url, {}, nullptr, std::nullopt}});
  }
  frontend_->connect(pipeline_->hub(), *pipeline_->scheduler, [this] { loop_->wake(); });
  frontend_->connect_pictures(*pipeline_->scheduler, pipeline_->facts(), [this] { loop_->wake(); });
  pass(std::chrono::seconds(1));
  frontend_->desk().prepare();
  fetch::Options options = crawl::fetch_options(config);
  loop_ = std::make_unique<fetch::FetchLoop>(options, *pipeline_->scheduler);
  desk_ = std::jthread([this](const std::stop_token& s) { frontend_->run_desk(s); });
  pictures_ = std::jthread([this](const std::stop_token& s) { frontend_->run_pictures(s); });
  server_ = std::jthread([this](const std::stop_token& s) { frontend_->run_server(s); });
  fetcher_ = std::jthread([this](const std::stop_token& s) { loop_->run(s); });
}

void Newsroom::stop() {
  for (std::jthread* thread : {&fetcher_, &server_, &pictures_, &desk_}) {
    thread->request_stop();
    if (thread->joinable()) thread->join();
  }
  loop_.reset();
  if (pipeline_) pipeline_->stop();
  frontend_.reset();
  store = nullptr;
  pipeline_.reset();
}

void Newsroom::reload() {
  loop_->set_options(crawl::fetch_options(config));
  pipeline_->ingest->apply(config);
}

void Newsroom::pass(std::chrono::seconds time) {
  now_.store(now_.load() + time);
  if (loop_) loop_->wake();
}

void Newsroom::take(const std::string& outlet, const std::vector<News>& news) {
  fetch::Response response;
  response.request.tag.owner = to_int(feed_at(*store, url_of(outlet)).id);
  response.request.url = url_of(outlet);
  response.status = 200;
  response.body = rss(outlet, feed_facts, news);
  take_response(std::move(response));
}

void Newsroom::take_response(fetch::Response response) {
  pass(std::chrono::seconds(59));
  pipeline_->take(std::move(response));
  pass(std::chrono::seconds(1));
  pipeline_->ingest->publication().publish(false);
  settle();
}

/// Waits until the served documents show the last change.
void Newsroom::settle() {
  const auto deadline = std::chrono::steady_clock::now() + kDeadline;
  while (!frontend_->desk().is_current()) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the change is not served";
    std::this_thread::yield();
  }
}

void Newsroom::drain() { pipeline_->drain(); }

void Newsroom::work_until(const std::function<bool()>& wanted) {
  const auto deadline = std::chrono::steady_clock::now() + kDeadline;
  while (!wanted()) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "it does not come";
    const auto soon = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
    if (auto message = pipeline_->inbox.pop(soon)) {
      if (auto* const r = std::get_if<fetch::Response>(&*message))
        ended_.insert(r->request.tag.kind);
      pipeline_->take(std::move(*message));
      loop_->wake();
    }
  }
}

ParsedFeed Newsroom::feed(const std::string& target) const {
  const RawAnswer answer = get(target);
  EXPECT_EQ(answer.status, 200) << target;
  auto parsed = parse::parse_feed(answer.body, answer.header("content-type"), "");
  EXPECT_TRUE(parsed) << target;
  return parsed ? std::move(*parsed) : ParsedFeed();
}

pugi::xml_document Newsroom::xml(const std::string& target) const {
  pugi::xml_document out;
  EXPECT_TRUE(out.load_string(get(target).body.c_str())) << target;
  return out;
}

}  // namespace wirefold::test
