#include "wirefold/ingest/handover.h"

#include <gtest/gtest.h>

#include "wirefold/ingest/page_wait.h"

namespace wirefold::ingest {
namespace {

TEST(BytesOf, A304WeighsNextToNothing) {
  ReadResponse unchanged{};
  unchanged.response.status = 304;
  EXPECT_LT(bytes_of(unchanged), 100u);
}

TEST(BytesOf, APageWeighsTheEntryThatItBringsBack) {
  ReadPage given_up{{}, Error{Errc::kTimeout, ""}};
  EXPECT_EQ(bytes_of(given_up), kMostWaitingBytes);
  page::Page page;
  page.text = std::string(1000, 'x');
  EXPECT_EQ(bytes_of(ReadPage{{}, page}), kMostWaitingBytes + 1000);
}

TEST(BytesOf, AResponseWeighsItsBodyItsWayAndItsLinks) {
  fetch::Response response;
  response.body = std::string(1000, 'x');
  response.request.chain = {std::string(2000, 'x'), std::string(3000, 'x')};
  response.links.push_back({std::string(4000, 'x'), {}, ""});
  EXPECT_GE(bytes_of(Handover(response)), 10000u);
  EXPECT_GE(bytes_of(ReadResponse{std::move(response), 0, std::nullopt, nullptr}), 10000u);
}

}  // namespace
}  // namespace wirefold::ingest
