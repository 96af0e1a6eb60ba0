// A machine that has no memory for large things.
#pragma once

#include <cstddef>

namespace wirefold::test {

/// While it lives, operator new throws std::bad_alloc on this thread for more than `most` bytes at
/// a time.
class AllocationLimit {
 public:
  explicit AllocationLimit(std::size_t most);
  ~AllocationLimit();
  AllocationLimit(const AllocationLimit&) = delete;
  AllocationLimit& operator=(const AllocationLimit&) = delete;
};

}  // namespace wirefold::test
