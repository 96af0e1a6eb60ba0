// The log: one event per line, as logfmt on standard error or as journal fields under systemd, and
// as JSON Lines in a file if one is configured.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirefold {

enum class LogLevel : std::uint8_t { kError, kWarning, kInfo, kDebug };

/// The part of the daemon that an event belongs to; each has its own level.
enum class LogArea : std::uint8_t { kDaemon, kFetch, kFold, kServe, kWebsub };

inline constexpr std::size_t kLogAreas = 5;

/// One event with its fields, in the order in which they were added.
///
/// `LogEvent("story", LogArea::kFold).field("id", 7).text("title", t)` reads `story id=7
/// title="…"`. Under systemd the journal gets the same text as MESSAGE, plus WIREFOLD_EVENT,
/// WIREFOLD_AREA and a WIREFOLD_<KEY> field for each key. An empty value is quoted, and so is one
/// with a space, quote, backslash, `=` or unprintable character. In URLs, values that look like
/// secrets are masked (base/secret_query.h).
class LogEvent {
 public:
  LogEvent(std::string_view name, LogArea area, LogLevel level = LogLevel::kInfo);

  LogEvent& field(std::string_view key, std::string_view value);
  LogEvent& field(std::string_view key, const char* value) {
    return field(key, std::string_view(value));
  }
  LogEvent& field(std::string_view key, std::integral auto value) {
    return number(key, std::to_string(value));
  }
  /// The URL of an article, which readers open: nothing in it is masked.
  LogEvent& link(std::string_view key, std::string_view url);
  LogEvent& text(std::string_view key, std::string_view value);  ///< Always quoted.
  LogEvent& field(std::string_view key, double value);           ///< Two decimals.

  /// Writes the event if its level is on. Safe from any thread; one write per line. Once a warning
  /// or an error has been written five times within a minute, word for word, it is only counted,
  /// and the count is written as an event "repeated".
  void emit() const;

  /// The line without its newline.
  std::string line() const;

  LogLevel level() const noexcept { return level_; }
  LogArea area() const noexcept { return area_; }
  const std::string& name() const noexcept { return name_; }

  struct Field {
    enum Kind : std::uint8_t { kWord, kText, kNumber };
    std::string key;
    std::string value;
    Kind kind;  ///< A kText is always quoted.
  };
  const std::vector<Field>& fields() const noexcept { return fields_; }

 private:
  LogEvent& number(std::string_view key, std::string value);

  std::string name_;
  LogArea area_;
  LogLevel level_;
  std::vector<Field> fields_;
};

/// Which events are written, and the file that they go to besides standard error.
struct LogSettings {
  std::array<LogLevel, kLogAreas> levels{LogLevel::kInfo, LogLevel::kInfo, LogLevel::kInfo,
                                         LogLevel::kInfo, LogLevel::kInfo};
  std::string json_file;  ///< Each event is appended to it as a line of JSON; empty: no file.
};

/// Chooses where events go. Call before threads start. Standard error is a journal stream if
/// $JOURNAL_STREAM names its device and inode (systemd.exec(5)). On a terminal, lines have the time
/// and colours, unless $NO_COLOR is set (no-color.org).
void init_log();

/// Applies `settings` from now on. Closes the JSON file and opens it again by name, for logrotate,
/// which moves the file. If the file cannot be opened, that is logged, and logging continues
/// without it. Safe from any thread.
void set_log(const LogSettings& settings);

/// True if events of `level` are written. Lets callers skip making many events that are not.
bool is_logged(LogArea area, LogLevel level);

/// "error", "warning", "info" or "debug"; false for any other word.
bool parse_log_level(std::string_view word, LogLevel& out);

/// Reads "serve=debug, fetch=warning" into the levels of the named areas: daemon, fetch, fold,
/// serve, websub. Returns what is wrong with `text`, or empty. On an error `out` may be changed in
/// part.
std::string parse_log_levels(std::string_view text, std::array<LogLevel, kLogAreas>& out);

std::string_view to_string(LogArea area);
std::string_view to_string(LogLevel level);

}  // namespace wirefold
