// Colours and progress bars on a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// True if output to `fd` is coloured: `fd` is a terminal, $TERM is not "dumb", and $NO_COLOR is
/// not set (no-color.org). Call before threads change the environment.
bool wants_colours(int fd);

enum class Colour : std::uint8_t { kBold, kFaint, kRed, kYellow, kGreen, kCyan };

/// Text with its colour codes.
struct Painted {
  std::string text;
};

/// Makes text printable() on one line, and coloured if colours are on.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  Painted operator()(Colour colour, std::string_view text) const;

 private:
  bool on_;
};

/// A progress bar on standard error. Draws nothing if standard error is no terminal.
class Progress {
 public:
  /// `wanted`: false if the bar must never show, e.g. because the result goes to the terminal.
  explicit Progress(std::string label, bool wanted = true);
  ~Progress();  ///< Erases the bar.
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows that `done` of `total` are done. Draws at most once per percent.
  void show(std::size_t done, std::size_t total);

  /// Shows the same with `note`, made printable(), behind the bar. Draws at each call. A `total` of
  /// 0 is unknown: no bar is drawn.
  void show(std::size_t done, std::size_t total, const std::string& note);

 private:
  const std::string label_;
  const bool on_;
  std::size_t percent_ = 101;
  bool drawn_ = false;
};

}  // namespace wirefold
