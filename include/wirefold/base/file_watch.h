// Notices that a file was changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace wirefold {

/// Looks at one file when it is told to, and knows it again by inode, size and time of change. One
/// thread at a time.
class FileWatch {
 public:
  /// Of no file: nothing ever changes.
  FileWatch() = default;

  /// The file as it is now counts as known.
  explicit FileWatch(std::string path);

  /// True once for each change, when the file was left alone between two looks: a program may be
  /// in the middle of writing it. A file that is not there counts as unchanged; one that has come
  /// as changed.
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
  std::optional<State> seen_;  // by the last look
};

}  // namespace wirefold
