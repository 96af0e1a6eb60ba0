// Keeps a second daemon off the same database. Private to the store.
#pragma once

#include <string>

namespace wirefold::store {

/// Holds an exclusive lock on the file "DATABASE.lock", which it creates, until destroyed; the
/// kernel gives it up if the process dies. Throws StoreError if another process holds it.
class LockFile {
 public:
  explicit LockFile(const std::string& database);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  int fd_;
};

/// Whether a process holds the lock on `database`; makes no file.
bool is_locked(const std::string& database);

}  // namespace wirefold::store
