#include "packed_terms.h"

#include <algorithm>
#include <limits>

#include "wirefold/base/packing.h"

namespace wirefold::events {
namespace {

// The first byte. It changes with every change of the fields.
constexpr std::uint8_t kVersion = 1;

constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

}  // namespace

std::string pack(const ReportTerms& terms) {
  std::string out;
  put(out, kVersion);
  put(out, to_int(terms.event));
  put(out, to_int(terms.like));
  put(out, terms.past.reports);
  const auto& first = terms.past.first;
  put(out, first ? std::int64_t{first->time_since_epoch().count()} : kNoTime);
  put(out, static_cast<std::uint32_t>(terms.vector.size()));
  for (const WeightedTerm& term : terms.vector) {
    put(out, term.marked());
    put(out, term.weight());
  }
  put_all(out, terms.others);
  return out;
}

std::optional<ReportTerms> unpack(std::string_view bytes) {
  std::uint8_t version = 0;
  std::int64_t first = 0;
  std::uint32_t count = 0;
  ReportTerms out;
  if (!take(bytes, version) || version != kVersion || !take(bytes, out.event) ||
      !take(bytes, out.like) || !take(bytes, out.past.reports) || !take(bytes, first) ||
      !take(bytes, count) || count > kMostTerms) {
    return std::nullopt;
  }
  if (first != kNoTime) out.past.first = Timestamp(std::chrono::seconds(first));
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint32_t marked = 0;
    std::uint16_t weight = 0;
    if (!take(bytes, marked) || !take(bytes, weight)) return std::nullopt;
    out.vector.emplace_back(marked, weight);
  }
  const bool whole = take_all(bytes, out.others) && bytes.empty() &&
                     std::ranges::is_sorted(out.vector, {}, &WeightedTerm::hash);
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace wirefold::events
