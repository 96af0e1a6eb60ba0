#include "wirefold/base/printable.h"

#include <fmt/format.h>

#include <algorithm>

#include "wirefold/base/strings.h"

namespace wirefold {
namespace {

constexpr bool is_plain(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
}

/// `text` with each unprintable code point replaced by `instead(c)`, except the characters in
/// `kept`.
template <typename Instead>
std::string replaced(std::string_view text, std::string_view kept, const Instead& instead) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const auto* const plain_end = std::find_if_not(text.begin() + pos, text.end(), is_plain);
    const auto end = static_cast<std::size_t>(plain_end - text.begin());
    out.append(text, pos, end - pos);
    if ((pos = end) == text.size()) break;
    const char32_t c = next_code_point(text, pos);
    const bool stays = c < 0x80 && kept.find(static_cast<char>(c)) != std::string_view::npos;
    stays || !is_unprintable(c) ? append_utf8(out, c) : void(out += instead(c));
  }
  return out;
}

char space_for(char32_t) { return ' '; }

}  // namespace

bool is_unprintable(char32_t c) noexcept {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (c < 0x20 || within(0x7F, 0x9F)) return true;
  if (within(0x2028, 0x202E) || within(0x2066, 0x206F)) return true;
  return within(0xFDD0, 0xFDEF) || within(0xFFF9, 0xFFFB) || within(0xFFFE, 0xFFFF);
}

std::string printable(std::string_view text) { return replaced(text, "", space_for); }

std::string printable_lines(std::string_view text) { return replaced(text, "\n", space_for); }

std::string printable_json(std::string_view json) {
  return replaced(json, "\n",
                  [](char32_t c) { return fmt::format("\\u{:04x}", static_cast<unsigned>(c)); });
}

std::string printable_markup(std::string_view markup) {
  return replaced(markup, "\n\r\t",
                  [](char32_t c) { return fmt::format("&#x{:X};", static_cast<unsigned>(c)); });
}

}  // namespace wirefold
