// Reads the start of a period of stories, as people write it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "wirefold/base/time.h"

namespace wirefold::serve {

/// The value of `since`: a date, or a duration ("6h", "2d") counted back from now.
///
/// A duration starts at a full minute, so a rendered resource stays current for up to a minute.
class Since {
 public:
  /// Reads a duration as in units.h, or a date as parse::parse_date() does. Returns nullopt for any
  /// other text.
  static std::optional<Since> read(std::string_view text);

  /// The start of the period; for a duration the full minute at or before it.
  Timestamp from(Timestamp now) const;

  /// When the result of from() changes; nullopt for a date.
  std::optional<Timestamp> moves_at(Timestamp now) const;

  /// The canonical spelling: "6h", "2026-01-31T00:00:00Z".
  std::string text() const;

  /// nullopt for a date.
  std::optional<std::chrono::seconds> duration() const;

  bool is_date() const { return std::holds_alternative<Timestamp>(value_); }

 private:
  using Value = std::variant<std::chrono::seconds, Timestamp>;
  explicit Since(Value value) : value_(value) {}

  Value value_;
};

}  // namespace wirefold::serve
