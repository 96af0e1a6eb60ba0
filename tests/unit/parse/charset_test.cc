#include "wirefold/parse/charset.h"

#include <gtest/gtest.h>

namespace wirefold::parse {
namespace {

using namespace std::string_literals;

TEST(DecodeText, PutsTheByteOrderMarkFirst) {
  const auto text = decode_text("\xEF\xBB\xBF<a>\xC3\xA9</a>", "text/xml; charset=windows-1251");
  EXPECT_EQ(text.utf8, "<a>é</a>");
  EXPECT_EQ(text.encoding, "utf-8");
}

TEST(DecodeText, ReadsUtf16WithAndWithoutMark) {
  EXPECT_EQ(decode_text("\xFF\xFE<\0a\0>\0"s, "").utf8, "<a>");
  EXPECT_EQ(decode_text("<\0a\0>\0"s, "").utf8, "<a>");
  EXPECT_EQ(decode_text("\0<\0a\0>"s, "").utf8, "<a>");
}

TEST(DecodeText, BelievesTheHeaderBeforeTheDeclaration) {
  const auto text = decode_text("<?xml version='1.0' encoding='iso-8859-1'?><a>\xCF\xF3</a>",
                                "application/xml; charset=\"windows-1251\"");
  EXPECT_EQ(text.encoding, "windows-1251");
  EXPECT_NE(text.utf8.find("Пу"), std::string::npos);
}

TEST(DecodeText, ReadsTheDeclaration) {
  const auto text = decode_text("<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>\xF0\xD5</a>", "");
  EXPECT_NE(text.utf8.find("Пу"), std::string::npos);
}

TEST(DecodeText, ReadsGb2312AsTheGbkThatItIs) {
  // U+9555, in GBK and not in GB 2312
  const auto text = decode_text("<?xml version=\"1.0\" encoding=\"gb2312\"?><a>\xE9\x46</a>", "");
  EXPECT_EQ(text.utf8.find("\xEF\xBF\xBD"), std::string::npos) << text.utf8;
}

TEST(DecodeText, DoesNotBelieveAFalseUtf8) {
  const auto text =
      decode_text("<?xml version=\"1.0\" encoding=\"utf-8\"?><a>caf\xE9 cr\xE8me</a>", "");
  EXPECT_NE(text.utf8.find("café crème"), std::string::npos) << text.utf8;
  EXPECT_FALSE(text.warnings.empty());
}

TEST(DecodeText, GoesOnAfterAnUnknownName) {
  const auto text = decode_text("<?xml version=\"1.0\" encoding=\"klingon\"?><a>é</a>", "");
  EXPECT_EQ(text.encoding, "utf-8");
  ASSERT_EQ(text.warnings.size(), 1u);
  EXPECT_NE(text.warnings[0].find("klingon"), std::string::npos);
}

TEST(DecodeText, AlwaysGivesValidUtf8) {
  std::string junk;
  for (int i = 0; i < 4096; ++i) junk += static_cast<char>((i * 7919 + i / 13) & 0xFF);
  for (const char* type : {"", "text/xml; charset=shift_jis", "text/xml; charset=utf-8",
                           "text/xml; charset=iso-2022-jp", "text/xml; charset=utf-7"}) {
    const auto text = decode_text(junk, type);
    std::size_t bad = 0;
    for (std::size_t i = 0; i < text.utf8.size(); ++i) bad += text.utf8[i] == '\xFF';
    EXPECT_EQ(bad, 0u) << type;
    EXPECT_FALSE(text.utf8.empty());
  }
}

}  // namespace
}  // namespace wirefold::parse
