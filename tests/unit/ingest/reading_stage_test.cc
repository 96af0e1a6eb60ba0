#include "wirefold/ingest/reading_stage.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "wirefold/crawl/feed_facts.h"

namespace wirefold::ingest {
namespace {

/// Threads that read the documents of one feed.
class ReadingStageTest : public testing::Test {
 protected:
  ReadingStageTest() {
    auto source = std::make_shared<FeedSource>();
    source->url = "https://a.example/feed";
    facts.set({FeedId{1}, source, {}, {}, 0, false});
    inbox.set_budget(std::size_t{64} << 20, [](const auto& message) { return bytes_of(message); });
  }

  /// The answer to a poll, with `entries` entries: a long one takes longer to read.
  static Message answer(int number, int entries) {
    fetch::Response response;
    response.request.tag.owner = 1;
    response.request.url = "https://a.example/feed";
    response.status = 200;
    response.body = "<rss version=\"2.0\"><channel><title>" + std::to_string(number) + "</title>";
    for (int i = 0; i < entries; ++i) {
      response.body += "<item><guid>" + std::to_string(number) + '/' + std::to_string(i) +
                       "</guid><title>T</title></item>";
    }
    response.body += "</channel></rss>";
    return response;
  }

  void start(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      threads.emplace_back([this] {
        ReadingMark mark;
        Pulse pulse{std::chrono::milliseconds(10)};
        stage.run(mark, pulse);
      });
    }
  }

  /// The title of the next document.
  std::string next() {
    const auto handover = out.pop();
    return std::get<ReadResponse>(*handover).reading->document->feed.title.value;
  }

  crawl::FeedFactsTable facts;
  Inbox inbox{1000};
  Handovers out{4};
  Reader reader{facts};
  ReadingStage stage{inbox, out, reader};
  std::vector<std::jthread> threads;
};

TEST_F(ReadingStageTest, KeepsTheOrderOnSeveralThreads) {
  constexpr int kCount = 300;
  for (int i = 0; i < kCount; ++i) inbox.push(answer(i, i % 7 == 0 ? 200 : 1));
  start(3);
  for (int i = 0; i < kCount; ++i) ASSERT_EQ(next(), std::to_string(i));
  inbox.close();
  threads.clear();
  EXPECT_TRUE(out.empty());
}

TEST_F(ReadingStageTest, ReadsWhatIsLeftWhenTheInboxCloses) {
  for (int i = 0; i < 3; ++i) inbox.push(answer(i, 1));
  inbox.close();
  start(2);
  threads.clear();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(next(), std::to_string(i));
}

TEST_F(ReadingStageTest, EndsWhenNobodyTakesItsDocuments) {
  for (int i = 0; i < 20; ++i) inbox.push(answer(i, 1));
  start(2);
  EXPECT_EQ(next(), "0");
  out.close();
  threads.clear();  // does not wait for the other documents
  EXPECT_FALSE(inbox.empty());
}

TEST_F(ReadingStageTest, HoldsOneLargeDocumentAtATime) {
  constexpr int kLarge = 40000;  // some 2 MB
  for (int i = 0; i < 2; ++i) inbox.push(answer(i, kLarge));
  start(2);
  {
    const auto first = out.pop();
    EXPECT_TRUE(std::get<ReadResponse>(*first).large);
    const auto soon = Handovers::Clock::now() + std::chrono::milliseconds(300);
    EXPECT_FALSE(out.pop(soon)) << "the first one has not been folded yet";
  }
  EXPECT_EQ(next(), "1");
  inbox.close();
}

TEST_F(ReadingStageTest, PassesOtherMessagesOnInOrder) {
  inbox.push(answer(0, 300));
  inbox.push(websub::Message(websub::TopicChanged{"/feed.atom", "etag"}));
  inbox.push(Reload{});
  inbox.close();
  start(2);
  threads.clear();
  EXPECT_TRUE(std::holds_alternative<ReadResponse>(*out.pop()));
  EXPECT_TRUE(std::holds_alternative<websub::Message>(*out.pop()));
  EXPECT_TRUE(std::holds_alternative<Reload>(*out.pop()));
}

TEST_F(ReadingStageTest, AllThreadsEndWhenOneFails) {
  class Fails : public std::exception {};
  bool has_failed = false;
  Reader broken{facts, [&has_failed] {
                  if (!std::exchange(has_failed, true)) throw Fails();
                  return Timestamp{};
                }};
  Handovers nowhere{4};
  ReadingStage fails{inbox, nowhere, broken};
  for (int i = 0; i < 3; ++i) inbox.push(answer(i, 1));
  const auto run = [&fails] {
    ReadingMark mark;
    Pulse pulse{std::chrono::milliseconds(10)};
    fails.run(mark, pulse);
  };
  EXPECT_THROW(run(), Fails);
  run();  // another thread does not wait for the document of the first one
  EXPECT_TRUE(nowhere.empty());
  EXPECT_FALSE(inbox.empty());
}

}  // namespace
}  // namespace wirefold::ingest
