#include "wirefold/parse/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::string_literals;

/// `utf8` in `encoding`, as ICU converts it.
std::string encoded(const std::string& utf8, const char* encoding) {
  std::string out(utf8.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()),
                   utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::string declared(const std::string& encoding, const std::string& text) {
  return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>" + text + "</a>";
}

struct EncodingCase {
  std::string what;
  std::string bytes;
  std::string content_type;
  std::string encoding;
  std::string text;  // Must be part of the decoded document.
};

TEST(DecodeText, FindsTheEncodingThatPublishersMean) {
  const std::string russian = "Путин подписал закон о ратификации договора";
  const EncodingCase cases[] = {
      {"a mark before the header", "\xEF\xBB\xBF<a>é</a>", "text/xml; charset=windows-1251",
       "utf-8", "<a>é</a>"},
      {"UTF-16 with a mark", "\xFF\xFE<\0a\0>\0"s, "", "utf-16le", "<a>"},
      {"UTF-16, the other end first", "\xFE\xFF\0<\0a\0>"s, "", "utf-16be", "<a>"},
      {"UTF-16 without a mark", "<\0a\0>\0"s, "", "utf-16le", "<a>"},
      {"UTF-16 without a mark, the other end first", "\0<\0a\0>"s, "", "utf-16be", "<a>"},
      {"UTF-32 with a mark", "\xFF\xFE\0\0<\0\0\0a\0\0\0"s, "", "utf-32le", "<a"},
      {"UTF-32 without a mark", "\0\0\0<\0\0\0a"s, "", "utf-32be", "<a"},
      {"JSON in UTF-16", "{\0}\0"s, "", "utf-16le", "{}"},
      {"UTF-16 that is not", declared("utf-16", "é"), "", "utf-8", "é"},
      {"EBCDIC", encoded(declared("ibm037", "x"), "ibm037"), "", "ibm037", "<a>x</a>"},

      {"header before declaration", declared("iso-8859-5", encoded(russian, "windows-1251")),
       "application/xml; charset=\"windows-1251\"", "windows-1251", russian},
      {"header with blanks around the sign", declared("iso-8859-5", encoded(russian, "koi8-r")),
       "text/xml ; CHARSET = KOI8-R ; x=y", "koi8-r", russian},
      {"header in single quotes", "<a>\xE9</a>", "text/xml; charset='iso-8859-1'", "iso-8859-1",
       "é"},
      {"header written wrong", declared("koi8-r", encoded(russian, "koi8-r")),
       "text/xml; charset:windows-1251", "koi8-r", russian},
      {"a server's default over UTF-8", declared("utf-8", "café"), "text/xml; charset=iso-8859-1",
       "utf-8", "café"},
      {"text without a charset, and no byte above ASCII", declared("iso-8859-1", "x"), "text/xml",
       "us-ascii", "x"},
      {"application without a charset", declared("iso-8859-1", "x"), "application/xml",
       "iso-8859-1", "x"},

      {"declaration", declared("koi8-r", encoded(russian, "koi8-r")), "", "koi8-r", russian},
      {"declaration behind blank lines", "\n\n" + declared("koi8-r", encoded(russian, "koi8-r")),
       "", "koi8-r", russian},
      {"ISO-8859-1 that is windows-1252", declared("iso-8859-1", "don\x92t"), "", "iso-8859-1",
       "don’t"},
      {"GB 2312 that is GBK", declared("gb2312", "\xE9\x46"), "", "gb18030", "镕"},
      {"Shift_JIS", declared("Shift_JIS", encoded("日本語", "shift_jis")), "", "shift_jis",
       "日本語"},
      {"ISO-2022-JP", declared("iso-2022-jp", encoded("日本語", "iso-2022-jp")), "", "iso-2022-jp",
       "日本語"},
      {"EUC-KR", declared("euc-kr", encoded("한국어", "euc-kr")), "", "euc-kr", "한국어"},
      {"Big5", declared("big5", encoded("中文", "big5")), "", "big5", "中文"},
      {"TIS-620", declared("tis-620", encoded("ไทย", "windows-874")), "", "tis-620", "ไทย"},
      {"an encoding of the C library alone", declared("koi8-t", "\x80"), "", "koi8-t", "қ"},

      {"UTF-8 without a word", "<a>é</a>", "", "utf-8", "é"},
      {"UTF-8 that is not: the letters of windows-1252", declared("utf-8", "caf\xE9 cr\xE8me"), "",
       "windows-1252", "café crème"},
      {"UTF-8 that is not: found out", declared("utf-8", encoded(russian, "windows-1251")), "",
       "windows-1251", russian},
      {"nothing said: found out", "<a>" + encoded(russian, "koi8-r") + "</a>", "", "koi8-r",
       russian},
      {"nothing said and too little to tell", "<a>Pr\xF8ve</a>", "", "utf-8", "Pr\uFFFDve"},
      {"nothing said: a quote of windows-1252", "<a>don\x92t</a>", "", "windows-1252", "don’t"},
      {"UTF-8 cut inside a character", "<a>Путин \xD0 закон</a>", "", "utf-8",
       "Путин \uFFFD закон"},
      {"UTF-8 with a byte of something else", "<a>é à ü ö ñ \xFF</a>", "", "utf-8",
       "é à ü ö ñ \uFFFD"},
      {"a name that nobody knows", declared("klingon", "é"), "", "utf-8", "é"},
  };
  for (const EncodingCase& c : cases) {
    SCOPED_TRACE(c.what);
    const DecodedText text = decode_text(c.bytes, c.content_type);
    EXPECT_EQ(text.encoding, c.encoding);
    EXPECT_NE(text.utf8().find(c.text), std::string::npos) << text.utf8();
    EXPECT_TRUE(is_valid_utf8(text.utf8()));
  }
}

TEST(DecodeText, SaysWhatItDidNotBelieve) {
  const std::pair<std::string, std::string_view> cases[] = {
      {declared("klingon", "é"), "unknown encoding: klingon"},
      {declared("utf-8", "caf\xE9"), "says utf-8, but the bytes are not"},
      {declared("utf-16", "x"), "says utf-16, but the bytes are not"},
      {declared("iso-8859-1", "é"), "says iso-8859-1, but the bytes are utf-8"},
      {"<a>\xD0\xBF\xD0\xBF\xD0\xBF\xD0\xBF\xD0</a>", "bytes that are not utf-8 were replaced: 1"},
  };
  for (const auto& [bytes, warning] : cases) {
    const DecodedText text = decode_text(bytes, "");
    ASSERT_FALSE(text.warnings.empty()) << warning;
    EXPECT_NE(text.warnings[0].find(warning), std::string::npos) << text.warnings[0];
  }
}

TEST(DecodeText, AlwaysGivesValidUtf8) {
  std::string junk;
  for (int i = 0; i < 4096; ++i) junk += static_cast<char>((i * 7919 + i / 13) & 0xFF);
  for (const char* type :
       {"", "text/xml; charset=shift_jis", "text/xml; charset=utf-8", "text/xml; charset=koi8-t",
        "text/xml; charset=iso-2022-jp", "text/xml; charset=utf-7"}) {
    const DecodedText text = decode_text(junk, type);
    EXPECT_TRUE(is_valid_utf8(text.utf8())) << type;
    EXPECT_FALSE(text.utf8().empty());
  }
}

}  // namespace
}  // namespace wirefold::parse
