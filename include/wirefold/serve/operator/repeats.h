// Recognises a form that is sent twice.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <utility>

namespace wirefold::serve {

/// Remembers where the last forms have led, so that a double click does not do a thing twice. One
/// thread.
class Repeats {
 public:
  static constexpr std::size_t kMost = 100;

  /// Where the form with this mark has led; empty if it is new, or was sent long ago.
  std::string where(std::string_view mark) const;

  /// Notes where a form has led. One without a mark is not noted.
  void note(std::string mark, std::string where);

 private:
  std::deque<std::pair<std::string, std::string>> last_;  // the newest first
};

}  // namespace wirefold::serve
