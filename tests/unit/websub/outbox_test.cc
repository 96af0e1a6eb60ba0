#include "wirefold/websub/outbox.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "wirefold/base/strings.h"
#include "wirefold/websub/requests.h"
#include "wirefold/websub/signature.h"

namespace wirefold::websub {
namespace {

using namespace std::chrono_literals;

const Timestamp kStart{std::chrono::seconds(1'700'000'000)};

serve::ResourcePtr document_of(const std::string& body) {
  serve::Resource head;
  head.content_type = "application/atom+xml";
  head.link = "<https://news.example/feed.atom>; rel=\"self\"";
  return serve::make_resource(std::move(head), body);
}

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() {
    box.set_documents([this](const std::string& topic) {
      asked.push_back(topic);
      return Outbox::Found{here, comes};
    });
  }

  void add(const std::string& url, Purpose purpose = Purpose::kDelivery,
           const std::string& topic = "/feed.atom", Timestamp when = kStart) {
    const bool verifies = purpose == Purpose::kVerification;
    fetch::Request request =
        verifies ? verification_request(++number, url) : delivery_request(++number, url);
    box.add({std::move(request), topic, "geheim"}, when);
  }

  std::optional<fetch::Request> next() {
    return box.next(now, [this](const std::string& host) { return opens(host); });
  }

  std::vector<fetch::Request> all() {
    std::vector<fetch::Request> out;
    while (auto request = next()) out.push_back(std::move(*request));
    return out;
  }

  std::optional<Timestamp> opens(const std::string& host) const {
    if (full.contains(host)) return std::nullopt;
    const auto it = closed_until.find(host);
    return it == closed_until.end() ? Timestamp::min() : it->second;
  }

  Outbox box;
  Timestamp now = kStart;
  std::uint64_t number = 0;
  serve::ResourcePtr here = document_of("first");
  bool comes = false;
  std::vector<std::string> asked;
  std::set<std::string> full;
  std::map<std::string, Timestamp> closed_until;
};

TEST_F(OutboxTest, ADeliveryGetsTheDocumentWhenItGoesOut) {
  add("https://a.example/cb", Purpose::kDelivery, "/feed.atom", kStart + 1h);
  EXPECT_FALSE(next());
  EXPECT_EQ(box.next_change(), kStart + 1h);
  here = document_of("second");
  now += 1h;
  const auto request = next();
  ASSERT_TRUE(request);
  EXPECT_EQ(*request->body, "second");
  EXPECT_EQ(request->tag.text, here->in(serve::Coding::kIdentity).etag);
  EXPECT_EQ(request->headers.at(0), "Content-Type: application/atom+xml");
  EXPECT_EQ(request->headers.at(1), "Link: " + here->link);
  const std::string signature = request->headers.at(2).substr(17);
  EXPECT_TRUE(is_signed(signature, "geheim", "second"));
  EXPECT_FALSE(next());
}

TEST_F(OutboxTest, FewGoAtATimeAndVerificationsKeepNoDeliveryOut) {
  for (int i = 0; i < 20; ++i) add("https://d" + std::to_string(i) + ".example/");
  while (const auto request = next()) box.ended(*request, now, false);  // makes the hosts known
  for (int i = 0; i < 200; ++i) {
    add("https://v" + std::to_string(i) + ".example/", Purpose::kVerification);
  }
  EXPECT_EQ(all().size(), Outbox::kMostVerifications / 2) << "of hosts that nobody knows";
  for (int i = 0; i < 20; ++i) add("https://d" + std::to_string(i) + ".example/");
  const auto deliveries = all();
  EXPECT_EQ(deliveries.size(), Outbox::kMostDeliveries);
  EXPECT_FALSE(box.next_change()) << "would spin";
  box.ended(deliveries.at(0), now, false);
  EXPECT_EQ(all().size(), 1u);
}

TEST_F(OutboxTest, WhoTakesLongIsSlowAndKeepsNoKnownOneOut) {
  add("https://good.example/");
  box.ended(*next(), now, false);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 40; ++i) add("https://s" + std::to_string(i) + ".example/");
    std::vector<fetch::Request> slow = all();
    EXPECT_EQ(slow.size(), Outbox::kMostDeliveries / 2);
    add("https://good.example/");
    const auto good = next();
    ASSERT_TRUE(good);
    EXPECT_EQ(good->url, "https://good.example/");
    box.ended(*good, now, false);
    now += 4s;  // the slow hosts answer just in time
    for (const auto& request : slow) box.ended(request, now, false);
  }
}

TEST_F(OutboxTest, OneHostHasOneAtATimeAndItsPausesHold) {
  for (int i = 0; i < 3; ++i) add("https://a.example/" + std::to_string(i));
  add("https://b.example/");
  add("https://c.example/");
  closed_until["b.example"] = kStart + 30s;
  full = {"c.example"};
  const auto first = all();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first.at(0).url, "https://a.example/0");
  box.ended(first.at(0), now, false);
  EXPECT_EQ(all().size(), 1u);
  full.clear();
  now += 1s;
  EXPECT_EQ(all().size(), 1u) << "c has room";
  now += 29s;
  EXPECT_EQ(all().at(0).url, "https://b.example/");
}

TEST_F(OutboxTest, ASlowHostStaysSlowWhileItsDocumentIsMade) {
  for (int i = 0; i < 8; ++i) add("https://s" + std::to_string(i) + ".example/");
  for (int i = 0; i < 2; ++i) {
    for (const auto& request : all()) box.ended(request, now, true);
  }
  for (int i = 0; i < 8; ++i) add("https://s" + std::to_string(i) + ".example/");
  const serve::ResourcePtr document = std::exchange(here, nullptr);
  comes = true;
  EXPECT_TRUE(all().empty());
  box.take_document("/feed.atom", document, now);
  EXPECT_EQ(all().size(), Outbox::kMostDeliveries / 2);
}

TEST_F(OutboxTest, WhatIsRemovedIsNotSent) {
  add("https://a.example/");
  box.remove(number);
  EXPECT_FALSE(next());
}

TEST_F(OutboxTest, AMadeDocumentIsNotKeptForLong) {
  here = nullptr;
  comes = true;
  closed_until["b.example"] = kStart + 61s;
  add("https://a.example/");
  EXPECT_TRUE(all().empty());
  box.take_document("/feed.atom", document_of("old"), now);
  closed_until["a.example"] = kStart + 61s;
  EXPECT_FALSE(next());
  now += 61s;
  EXPECT_FALSE(next());
  EXPECT_EQ(asked.size(), 2u) << "it is asked for anew";
}

TEST_F(OutboxTest, WhatHasToBeMadeIsAskedForOnceAndHeldOnce) {
  here = nullptr;
  comes = true;
  add("https://a.example/");
  add("https://b.example/");
  add("https://c.example/", Purpose::kDelivery, "/feed.rss");
  EXPECT_TRUE(all().empty());
  EXPECT_EQ(asked, (std::vector<std::string>{"/feed.atom", "/feed.rss"}));
  EXPECT_FALSE(box.next_change());
  serve::ResourcePtr made = document_of("made");
  const std::weak_ptr<const serve::Resource> watch = made;
  box.take_document("/feed.atom", std::move(made), now);
  auto out = all();
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(*out.at(1).body, "made");
  for (const auto& request : out) box.ended(request, now, false);
  out.clear();
  EXPECT_TRUE(watch.expired()) << "nobody holds it for later";
  box.take_document("/feed.rss", nullptr, now);
  EXPECT_FALSE(next());
  EXPECT_EQ(box.next_change(), now + 60s);
}

TEST_F(OutboxTest, OfManyDocumentsThatAreMadeOneIsHeld) {
  here = nullptr;
  comes = true;
  std::vector<std::weak_ptr<const serve::Resource>> made;
  for (int i = 0; i < 30; ++i) {
    const std::string topic = "/feed.atom?q=" + std::to_string(i);
    add("https://h" + std::to_string(i) + ".example/", Purpose::kDelivery, topic);
  }
  EXPECT_TRUE(all().empty());
  for (int i = 0; i < 30; ++i) {
    const auto document = document_of("body " + std::to_string(i));
    made.push_back(document);
    box.take_document("/feed.atom?q=" + std::to_string(i), document, now);
  }
  EXPECT_EQ(std::ranges::count_if(made, [](const auto& d) { return !d.expired(); }), 1);
  EXPECT_EQ(all().size(), 1u);
  EXPECT_EQ(asked.size(), 59u) << "the others ask again";
}

TEST_F(OutboxTest, WhatCannotBeMadeNowWaits) {
  here = nullptr;
  add("https://a.example/");
  EXPECT_FALSE(next());
  EXPECT_EQ(box.next_change(), now + 60s);
  here = document_of("later");
  now += 60s;
  EXPECT_TRUE(next());
}

TEST_F(OutboxTest, AClosedOneSendsNothing) {
  add("https://a.example/");
  add("https://b.example/", Purpose::kVerification);
  here = nullptr;
  comes = true;
  add("https://c.example/", Purpose::kDelivery, "/feed.rss", kStart);
  const auto request = next();
  box.clear();
  box.take_document("/feed.rss", document_of("late"), now);
  EXPECT_TRUE(all().empty());
  EXPECT_FALSE(box.next_change());
}

TEST_F(OutboxTest, AClockThatJumpsMovesIt) {
  add("https://a.example/", Purpose::kVerification, {}, kStart + 1h);
  box.shift(-30min);
  EXPECT_EQ(box.next_change(), kStart + 30min);
}

}  // namespace
}  // namespace wirefold::websub
