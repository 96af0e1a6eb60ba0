// Turns a lack of memory for one document into an error.
#pragma once

#include <new>
#include <stdexcept>

#include "wirefold/base/result.h"

namespace wirefold::ingest {

/// The Result of `read`; kTooLarge if it runs out of memory. `read` must change nothing that
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

}  // namespace wirefold::ingest
