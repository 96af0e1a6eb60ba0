// Notices changes of a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace wirefold {

/// Checks one file on each look(). Identifies its state by device, inode, size and modification
/// time. One thread at a time.
class FileWatch {
 public:
  /// Watches no file: look() is always false.
  FileWatch() = default;

  /// The current state of the file counts as known.
  explicit FileWatch(std::string path);

  /// True once for each change, when the file is the same at two looks: a program may still be
  /// writing it at the first. A missing file counts as unchanged, a file that appears as changed.
  bool look();

 private:
  struct State {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const State&) const = default;
  };

  std::optional<State> state() const;

  std::string path_;
  std::optional<State> known_;
  std::optional<State> seen_;  // at the last look
};

}  // namespace wirefold
