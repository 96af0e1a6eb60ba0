// The log: one event a line, as logfmt on standard error or as journal fields under systemd, and as
// JSON Lines in a file if one is named.
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

/// The part of the daemon that an event is about; each has a level of its own.
enum class LogArea : std::uint8_t { kDaemon, kFetch, kFold, kServe, kWebsub };

inline constexpr std::size_t kLogAreas = 5;

/// One event with its fields, in the order in which they were added.
///
/// `LogEvent("story", LogArea::kFold).field("id", 7).text("title", t)` reads `story id=7
/// title="…"`. Under systemd the journal gets the same text as MESSAGE, plus WIREFOLD_EVENT,
/// WIREFOLD_AREA and a WIREFOLD_<KEY> field for each key. Text with space, quote, `=` or control
/// characters is quoted. In each URL values that look like secrets are masked
/// (base/secret_query.h).
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
  /// The address of an article, which its readers open: nothing in it is masked.
  LogEvent& link(std::string_view key, std::string_view url);
  LogEvent& text(std::string_view key, std::string_view value);  ///< Quoted whatever it holds.
  LogEvent& field(std::string_view key, double value);           ///< Two decimals.

  /// Writes the event if its level is on. Safe from any thread; one write a line. A warning or an
  /// error that was written five times within a minute, word for word, is then counted instead, and
  /// the count written as an event "repeated".
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
    Kind kind;  ///< A text is quoted.
  };
  const std::vector<Field>& fields() const noexcept { return fields_; }

 private:
  LogEvent& number(std::string_view key, std::string value);

  std::string name_;
  LogArea area_;
  LogLevel level_;
  std::vector<Field> fields_;
};

/// What is written, and where besides standard error.
struct LogSettings {
  std::array<LogLevel, kLogAreas> levels{LogLevel::kInfo, LogLevel::kInfo, LogLevel::kInfo,
                                         LogLevel::kInfo, LogLevel::kInfo};
  std::string json_file;  ///< Each event is appended to it as a line of JSON; empty: none.
};

/// Where events go. Call before threads start. Standard error is a journal stream when
/// $JOURNAL_STREAM names its device and inode (systemd.exec(5)); on a terminal lines have the time
/// and colours, unless $NO_COLOR is set (no-color.org).
void init_log();

/// From now on. The file is closed and opened, by name: after logrotate has moved it. One that
/// cannot be opened is said in the log, which goes on without it. Safe from any thread.
void set_log(const LogSettings& settings);

/// Whether events of `level` are written: to leave out the making of many that are not.
bool is_logged(LogArea area, LogLevel level);

/// "error", "warning", "info" or "debug"; false for any other word.
bool parse_log_level(std::string_view word, LogLevel& out);

/// "serve=debug, fetch=warning" into the levels of these areas: daemon, fetch, fold, serve, websub.
/// What is wrong with it, or empty; `out` is then changed in part.
std::string parse_log_levels(std::string_view text, std::array<LogLevel, kLogAreas>& out);

std::string_view to_string(LogArea area);
std::string_view to_string(LogLevel level);

}  // namespace wirefold
