#include "event_words.h"

#include <fmt/format.h>

namespace wirefold::cli {

std::string listed_words(const std::vector<SharedWord>& words) {
  std::string out;
  for (const SharedWord& shared : words) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", shared.word, shared.points);
  }
  return out;
}

std::string apart(std::chrono::seconds time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  if (minutes < 60) return fmt::format("{} min", minutes);
  const auto hours = std::chrono::round<std::chrono::hours>(time).count();
  if (hours < 48) return fmt::format("{} h", hours);
  return fmt::format("{} d", std::chrono::round<std::chrono::days>(time).count());
}

std::string why_in_event(const Report& report) {
  if (report.by_operator) return "placed by a manual override";
  if (to_int(report.link.like) == 0) return "first report";
  const std::string words = listed_words(report.link.words);
  return fmt::format("{} of 100{}{}; {} apart", report.link.points, words.empty() ? "" : ": ",
                     words, apart(report.link.apart));
}

}  // namespace wirefold::cli
