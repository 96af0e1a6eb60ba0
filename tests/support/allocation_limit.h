// Makes large allocations fail.
#pragma once

#include <cstddef>

namespace wirefold::test {

/// While an object of this class lives, operator new on this thread throws std::bad_alloc for a
/// single allocation of more than `most` bytes.
class AllocationLimit {
 public:
  explicit AllocationLimit(std::size_t most);
  ~AllocationLimit();
  AllocationLimit(const AllocationLimit&) = delete;
  AllocationLimit& operator=(const AllocationLimit&) = delete;
};

}  // namespace wirefold::test
