#include "wirefold/base/output.h"

#include <iostream>

#include "wirefold/base/printable.h"

namespace wirefold {

Output& Output::raw(std::string_view text) {
  to_ << text;
  return *this;
}

Output& Output::text(std::string_view text) { return raw(printable(text)); }

Output& Output::lines(std::string_view text) { return raw(printable_lines(text)); }

Output& Output::json(std::string_view text) { return raw(printable_json(text)); }

Output& Output::markup(std::string_view text) { return raw(printable_markup(text)); }

bool Output::flush() { return static_cast<bool>(to_.flush()); }

Output& to_output() {
  static Output output(std::cout);
  return output;
}

Output& to_error() {
  static Output output(std::cerr);
  return output;
}

}  // namespace wirefold
