#include "serve/http/connections.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

using namespace std::chrono_literals;

constexpr Deadlines kDeadlines{10s, 60s};

TEST(Connections, AreLateWithTheirHeaderOrBody) {
  const Connection::Time start{};
  const Connection idle{3, start, std::nullopt};
  EXPECT_FALSE(is_late(idle, start + 10s, kDeadlines, false));
  EXPECT_TRUE(is_late(idle, start + 11s, kDeadlines, false));
  Connection uploads = idle;
  uploads.busy = uploads.uploading = true;
  EXPECT_FALSE(is_late(uploads, start + 60s, kDeadlines, true));
  EXPECT_TRUE(is_late(uploads, start + 61s, kDeadlines, false));
}

TEST(Connections, ThatReadAnAnswerSlowlyGoWhenRoomIsShort) {
  const Connection::Time start{};
  Connection reads{3, start, std::nullopt};
  reads.busy = true;
  EXPECT_FALSE(is_late(reads, start + 2h, kDeadlines, false));
  EXPECT_FALSE(is_late(reads, start + 30s, kDeadlines, true));
  EXPECT_TRUE(is_late(reads, start + 31s, kDeadlines, true));
  reads.follows = true;
  EXPECT_FALSE(is_late(reads, start + 2h, kDeadlines, true)) << "its answer has no end";
}

}  // namespace
}  // namespace wirefold::serve
