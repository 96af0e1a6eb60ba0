#include "wirefold/ingest/inbox.h"

#include <gtest/gtest.h>

namespace wirefold::ingest {
namespace {

fetch::Response response(const std::string& body) {
  fetch::Response out;
  out.body = body;
  return out;
}

TEST(Inbox, LeavesAResponseThatItRefusesAsItWas) {
  Inbox inbox(1);
  const crawl::ResponseSink sink = inbox.response_sink();
  fetch::Response first = response("first");
  fetch::Response second = response("second");
  EXPECT_TRUE(sink(first));
  EXPECT_FALSE(sink(second));
  EXPECT_EQ(second.body, "second");
  EXPECT_EQ(std::get<fetch::Response>(*inbox.pop()).body, "first");
  EXPECT_TRUE(sink(second));
  EXPECT_EQ(std::get<fetch::Response>(*inbox.pop()).body, "second");
}

TEST(Inbox, SaysWhenItHasNoRoomForAMessageOfWebSub) {
  Inbox inbox(1);
  const websub::MessageSink sink = inbox.message_sink();
  EXPECT_TRUE(sink(websub::TopicChanged{"/feed.atom", "\"1\""}));
  EXPECT_FALSE(sink(websub::TopicChanged{"/feed.rss", "\"1\""}));
  const Message message = *inbox.pop();
  const auto& topic = std::get<websub::TopicChanged>(std::get<websub::Message>(message));
  EXPECT_EQ(topic.topic, "/feed.atom");
}

TEST(Inbox, WeighsTheDocumentsThatItHolds) {
  EXPECT_GE(bytes_of(Message(response(std::string(1000, 'x')))), 1000u);
  const websub::Message push = websub::Push{{}, std::string(1000, 'x'), {}};
  EXPECT_GE(bytes_of(Message(push)), 1000u);
  const websub::Message topic = websub::TopicChanged{"/feed.atom", ""};
  EXPECT_EQ(bytes_of(Message(topic)), 0u);
}

}  // namespace
}  // namespace wirefold::ingest
