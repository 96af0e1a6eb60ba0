#include "wirefold/base/base64.h"

#include <gtest/gtest.h>

#include <utility>

namespace wirefold {
namespace {

TEST(DecodeBase64, GivesTheVectorsOfRfc4648) {
  const std::pair<std::string_view, std::string_view> cases[] = {{"", ""},
                                                                 {"Zg==", "f"},
                                                                 {"Zm8=", "fo"},
                                                                 {"Zm9v", "foo"},
                                                                 {"Zm9vYg==", "foob"},
                                                                 {"Zm9vYmE=", "fooba"},
                                                                 {"Zm9vYmFy", "foobar"}};
  for (const auto& [text, bytes] : cases) EXPECT_EQ(decode_base64(text), bytes) << text;
}

TEST(DecodeBase64, ForgivesBlanksAndMissingPaddingAlone) {
  EXPECT_EQ(decode_base64(" Zm9v\n YmE"), "fooba");
  EXPECT_EQ(decode_base64("Zm9v!"), std::nullopt);
  EXPECT_EQ(decode_base64("Zm=9v"), std::nullopt);
}

TEST(Base64, EncodesTheExamplesOfRfc4648) {
  constexpr std::pair<std::string_view, std::string_view> kCases[] = {{"", ""},
                                                                      {"f", "Zg=="},
                                                                      {"fo", "Zm8="},
                                                                      {"foo", "Zm9v"},
                                                                      {"foob", "Zm9vYg=="},
                                                                      {"fooba", "Zm9vYmE="},
                                                                      {"foobar", "Zm9vYmFy"},
                                                                      {"\xFF\xFE", "//4="}};
  for (const auto& [plain, encoded] : kCases) {
    EXPECT_EQ(encode_base64(plain), encoded);
    EXPECT_EQ(decode_base64(encoded), plain);
  }
}

}  // namespace
}  // namespace wirefold
