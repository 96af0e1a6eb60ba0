// Suppresses repeated log lines. Private to the base area.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wirefold {

/// Counts lines that are logged more than five times within a minute, so that a lasting fault does
/// not fill the disk. Not thread-safe.
class LogRepeats {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// True if `line` is to be written; otherwise the line is counted. Once 256 lines are remembered,
  /// every other line counts as new.
  bool is_new(const std::string& line, Time now);

  /// Lines whose minute has passed, each with the number of times that it was suppressed. Forgets
  /// the lines whose minute has passed.
  std::vector<std::pair<std::string, std::size_t>> take_counted(Time now);

 private:
  struct Said {
    Time at;
    std::size_t times = 1;  // written
    std::size_t again = 0;  // suppressed
  };
  std::map<std::string, Said> said_;
};

}  // namespace wirefold
