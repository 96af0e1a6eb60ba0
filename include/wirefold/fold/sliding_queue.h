// What the indexes of the window are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <utility>

namespace wirefold::fold {

/// True if `a` was given before `b`. Numbers count on from 2^32 - 1 to 0; these two are less than
/// 2^31 apart.
inline bool given_before(std::uint32_t a, std::uint32_t b) noexcept {
  return static_cast<std::int32_t>(a - b) < 0;
}

/// A queue whose elements are known by the numbers that they got on coming. These start at 1 and
/// come again after 2^32 - 1; 0 is none. Memory comes and goes in pieces of 1,024 elements, and
/// nothing is ever moved. Holds at most 2^30 elements.
template <typename T>
class SlidingQueue {
 public:
  /// The number of the new element.
  std::uint32_t push(const T& value) {
    if (piece_of(end_) == pieces_.size()) pieces_.push_back(std::make_unique<T[]>(kPiece));
    pieces_.back()[end_ % kPiece] = value;
    return std::exchange(end_, after(end_));
  }

  /// Takes out the oldest; there is one.
  void pop() {
    const std::uint32_t left = std::exchange(first_, after(first_));
    if (first_ / kPiece != left / kPiece) pieces_.pop_front();
  }

  /// False for numbers that have left, were not given yet, or are 0. A number that left 2^32
  /// elements ago may be there again: see clear_gone().
  bool has(std::uint32_t number) const noexcept {
    return number != 0 && number - first_ < end_ - first_;
  }

  /// Of an element that is there.
  const T& operator[](std::uint32_t number) const noexcept {
    return pieces_[piece_of(number)][number % kPiece];
  }
  const T& front() const noexcept { return (*this)[first_]; }

  /// Tells the processor that an element will be read; `number` may be any.
  void prefetch(std::uint32_t number) const noexcept {
    if (has(number)) __builtin_prefetch(&(*this)[number]);
  }

  bool empty() const noexcept { return first_ == end_; }
  std::size_t size() const noexcept { return end_ - first_ - (end_ < first_ ? 1 : 0); }

  /// True for four numbers in each round of 2^32, a quarter apart. Who keeps numbers calls
  /// clear_gone() when push() gives one of them.
  static bool ends_quarter(std::uint32_t number) noexcept { return ~number << 2 == 0; }

  /// Makes 0 of those of `numbers` that are gone. So none of them lasts for more than half a round
  /// and leads to a later element that has its number; nor does a copy of it in an element.
  void clear_gone(std::span<std::uint32_t> numbers) const {
    for (std::uint32_t& number : numbers) {
      if (!has(number)) number = 0;
    }
  }

  /// A queue that is empty gives `number` next; not 0. For tests: it is far to 2^32.
  void go_on_at(std::uint32_t number) {
    pieces_.clear();
    first_ = end_ = number;
  }

 private:
  static constexpr std::uint32_t kPiece = 1024;

  static std::uint32_t after(std::uint32_t number) noexcept {
    return number + 1 == 0 ? 1 : number + 1;
  }

  /// Place of the piece that holds, or will hold, `number`. Right across the end of a round, where
  /// the difference is negative.
  std::size_t piece_of(std::uint32_t number) const noexcept {
    return (number / kPiece - first_ / kPiece) % (std::uint32_t{1} << 22);
  }

  std::deque<std::unique_ptr<T[]>> pieces_;
  std::uint32_t first_ = 1;
  std::uint32_t end_ = 1;
};

}  // namespace wirefold::fold
