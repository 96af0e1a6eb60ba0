#include "ticks.h"

#include <fmt/format.h>

namespace wirefold::serve {
namespace {

constexpr std::string_view kForm = "order";

}  // namespace

std::string tick_box(std::string_view name, std::int64_t id, const std::string& label) {
  return fmt::format(
      "<label class=\"tick\"><input type=\"checkbox\" form=\"{}\" name=\"{}\" value=\"{}\" "
      "autocomplete=\"off\"> {}</label>\n",
      kForm, name, id, label);
}

std::string tick_bar(const Means& means, OverrideKind kind, std::string_view hint,
                     std::string_view button_key) {
  return order_form(means, order_fields(means, kind),
                    fmt::format(" id=\"{}\" class=\"tick-bar\"", kForm)) +
         fmt::format("<span>{}</span>\n", means.words.html(hint)) +
         button(means.words, button_key) + "</form>\n";
}

}  // namespace wirefold::serve
