#include "serve/operator/sessions.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNow{1'700'000'000s};

class SessionsTest : public testing::Test {
 protected:
  SessionsTest() { sessions.set_password("s3cret"); }

  std::string open(std::string_view name = "Ana") {
    return sessions.open("s3cret", name, kNow).value_or("");
  }

  bool is_open(std::string_view cookie, Timestamp now = kNow) const {
    return sessions.find(cookie, now).has_value();
  }

  Sessions sessions;
};

TEST_F(SessionsTest, OpensForTheRightPasswordAlone) {
  for (const char* wrong : {"", "s3cre", "s3cret ", "S3cret"}) {
    EXPECT_FALSE(sessions.open(wrong, "Ana", kNow)) << wrong;
  }
  const auto session = sessions.find(open(), kNow);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->name, "Ana");
  EXPECT_EQ(session->token.size(), 64u);
}

TEST_F(SessionsTest, IsClosedWithoutAPassword) {
  const std::string cookie = open();
  sessions.set_password("");
  EXPECT_FALSE(sessions.is_open());
  EXPECT_FALSE(sessions.open("", "Ana", kNow));
  EXPECT_FALSE(is_open(cookie));
}

TEST_F(SessionsTest, GivesEachSessionACookieAndATokenOfItsOwn) {
  const std::string one = open();
  const std::string other = open();
  EXPECT_NE(one, other);
  EXPECT_NE(sessions.find(one, kNow)->token, sessions.find(other, kNow)->token);
  EXPECT_EQ(sessions.find(one, kNow), sessions.find(one, kNow)) << "the token stays";
}

TEST_F(SessionsTest, EndsAfterItsTime) {
  const std::string cookie = open();
  EXPECT_TRUE(is_open(cookie, kNow + Sessions::kLife - 1s));
  EXPECT_FALSE(is_open(cookie, kNow + Sessions::kLife));
}

TEST_F(SessionsTest, RefusesACookieOfWhichAnythingWasChanged) {
  const std::string cookie = open();
  for (std::size_t i = 0; i < cookie.size(); ++i) {
    std::string changed = cookie;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(is_open(changed)) << i;
    EXPECT_FALSE(is_open(cookie.substr(0, i))) << i;
  }
  for (const std::string& wrong :
       {std::string(), std::string("..."), cookie + ".x", "1." + cookie}) {
    EXPECT_FALSE(is_open(wrong)) << wrong;
  }
}

TEST_F(SessionsTest, RefusesTheCookieOfAnotherServer) {
  Sessions other;
  other.set_password("s3cret");
  EXPECT_FALSE(is_open(*other.open("s3cret", "Ana", kNow)));
}

TEST_F(SessionsTest, EndsOneSessionAtSignOut) {
  const std::string mine = open();
  const std::string others = open();
  sessions.end(mine, kNow);
  EXPECT_FALSE(is_open(mine));
  EXPECT_TRUE(is_open(others));
}

TEST_F(SessionsTest, EndsAllWhenThePasswordChanges) {
  const std::string cookie = open();
  sessions.set_password("s3cret");
  EXPECT_TRUE(is_open(cookie)) << "it has not changed";
  sessions.set_password("other");
  EXPECT_FALSE(is_open(cookie));
  sessions.set_password("s3cret");
  EXPECT_FALSE(is_open(cookie)) << "not even with the old password again";
}

TEST_F(SessionsTest, EndsAllWhenTooManyWereSignedOut) {
  const std::string cookie = open();
  std::string last;
  for (std::size_t i = 0; i <= Sessions::kMostEnded; ++i) {
    last = open();
    sessions.end(last, kNow);
  }
  EXPECT_FALSE(is_open(cookie));
  EXPECT_FALSE(is_open(last)) << "though nothing is remembered of it";
  EXPECT_TRUE(is_open(open()));
}

TEST_F(SessionsTest, KeepsTheNameOutOfTheOtherParts) {
  for (const char* name : {"", "Ana", "a;b, \"c\" = d", "1.2.3"}) {
    EXPECT_EQ(open(name).find_first_of("; ,\""), std::string::npos) << name;
    EXPECT_EQ(sessions.find(open(name), kNow)->name, name);
  }
}

}  // namespace
}  // namespace wirefold::serve
