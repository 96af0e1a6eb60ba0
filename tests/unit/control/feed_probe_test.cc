#include "wirefold/control/feed_probe.h"

#include <gtest/gtest.h>

#include <map>

namespace wirefold::control {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Plays the fetch loop and the web. On its clock each answer takes one second.
class Web {
 public:
  void redirect(const std::string& from, int status, const std::string& to) {
    redirects_[from] = {status, to};
  }
  void feed(const std::string& url) {
    feeds_[url] = "<rss><channel><title>T</title></channel></rss>";
  }
  void page(const std::string& url, const std::string& html) { feeds_[url] = html; }

  std::map<std::string, Probed> probe(const std::vector<std::string>& urls,
                                      schedule::Agenda::Limits limits = {2, seconds(60), 16}) {
    std::map<std::string, Probed> out;
    Asking asking;
    asking.limits = limits;
    asking.asks = [this](const std::string& url) { asked.emplace_back(url, now_ - begin_); };
    std::vector<FeedSource> sources;
    for (const std::string& url : urls) sources.emplace_back().url = url;
    FeedProbe probe(
        asking, sources,
        [&](std::size_t i, Probed&& probed) { out.emplace(urls[i], std::move(probed)); },
        [this] { return now_; });
    while (!probe.done().stop_requested()) turn(probe);
    return out;
  }

  std::vector<std::pair<std::string, seconds>> asked;
  int sleeps_while_a_hop_is_ready = 0;
  int sleeps = 0;

 private:
  void turn(FeedProbe& probe) {
    std::vector<fetch::Request> out;
    while (auto request = probe.next_request(fetch::Pool::kPrimary))
      out.push_back(std::move(*request));
    if (out.empty()) {
      ++sleeps;
      now_ += std::chrono::ceil<seconds>(probe.until_next(fetch::Pool::kPrimary));
    }
    for (fetch::Request& request : out) {
      now_ += seconds(1);
      fetch::Response response = answer(std::move(request));
      const bool hop = !response.location.empty();
      probe.ended(response);
      probe.deliver(std::move(response));
      const bool sleeps_now = probe.until_next(fetch::Pool::kPrimary) > milliseconds(0);
      if (hop && sleeps_now && !probe.done().stop_requested()) ++sleeps_while_a_hop_is_ready;
    }
  }

  fetch::Response answer(fetch::Request request) const {
    fetch::Response out;
    const std::string url = request.url;
    out.request = std::move(request);
    out.status = 200;
    if (const auto to = redirects_.find(url); to != redirects_.end()) {
      out.status = to->second.first;
      out.location = to->second.second;
      out.error = Error{Errc::kHttpStatus, "a redirect"};
    } else if (const auto feed = feeds_.find(url); feed != feeds_.end()) {
      out.body = feed->second;
    } else {
      out.status = 404;
      out.error = Error{Errc::kHttpStatus, "none"};
    }
    return out;
  }

  std::map<std::string, std::pair<int, std::string>> redirects_;
  std::map<std::string, std::string> feeds_;
  const Timestamp begin_{seconds(1731240000)};
  Timestamp now_ = begin_;
};

TEST(FeedProbe, NeverSleepsWhileAHopIsReady) {
  Web web;
  web.redirect("http://a.example/", 301, "https://a.example/");
  web.redirect("https://a.example/", 308, "https://www.a.example/");
  web.redirect("https://www.a.example/", 302, "https://www.a.example/en");
  web.page("https://www.a.example/en", "<meta http-equiv=refresh content='0;url=/rss'>");
  web.redirect("https://www.a.example/rss", 307, "https://www.a.example/rss/");
  web.feed("https://www.a.example/rss/");
  const auto probed = web.probe({"http://a.example/"});
  EXPECT_FALSE(probed.at("http://a.example/").error);
  EXPECT_EQ(web.sleeps_while_a_hop_is_ready, 0);
  EXPECT_EQ(web.sleeps, 0);
  ASSERT_EQ(web.asked.size(), 6u);
  EXPECT_EQ(web.asked.back().second, seconds(5)) << "a second for each answer, and nothing between";
}

TEST(FeedProbe, KeepsWherePermanentRedirectsAndPagesLead) {
  Web web;
  web.redirect("http://a.example/1", 301, "http://a.example/2");
  web.redirect("http://a.example/2", 302, "http://a.example/3");
  web.redirect("http://a.example/3", 301, "http://a.example/4");
  web.feed("http://a.example/4");
  web.redirect("http://a.example/p", 302, "http://a.example/q");
  web.page("http://a.example/q", "<meta http-equiv=refresh content='0;url=/2'>");
  const auto probed = web.probe({"http://a.example/1", "http://a.example/p"});
  EXPECT_EQ(probed.at("http://a.example/1").address, "http://a.example/2");
  EXPECT_EQ(probed.at("http://a.example/1").title, "T");
  EXPECT_EQ(probed.at("http://a.example/p").address, "http://a.example/2");
}

TEST(FeedProbe, FollowsTenRedirectsAndNoMore) {
  Web web;
  for (int i = 0; i < 12; ++i) {
    web.redirect("http://a.example/" + std::to_string(i), 301,
                 "http://a.example/" + std::to_string(i + 1));
  }
  web.feed("http://a.example/12");
  const auto probed = web.probe({"http://a.example/2", "http://a.example/1"});
  EXPECT_FALSE(probed.at("http://a.example/2").error);
  EXPECT_TRUE(probed.at("http://a.example/1").error);
}

TEST(FeedProbe, SpacesTheAddressesOfAHostButNotTheirHops) {
  Web web;
  web.feed("http://a.example/1");
  web.redirect("http://a.example/2", 301, "http://a.example/1");
  web.feed("http://b.example/1");
  web.probe({"http://a.example/1", "http://a.example/2", "http://b.example/1"});
  ASSERT_EQ(web.asked.size(), 4u);
  EXPECT_EQ(web.asked[0].first, "http://a.example/1");
  EXPECT_EQ(web.asked[1].first, "http://b.example/1");
  EXPECT_EQ(web.asked[2].first, "http://a.example/2");
  EXPECT_GE(web.asked[2].second - web.asked[0].second, seconds(60));
  EXPECT_LE(web.asked[3].second - web.asked[2].second, seconds(1));
}

TEST(FeedProbe, GivesUpOnPagesThatSendReadersRound) {
  Web web;
  web.page("http://a.example/1", "<meta http-equiv=refresh content='0;url=/2'>");
  web.page("http://a.example/2", "<meta http-equiv=refresh content='0;url=/1'>");
  const auto probed = web.probe({"http://a.example/1"});
  EXPECT_TRUE(probed.at("http://a.example/1").error);
}

TEST(AskingInDaemon, LeavesTheDaemonItsMemory) {
  config::Config config;
  EXPECT_EQ(asking_in_daemon(config).options.max_bytes, std::size_t{12} << 20);
  EXPECT_EQ(asking_in_daemon(config).options.max_body_bytes, std::size_t{4} << 20);
  EXPECT_EQ(asking_in_daemon(config).options.max_transfers, 8);
  config.fetch.max_body = std::int64_t{1} << 20;
  config.fetch.transfers = 4;
  EXPECT_EQ(asking_in_daemon(config).options.max_body_bytes, std::size_t{1} << 20);
  EXPECT_EQ(asking_in_daemon(config).options.max_transfers, 4);
}

}  // namespace
}  // namespace wirefold::control
