#include "link_row.h"

#include <algorithm>
#include <charconv>

#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

constexpr std::int64_t kMostPoints = 100;
constexpr std::int64_t kMostShared = 1'000'000;
constexpr std::int64_t kMostSecondsApart = std::int64_t{100} * 366 * 86400;

int number_in(std::int64_t value, std::int64_t most) {
  return static_cast<int>(std::clamp<std::int64_t>(value, 0, most));
}

/// One line for each word: its points, a space, the word.
std::string lines_of(const std::vector<SharedWord>& words) {
  std::string out;
  for (const SharedWord& word : words) {
    if (!out.empty()) out += '\n';
    out += std::to_string(word.points) + ' ' + collapse_space(word.word);
  }
  return out;
}

std::vector<SharedWord> words_of_lines(const std::string& lines) {
  std::vector<SharedWord> out;
  for (const std::string_view line : split(lines, '\n')) {
    const auto space = line.find(' ');
    if (space == line.npos || out.size() == kMostSharedWords) continue;
    std::int64_t points = 0;
    std::from_chars(line.data(), line.data() + space, points);
    out.push_back({std::string(line.substr(space + 1)), number_in(points, kMostPoints)});
  }
  return out;
}

}  // namespace

void bind_link(Statement& to, const EventLink& link) {
  to.bind(to_int(link.like)).bind(std::int64_t{link.points}).bind(std::int64_t{link.likeness});
  to.bind(std::int64_t{link.shared}).bind(lines_of(link.words));
  to.bind(std::int64_t{link.apart.count()});
}

EventLink read_link(const Statement& row, int first) {
  EventLink out;
  out.like = StoryId{row.int64(first)};
  out.points = number_in(row.int64(first + 1), kMostPoints);
  out.likeness = number_in(row.int64(first + 2), kMostPoints);
  out.shared = number_in(row.int64(first + 3), kMostShared);
  out.words = words_of_lines(row.text(first + 4));
  out.apart =
      std::chrono::seconds(std::clamp<std::int64_t>(row.int64(first + 5), 0, kMostSecondsApart));
  return out;
}

}  // namespace wirefold::store
