// What the store throws.
#pragma once

#include <stdexcept>

namespace wirefold::store {

/// The database cannot be opened, read or written. what() names the database and the reason.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Another program has been writing to the database for seconds. Nothing was changed, and the call
/// can be repeated.
class StoreBusy : public StoreError {
 public:
  using StoreError::StoreError;
};

}  // namespace wirefold::store
