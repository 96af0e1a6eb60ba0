// Appends JSON text to a string: keys, values, nesting. (simdjson reads JSON.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace wirefold {

/// Writes RFC 8259 text. The caller writes a key before each member of an object; the writer sets
/// the commas. In strings, bytes that are not UTF-8 become U+FFFD, characters that XML may not hold
/// are dropped, and the other unprintable ones are escaped.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& null();

  /// A number as text, which must be valid JSON.
  JsonWriter& number(std::string_view digits) { return raw(digits); }
  template <typename T>
  requires std::is_integral_v<T> JsonWriter& value(T number) {
    if constexpr (std::is_same_v<T, bool>) return raw(number ? "true" : "false");
    return raw(std::to_string(number));
  }

  /// A member of the open object.
  template <typename T>
  JsonWriter& member(std::string_view name, const T& v) {
    return key(name).value(v);
  }

  /// Like member(), but writes nothing for an empty text.
  JsonWriter& member_if(std::string_view name, std::string_view text);

  /// The text written so far; the writer is empty afterwards.
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& raw(std::string_view text);
  void separate();

  std::string out_;
  bool need_comma_ = false;
};

}  // namespace wirefold
