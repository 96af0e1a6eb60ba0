#include "wirefold/base/base64.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace wirefold
