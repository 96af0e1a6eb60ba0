// How much longer than it came a document may become.
#pragma once

#include <cstddef>

namespace wirefold {

/// The bytes that may still be added to one document while it is read: those that relative links
/// gain by their base, and those that each entry inherits. A short document with a long base and
/// many short links would become hundreds of times as long without it. There is one a document,
/// which everybody who adds is handed, from its parser to whoever stores it. An entry's own link is
/// not charged, as it tells the entry from others: model/limits.h bounds both.
class Growth {
 public:
  explicit Growth(std::size_t document_bytes) noexcept : left_(kTimes * document_bytes + kFloor) {}

  /// True if so many bytes may be added; else nothing is taken.
  bool take(std::size_t bytes) noexcept {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }

 private:
  // A link takes some 25 bytes of markup at least, and a base has some 50.
  static constexpr std::size_t kTimes = 4;
  static constexpr std::size_t kFloor = std::size_t{64} << 10;

  std::size_t left_;
};

}  // namespace wirefold
