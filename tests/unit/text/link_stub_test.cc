#include "wirefold/text/link_stub.h"

#include <gtest/gtest.h>

#include <string>

namespace wirefold::text {
namespace {

TEST(LinkStub, IsWhatAggregatorsPutInThePlaceOfAText) {
  for (const char* body : {
           "submitted by /u/anna [link] [comments]",
           " submitted by    /u/Anna_B  to r/harbours \n [link]   [comments] ",
           "Comments",
           "Comments (12)",
           "Article URL: https://a.example/ferry Comments URL: https://hub.example/item?id=7 "
           "Points: 25 # Comments: 3",
           "submitted by anna to harbours 120 points | 8 comments https://a.example/ferry",
           "[...] Read more \u00BB",
           "Weiterlesen \u2026",
           "Baca selengkapnya",
           "Lire l\u2019article",
           "\u0427\u0438\u0442\u0430\u0442\u044C \u0434\u0430\u043B\u0435\u0435",
           "\u7D9A\u304D\u3092\u8AAD\u3080",
           "https://a.example/ferry Comments",
       }) {
    EXPECT_TRUE(is_link_stub(body)) << body;
  }
}

TEST(LinkStub, IsNoSentence) {
  for (const char* body : {
           "",
           "https://a.example/ferry",
           "42",
           "Comments are closed after the ferry drifted",
           "Read more books, the minister tells schools",
           "A ferry drifted for nine hours. Read more",
           "The link between the islands reopens",
           "submitted by the committee of the harbour after a year of hearings",
       }) {
    EXPECT_FALSE(is_link_stub(body)) << body;
  }
  EXPECT_FALSE(is_link_stub(std::string(kLongestStub, ' ') + "Comments"));
}

}  // namespace
}  // namespace wirefold::text
