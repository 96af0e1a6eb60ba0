#include "fields.h"

#include <algorithm>
#include <array>

#include "wirefold/base/number.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::array kOrders = {OverrideKind::kPin,       OverrideKind::kSplit,
                                OverrideKind::kMerge,     OverrideKind::kNever,
                                OverrideKind::kEventJoin, OverrideKind::kEventLeave,
                                OverrideKind::kEventNever};

}  // namespace

std::int64_t Fields::number(std::string_view name) {
  const std::string& value = bytes(name);
  return value.empty() ? 0 : number_in(name, value);
}

std::vector<std::int64_t> Fields::numbers(std::string_view name) {
  std::vector<std::int64_t> out;
  for (const auto& [field, value] : sent_) {
    if (field != name || value.empty()) continue;
    const std::int64_t number = number_in(name, value);
    if (number == 0 || std::ranges::find(out, number) != out.end()) continue;
    if (out.size() == kMostNumbers) refuse(name, "more than 500 values");
    if (!problem_.empty()) return {};
    out.push_back(number);
  }
  return out;
}

std::string Fields::line(std::string_view name, std::size_t most) {
  const std::string& value = bytes(name);
  if (value.size() > most) {
    refuse(name, "longer than " + std::to_string(most) + " bytes");
    return {};
  }
  if (!is_xml_text(value)) {
    refuse(name, "not a text in UTF-8");
    return {};
  }
  return collapse_space(value);
}

OverrideKind Fields::kind() {
  const std::string& name = bytes("kind");
  const auto* const found = std::ranges::find_if(
      kOrders, [&name](OverrideKind order) { return to_string(order) == name; });
  if (found != kOrders.end()) return *found;
  refuse("kind", "not the name of an order");
  return OverrideKind::kUndo;
}

const std::string& Fields::bytes(std::string_view name) const {
  static const std::string none;
  const auto found =
      std::ranges::find_if(sent_, [name](const auto& field) { return field.first == name; });
  return found == sent_.end() ? none : found->second;
}

std::int64_t Fields::number_in(std::string_view name, const std::string& value) {
  const auto number = whole_number<std::int64_t>(value);
  if (number && *number > 0) return *number;
  refuse(name, "not a whole number above 0");
  return 0;
}

void Fields::refuse(std::string_view name, std::string_view why) {
  if (problem_.empty()) problem_.append(name).append(": ").append(why);
}

}  // namespace wirefold::serve
