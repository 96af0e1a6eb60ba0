#include "wirefold/base/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "wirefold/base/printable.h"

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

Painted Paint::operator()(Colour colour, std::string_view text) const {
  std::string shown = printable(text);
  return {on_ ? code_of(colour) + std::move(shown) + "\033[0m" : std::move(shown)};
}

Progress::Progress(std::string label, bool wanted)
    : label_(std::move(label)), on_(wanted && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  constexpr char kEraseLine[] = "\r\033[K";
  if (!drawn_) return;
  [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, kEraseLine, sizeof kEraseLine - 1);
}

void Progress::show(std::size_t done, std::size_t total) {
  if (!on_ || total == 0 || done * 100 / total == percent_) return;
  show(done, total, std::to_string(done) + " of " + std::to_string(total));
}

void Progress::show(std::size_t done, std::size_t total, const std::string& note) {
  if (!on_) return;
  std::string line = "\r" + label_;
  if (total > 0) {
    percent_ = std::min<std::size_t>(100, done * 100 / total);
    const std::size_t cells = percent_ * kBarCells / 100;
    line += fmt::format(" [{}{}] {:3} %", std::string(cells, '#'),
                        std::string(kBarCells - cells, ' '), percent_);
  }
  line += "  " + printable(note) + "\033[K";
  drawn_ = true;
  [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace wirefold
