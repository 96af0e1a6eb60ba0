// The table of all settings. Private to the config area.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "wirefold/config/config.h"

namespace wirefold::config {

/// Bounds of the interval of a feed; the shortest is schedule::kLeastInterval.
constexpr std::chrono::seconds kLeastInterval = std::chrono::minutes(15);
constexpr std::chrono::seconds kMostInterval = std::chrono::days(7);

// The kinds of settings: how a value is written, where it is stored, and its range.
struct DurationSetting {
  std::chrono::seconds& (*at)(Config&);
  std::chrono::seconds least, most;
};
struct SizeSetting {
  std::int64_t& (*at)(Config&);
  std::int64_t least, most;
};
struct WholeSetting {
  std::int64_t& (*at)(Config&);
  std::int64_t least, most;
};
struct RealSetting {
  double& (*at)(Config&);
  double least, most;
};
struct TextSetting {
  std::string& (*at)(Config&);
  /// What is wrong with a value; empty if it is valid. May be null.
  std::string (*problem)(const std::string&);
};

struct Setting {
  std::string_view key;   ///< "section.name"
  std::string_view help;  ///< Sentences, without the range.
  std::variant<DurationSetting, SizeSetting, WholeSetting, RealSetting, TextSetting> kind;
  bool at_start = false;  ///< A change needs a restart.
};

/// In the order of the configuration file, section by section.
std::span<const Setting> settings();

/// Sets `setting` in `config` to a value as TOML writes it. Returns what is wrong with it, or
/// empty.
std::string set(const Setting& setting, Config& config, const std::string& text);
std::string set(const Setting& setting, Config& config, std::int64_t number);
std::string set(const Setting& setting, Config& config, double number);

/// The value in `config` as a TOML file would write it.
std::string written(const Setting& setting, Config& config);

/// What is wrong with the URL of a proxy; empty if it is valid or empty.
std::string proxy_problem(const std::string& url);

/// Reads "HOST:PORT" or "[V6]:PORT" with a numeric address or "localhost"; nullopt for anything
/// else.
std::optional<Address> parse_listen(const std::string& listen);

}  // namespace wirefold::config
