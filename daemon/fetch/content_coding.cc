#include "wirefold/fetch/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

constexpr int kMostLayers = 4;
constexpr std::size_t kChunk = std::size_t{64} << 10;

// For inflateInit2(): the largest window; zlib detects gzip and zlib headers by itself.
constexpr int kWithHeader = 15 + 32;
constexpr int kBare = -15;

enum class Coding : std::uint8_t { kNone, kGzip, kZlib, kDeflate, kZstandard, kBrotli };

using Chunk = std::array<unsigned char, kChunk>;
using Brotli = Handle<BrotliDecoderState, BrotliDecoderDestroyInstance>;
using Zstandard = Handle<ZSTD_DStream, [](ZSTD_DStream* stream) { ZSTD_freeDStream(stream); }>;

unsigned byte_at(std::string_view body, std::size_t i) {
  return i < body.size() ? static_cast<unsigned char>(body[i]) : 0U;
}

const unsigned char* bytes_of(std::string_view body) {
  return reinterpret_cast<const unsigned char*>(body.data());
}

bool is_gzip(std::string_view body) { return body.starts_with("\x1F\x8B\x08"); }

/// RFC 1950 section 2.2: deflate with a window of 32 KiB, no dictionary, and a check.
bool is_zlib(std::string_view body) {
  const unsigned method = byte_at(body, 0), flags = byte_at(body, 1);
  return method == 0x78 && (flags & 0x20) == 0 && (method << 8 | flags) % 31 == 0;
}

/// A frame, or a skippable frame before it (RFC 8878 section 3.1.2).
bool is_zstandard(std::string_view body) {
  const bool is_skipped = (byte_at(body, 0) & 0xF0) == 0x50;
  return body.starts_with("\x28\xB5\x2F\xFD") ||
         (is_skipped && body.substr(1).starts_with("\x2A\x4D\x18"));
}

/// True for no bytes, and for markup or JSON in any encoding of feeds: they begin with a bracket
/// ("\x4C" is EBCDIC's '<') or a byte order mark.
bool begins_document(std::string_view body) {
  body = trim(body);
  while (body.starts_with('\0')) body.remove_prefix(1);
  constexpr std::array<std::string_view, 7> kBegins = {
      "<", "{", "[", "\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE", "\x4C"};
  for (const std::string_view begin : kBegins) {
    if (body.starts_with(begin)) return true;
  }
  return body.empty();
}

Coding coding_of(std::string_view body, std::string_view said) {
  if (is_gzip(body)) return Coding::kGzip;
  if (is_zstandard(body)) return Coding::kZstandard;
  if (said == "br") return Coding::kBrotli;
  if (is_zlib(body)) return Coding::kZlib;
  return begins_document(body) ? Coding::kNone : Coding::kDeflate;
}

/// Collects a decoder's output, up to a limit.
class Output {
 public:
  explicit Output(std::size_t limit) : limit_(limit) {}

  /// False once the output exceeds the limit.
  bool add(const Chunk& chunk, std::size_t size) {
    const std::size_t room = limit_ - out_.body.size();
    out_.overflows = size > room;
    out_.body.append(reinterpret_cast<const char*>(chunk.data()), std::min(size, room));
    return !out_.overflows;
  }

  Unpacked end(bool whole) {
    out_.whole = whole;
    return std::move(out_);
  }

 private:
  std::size_t limit_;
  Unpacked out_;
};

/// Inflates one or several concatenated streams, as gzip allows them. Ignores data behind the last
/// one.
Unpacked inflate_all(std::string_view body, int window, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return {"", false, false};
  const Handle<z_stream, [](z_stream* s) { inflateEnd(s); }> ends(&stream);
  stream.next_in = const_cast<unsigned char*>(bytes_of(body));  // zlib's type; only read
  stream.avail_in = static_cast<unsigned>(body.size());
  Output out(limit);
  Chunk chunk;
  while (true) {
    stream.next_out = chunk.data();
    stream.avail_out = kChunk;
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (!out.add(chunk, kChunk - stream.avail_out)) return out.end(true);
    if (status == Z_STREAM_END) {
      const std::string_view rest = body.substr(body.size() - stream.avail_in);
      if (!is_gzip(rest) || inflateReset(&stream) != Z_OK) return out.end(true);
    } else if (status != Z_OK) {
      return out.end(false);
    }
  }
}

Unpacked unpack_zstandard(std::string_view body, std::size_t limit) {
  const Zstandard stream(ZSTD_createDStream());
  Output out(limit);
  if (!stream) return out.end(false);
  // RFC 8878 section 3.1.1.1.2 recommends that decoders support 8 MiB.
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 23);
  Chunk chunk;
  ZSTD_inBuffer in{body.data(), body.size(), 0};
  while (true) {
    ZSTD_outBuffer to{chunk.data(), kChunk, 0};
    const std::size_t left = ZSTD_decompressStream(stream.get(), &to, &in);
    if (ZSTD_isError(left) != 0) return out.end(false);
    if (!out.add(chunk, to.pos)) return out.end(true);
    const bool is_done = in.pos == in.size && to.pos < kChunk;
    if (is_done) return out.end(left == 0);
  }
}

Unpacked unpack_brotli(std::string_view body, std::size_t limit) {
  const Brotli state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  Output out(limit);
  if (!state) return out.end(false);
  Chunk chunk;
  const unsigned char* in = bytes_of(body);
  std::size_t left = body.size();
  while (true) {
    unsigned char* to = chunk.data();
    std::size_t room = kChunk;
    const auto status = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &to, nullptr);
    if (!out.add(chunk, kChunk - room)) return out.end(true);
    if (status == BROTLI_DECODER_RESULT_SUCCESS) return out.end(true);
    if (status != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return out.end(false);
  }
}

Unpacked unpack_once(std::string_view body, Coding coding, std::size_t limit) {
  switch (coding) {
    case Coding::kZstandard:
      return unpack_zstandard(body, limit);
    case Coding::kBrotli:
      return unpack_brotli(body, limit);
    case Coding::kDeflate:
      return inflate_all(body, kBare, limit);
    default:
      return inflate_all(body, kWithHeader, limit);
  }
}

/// True if the layer was one of `coding`: its first bytes identify it, or the unpacked result does.
bool is_credible(const Unpacked& out, Coding coding, std::string_view said) {
  if (coding == Coding::kGzip || coding == Coding::kZstandard) return true;
  if (out.body.empty()) return false;
  const bool is_document = begins_document(out.body);
  const bool is_guess = (coding == Coding::kDeflate && said != "deflate") ||
                        (coding == Coding::kBrotli && said != "br");
  return is_guess ? out.whole && is_document : out.whole || is_document;
}

std::vector<std::string> names_in(std::string_view content_encoding) {
  std::vector<std::string> out;
  for (const std::string_view name : split(content_encoding, ',')) {
    out.push_back(to_lower_ascii(trim(name)));
  }
  return out;
}

}  // namespace

Unpacked unpack(std::string body, std::string_view content_encoding, std::size_t limit) {
  std::vector<std::string> names = names_in(content_encoding);
  Unpacked out{std::move(body), true, false};
  for (int layer = 0; layer < kMostLayers; ++layer) {
    const std::string said = names.empty() ? "" : names.back();
    if (!names.empty()) names.pop_back();
    Coding coding = coding_of(out.body, said);
    Unpacked inner;
    if (coding != Coding::kNone) inner = unpack_once(out.body, coding, limit);
    if (coding == Coding::kDeflate && !is_credible(inner, coding, said)) {
      coding = Coding::kBrotli;  // its first bytes do not identify it either
      inner = unpack_once(out.body, coding, limit);
    }
    if (coding != Coding::kNone && is_credible(inner, coding, said)) {
      inner.whole = inner.whole && out.whole;
      out = std::move(inner);
      if (out.overflows) break;
    } else if (names.empty()) {
      break;
    }
  }
  if (out.body.size() > limit) {
    out.body.resize(limit);
    out.overflows = true;
  }
  return out;
}

}  // namespace wirefold::fetch
