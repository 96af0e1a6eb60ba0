#include "serve/http/mailbox.h"

#include <gtest/gtest.h>
#include <poll.h>

#include "serve/http/exchange.h"

namespace wirefold::serve {
namespace {

bool is_readable(const Mailbox& mailbox) {
  pollfd fd{mailbox.fd(), POLLIN, 0};
  return poll(&fd, 1, 0) == 1;
}

TEST(Mailbox, HandsOverWhatWasPutInItsOrder) {
  Mailbox mailbox;
  Exchange first;
  Exchange second;
  const ResourcePtr resource = make_resource({}, "text");
  mailbox.put(&first, resource);
  mailbox.put(&second, nullptr);
  const std::vector<Rendered> taken = mailbox.take();
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[0].exchange, &first);
  EXPECT_EQ(taken[0].resource, resource);
  EXPECT_EQ(taken[1].exchange, &second);
  EXPECT_EQ(taken[1].resource, nullptr);
  EXPECT_TRUE(mailbox.take().empty());
}

TEST(Mailbox, IsReadableFromPutOrWakeUntilTake) {
  Mailbox mailbox;
  EXPECT_FALSE(is_readable(mailbox));
  Exchange exchange;
  mailbox.put(&exchange, nullptr);
  EXPECT_TRUE(is_readable(mailbox));
  mailbox.take();
  EXPECT_FALSE(is_readable(mailbox));
  mailbox.wake();
  mailbox.wake();
  EXPECT_TRUE(is_readable(mailbox));
  EXPECT_TRUE(mailbox.take().empty());
  EXPECT_FALSE(is_readable(mailbox)) << "two calls count as one";
}

}  // namespace
}  // namespace wirefold::serve
