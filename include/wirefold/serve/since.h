// From when on stories are asked for, as people write it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "wirefold/base/time.h"

namespace wirefold::serve {

/// The value of `since`: a date, or a duration ("6h", "2d") that is counted back from now.
///
/// A duration is counted in whole minutes, so that what was made for it stays true for a while.
class Since {
 public:
  /// A duration as units.h reads it, or a date as parse::parse_date() does; nothing for the rest.
  static std::optional<Since> read(std::string_view text);

  /// The moment that is meant: of a duration the full minute at or before it.
  Timestamp from(Timestamp now) const;

  /// When from() gives another moment; nothing for a date.
  std::optional<Timestamp> moves_at(Timestamp now) const;

  /// One spelling for all that mean the same: "6h", "2026-01-31T00:00:00Z".
  std::string text() const;

  bool is_date() const { return std::holds_alternative<Timestamp>(value_); }

 private:
  using Value = std::variant<std::chrono::seconds, Timestamp>;
  explicit Since(Value value) : value_(value) {}

  Value value_;
};

}  // namespace wirefold::serve
