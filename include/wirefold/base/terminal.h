// What a person at a terminal sees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// Whether colours go to `fd`: it is a terminal that has them, and $NO_COLOR is not set
/// (no-color.org). Before threads change the environment.
bool wants_colours(int fd);

enum class Colour : std::uint8_t { kBold, kFaint, kRed, kYellow, kGreen, kCyan };

/// Text with the codes of its colour.
struct Painted {
  std::string text;
};

/// Text on one line, printable() and in a colour where there are colours.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  Painted operator()(Colour colour, std::string_view text) const;

 private:
  bool on_;
};

/// A bar on standard error while work lasts; nothing where that is no terminal.
class Progress {
 public:
  /// `wanted`: false for one that never shows, such as where the result is on the terminal.
  explicit Progress(std::string label, bool wanted = true);
  ~Progress();  ///< The bar is gone.
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// So much of `total` is done; draws at most once a percent.
  void show(std::size_t done, std::size_t total);

  /// The same with a `note` behind it, made printable(), at each call; a `total` of 0 is not known.
  void show(std::size_t done, std::size_t total, const std::string& note);

 private:
  const std::string label_;
  const bool on_;
  std::size_t percent_ = 101;
  bool drawn_ = false;
};

}  // namespace wirefold
