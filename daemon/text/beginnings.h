// A filter for places in a text where one of many phrases may begin. Private to the text area.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// A set of words by their first bytes. One table lookup rejects nearly all other words. Ignores
/// the case of ASCII letters.
class Beginnings {
 public:
  /// The least bytes of a word to be added.
  static constexpr std::size_t kLeast = 4;

  /// Adds `word`, of at least kLeast bytes; returns its slots.
  std::vector<std::uint32_t> add(std::string_view word) {
    std::vector<std::uint32_t> slots;
    std::string bytes(word.substr(0, kBytes));
    if (bytes.size() == kBytes) {
      slots = {slot_of(bytes.data())};
    } else {  // any fifth byte may follow
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

  /// The slot of a word by its first bytes; few words with other beginnings share it.
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
