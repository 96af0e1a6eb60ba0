#include "wirefold/base/hmac.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

// Test case 2 of RFC 4231.
TEST(Hmac, SignsByTheNamedMethod) {
  EXPECT_EQ(hmac_hex("sha256", "Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmac_hex("sha256", "jefe", "what do ya want for nothing?").size(), 64u);
  EXPECT_EQ(hmac_hex("md5", "Jefe", "what do ya want for nothing?"), "");
}

TEST(Hmac, ComparesWholeSecrets) {
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
  for (const char* wrong : {"", "secre", "secret ", "Secret", "secreT"}) {
    EXPECT_FALSE(equal_in_constant_time(wrong, "secret")) << wrong;
  }
}

TEST(Hmac, GivesNoTokenTwice) {
  EXPECT_NE(random_token(), random_token());
  EXPECT_EQ(random_token().size(), 64u);
}

}  // namespace
}  // namespace wirefold
