#include "wirefold/serve/since.h"

#include "wirefold/base/units.h"
#include "wirefold/parse/date.h"

namespace wirefold::serve {
namespace {

using Step = std::chrono::minutes;

}  // namespace

std::optional<Since> Since::read(std::string_view text) {
  if (const auto ago = parse_duration(text)) return Since(*ago);
  if (const auto date = parse::parse_date(text)) return Since(*date);
  return std::nullopt;
}

Timestamp Since::from(Timestamp now) const {
  if (is_date()) return std::get<Timestamp>(value_);
  return std::chrono::floor<Step>(now - std::get<std::chrono::seconds>(value_));
}

std::optional<Timestamp> Since::moves_at(Timestamp now) const {
  if (is_date()) return std::nullopt;
  return from(now) + Step(1) + std::get<std::chrono::seconds>(value_);
}

std::optional<std::chrono::seconds> Since::duration() const {
  if (is_date()) return std::nullopt;
  return std::get<std::chrono::seconds>(value_);
}

std::string Since::text() const {
  return is_date() ? format_rfc3339(std::get<Timestamp>(value_))
                   : format_duration(std::get<std::chrono::seconds>(value_));
}

}  // namespace wirefold::serve
