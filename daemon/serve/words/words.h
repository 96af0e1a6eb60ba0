// The words of the pages, in the languages that have been translated. Private to the serve area.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/base/time.h"

namespace wirefold::serve {

/// The words of one language, from a file of serve/words. A text that has not been translated is in
/// English. Safe from any thread.
class Words {
 public:
  /// `file` is the content of the file of `language`; `english` is null for English itself. Lines
  /// that cannot be used are left out, and noted in `problems` if it is not null.
  Words(std::string language, std::string_view file, const Words* english,
        std::vector<std::string>* problems = nullptr);
  ~Words();

  /// BCP 47 primary tag.
  const std::string& language() const { return language_; }

  /// The text of `key`, which English has, with {0} to {3} replaced by `arguments`.
  template <typename... Arguments>
  std::string text(std::string_view key, const Arguments&... arguments) const {
    return fmt::format(fmt::runtime(of(key)), arguments...);
  }

  /// text() as markup. The words are escaped; the arguments are markup already.
  template <typename... Arguments>
  std::string html(std::string_view key, const Arguments&... arguments) const {
    return fmt::format(fmt::runtime(escape_markup(of(key))), arguments...);
  }

  /// The text of `key.one`, `key.other` or another plural category (Unicode CLDR), with {0}
  /// replaced by `count`. Where the category is not translated, `key.other` stands in for it, and
  /// where this is not either, the form that English has for `count`.
  std::string count(std::string_view key, std::size_t count) const;

  /// As count(), with the number in letters up to twelve: "three".
  std::string count_spelled(std::string_view key, std::size_t count) const;

  /// "Saturday, 9 November 2024", in UTC.
  std::string day(Timestamp day) const;

  /// "9 Nov", in UTC.
  std::string short_day(Timestamp day) const;

  /// "9 November 2024 at 14:05", in UTC.
  std::string time(Timestamp time) const;

  /// "14:05", in UTC.
  std::string time_of_day(Timestamp time) const;

  /// "Indonesian" for "id"; the tag itself if its language has no name.
  std::string language_name(const std::string& tag) const;

 private:
  class Locale;

  std::string problem_of(std::string_view key, std::string_view text) const;
  const std::string& of(std::string_view key) const;
  const std::string* plural_form(std::string_view key, std::size_t count) const;
  std::string counted(std::string_view key, std::size_t count, bool spelled) const;

  const std::string language_;
  const Words* const english_;
  std::map<std::string, std::string, std::less<>> texts_;
  std::unique_ptr<Locale> locale_;
};

/// The words of `language`; those of English if there is no translation.
const Words& words_of(std::string_view language);

}  // namespace wirefold::serve
