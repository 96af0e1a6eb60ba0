// Where in a text one of many phrases may begin. Private to the text area.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wirefold::text {

/// A set of words by their first bytes, which says "no" for nearly all others, at the price of a
/// look into a table. The case of ASCII letters makes no difference.
class Beginnings {
 public:
  static constexpr std::size_t kBytes = 4;

  /// Of `word`, which has kBytes at least.
  void add(std::string_view word) { may_.set(slot_of(word.data())); }

  bool may_be_at(std::string_view text, std::size_t pos) const {
    return text.size() - pos >= kBytes && may_[slot_of(text.data() + pos)];
  }

  /// What words with equal beginnings have in common, and few others.
  static std::uint32_t slot_of(const char* word) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, word, sizeof bytes);
    return ((bytes | 0x20202020U) * 0x9E3779B1U) >> (32U - kBits);
  }

 private:
  static constexpr unsigned kBits = 17;

  std::bitset<std::size_t{1} << kBits> may_;
};

}  // namespace wirefold::text
