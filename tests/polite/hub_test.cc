// Row 32: WebSub.
#include <fmt/format.h>
#include <openssl/hmac.h>

#include "polite/politeness.h"
#include "support/process.h"
#include "wirefold/base/percent.h"

namespace wirefold::test {
namespace {

std::string signature(const std::string& secret, const std::string& body) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), mac, &size);
  std::string out = "X-Hub-Signature: sha256=";
  for (unsigned i = 0; i < size; ++i) out += fmt::format("{:02x}", mac[i]);
  return out;
}

/// Value of a form's field, decoded.
std::string form_field(const std::string& form, const std::string& name) {
  const std::size_t at = ('&' + form).find('&' + name + '=');
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 1;
  return without_escapes(form.substr(begin, form.find('&', begin) - begin));
}

/// A feed with a hub. The helpers play the part of the hub.
class PolitenessHub : public Politeness {
 protected:
  PolitenessHub() {
    world.config.serve.base_url = "self";
    world.on(hub, [](const Seen&) -> HttpReply { return {202, "", {}}; });
    const std::string body = rss({"one"},
                                 "<atom:link rel=\"hub\" href=\"http://wrong.example/\"/>"
                                 "<atom:link rel=\"self\" href=\"http://wrong.example/f\"/>");
    world.on(url, [this, body](const Seen& seen) {
      HttpReply reply = validated(body, "\"1\"")(seen);
      reply.headers.emplace_back(
          "Link", '<' + hub + ">; rel=\"hub\", <" + topic + ">; title=\"a, b\"; rel=self");
      return reply;
    });
    world.add_feed(url);
    world.start();
    world.run_for(10s);
  }

  /// Asks, as the hub, whether the subscription was intended.
  HttpResult verify(const std::string& of_topic, const std::string& mode = "subscribe") const {
    return http_ask(callback + "?hub.mode=" + mode + "&hub.topic=" + escaped(of_topic) +
                    "&hub.challenge=c%26h&hub.lease_seconds=864000");
  }

  void subscribe() {
    ASSERT_EQ(world.seen(hub).size(), 1u);
    form = world.seen(hub)[0].request.body;
    callback = form_field(form, "hub.callback");
    secret = form_field(form, "hub.secret");
    const HttpResult verified = verify(topic);
    ASSERT_EQ(verified.status, 200);
    ASSERT_EQ(verified.body, "c&h");
    world.drain();
  }

  const std::string hub = world.url("hub.example", "/hub");
  const std::string topic = world.url("a.example", "/canonical");
  std::string form, callback, secret;
};

TEST_F(PolitenessHub, Row32_AHubIsSubscribedToAndPollsGetRare) {
  subscribe();
  EXPECT_EQ(form_field(form, "hub.mode"), "subscribe");
  EXPECT_EQ(form_field(form, "hub.topic"), topic) << "header first, then body";
  EXPECT_GE(secret.size(), 32u);
  const auto polls = world.seen(url).size();
  world.run_for(days(5));
  EXPECT_LE(world.seen(url).size(), polls + 6) << "a poll a day";
  EXPECT_EQ(world.seen(hub).size(), 1u);
  world.run_for(days(4) + 30min);
  ASSERT_EQ(world.seen(hub).size(), 2u) << "renewed before the lease ends";
  EXPECT_EQ(world.seen(hub)[1].request.body, form);
  EXPECT_EQ(verify(topic).body, "c&h");
  world.run_for(days(8));
  EXPECT_EQ(world.seen(hub).size(), 2u);
  EXPECT_LE(world.seen(url).size(), polls + 19) << "still a poll a day";
}

TEST_F(PolitenessHub, Row32_OnlyWhatWeAskedForIsVerified) {
  form = world.seen(hub).at(0).request.body;
  callback = form_field(form, "hub.callback");
  EXPECT_EQ(verify(topic + "x").status, 404);
  EXPECT_EQ(verify(topic, "unsubscribe").status, 404);
  const std::string right = callback;
  callback.back() = callback.back() == '0' ? '1' : '0';
  EXPECT_EQ(verify(topic).status, 404) << "a guessed callback";
  callback = right;
  subscribe();
  EXPECT_EQ(verify(topic).status, 404) << "once is enough";
}

TEST_F(PolitenessHub, Row32_WhatTheHubBringsCountsIfItIsSigned) {
  subscribe();
  const std::string news = rss({"two", "three"});
  EXPECT_EQ(http_post(callback, news, {signature("guess", news)}).status, 202);
  EXPECT_EQ(http_post(callback, news, {}).status, 202);
  world.drain();
  EXPECT_EQ(world.store().reading().count_articles(), 1) << "not signed with our secret";
  EXPECT_EQ(http_post(callback, news, {signature(secret, news)}).status, 200);
  world.drain();
  EXPECT_EQ(world.store().reading().count_articles(), 3);
  const std::string large(2 << 20, 'x');
  EXPECT_EQ(http_post(callback, large, {signature(secret, large)}).status, 413);
  world.restart();
  EXPECT_EQ(world.seen(hub).size(), 1u);
  world.run_for(hours(20));
  EXPECT_EQ(world.seen(hub).size(), 1u) << "the subscription outlasts a restart";
}

TEST_F(PolitenessHub, Row32_PollsComeBackWhenTheHubDies) {
  subscribe();
  world.on(hub, HttpReply{500, "", {}});
  world.run_for(days(11));
  const auto polls = world.seen(url).size();
  world.run_for(days(2));
  EXPECT_GT(world.seen(url).size(), polls + 4) << "the lease has ended";
  EXPECT_GT(world.seen(hub).size(), 2u) << "and the hub is asked again";
}

TEST_F(PolitenessHub, Row32_AHubThatKeepsSilentIsNotReliedOn) {
  subscribe();
  world.on(url, [n = 0](const Seen&) mutable {
    const std::string number = std::to_string(++n);
    return ok(rss({"item " + number}), {{"ETag", number}});
  });
  world.run_for(days(2));
  const auto polls = world.seen(url).size();
  world.run_for(days(1));
  EXPECT_GT(world.seen(url).size(), polls + 6);
}

TEST_F(PolitenessHub, Row32_ARefusalIsTaken) {
  form = world.seen(hub).at(0).request.body;
  callback = form_field(form, "hub.callback");
  const HttpResult denied =
      http_ask(callback + "?hub.mode=denied&hub.topic=" + escaped(topic) + "&hub.reason=no");
  EXPECT_EQ(denied.status, 200);
  world.drain();
  world.run_for(days(2));
  EXPECT_GT(world.seen(url).size(), 8u) << "polled as before";
}

}  // namespace
}  // namespace wirefold::test
