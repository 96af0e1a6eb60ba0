#include "log_line.h"

#include <fmt/format.h>

#include <ctime>

#include "wirefold/base/json_writer.h"
#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/terminal.h"

namespace wirefold {
namespace {

Colour colour_of(LogLevel level) {
  switch (level) {
    case LogLevel::kError:
      return Colour::kRed;
    case LogLevel::kWarning:
      return Colour::kYellow;
    case LogLevel::kInfo:
      return Colour::kCyan;
    case LogLevel::kDebug:
      break;
  }
  return Colour::kFaint;
}

bool needs_quotes(std::string_view value) {
  constexpr std::string_view kMeanSomething = " \"=\\";
  for (std::size_t pos = 0; pos < value.size();) {
    const std::size_t at = pos;
    const char32_t c = next_code_point(value, pos);
    const bool broken = pos == at + 1 && c >= 0x80;
    if (broken || is_unprintable(c)) return true;
    if (c < 0x80 && kMeanSomething.find(value[at]) != std::string_view::npos) return true;
  }
  return value.empty();
}

/// Escapes as in C strings. \xff is a byte that is not UTF-8, or an ASCII control character.
void append_quoted(std::string& out, std::string_view value) {
  out += '"';
  for (std::size_t pos = 0; pos < value.size();) {
    const std::size_t at = pos;
    const char32_t c = next_code_point(value, pos);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += value[at];
    } else if (c == '\n') {
      out += "\\n";
    } else if ((is_unprintable(c) && c < 0x80) || (pos == at + 1 && c >= 0x80)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(value[at]));
    } else if (is_unprintable(c)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out.append(value, at, pos - at);
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
  const Paint paint(true);
  std::string out = paint(Colour::kFaint, time_of_day(now)).text + ' ' +
                    paint(colour_of(event.level()), event.name()).text;
  for (const LogEvent::Field& f : event.fields()) {
    out += ' ' + paint(Colour::kFaint, f.key + '=').text;
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
