#include <fmt/format.h>

#include "settings.h"
#include "wirefold/base/units.h"

namespace wirefold::config {
namespace {

template <typename T, typename Format>
std::string set_in_range(T& field, T value, T least, T most, Format&& format) {
  if (value < least || value > most) {
    return "out of range: must be from " + format(least) + " to " + format(most);
  }
  field = value;
  return {};
}

std::string real_text(double value) { return fmt::format("{:g}", value); }
std::string whole_text(std::int64_t value) { return std::to_string(value); }

std::string in_quotes(const std::string& value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string wanted(const Setting& setting) {
  struct {
    std::string operator()(const DurationSetting&) const {
      return "a duration such as \"15min\" (s, min, h, d)";
    }
    std::string operator()(const SizeSetting&) const {
      return "a size such as \"15MiB\" (B, KiB, MiB, GiB)";
    }
    std::string operator()(const WholeSetting&) const { return "a whole number"; }
    std::string operator()(const RealSetting&) const { return "a number"; }
    std::string operator()(const TextSetting&) const { return "a text in quotes"; }
  } name;
  return "must be " + std::visit(name, setting.kind);
}

}  // namespace

std::string set(const Setting& setting, Config& config, const std::string& text) {
  if (const auto* s = std::get_if<TextSetting>(&setting.kind)) {
    std::string problem = s->problem == nullptr ? "" : s->problem(text);
    if (problem.empty()) s->at(config) = text;
    return problem;
  }
  if (const auto* s = std::get_if<DurationSetting>(&setting.kind)) {
    const auto value = parse_duration(text);
    return value ? set_in_range(s->at(config), *value, s->least, s->most, format_duration)
                 : wanted(setting);
  }
  if (const auto* s = std::get_if<SizeSetting>(&setting.kind)) {
    const auto value = parse_size(text);
    return value ? set_in_range(s->at(config), *value, s->least, s->most, format_size)
                 : wanted(setting);
  }
  return wanted(setting);
}

std::string set(const Setting& setting, Config& config, std::int64_t number) {
  if (const auto* s = std::get_if<WholeSetting>(&setting.kind)) {
    return set_in_range(s->at(config), number, s->least, s->most, whole_text);
  }
  return set(setting, config, static_cast<double>(number));
}

std::string set(const Setting& setting, Config& config, double number) {
  if (const auto* s = std::get_if<RealSetting>(&setting.kind)) {
    return set_in_range(s->at(config), number, s->least, s->most, real_text);
  }
  return wanted(setting);
}

std::string written(const Setting& setting, Config& config) {
  if (const auto* s = std::get_if<DurationSetting>(&setting.kind)) {
    return in_quotes(format_duration(s->at(config)));
  }
  if (const auto* s = std::get_if<SizeSetting>(&setting.kind)) {
    return in_quotes(format_size(s->at(config)));
  }
  if (const auto* s = std::get_if<WholeSetting>(&setting.kind)) return whole_text(s->at(config));
  if (const auto* s = std::get_if<RealSetting>(&setting.kind)) return real_text(s->at(config));
  return in_quotes(std::get<TextSetting>(setting.kind).at(config));
}

}  // namespace wirefold::config
