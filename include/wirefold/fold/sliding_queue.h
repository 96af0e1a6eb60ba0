// The numbered queue on which the indexes of the window are built.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <utility>

namespace wirefold::fold {

/// True if number `a` was given before `b`. The number after 2^32 - 1 is 0. The two must be less
/// than 2^31 apart.
inline bool given_before(std::uint32_t a, std::uint32_t b) noexcept {
  return static_cast<std::int32_t>(a - b) < 0;
}

/// A queue that numbers its elements in the order of arrival. Numbers start at 1 and start again at
/// 1 after 2^32 - 1; 0 is no element. Memory is allocated and freed in pieces of 1,024 elements,
/// and elements never move. Holds at most 2^30 elements.
template <typename T>
class SlidingQueue {
 public:
  /// Adds an element and returns its number.
  std::uint32_t push(const T& value) {
    if (piece_of(end_) == pieces_.size()) pieces_.push_back(std::make_unique<T[]>(kPiece));
    pieces_.back()[end_ % kPiece] = value;
    return std::exchange(end_, after(end_));
  }

  /// Removes the oldest element. The queue must not be empty.
  void pop() {
    assert(!empty());
    const std::uint32_t left = std::exchange(first_, after(first_));
    if (first_ / kPiece != left / kPiece) pieces_.pop_front();
  }

  /// True if element `number` is in the queue; false for 0. A number that left 2^32 elements ago
  /// may belong to a new element: see clear_gone().
  bool has(std::uint32_t number) const noexcept {
    return number != 0 && number - first_ < end_ - first_;
  }

  /// The element must be in the queue.
  const T& operator[](std::uint32_t number) const noexcept {
    assert(has(number));
    return pieces_[piece_of(number)][number % kPiece];
  }
  const T& front() const noexcept { return (*this)[first_]; }

  /// Prefetches an element into the cache. Does nothing if `number` is not in the queue.
  void prefetch(std::uint32_t number) const noexcept {
    if (has(number)) __builtin_prefetch(&(*this)[number]);
  }

  bool empty() const noexcept { return first_ == end_; }
  std::size_t size() const noexcept { return end_ - first_ - (end_ < first_ ? 1 : 0); }

  /// True for four numbers in each round of 2^32, a quarter apart. A caller that keeps numbers
  /// calls clear_gone() when push() returns such a number.
  static bool ends_quarter(std::uint32_t number) noexcept { return ~number << 2 == 0; }

  /// Sets those of `numbers` to 0 whose elements are gone. So no such number, and no copy of it in
  /// an element, survives for more than half a round, and none leads to a later element.
  void clear_gone(std::span<std::uint32_t> numbers) const {
    for (std::uint32_t& number : numbers) {
      if (!has(number)) number = 0;
    }
  }

  /// Makes an empty queue give `number` next, which must not be 0. For tests, which cannot push
  /// 2^32 elements.
  void go_on_at(std::uint32_t number) {
    assert(empty() && number != 0);
    pieces_.clear();
    first_ = end_ = number;
  }

 private:
  static constexpr std::uint32_t kPiece = 1024;

  static std::uint32_t after(std::uint32_t number) noexcept {
    return number + 1 == 0 ? 1 : number + 1;
  }

  /// Index of the piece that holds, or will hold, `number`. Also correct across the end of a round,
  /// where the difference is negative.
  std::size_t piece_of(std::uint32_t number) const noexcept {
    return (number / kPiece - first_ / kPiece) % (std::uint32_t{1} << 22);
  }

  std::deque<std::unique_ptr<T[]>> pieces_;
  std::uint32_t first_ = 1;
  std::uint32_t end_ = 1;
};

}  // namespace wirefold::fold
