#include "wirefold/base/json_writer.h"

#include <fmt/format.h>

#include <cmath>

#include "wirefold/base/printable.h"
#include "wirefold/base/strings.h"

namespace wirefold {
namespace {

/// True if an is_unprintable() code point can begin with byte `c`: C0, DEL, or the lead byte of
/// another one.
constexpr bool may_begin_unprintable(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF;
}

/// The short JSON escape of `c`; null if there is none.
constexpr const char* short_escape(char c) noexcept {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return nullptr;
  }
}

/// Escapes unprintable characters too: JSON of the log's file or of a command may end up on a
/// terminal.
void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const char c = text[pos];
    const std::size_t at = pos++;
    if (const char* const escape = short_escape(c)) {
      out += escape;
    } else if (!may_begin_unprintable(c)) {
      out += c;
    } else {
      pos = at;
      const char32_t code_point = next_code_point(text, pos);
      if (is_unprintable(code_point)) {
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(code_point));
      } else {
        out.append(text, at, pos - at);
      }
    }
  }
}

}  // namespace

void JsonWriter::separate() {
  if (need_comma_) out_ += ',';
  need_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  need_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  need_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  value(name);
  out_ += ':';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  append_escaped(out_, xml_text(text));
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  return std::isfinite(number) ? raw(fmt::format("{:.4g}", number)) : null();
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::member_if(std::string_view name, std::string_view text) {
  return text.empty() ? *this : member(name, text);
}

}  // namespace wirefold
