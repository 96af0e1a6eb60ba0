// Where in a text one of many phrases may begin. Private to the text area.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// A set of words by their first bytes, which says "no" for nearly all others, at the price of a
/// look into a table. The case of ASCII letters makes no difference.
class Beginnings {
 public:
  /// Of a word to be added, in bytes.
  static constexpr std::size_t kLeast = 4;

  /// Of `word`, which has kLeast bytes; what it adds has these slots.
  std::vector<std::uint32_t> add(std::string_view word) {
    std::vector<std::uint32_t> slots;
    std::string bytes(word.substr(0, kBytes));
    if (bytes.size() == kBytes) {
      slots = {slot_of(bytes.data())};
    } else {  // any byte may follow
      for (bytes.resize(kBytes); slots.size() < 256; ++bytes.back()) {
        slots.push_back(slot_of(bytes.data()));
      }
    }
    for (const std::uint32_t slot : slots) may_.set(slot);
    return slots;
  }

  bool may_be_at(std::string_view text, std::size_t pos) const {
    return text.size() - pos >= kBytes && may_[slot_of(text.data() + pos)];
  }

  /// What words with equal beginnings have in common, and few others.
  static std::uint32_t slot_of(const char* word) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, word, kBytes);
    return static_cast<std::uint32_t>(((bytes | 0x2020202020U) * 0x9E3779B97F4A7C15U) >>
                                      (64U - kBits));
  }

 private:
  static constexpr std::size_t kBytes = 5;
  static constexpr unsigned kBits = 17;

  std::bitset<std::size_t{1} << kBits> may_;
};

}  // namespace wirefold::text
