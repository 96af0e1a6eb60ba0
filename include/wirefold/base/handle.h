// Owning pointers for C handles (libcurl, SQLite, libxml2, libmicrohttpd).
#pragma once

#include <memory>

namespace wirefold {

/// Deleter that calls the C function `Free`. Stateless, so an owner is one pointer wide.
template <auto Free>
struct FreedBy {
  template <typename T>
  void operator()(T* handle) const noexcept {
    static_cast<void>(Free(handle));
  }
};

/// Sole owner of a C handle. Null if default-made, moved from, or made from a null handle.
template <typename T, auto Free>
using Handle = std::unique_ptr<T, FreedBy<Free>>;

}  // namespace wirefold
