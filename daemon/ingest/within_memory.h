// One document that needs more memory than there is ends its own reading and nothing else.
#pragma once

#include <new>
#include <stdexcept>

#include "wirefold/base/result.h"

namespace wirefold::app {

/// What `read` gives, a Result; kTooLarge if it runs out of memory. `read` changes nothing that
/// outlives it.
template <typename Read>
auto within_memory(Read&& read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {  // of a string or vector beyond its max_size()
  }
  return Error{Errc::kTooLarge, "reading it needs more memory than there is"};
}

}  // namespace wirefold::app
