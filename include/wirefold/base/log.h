// The log: one event a line, logfmt on standard error, or journal fields under systemd.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirefold {

enum class LogLevel : std::uint8_t { kError, kWarning, kInfo, kDebug };

/// One event with its fields, in the order in which they were added.
///
/// `LogEvent("story").field("id", 7).field("title", t)` reads `story id=7 title="…"` on a terminal.
/// Under systemd the journal gets the same text as MESSAGE, plus WIREFOLD_EVENT and a
/// WIREFOLD_<KEY> field for each key. Text with space, quote, `=` or control characters is quoted.
class LogEvent {
 public:
  explicit LogEvent(std::string_view name, LogLevel level = LogLevel::kInfo);

  LogEvent& field(std::string_view key, std::string_view value);
  LogEvent& field(std::string_view key, const char* value) {
    return field(key, std::string_view(value));
  }
  LogEvent& field(std::string_view key, std::integral auto value) {
    return field(key, std::string_view(std::to_string(value)));
  }
  LogEvent& text(std::string_view key, std::string_view value);  ///< Quoted whatever it holds.
  LogEvent& field(std::string_view key, double value);           ///< Two decimals.

  /// Writes the event if its level is on. Safe from any thread; one write a line.
  void emit() const;

  /// The line without its newline.
  std::string line() const;

  LogLevel level() const noexcept { return level_; }
  const std::string& name() const noexcept { return name_; }

  struct Field {
    std::string key;
    std::string value;
    bool quoted;
  };
  const std::vector<Field>& fields() const noexcept { return fields_; }

 private:
  std::string name_;
  LogLevel level_;
  std::vector<Field> fields_;
};

/// Where events go. Call before threads start: standard error is a journal stream when
/// $JOURNAL_STREAM names its device and inode (systemd.exec(5)).
void init_log(LogLevel level);

/// Whether events of `level` are written: to leave out the making of many that are not.
bool is_logged(LogLevel level);

/// Changes the level at run time. Safe from any thread.
void set_log_level(LogLevel level);

/// "error", "warning", "info" or "debug"; false for any other word.
bool parse_log_level(std::string_view word, LogLevel& out);

}  // namespace wirefold
