#include "wirefold/ingest/reader.h"

#include <gtest/gtest.h>

#include <string>

#include "wirefold/base/hash.h"
#include "wirefold/crawl/requests.h"

namespace wirefold::ingest {
namespace {

const std::string kUrl = "https://a.example/feed";
const std::string kRss =
    "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>One</title>"
    "<description>Some words.</description></item></channel></rss>";

class ReaderTest : public testing::Test {
 protected:
  ReaderTest() {
    source->url = kUrl;
    facts.feed = FeedId{1};
    facts.source = source;
    table.set(facts);
  }

  ReadResponse poll(const std::string& body, int status = 200) {
    fetch::Response response;
    response.request.url = kUrl;
    response.request.tag.owner = to_int(facts.feed);
    response.status = status;
    response.body = body;
    return std::get<ReadResponse>(reader.read(Message(std::move(response)), mark));
  }

  ReadPush push() {
    websub::Message message = websub::Push{FeedId{1}, kRss, "application/rss+xml"};
    return std::get<ReadPush>(reader.read(std::move(message), mark));
  }

  std::shared_ptr<FeedSource> source = std::make_shared<FeedSource>();
  crawl::FeedFacts facts;
  crawl::FeedFactsTable table;
  Reader reader{table};
  ReadingMark mark;
};

TEST_F(ReaderTest, PreparesTheArticlesOfADocument) {
  const ReadResponse read = poll(kRss);
  EXPECT_EQ(read.body_hash, hash64(kRss));
  ASSERT_TRUE(read.reading && read.reading->document);
  ASSERT_EQ(read.reading->document->articles.size(), 1u);
  const Prepared& prepared = read.reading->document->articles[0];
  EXPECT_EQ(prepared.article.title, "One");
  EXPECT_EQ(prepared.article.publisher.name, "a.example");
  ASSERT_TRUE(prepared.index);
  EXPECT_NE(prepared.index->search_words.find("words"), std::string::npos);
}

TEST_F(ReaderTest, DoesNotReadWhatIsNoNewDocument) {
  EXPECT_FALSE(poll("", 304).reading);
  EXPECT_EQ(poll("", 304).body_hash, 0u);
  facts.body_hash = hash64(kRss);
  table.set(facts);
  const ReadResponse again = poll(kRss);
  EXPECT_FALSE(again.reading);
  EXPECT_EQ(again.body_hash, hash64(kRss));
  table.clear();
  EXPECT_FALSE(poll(kRss).reading) << "the feed was taken off the list";
}

TEST_F(ReaderTest, SaysWhyADocumentCannotBeRead) {
  const ReadResponse read = poll("<html>maintenance</html>");
  ASSERT_TRUE(read.reading);
  EXPECT_FALSE(read.reading->document);
}

TEST_F(ReaderTest, AnalysesATextOfAFeedOnce) {
  const auto read = [this] { return poll(kRss).reading->document->articles[0]; };
  EXPECT_TRUE(read().document);
  Prepared again = read();
  EXPECT_FALSE(again.document);
  EXPECT_FALSE(again.index);
  EXPECT_FALSE(analyse(again).body.empty());
  facts.feed = FeedId{2};
  table.set(facts);
  EXPECT_TRUE(poll(kRss).reading->document->articles[0].index) << "another feed";
}

TEST_F(ReaderTest, ReadsNoPushesOfAFeedThatHasCrashed) {
  EXPECT_TRUE(push().reading);
  facts.has_crashed = true;
  table.set(facts);
  EXPECT_FALSE(push().reading);
}

TEST_F(ReaderTest, ReadsPages) {
  fetch::Response response;
  response.request = crawl::page_request({FeedId{1}, 1, "https://a.example/1", {}, nullptr});
  response.status = 200;
  response.content_type = "text/html";
  response.body = "<html><title>One</title><p>Words.</p></html>";
  const auto page = std::get<ReadPage>(reader.read(Message(response), mark));
  EXPECT_TRUE(page.page);
  EXPECT_TRUE(page.response.body.empty());
  response.error = Error{Errc::kNetwork, "away"};
  EXPECT_EQ(std::get<ReadPage>(reader.read(Message(response), mark)).page.error().detail, "away");
}

}  // namespace
}  // namespace wirefold::ingest
