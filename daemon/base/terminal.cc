#include "wirefold/base/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace wirefold {
namespace {

constexpr std::size_t kBarCells = 30;

const char* code_of(Colour colour) {
  switch (colour) {
    case Colour::kBold:
      return "\033[1m";
    case Colour::kFaint:
      return "\033[2m";
    case Colour::kRed:
      return "\033[1;31m";
    case Colour::kYellow:
      return "\033[1;33m";
    case Colour::kGreen:
      return "\033[32m";
    case Colour::kCyan:
      return "\033[1;36m";
  }
  return "";
}

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): as documented
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

bool wants_colours(int fd) {
  return isatty(fd) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

std::string Paint::operator()(Colour colour, std::string_view text) const {
  if (!on_) return std::string(text);
  return std::string(code_of(colour)).append(text).append("\033[0m");
}

Progress::Progress(std::string label) : label_(std::move(label)), on_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  constexpr char kEraseLine[] = "\r\033[K";
  if (!on_ || percent_ > 100) return;
  [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, kEraseLine, sizeof kEraseLine - 1);
}

void Progress::show(std::size_t done, std::size_t total) {
  if (!on_ || total == 0) return;
  const std::size_t percent = std::min<std::size_t>(100, done * 100 / total);
  if (percent == percent_) return;
  percent_ = percent;
  const std::size_t cells = percent * kBarCells / 100;
  const std::string line =
      fmt::format("\r{} [{}{}] {:3} %  {} of {}\033[K", label_, std::string(cells, '#'),
                  std::string(kBarCells - cells, ' '), percent, done, total);
  [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace wirefold
