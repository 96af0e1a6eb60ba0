#include "prose.h"

namespace wirefold::page {
namespace {

constexpr double kMostLinkedProse = 0.5;

/// Lines with fewer units are no running text.
constexpr std::uint32_t kLeastProse = 15;

bool starts_cjk_punctuation(std::string_view text) {
  return text.starts_with("\xE3\x80") || text.starts_with("\xEF\xBC");
}

}  // namespace

double link_share(const Block& b) {
  return b.units == 0 ? 0 : static_cast<double>(b.link_units) / b.units;
}

bool has_sentence(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool mark = std::string_view(".,?!;").find(text[i]) != std::string_view::npos;
    const bool ends = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"';
    if ((mark && ends) || starts_cjk_punctuation(text.substr(i, 2))) return true;
  }
  return false;
}

std::uint32_t prose_of(const Outline& page, std::size_t block) {
  const Block& b = page.blocks[block];
  if (is_heading(tag_of(page, block)) || link_share(b) > kMostLinkedProse ||
      b.units < kLeastProse) {
    return 0;
  }
  const std::uint32_t own = b.units - b.link_units;
  return has_sentence(page.text_of(b)) ? own : own / 4;
}

}  // namespace wirefold::page
