#include "log_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "wirefold/base/json_writer.h"

namespace wirefold {
namespace {

constexpr char kPlain[] = "\033[0m";
constexpr char kFaint[] = "\033[2m";

const char* colour_of(LogLevel level) {
  switch (level) {
    case LogLevel::kError:
      return "\033[1;31m";
    case LogLevel::kWarning:
      return "\033[1;33m";
    case LogLevel::kInfo:
      return "\033[1;36m";
    case LogLevel::kDebug:
      break;
  }
  return kFaint;
}

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

void append_value(std::string& out, const LogEvent::Field& field) {
  if (field.kind == LogEvent::Field::kText || needs_quotes(field.value)) {
    append_quoted(out, field.value);
  } else {
    out += field.value;
  }
}

std::string time_of_day(Timestamp now) {
  const std::time_t seconds = now.time_since_epoch().count();
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return fmt::format("{:02}:{:02}:{:02}", parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace

std::string LogEvent::line() const {
  std::string out = name_;
  for (const Field& f : fields_) {
    out += ' ' + f.key + '=';
    append_value(out, f);
  }
  return out;
}

std::string coloured_line(const LogEvent& event, Timestamp now) {
  std::string out =
      kFaint + time_of_day(now) + kPlain + ' ' + colour_of(event.level()) + event.name() + kPlain;
  for (const LogEvent::Field& f : event.fields()) {
    out += ' ';
    out += kFaint + f.key + '=' + kPlain;
    append_value(out, f);
  }
  return out;
}

std::string json_line(const LogEvent& event, Timestamp now) {
  JsonWriter json;
  json.begin_object().member("time", format_rfc3339(now));
  json.member("level", to_string(event.level())).member("area", to_string(event.area()));
  json.member("event", event.name());
  for (const LogEvent::Field& f : event.fields()) {
    if (f.kind == LogEvent::Field::kNumber) {
      json.key(f.key).number(f.value);
    } else {
      json.member(f.key, f.value);
    }
  }
  json.end_object();
  return json.take();
}

}  // namespace wirefold
