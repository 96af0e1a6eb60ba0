// Row 25: WebSub for wirefold's own feeds, as a subscriber and another hub see it.
#include <set>

#include "served/newsroom.h"
#include "support/database.h"
#include "support/http_test_server.h"
#include "wirefold/base/percent.h"
#include "wirefold/websub/signature.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;

const std::string kTopic = "https://news.example/wire/feed.atom";

class OwnHub : public Newsroom {
 protected:
  OwnHub() { start(); }

  HttpReply answer(const HttpRequest& request) {
    if (request.method == "GET" && confirms) {
      const std::string& target = request.target;
      const std::size_t at = target.find("hub.challenge=") + 14;
      return {200, without_escapes(target.substr(at, target.find('&', at) - at)), {}};
    }
    return {request.method == "GET" ? 200 : status.load(), "no challenge", {}};
  }

  RawAnswer ask_hub(const std::string& mode, const std::string& topic = kTopic,
                    const std::string& more = "") {
    return request("POST", "/websub", {"Content-Type: application/x-www-form-urlencoded"},
                   "hub.mode=" + mode + "&hub.callback=" + escaped(subscriber.url("/cb?x=1")) +
                       "&hub.topic=" + escaped(topic) + "&hub.secret=geheim" + more);
  }

  /// Requests to the callback with `method`.
  std::vector<HttpRequest> seen(const std::string& method) const {
    std::vector<HttpRequest> out;
    for (const HttpRequest& r : subscriber.requests()) {
      if (r.method == method) out.push_back(r);
    }
    return out;
  }

  /// As stored.
  std::vector<Subscriber> subscribers() const { return store->subscribers().all(); }

  void subscribe() {
    EXPECT_EQ(ask_hub("subscribe").status, 202);
    work_until([this] { return !subscribers().empty(); });
  }

  std::atomic<bool> confirms = true;
  std::atomic<int> status = 200;
  HttpTestServer subscriber{[this](const HttpRequest& r) { return answer(r); }};
};

TEST_F(OwnHub, Row25_TheHubIsNamedOnceInHeaderAndDocument) {
  const std::string hub = "https://news.example/wire/websub";
  for (const char* format : kFormats) {
    const std::string self = std::string("https://news.example/wire") + format;
    EXPECT_EQ(get(format).header("link"),
              "<" + self + ">; rel=\"self\", <" + hub + ">; rel=\"hub\"");
    EXPECT_EQ(feed(format).hub, hub) << format;
  }
  EXPECT_EQ(xml("/feed.atom").select_nodes("/feed/link[@rel='self']").size(), 1u);
  EXPECT_EQ(xml("/feed.rss").select_nodes("//atom:link[@rel='self']").size(), 1u);
}

TEST_F(OwnHub, Row25_ASubscriberIsToldWithinTwoSeconds) {
  subscribe();
  const HttpRequest verified = seen("GET").at(0);
  EXPECT_NE(verified.target.find("/cb?x=1&hub.mode=subscribe"), std::string::npos);
  EXPECT_NE(verified.target.find("hub.lease_seconds=864000"), std::string::npos);
  const auto begin = std::chrono::steady_clock::now();
  take("Alpha", {{"1", "Fire on a ferry", text_of(1), ""}});
  work_until([this] { return !seen("POST").empty(); });
  RecordProperty("milliseconds",
                 static_cast<int>((std::chrono::steady_clock::now() - begin) / 1ms));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
  const HttpRequest told = seen("POST").at(0);
  EXPECT_EQ(told.body, get("/feed.atom").body) << "the very bytes that are served by then";
  EXPECT_EQ(told.header("content-type"), "application/atom+xml; charset=utf-8");
  EXPECT_NE(told.header("link").find("<" + kTopic + ">; rel=\"self\""), std::string::npos);
  EXPECT_TRUE(websub::is_signed(told.header("x-hub-signature"), "geheim", told.body));
}

TEST_F(OwnHub, Row25_OneThatWasAwayIsToldAgainAndOneThatIsGoneIsForgotten) {
  subscribe();
  status = 500;
  take("Alpha", {{"1", "One", text_of(1), ""}});
  work_until([this] { return subscribers().at(0).failures == 1; });
  status = 200;
  pass(1h);
  take("Alpha", {{"2", "Two", text_of(2), ""}});
  work_until([this] { return subscribers().at(0).failures == 0; });
  work_until([this] { return seen("POST").back().body == get("/feed.atom").body; });
  status = 410;
  take("Alpha", {{"3", "Three", text_of(3), ""}});
  work_until([this] { return subscribers().empty(); });
}

TEST_F(OwnHub, Row25_SubscriptionsOutlastARestartAndEndWithTheirLease) {
  subscribe();
  start();
  take("Alpha", {{"1", "One", text_of(1), ""}});
  const std::string tag = get("/feed.atom").header("etag");
  work_until([&] { return subscribers().at(0).delivered == tag; });
  EXPECT_EQ(seen("POST").back().body, get("/feed.atom").body);
  const std::size_t told = seen("POST").size();
  start();
  EXPECT_EQ(subscribers().size(), 1u);
  pass(24h * 11);
  take("Alpha", {{"2", "Two", text_of(2), ""}});
  work_until([this] { return subscribers().empty(); });
  EXPECT_EQ(seen("POST").size(), told);
}

TEST_F(OwnHub, Row25_NobodyIsTriedBeyondTheLease) {
  subscribe();
  status = 500;
  take("Alpha", {{"1", "One", text_of(1), ""}});
  work_until([this] { return subscribers().at(0).failures == 1; });
  pass(24h * 11);
  work_until([this] { return subscribers().empty(); });
  EXPECT_EQ(seen("POST").size(), 2u);
}

TEST_F(OwnHub, Row25_OnlyWhoConfirmsIsSubscribedAndOnlyToOurFeeds) {
  confirms = false;
  EXPECT_EQ(ask_hub("subscribe").status, 202);
  work_until([this] { return seen("GET").size() == 1; });
  confirms = true;
  subscribe();
  EXPECT_EQ(subscribers().size(), 1u);
  confirms = false;
  EXPECT_EQ(ask_hub("unsubscribe").status, 202);
  work_until([this] { return seen("GET").size() == 3; });
  take("Alpha", {{"1", "One", text_of(1), ""}});
  work_until([this] { return seen("POST").size() == 1; });
  EXPECT_EQ(subscribers().size(), 1u) << "somebody else asked for the end";
  confirms = true;
  EXPECT_EQ(ask_hub("unsubscribe").status, 202);
  work_until([this] { return subscribers().empty(); });
  EXPECT_EQ(ask_hub("subscribe", kTopic + "?lang=id&before=5").status, 400);
  EXPECT_EQ(ask_hub("subscribe", "https://else.example/feed.atom").status, 400);
  EXPECT_EQ(ask_hub("subscribe", "https://news.example/wire/metrics").status, 400);
  EXPECT_EQ(ask_hub("boil").status, 400);
  EXPECT_EQ(ask_hub("subscribe", kTopic, std::string(300, 'x')).status, 400) << "a long secret";
  EXPECT_EQ(request("POST", "/websub", {},
                    "hub.mode=subscribe&hub.topic=" + escaped(kTopic) +
                        "&hub.callback=file:///etc/passwd")
                .status,
            400);
  EXPECT_EQ(request("POST", "/websub", {}, std::string(20000, 'x')).status, 413);
}

TEST_F(OwnHub, Row25_CallbacksInThePrivateNetworkAreNotAsked) {
  config.fetch.allow_networks = "127.0.0.0/8";  // for polling feeds: it allows no callbacks there
  config.websub.allow_networks = "";
  start();
  EXPECT_EQ(ask_hub("subscribe").status, 202);
  confirms = true;
  take("Alpha", {{"1", "One", text_of(1), ""}});
  work_until([this] { return has_ended(websub::Purpose::kVerification); });
  EXPECT_TRUE(subscriber.requests().empty());
  EXPECT_TRUE(subscribers().empty());
}

TEST_F(OwnHub, Row25_AnotherHubIsPingedOnceAChange) {
  config.websub.hub = subscriber.url("/hub");
  config.fetch.allow_networks = "127.0.0.0/8";
  start();
  EXPECT_EQ(feed("/feed.json").hub, config.websub.hub);
  take("Alpha", {{"1", "One", text_of(1), ""}});
  work_until([this] { return seen("POST").size() == 3; });
  std::set<std::string> told;
  for (const HttpRequest& r : seen("POST")) told.insert(r.body);
  const std::string url = escaped(kTopic);
  EXPECT_TRUE(told.contains("hub.mode=publish&hub.url=" + url + "&hub.topic=" + url));
  EXPECT_EQ(told.size(), 3u) << "each format once";
  EXPECT_EQ(request("POST", "/websub", {}, "hub.mode=subscribe").status, 404);
}

TEST_F(OwnHub, Row25_AFloodIsRefusedAndCallsNobodyOften) {
  int taken = 0;
  for (int i = 0; i < 250; ++i) {
    const std::string callback = subscriber.url("/" + std::to_string(i));
    const RawAnswer answer = request(
        "POST", "/websub", {},
        "hub.mode=subscribe&hub.topic=" + escaped(kTopic) + "&hub.callback=" + escaped(callback));
    taken += answer.status == 202;
    if (answer.status == 202) continue;
    EXPECT_EQ(answer.status, 503);
    EXPECT_GT(std::stoi(answer.header("retry-after")), 0);
  }
  EXPECT_EQ(taken, 10);
  work_until([this] { return subscribers().size() == 10; });
  EXPECT_EQ(subscriber.requests().size(), 10u) << "each that was taken is called, once";
}

TEST_F(OwnHub, Row25_OneHostHasOneSpelling) {
  const auto ask_for = [this](const std::string& callback) {
    return request("POST", "/websub", {},
                   "hub.mode=subscribe&hub.topic=" + escaped(kTopic) +
                       "&hub.callback=" + escaped(callback))
        .status;
  };
  const std::string port = ':' + std::to_string(subscriber.port());
  int taken = 0;
  for (const char* host : {"127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "00177.0.0.1",
                           "%31%32%37.0.0.1", "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1",
                           "127.0.0.1", "127.00.0.1", "127.0.1", "0x7f000001", "127.0.0.1."}) {
    const int answer = ask_for("http://" + std::string(host) + port + "/cb");
    EXPECT_TRUE(answer == 202 || answer == 400 || answer == 503) << host << ' ' << answer;
    taken += answer == 202;
  }
  EXPECT_LE(taken, 10);
  work_until([this] { return !subscribers().empty(); });
  for (const Subscriber& s : subscribers()) {
    EXPECT_EQ(s.callback, "http://127.0.0.1" + port + "/cb");
  }
  for (const char* bad : {"http://user@h.example/cb", "http://evil.example\\@127.0.0.1/cb",
                          "http://h.example:99999/cb", "http://[::1/cb", "http://%00/"}) {
    EXPECT_EQ(ask_for(bad), 400) << bad;
  }
}

TEST_F(OwnHub, Row25_AProxySaysForWhomItAsks) {
  const auto taken_of = [this](const std::string& client) {
    int taken = 0;
    for (int i = 0; i < 15; ++i) {
      const std::string callback =
          "https://c" + std::to_string(i) + client.substr(6, 3) + ".example/";
      taken += request("POST", "/websub", {"X-Forwarded-For: 1.1.1.1, " + client},
                       "hub.mode=subscribe&hub.topic=" + escaped(kTopic) +
                           "&hub.callback=" + escaped(callback))
                   .status == 202;
    }
    return taken;
  };
  EXPECT_EQ(taken_of("203.0.113.7"), 10) << "one network";
  EXPECT_EQ(taken_of("203.0.114.7"), 10) << "another";
}

TEST_F(OwnHub, Row25_HowManyEntriesIsNoPartOfATopic) {
  for (int limit = 1; limit <= 5; ++limit) {
    const std::string topic = kTopic + "?limit=" + std::to_string(limit);
    EXPECT_EQ(ask_hub("subscribe", topic).status, 202);
    work_until([&] { return seen("GET").size() == static_cast<std::size_t>(limit); });
    work_until([this] { return !subscribers().empty(); });
  }
  ASSERT_EQ(subscribers().size(), 1u);
  EXPECT_EQ(subscribers().at(0).topic, "/feed.atom");
  take("Alpha", {{"1", "Fire on a ferry", text_of(1), ""}});
  work_until([this] { return !seen("POST").empty(); });
  EXPECT_EQ(seen("POST").at(0).body, get("/feed.atom").body);
}

TEST_F(OwnHub, Row25_FewFiltersAreAllThatOneDomainGets) {
  std::size_t taken = 0;
  for (int i = 0; i < 10; ++i) {
    pass(2min);
    const RawAnswer answer = ask_hub("subscribe", kTopic + "?q=word" + std::to_string(i));
    if (answer.status == 503) {
      EXPECT_EQ(answer.header("retry-after"), "3600");
      continue;
    }
    ++taken;
    work_until([&] { return subscribers().size() == taken; });
  }
  EXPECT_EQ(taken, 5u);
  start();
  EXPECT_EQ(subscribers().size(), 5u);
}

TEST_F(OwnHub, Row25_WhoUnsubscribesGetsNothingThatWasPlanned) {
  subscribe();
  status = 500;
  take("Alpha", {{"1", "One", text_of(1), ""}});
  work_until([this] { return subscribers().at(0).failures == 1; });
  status = 200;
  EXPECT_EQ(ask_hub("unsubscribe").status, 202);
  work_until([this] { return subscribers().empty(); });
  pass(1h);
  drain();
  EXPECT_TRUE(has_no_hub_request());
  EXPECT_EQ(seen("POST").size(), 1u);
}

TEST_F(OwnHub, Row25_TopicsOfOlderVersionsAreBroughtInOrder) {
  change(*store, [this](store::Transaction& to) {
    for (int i = 0; i < 400; ++i) {
      Subscriber old;
      old.topic = "/feed.atom?" + std::string(i < 30 ? "q=w" : "limit=") + std::to_string(i + 1);
      old.callback = subscriber.url("/cb");
      old.lease_until = now() + 24h;
      to.subscribers().save(old);
    }
  });
  start();
  EXPECT_EQ(subscribers().size(), 6u) << "five filters of one domain, and one without";
}

TEST_F(OwnHub, Row25_AHubThatClosesVerifiesNobodyAndDeliversNothing) {
  subscribe();
  EXPECT_EQ(ask_hub("subscribe", kTopic + "?lang=id").status, 202);
  take("Alpha", {{"1", "Fire on a ferry", text_of(1), ""}});
  const std::size_t before = subscriber.requests().size();
  config.serve.password = "geheim";
  reload();
  EXPECT_EQ(ask_hub("subscribe").status, 404);
  take("Alpha", {{"2", "Storm over the orchard", text_of(2), ""}});
  pass(24h);
  drain();
  EXPECT_TRUE(has_no_hub_request());
  EXPECT_EQ(subscriber.requests().size(), before);
  EXPECT_EQ(subscribers().size(), 1u) << "it is told again when the hub opens";
}

TEST_F(OwnHub, Row25_WithoutAnAddressThatLeadsToUsThereIsNoHub) {
  config.serve.base_url = "";
  start();
  EXPECT_EQ(feed("/feed.atom").hub, "");
  const std::string topic = "http://localhost:" + std::to_string(port()) + "/feed.atom";
  EXPECT_EQ(ask_hub("subscribe", topic).status, 404);
}

}  // namespace
}  // namespace wirefold::test
