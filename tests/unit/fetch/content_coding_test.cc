#include "wirefold/fetch/content_coding.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "support/gzip.h"

namespace wirefold::fetch {
namespace {

constexpr std::size_t kLimit = std::size_t{1} << 20;
constexpr int kZlib = 15, kBare = -15;

const std::string kText =
    "<rss><channel><title>Words of a feed, and more words</title></channel></rss>";

std::string deflated(const std::string& bytes, int window) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<unsigned char*>(in.data());
  stream.avail_in = static_cast<unsigned>(in.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string brotli(const std::string& bytes, int window = 22) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()) + 64, '\0');
  std::size_t size = out.size();
  BrotliEncoderCompress(5, window, BROTLI_MODE_GENERIC, bytes.size(),
                        reinterpret_cast<const unsigned char*>(bytes.data()), &size,
                        reinterpret_cast<unsigned char*>(out.data()));
  out.resize(size);
  return out;
}

std::string zstandard(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

struct Case {
  const char* what;
  std::string packed;
  const char* said;
};

TEST(Unpack, GoesByTheBytesAndNotByTheLabel) {
  const std::vector<Case> cases = {
      {"plain", kText, ""},
      {"plain as gzip", kText, "gzip"},
      {"plain as deflate", kText, "deflate"},
      {"plain as br", kText, "br"},
      {"plain as zstd", kText, "zstd"},
      {"plain as what nobody knows", kText, "aws-chunked"},
      {"plain as a charset", kText, "utf-8"},
      {"plain as nothing", kText, "identity"},
      {"gzip", test::gzip(kText), "gzip"},
      {"gzip, old name", test::gzip(kText), "x-gzip"},
      {"gzip without a word", test::gzip(kText), ""},
      {"gzip as br", test::gzip(kText), "br"},
      {"gzip as deflate", test::gzip(kText), "deflate"},
      {"gzip and what nobody knows", test::gzip(kText), "gzip, aws-chunked"},
      {"gzip twice", test::gzip(test::gzip(kText)), "gzip"},
      {"gzip in two members", test::gzip(kText.substr(0, 9)) + test::gzip(kText.substr(9)), "gzip"},
      {"gzip and junk", test::gzip(kText) + "junk", "gzip"},
      {"zlib", deflated(kText, kZlib), "deflate"},
      {"zlib without a word", deflated(kText, kZlib), ""},
      {"zlib as gzip", deflated(kText, kZlib), "gzip"},
      {"bare deflate", deflated(kText, kBare), "deflate"},
      {"bare deflate without a word", deflated(kText, kBare), ""},
      {"br", brotli(kText), "br"},
      {"br, capitals", brotli(kText), "BR"},
      {"br without a word", brotli(kText), ""},
      {"br as gzip", brotli(kText), "gzip"},
      {"zstd behind a frame to skip",
       std::string("\x50\x2A\x4D\x18\4\0\0\0abcd", 12) + zstandard(kText), "zstd"},
      {"br, another window", brotli(kText, 16), "br"},
      {"zstd", zstandard(kText), "zstd"},
      {"zstd without a word", zstandard(kText), ""},
      {"br in gzip", test::gzip(brotli(kText)), "br, gzip"}};
  for (const Case& c : cases) {
    const Unpacked out = unpack(c.packed, c.said, kLimit);
    EXPECT_EQ(out.body, kText) << c.what;
    EXPECT_TRUE(out.whole) << c.what;
    EXPECT_FALSE(out.overflows) << c.what;
  }
}

TEST(Unpack, LeavesOtherBytesAlone) {
  for (const std::string& bytes : {std::string(), std::string("User-agent: *\nDisallow: /"),
                                   std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16),
                                   std::string("x^2 + y"), std::string(3000, '\x85')}) {
    for (const char* said : {"", "gzip", "deflate", "br", "zstd"}) {
      EXPECT_EQ(unpack(bytes, said, kLimit).body, bytes) << said;
    }
  }
}

TEST(Unpack, SaysWhatBreaksOff) {
  const std::string text = kText + std::string(5000, ' ') + kText;
  for (const std::string& packed : {test::gzip(text), deflated(text, kZlib), zstandard(text)}) {
    for (const std::size_t less : {1, 5}) {
      const Unpacked out = unpack(packed.substr(0, packed.size() - less), "gzip", kLimit);
      EXPECT_FALSE(out.whole) << less;
    }
    EXPECT_FALSE(unpack(packed.substr(0, 10), "gzip", kLimit).whole && packed.starts_with("\x1F"));
  }
  std::string damaged = test::gzip(text);
  damaged[damaged.size() - 5] ^= 1;  // its checksum
  const Unpacked out = unpack(damaged, "gzip", kLimit);
  EXPECT_EQ(out.body, text);
  EXPECT_FALSE(out.whole);
}

TEST(Unpack, StopsAtTheLimitOfEachLayer) {
  const std::string big(10 * kLimit, ' ');
  for (const std::string& packed :
       {test::gzip(big), deflated(big, kZlib), zstandard(big), test::gzip(test::gzip(big))}) {
    const Unpacked out = unpack(packed, "gzip", kLimit);
    EXPECT_TRUE(out.overflows);
    EXPECT_EQ(out.body.size(), kLimit);
  }
  EXPECT_TRUE(unpack(brotli(big), "br", kLimit).overflows);
  EXPECT_TRUE(unpack(big, "", kLimit).overflows);
  EXPECT_FALSE(unpack(test::gzip(std::string(kLimit, ' ')), "", kLimit).overflows);
}

TEST(Unpack, UnpacksFourTimesAndNoMore) {
  std::string packed = kText;
  for (int i = 0; i < 5; ++i) packed = test::gzip(packed);
  EXPECT_EQ(unpack(packed, "", kLimit).body, test::gzip(kText));
}

}  // namespace
}  // namespace wirefold::fetch
