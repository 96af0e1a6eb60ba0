// Timing for the benchmarks: the fastest of many short samples, taken in turns.
#pragma once

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

namespace wirefold::bench {

using Clock = std::chrono::steady_clock;

// The fastest of this many samples counts. Slower ones include other work of the machine.
inline constexpr int kRounds = 15;

// Shortest time of one sample, so that reading the clock does not matter.
inline constexpr std::chrono::microseconds kSample(300);

/// Seconds of one call of `work`, averaged over `repeats` calls.
template <typename Work>
double seconds_of(int repeats, Work&& work) {
  const auto start = Clock::now();
  for (int i = 0; i < repeats; ++i) work();
  return std::chrono::duration<double>(Clock::now() - start).count() / repeats;
}

/// Number of calls of `work` that fit into a sample.
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
