// What the log has said already. Private to the base area.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wirefold {

/// Counts lines that are said more than five times within a minute, so that a fault that lasts does
/// not fill the disk. Not safe between threads.
class LogRepeats {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// True for a line that is to be written; else it is counted. While 256 others are remembered
  /// every line is new.
  bool is_new(const std::string& line, Time now);

  /// Lines whose minute has passed, and how often each was not written within it. They are
  /// forgotten.
  std::vector<std::pair<std::string, std::size_t>> take_counted(Time now);

 private:
  struct Said {
    Time at;
    std::size_t times = 1;  // written
    std::size_t again = 0;  // and not
  };
  std::map<std::string, Said> said_;
};

}  // namespace wirefold
