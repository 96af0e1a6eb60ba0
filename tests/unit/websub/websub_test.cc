#include <gtest/gtest.h>

#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace wirefold::websub {
namespace {

TEST(WebSub, AsksForASubscriptionInAForm) {
  Subscription s;
  s.topic = "https://a.example/f?x=1&y=2";
  s.secret = "s3cret";
  EXPECT_EQ(subscription_form(s, "https://w.example/websub/t", std::chrono::hours(1)),
            "hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2Ff%3Fx%3D1%26y%3D2"
            "&hub.callback=https%3A%2F%2Fw.example%2Fwebsub%2Ft&hub.lease_seconds=3600"
            "&hub.secret=s3cret");
}

TEST(WebSub, ReadsWhatAHubAsks) {
  const HubRequest r = read_hub_request({{"hub.mode", "subscribe"},
                                         {"hub.topic", "t"},
                                         {"hub.challenge", "c"},
                                         {"hub.lease_seconds", "864000"},
                                         {"else", "x"}});
  EXPECT_EQ(r.mode, "subscribe");
  EXPECT_EQ(r.topic, "t");
  EXPECT_EQ(r.challenge, "c");
  EXPECT_EQ(r.lease, std::chrono::days(10));
  for (const char* bad : {"", "0", "-1", "soon", "1x"}) {
    EXPECT_EQ(read_hub_request({{"hub.lease_seconds", bad}}).lease, std::nullopt) << bad;
  }
  EXPECT_LE(read_hub_request({{"hub.lease_seconds", "9223372036854775807"}}).lease->count(),
            std::int64_t{400} * 86400);
}

// RFC 2202 and RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?".
TEST(WebSub, KnowsASignature) {
  constexpr std::string_view kBody = "what do ya want for nothing?";
  for (const char* good :
       {"sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "SHA1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79",
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
        "8e2240ca5e69e2c78b3239ecfab21649",
        "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"}) {
    EXPECT_TRUE(is_signed(good, "Jefe", kBody)) << good;
    EXPECT_FALSE(is_signed(good, "jefe", kBody)) << good;
    EXPECT_FALSE(is_signed(good, "Jefe", "what do ya want for something?")) << good;
  }
  for (const char* bad : {"", "sha1", "sha1=", "md5=750c783e6ab0b503eaa86e310a5db738",
                          "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c7",
                          "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c790",
                          "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"}) {
    EXPECT_FALSE(is_signed(bad, "Jefe", kBody)) << bad;
  }
}

}  // namespace
}  // namespace wirefold::websub
