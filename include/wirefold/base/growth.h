// Limits how much longer a document becomes while it is read.
#pragma once

#include <cstddef>

namespace wirefold {

/// The bytes that may still be added to one document while it is read: those that relative links
/// gain from their base, and those that each entry inherits. Without the limit a short document
/// with a long base and many short links would become hundreds of times as long. Each document has
/// one Growth, which is passed to all code that adds bytes, from the parser to the storing of
/// entries. An entry's own link is not charged, because it identifies the entry; model/limits.h
/// bounds its length and the number of entries.
class Growth {
 public:
  explicit Growth(std::size_t document_bytes) noexcept : left_(kTimes * document_bytes + kFloor) {}

  /// Takes `bytes` and returns true if this many may be added; else takes nothing.
  bool take(std::size_t bytes) noexcept {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }

 private:
  // A link takes at least about 25 bytes of markup, and a base has about 50.
  static constexpr std::size_t kTimes = 4;
  static constexpr std::size_t kFloor = std::size_t{64} << 10;

  std::size_t left_;
};

}  // namespace wirefold
