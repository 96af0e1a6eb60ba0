#include "log_repeats.h"

namespace wirefold {
namespace {

constexpr std::chrono::seconds kWithin(60);
constexpr std::size_t kMostLines = 256;

// Lines written this often within kWithin are only counted from then on.
constexpr std::size_t kOften = 5;

}  // namespace

bool LogRepeats::is_new(const std::string& line, Time now) {
  const auto it = said_.find(line);
  if (it == said_.end()) {
    if (said_.size() < kMostLines) said_.emplace(line, Said{now});
    return true;
  }
  if (it->second.times < kOften) {
    ++it->second.times;
    return true;
  }
  ++it->second.again;
  return false;
}

std::vector<std::pair<std::string, std::size_t>> LogRepeats::take_counted(Time now) {
  std::vector<std::pair<std::string, std::size_t>> out;
  std::erase_if(said_, [&](const auto& entry) {
    const auto& [line, said] = entry;
    if (now < said.at + kWithin) return false;
    if (said.again > 0) out.emplace_back(line, said.again);
    return true;
  });
  return out;
}

}  // namespace wirefold
