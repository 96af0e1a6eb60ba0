#include "wirefold/base/base64.h"

#include <cstdint>

namespace wirefold {
namespace {

/// The six bits that `c` stands for, or -1.
int bits_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  while (!text.empty() && (text.back() == '=' || is_blank(text.back()))) text.remove_suffix(1);
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t group = 0;
  int held = 0;  // bits of `group` that are not in `out` yet
  for (const char c : text) {
    if (is_blank(c)) continue;
    const int bits = bits_of(c);
    if (bits < 0) return std::nullopt;
    group = (group << 6) | static_cast<std::uint32_t>(bits);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += static_cast<char>((group >> held) & 0xFF);
    }
  }
  return out;
}

std::string encode_base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t group = 0;
  int held = 0;  // bits of `group` that are not in `out` yet
  for (const char c : bytes) {
    group = (group << 8) | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) out += kAlphabet[(group >> (held - 6)) & 0x3F];
  }
  if (held > 0) out += kAlphabet[(group << (6 - held)) & 0x3F];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

}  // namespace wirefold
