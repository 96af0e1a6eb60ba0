#include "support/allocation_limit.h"

#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

thread_local std::size_t limit = kNoLimit;

}  // namespace

// All forms for single objects are replaced: AddressSanitizer has its own in the place of others,
// and what one of them gave may not go to free().

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return size > limit ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void* operator new(std::size_t size) {
  void* const memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace wirefold::test {

AllocationLimit::AllocationLimit(std::size_t most) { limit = most; }
AllocationLimit::~AllocationLimit() { limit = kNoLimit; }

}  // namespace wirefold::test
