// What the indexes of the window are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

namespace wirefold::fold {

/// A queue whose elements are known by the numbers that they got on coming, from 1 upwards; 0 is
/// none. Memory comes and goes in pieces of 1,024 elements, and nothing is ever moved.
template <typename T>
class SlidingQueue {
 public:
  /// The number of the new element.
  std::uint32_t push(const T& value) {
    if (end_ % kPiece == 0 || pieces_.empty()) pieces_.push_back(std::make_unique<T[]>(kPiece));
    pieces_.back()[end_ % kPiece] = value;
    return end_++;
  }

  /// Takes out the oldest; there is one.
  void pop() {
    ++first_;
    if (first_ % kPiece == 0) pieces_.pop_front();
  }

  /// False for numbers that have left, were not given yet, or are 0.
  bool has(std::uint32_t number) const noexcept { return number - first_ < end_ - first_; }

  /// Of an element that is there.
  const T& operator[](std::uint32_t number) const noexcept {
    return pieces_[number / kPiece - first_ / kPiece][number % kPiece];
  }
  const T& front() const noexcept { return (*this)[first_]; }

  /// Tells the processor that an element will be read; `number` may be any.
  void prefetch(std::uint32_t number) const noexcept {
    if (has(number)) __builtin_prefetch(&(*this)[number]);
  }

  bool empty() const noexcept { return first_ == end_; }
  std::size_t size() const noexcept { return end_ - first_; }

 private:
  static constexpr std::uint32_t kPiece = 1024;

  std::deque<std::unique_ptr<T[]>> pieces_;
  std::uint32_t first_ = 1;
  std::uint32_t end_ = 1;
};

}  // namespace wirefold::fold
