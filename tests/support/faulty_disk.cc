#include "support/faulty_disk.h"

#include <sqlite3.h>

#include <cassert>
#include <cstring>

namespace wirefold::test {
namespace {

using Fault = FaultyDisk::Fault;

/// Which fault is due, and when. It is global: SQLite's callbacks get no pointer to an object of
/// ours.
struct State {
  Fault fault = Fault::kNone;
  int left = 0;
  bool for_good = false;
  bool failed = false;
};

State state;
sqlite3_vfs* real = nullptr;
sqlite3_vfs vfs;

/// Returns true if this call must fail. Counts syncs or the other calls, as the fault requires.
bool is_due(bool is_sync) {
  if (state.fault == Fault::kNone) return false;
  if (state.failed) return state.for_good;
  if (is_sync != (state.fault == Fault::kSyncFails)) return false;
  state.failed = --state.left == 0;
  return state.failed;
}

struct File {
  sqlite3_file base;  // First: SQLite only knows this member.
  sqlite3_file* under;
};

sqlite3_file* under(sqlite3_file* file) { return reinterpret_cast<File*>(file)->under; }

int code_of_write() { return state.fault == Fault::kDiskFull ? SQLITE_FULL : SQLITE_IOERR_WRITE; }

int close_file(sqlite3_file* f) { return under(f)->pMethods->xClose(under(f)); }
int read_file(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  return under(f)->pMethods->xRead(under(f), to, n, at);
}
int write_file(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (!is_due(false)) return under(f)->pMethods->xWrite(under(f), from, n, at);
  if (state.fault == Fault::kShortWrite) under(f)->pMethods->xWrite(under(f), from, n / 2, at);
  return code_of_write();
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
  return is_due(false) ? SQLITE_IOERR_TRUNCATE : under(f)->pMethods->xTruncate(under(f), size);
}
int sync_file(sqlite3_file* f, int flags) {
  return is_due(true) ? SQLITE_IOERR_FSYNC : under(f)->pMethods->xSync(under(f), flags);
}
int size_of_file(sqlite3_file* f, sqlite3_int64* size) {
  return under(f)->pMethods->xFileSize(under(f), size);
}
int lock_file(sqlite3_file* f, int level) { return under(f)->pMethods->xLock(under(f), level); }
int unlock_file(sqlite3_file* f, int level) { return under(f)->pMethods->xUnlock(under(f), level); }
int check_lock(sqlite3_file* f, int* out) {
  return under(f)->pMethods->xCheckReservedLock(under(f), out);
}
int control(sqlite3_file* f, int what, void* arg) {
  return under(f)->pMethods->xFileControl(under(f), what, arg);
}
int sector_size(sqlite3_file* f) { return under(f)->pMethods->xSectorSize(under(f)); }
int characteristics(sqlite3_file* f) {
  return under(f)->pMethods->xDeviceCharacteristics(under(f));
}
int map_shared(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return under(f)->pMethods->xShmMap(under(f), page, size, extend, out);
}
int lock_shared(sqlite3_file* f, int offset, int n, int flags) {
  return under(f)->pMethods->xShmLock(under(f), offset, n, flags);
}
void barrier(sqlite3_file* f) { under(f)->pMethods->xShmBarrier(under(f)); }
int unmap_shared(sqlite3_file* f, int drop) {
  return under(f)->pMethods->xShmUnmap(under(f), drop);
}

// Version 2 has shared memory and no mapped files, whose writes would bypass this VFS.
constexpr sqlite3_io_methods kMethods = {
    2,         close_file,   read_file,       write_file,  truncate_file,
    sync_file, size_of_file, lock_file,       unlock_file, check_lock,
    control,   sector_size,  characteristics, map_shared,  lock_shared,
    barrier,   unmap_shared, nullptr,         nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  auto* const file = reinterpret_cast<File*>(f);
  file->under = reinterpret_cast<sqlite3_file*>(file + 1);
  file->base.pMethods = nullptr;
  const int code = real->xOpen(real, name, file->under, flags, out_flags);
  if (code == SQLITE_OK) file->base.pMethods = &kMethods;
  return code;
}

}  // namespace

FaultyDisk::FaultyDisk() {
  assert(real == nullptr);
  real = sqlite3_vfs_find(nullptr);
  state = {};
  vfs = *real;
  vfs.zName = "faulty";
  vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  vfs.pNext = nullptr;
  vfs.xOpen = open_file;
  sqlite3_vfs_register(&vfs, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs);
  sqlite3_vfs_register(real, 1);
  real = nullptr;
}

void FaultyDisk::fail(Fault fault, int n, bool for_good) { state = {fault, n, for_good, false}; }

bool FaultyDisk::has_failed() const { return state.failed; }

}  // namespace wirefold::test
