// Characters that XML forbids (XML 1.0 section 2.2, Char) are never read, however they are written.
#include <gtest/gtest.h>

#include "facts.h"
#include "support/feed_texts.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"

namespace wirefold::parse {
namespace {

/// `c` in UTF-8, a surrogate as in CESU-8.
std::string raw(char32_t c) {
  if (c >= 0xD800 && c <= 0xDFFF) {
    return {'\xED', static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
            static_cast<char>(0x80 | (c & 0x3F))};
  }
  std::string out;
  append_utf8(out, c);
  return c == '<' || c == '&' ? escape_markup(out) : out;
}

std::string by_number(char32_t c) { return "&#" + std::to_string(static_cast<unsigned>(c)) + ";"; }

std::string twice_by_number(char32_t c) { return "&amp;" + by_number(c).substr(1); }

std::string in_json(char32_t c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  const auto unit = [&out, kDigits](char32_t u) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(u >> shift) & 15];
  };
  if (c < 0x10000) {
    unit(c);
  } else {
    unit(0xD800 + ((c - 0x10000) >> 10));
    unit(0xDC00 + (c & 0x3FF));
  }
  return out;
}

/// All code points of the first plane, and the first and last 256 of each other plane.
std::vector<std::vector<char32_t>> chunks() {
  std::vector<std::vector<char32_t>> out;
  for (char32_t plane = 0; plane <= 0x10; ++plane) {
    for (char32_t row = 0; row < 0x100; ++row) {
      if (plane > 0 && row > 0 && row < 0xFF) continue;
      out.emplace_back();
      for (char32_t c = 0; c < 0x100; ++c) out.back().push_back(plane << 16 | row << 8 | c);
    }
  }
  return out;
}

std::string written(const std::vector<char32_t>& characters, std::string (*write)(char32_t)) {
  std::string out;
  for (const char32_t c : characters) {
    out += write(c);
    out += '.';
  }
  return out;
}

std::string rss_of(const std::string& text) {
  return in_channel("<link>https://h.example/" + text + "</link><copyright>" + text +
                    "</copyright><language>" + text + "</language><item><title>" + text +
                    "</title><guid>" + text + "</guid><link>https://h.example/" + text +
                    "</link><description>" + text + "</description><dc:creator>" + text +
                    "</dc:creator><category>" + text + "</category><pubDate>" + text +
                    "</pubDate><source>" + text + "</source><content:encoded><![CDATA[" + text +
                    "]]></content:encoded></item>");
}

std::string json_of(const std::string& text) {
  return in_json_item(R"("id":")" + text + R"(","title":")" + text + R"(","url":"/)" + text +
                      R"(","summary":")" + text + R"(","content_html":")" + text +
                      R"(","authors":[")" + text + R"(",{"name":")" + text + R"("}],"tags":[")" +
                      text + R"("],"attachments":[{"url":")" + text + R"(","mime_type":")" + text +
                      R"("}])");
}

void expect_characters(const std::string& document, const std::string& what) {
  const auto feed = parse_feed(document, "", kBaseUrl);
  ASSERT_TRUE(feed) << what;
  ASSERT_EQ(feed->entries.size(), 1u) << what;
  test::for_each_text(*feed, [&what](const std::string& text) {
    EXPECT_TRUE(is_xml_text(text)) << what;
    EXPECT_TRUE(is_xml_text(html::one_line(text))) << what;
  });
}

TEST(ParseCharacters, AreThoseOfXmlHoweverTheyAreWritten) {
  for (const std::vector<char32_t>& characters : chunks()) {
    const std::string what = "from " + std::to_string(static_cast<unsigned>(characters[0]));
    expect_characters(rss_of(written(characters, raw)), "raw, " + what);
    expect_characters(rss_of(written(characters, by_number)), "by number, " + what);
    expect_characters(rss_of(written(characters, twice_by_number)), "HTML's, " + what);
    expect_characters(json_of(written(characters, in_json)), "JSON, " + what);
  }
}

TEST(ParseCharacters, StayWhereXmlHasThem) {
  const std::string good =
      "a\t\xC2\xA0 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBD \xF0\x90\x80\x80 "
      "\xF0\x9F\xBF\xBF \xF4\x8F\xBF\xBF.";
  const Fact facts[] = {
      {"raw", in_item("<guid>" + good + "</guid>"), "id", good},
      {"by number", in_item("<guid>&#xD7FF;&#xE000;&#xFFFD;&#x1FFFE;&#x10FFFF;</guid>"), "id",
       "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF0\x9F\xBF\xBE\xF4\x8F\xBF\xBF"},
      {"not U+FFFE and U+FFFF",
       in_item("<title>a&#xFFFE;\xEF\xBF\xBE\xEF\xBF\xBF&#65535;b</title>"), "title", "ab"},
      {"not in Base64", in_entry("<content mode=\"base64\" type=\"text/plain\">YQHvv75i</content>"),
       "content", "ab"},
      {"they are said", in_item("\n<title>a\xEF\xBF\xBE</title>"), "warning",
       "line 2: a character that is not allowed"},
      {"half a pair in JSON", in_json_item(R"("title":"a\ud83d","id":"x\udc00\ud83d\ude00")"),
       "title", "a\xEF\xBF\xBD"},
      {"a pair in JSON beside it", in_json_item(R"("title":"a\ud83d","id":"x\ud83d\ude00")"), "id",
       "x\xF0\x9F\x98\x80"},
      {"half a pair is said", in_json_item(R"("title":"a\ud83d")"), "warning", "half a character"},
      {"a number that JSON does not have", in_json_item(R"("title":"a\u12")"), "title", "au12"},
  };
  expect_facts(facts);
}

}  // namespace
}  // namespace wirefold::parse
