// Appends JSON text to a string: keys, values, nesting. (Reading JSON is simdjson's work.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace wirefold {

/// Writes RFC 8259 text. The caller keeps the order sane (a key before each member of an object);
/// commas are set here. Strings must be valid UTF-8.
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

  /// A number as text, which JSON has to allow.
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

  /// Like member(), but nothing at all for an empty text: absent is absent.
  JsonWriter& member_if(std::string_view name, std::string_view text);

  /// What was written so far; the writer is empty afterwards.
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& raw(std::string_view text);
  void separate();

  std::string out_;
  bool need_comma_ = false;
};

}  // namespace wirefold
