// Keeps a second daemon off the same database. Private to the store.
#pragma once

#include <string>

namespace wirefold::store {

/// Creates the file "DATABASE.lock" and holds an exclusive lock on it until destroyed. The kernel
/// releases the lock if the process dies. Throws StoreError if another process holds it.
class LockFile {
 public:
  explicit LockFile(const std::string& database);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  int fd_;
};

/// True if a process holds the lock on `database`. Creates no file.
bool is_locked(const std::string& database);

}  // namespace wirefold::store
