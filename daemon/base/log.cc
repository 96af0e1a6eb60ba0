#include "wirefold/base/log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "log_line.h"
#include "log_repeats.h"
#include "wirefold/base/mutex.h"
#include "wirefold/base/printable.h"
#include "wirefold/base/secret_query.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/terminal.h"

namespace wirefold {
namespace {

enum class Form : std::uint8_t { kPlain, kColoured, kJournal };

struct Sinks {
  std::array<std::atomic<LogLevel>, kLogAreas> levels{
      LogLevel::kInfo, LogLevel::kInfo, LogLevel::kInfo, LogLevel::kInfo, LogLevel::kInfo};
  std::atomic<Form> form{Form::kPlain};
  Mutex mutex;
  int json_fd GUARDED_BY(mutex) = -1;
  LogRepeats repeats GUARDED_BY(mutex);
};

Sinks& sinks() {
  static Sinks* const kSinks = new Sinks;  // never destroyed: outlives every thread
  return *kSinks;
}

constexpr std::string_view kAreaNames[kLogAreas] = {"daemon", "fetch", "fold", "serve", "websub"};
constexpr std::string_view kLevelNames[] = {"error", "warning", "info", "debug"};

int syslog_priority(LogLevel level) {
  constexpr int kPriorities[] = {3, 4, 6, 7};
  return kPriorities[static_cast<std::size_t>(level)];
}

std::string journal_name(std::string_view key) {
  std::string name = "WIREFOLD_";
  for (const char c : key) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

void send_to_journal(const LogEvent& event) {
  std::vector<std::string> entries;
  entries.reserve(5 + event.fields().size());
  entries.push_back("MESSAGE=" + event.line());
  entries.push_back("PRIORITY=" + std::to_string(syslog_priority(event.level())));
  entries.emplace_back("SYSLOG_IDENTIFIER=wirefold");
  entries.push_back("WIREFOLD_EVENT=" + event.name());
  entries.push_back("WIREFOLD_AREA=" + std::string(to_string(event.area())));
  for (const LogEvent::Field& f : event.fields()) {
    entries.push_back(journal_name(f.key) + '=' + printable_lines(f.value));
  }
  std::vector<iovec> parts;
  parts.reserve(entries.size());
  for (std::string& e : entries) parts.push_back({e.data(), e.size()});
  sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
}

Form form_of_stderr() {
  const char* const stream = std::getenv("JOURNAL_STREAM");  // NOLINT(concurrency-mt-unsafe)
  struct stat st {};
  if (stream != nullptr && fstat(STDERR_FILENO, &st) == 0 &&
      fmt::format("{}:{}", st.st_dev, st.st_ino) == stream) {
    return Form::kJournal;
  }
  return wants_colours(STDERR_FILENO) ? Form::kColoured : Form::kPlain;
}

/// One write(2) per line, so that lines of different threads never mix. The result is ignored: a
/// full disk or a closed terminal must not stop the daemon.
void write_line(int fd, std::string line) {
  line += '\n';
  [[maybe_unused]] const ssize_t written = write(fd, line.data(), line.size());
}

void write_event(const LogEvent& event, int json_fd) {
  const Form form = sinks().form.load(std::memory_order_relaxed);
  const Timestamp now = wall_clock_now();
  if (form == Form::kJournal) {
    send_to_journal(event);
  } else {
    write_line(STDERR_FILENO, form == Form::kColoured ? coloured_line(event, now) : event.line());
  }
  if (json_fd >= 0) write_line(json_fd, json_line(event, now));
}

/// A value that is a URL as a whole may contain characters that end a URL inside a text.
std::string masked(std::string_view value) {
  const bool is_url = starts_with_ignore_case(value, "http");
  return is_url ? without_secret_values(value) : without_secret_values_inside(value);
}

}  // namespace

LogEvent::LogEvent(std::string_view name, LogArea area, LogLevel level)
    : name_(name), area_(area), level_(level) {}

LogEvent& LogEvent::field(std::string_view key, std::string_view value) {
  fields_.push_back({std::string(key), masked(value), Field::kWord});
  return *this;
}

LogEvent& LogEvent::link(std::string_view key, std::string_view url) {
  fields_.push_back({std::string(key), std::string(url), Field::kWord});
  return *this;
}

LogEvent& LogEvent::text(std::string_view key, std::string_view value) {
  fields_.push_back({std::string(key), without_secret_values_inside(value), Field::kText});
  return *this;
}

LogEvent& LogEvent::number(std::string_view key, std::string value) {
  fields_.push_back({std::string(key), std::move(value), Field::kNumber});
  return *this;
}

LogEvent& LogEvent::field(std::string_view key, double value) {
  return number(key, fmt::format("{:.2f}", value));
}

void LogEvent::emit() const {
  if (!is_logged(area_, level_)) return;
  Sinks& to = sinks();
  const auto now = std::chrono::steady_clock::now();
  const MutexLock lock(to.mutex);
  for (const auto& [line, times] : to.repeats.take_counted(now)) {
    LogEvent again("repeated", LogArea::kDaemon, LogLevel::kWarning);
    write_event(again.field("times", times).text("line", line), to.json_fd);
  }
  if (level_ <= LogLevel::kWarning && !to.repeats.is_new(line(), now)) return;
  write_event(*this, to.json_fd);
}

void init_log() { sinks().form = form_of_stderr(); }

void set_log(const LogSettings& settings) {
  Sinks& to = sinks();
  for (std::size_t i = 0; i < kLogAreas; ++i) to.levels[i] = settings.levels[i];
  int reason = 0;
  {
    const MutexLock lock(to.mutex);
    if (to.json_fd >= 0) close(to.json_fd);
    to.json_fd = -1;
    if (!settings.json_file.empty()) {
      to.json_fd =
          open(settings.json_file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
      reason = to.json_fd < 0 ? errno : 0;
    }
  }
  if (reason == 0) return;
  LogEvent("log", LogArea::kDaemon, LogLevel::kError)
      .field("file", settings.json_file)
      .text("error", std::generic_category().message(reason))
      .emit();
}

bool is_logged(LogArea area, LogLevel level) {
  return level <= sinks().levels[static_cast<std::size_t>(area)].load(std::memory_order_relaxed);
}

std::string_view to_string(LogArea area) { return kAreaNames[static_cast<std::size_t>(area)]; }

std::string_view to_string(LogLevel level) { return kLevelNames[static_cast<std::size_t>(level)]; }

bool parse_log_level(std::string_view word, LogLevel& out) {
  const auto at = std::find(std::begin(kLevelNames), std::end(kLevelNames), word);
  if (at == std::end(kLevelNames)) return false;
  out = static_cast<LogLevel>(at - std::begin(kLevelNames));
  return true;
}

std::string parse_log_levels(std::string_view text, std::array<LogLevel, kLogAreas>& out) {
  if (trim(text).empty()) return {};
  for (const std::string_view part : split(text, ',')) {
    const std::size_t sign = part.find('=');
    const std::string_view area = trim(part.substr(0, sign));
    const auto at = std::find(std::begin(kAreaNames), std::end(kAreaNames), area);
    if (sign == std::string_view::npos || at == std::end(kAreaNames)) {
      return "not AREA=LEVEL with one of daemon, fetch, fold, serve, websub";
    }
    if (!parse_log_level(trim(part.substr(sign + 1)),
                         out[static_cast<std::size_t>(at - std::begin(kAreaNames))])) {
      return "not one of error, warning, info, debug";
    }
  }
  return {};
}

}  // namespace wirefold
