#include "wirefold/base/log.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

namespace wirefold {
namespace {

std::atomic<LogLevel> threshold{LogLevel::kInfo};
std::atomic<bool> to_journal{false};

bool needs_quotes(std::string_view value) {
  return value.empty() || std::any_of(value.begin(), value.end(), [](char c) {
           return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '=' || c == '\\' ||
                  c == 0x7F;
         });
}

void append_quoted(std::string& out, std::string_view value) {
  out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

int syslog_priority(LogLevel level) {
  switch (level) {
    case LogLevel::kError:
      return 3;
    case LogLevel::kWarning:
      return 4;
    case LogLevel::kInfo:
      return 6;
    case LogLevel::kDebug:
      return 7;
  }
  return 6;
}

std::string journal_name(std::string_view key) {
  std::string name = "WIREFOLD_";
  for (const char c : key) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

void send_to_journal(const LogEvent& event) {
  std::vector<std::string> entries;
  entries.reserve(4 + event.fields().size());
  entries.push_back("MESSAGE=" + event.line());
  entries.push_back("PRIORITY=" + std::to_string(syslog_priority(event.level())));
  entries.emplace_back("SYSLOG_IDENTIFIER=wirefold");
  entries.push_back("WIREFOLD_EVENT=" + event.name());
  for (const LogEvent::Field& f : event.fields()) {
    entries.push_back(journal_name(f.key) + '=' + f.value);
  }
  std::vector<iovec> parts;
  parts.reserve(entries.size());
  for (std::string& e : entries) parts.push_back({e.data(), e.size()});
  sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
}

bool stderr_is_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");  // NOLINT(concurrency-mt-unsafe): at start
  struct stat st {};
  if (stream == nullptr || fstat(STDERR_FILENO, &st) != 0) return false;
  return fmt::format("{}:{}", st.st_dev, st.st_ino) == stream;
}

}  // namespace

LogEvent::LogEvent(std::string_view name, LogLevel level) : name_(name), level_(level) {}

LogEvent& LogEvent::field(std::string_view key, std::string_view value) {
  fields_.push_back({std::string(key), std::string(value), needs_quotes(value)});
  return *this;
}

LogEvent& LogEvent::text(std::string_view key, std::string_view value) {
  fields_.push_back({std::string(key), std::string(value), true});
  return *this;
}

LogEvent& LogEvent::field(std::string_view key, double value) {
  return field(key, fmt::format("{:.2f}", value));
}

std::string LogEvent::line() const {
  std::string out = name_;
  for (const Field& f : fields_) {
    out += ' ' + f.key + '=';
    if (f.quoted) {
      append_quoted(out, f.value);
    } else {
      out += f.value;
    }
  }
  return out;
}

void LogEvent::emit() const {
  if (!is_logged(level_)) return;
  if (to_journal.load(std::memory_order_relaxed)) {
    send_to_journal(*this);
    return;
  }
  const std::string text = line() + '\n';
  // One write(2) a line: lines of different threads never mix. A full disk or a closed terminal
  // must not stop the daemon, so the result is not looked at.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

void init_log(LogLevel level) {
  set_log_level(level);
  to_journal = stderr_is_journal();
}

bool is_logged(LogLevel level) { return level <= threshold.load(std::memory_order_relaxed); }

void set_log_level(LogLevel level) { threshold = level; }

bool parse_log_level(std::string_view word, LogLevel& out) {
  if (word == "error") {
    out = LogLevel::kError;
  } else if (word == "warning") {
    out = LogLevel::kWarning;
  } else if (word == "info") {
    out = LogLevel::kInfo;
  } else if (word == "debug") {
    out = LogLevel::kDebug;
  } else {
    return false;
  }
  return true;
}

}  // namespace wirefold
