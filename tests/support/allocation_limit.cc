#include "support/allocation_limit.h"

#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

thread_local std::size_t limit = kNoLimit;

}  // namespace

// Replaces every form of operator new for single objects. AddressSanitizer replaces each form that
// is left, and memory from its operator new must not go to free().

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
