#include "wirefold/base/percent.h"

#include <optional>

namespace wirefold {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The byte that "%XX" at `pos` stands for, or nullopt.
std::optional<char> escaped_byte(std::string_view text, std::size_t pos) {
  if (text[pos] != '%' || text.size() - pos < 3) return std::nullopt;
  const int high = hex_value(text[pos + 1]);
  const int low = hex_value(text[pos + 2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

bool is_unreserved(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void append_escaped(std::string& out, char c) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += {'%', kHex[byte >> 4], kHex[byte & 15]};
}

}  // namespace

std::string normal_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::optional<char> byte = escaped_byte(text, i);
    const char c = byte ? *byte : text[i];
    if (byte ? !is_unreserved(c) : (c & 0x80) != 0) {
      append_escaped(out, c);
    } else {
      out += c;
    }
    if (byte) i += 2;
  }
  return out;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::optional<char> byte = escaped_byte(text, i);
    out += byte ? *byte : text[i];
    if (byte) i += 2;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      append_escaped(out, c);
    }
  }
  return out;
}

}  // namespace wirefold
