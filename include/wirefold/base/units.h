// Durations and sizes as people write them: "15min", "7d", "15MiB".
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold {

/// A whole number and one of s, min, h, d, without a space.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);
std::string format_duration(std::chrono::seconds value);

/// A whole number and one of B, KiB, MiB, GiB, without a space.
std::optional<std::int64_t> parse_size(std::string_view text);
std::string format_size(std::int64_t bytes);

}  // namespace wirefold
