// What the benchmarks share: the fastest of many short samples, taken turn about.
#pragma once

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

namespace wirefold::bench {

using Clock = std::chrono::steady_clock;

// The fastest of so many samples counts: all else is the machine's other work.
inline constexpr int kRounds = 15;

// One sample runs at least this long, so that the clock's own time does not show.
inline constexpr std::chrono::microseconds kSample(300);

/// Seconds that one call of `work` takes, over `repeats` calls.
template <typename Work>
double seconds_of(int repeats, Work&& work) {
  const auto start = Clock::now();
  for (int i = 0; i < repeats; ++i) work();
  return std::chrono::duration<double>(Clock::now() - start).count() / repeats;
}

/// How often `work` fits into a sample.
template <typename Work>
int repeats_for(Work&& work) {
  const double once = seconds_of(1, work);
  return std::max(1, static_cast<int>(std::chrono::duration<double>(kSample).count() / once));
}

inline std::string read_all(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace wirefold::bench
