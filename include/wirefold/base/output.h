// The only way in which commands write to standard output and standard error.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>

#include "wirefold/base/terminal.h"

namespace wirefold {

/// Writes string literals, characters, numbers and Painted texts unchanged. Any other text may come
/// from outside: it is written on one line, made printable(). lines(), json() and markup() are for
/// text with several lines or for programs.
class Output {
 public:
  explicit Output(std::ostream& to) : to_(to) {}

  template <typename T>
  Output& operator<<(const T& value) {
    if constexpr (std::is_array_v<T>) {
      return raw(value);
    } else if constexpr (std::is_same_v<T, char>) {
      return raw({&value, 1});
    } else if constexpr (std::is_same_v<T, Painted>) {
      return raw(value.text);
    } else if constexpr (std::is_integral_v<T>) {
      return raw(std::to_string(value));
    } else {
      return text(value);
    }
  }

  Output& lines(std::string_view text);
  Output& json(std::string_view text);
  Output& markup(std::string_view text);

  /// False if not all output was written.
  bool flush();

 private:
  Output& raw(std::string_view text);
  Output& text(std::string_view text);

  std::ostream& to_;
};

Output& to_output();
Output& to_error();

}  // namespace wirefold
