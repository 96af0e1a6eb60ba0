#include "weight.h"

#include <charconv>
#include <cmath>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

/// The q of "level=1;q=0.5" in thousandths; 1000 if there is none, 0 if it is invalid.
int weight_of(std::string_view parameters) {
  for (std::string_view q : split(parameters, ';')) {
    q = trim(q);
    if (!starts_with_ignore_case(q, "q=")) continue;
    double value = 0;
    std::from_chars(q.data() + 2, q.data() + q.size(), value);
    return value > 0 && value <= 1 ? static_cast<int>(std::lround(value * 1000)) : 0;
  }
  return 1000;
}

}  // namespace

int weight_of(std::string_view list, std::string_view name) {
  int any = 0;
  for (const std::string_view item : split(list, ',')) {
    const std::size_t semicolon = item.find(';');
    const std::string_view listed = trim(item.substr(0, semicolon));
    const int weight =
        semicolon == std::string_view::npos ? 1000 : weight_of(item.substr(semicolon + 1));
    if (equals_ignore_case(listed, name)) return weight;
    if (listed == "*") any = weight;
  }
  return any;
}

}  // namespace wirefold::serve
