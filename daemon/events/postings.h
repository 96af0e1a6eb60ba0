// Finds the reports that have a term. Private to the events area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "wirefold/events/weights.h"

namespace wirefold::events {

/// The numbers of the window's reports by term, the oldest first. One thread at a time.
class Postings {
 public:
  /// A report is listed under its heaviest terms only. Under all of them, B-cubed F1 is the same on
  /// four labelled sets, and the window takes an eighth more memory.
  static constexpr std::size_t kListedTerms = 32;

  /// Numbers rise from one report to the next.
  void add(std::uint32_t number, const Vector& vector);

  /// Takes out the oldest report.
  void drop(std::uint32_t number, const Vector& vector);

  /// Null for a term that no report has.
  const std::vector<std::uint32_t>* find(std::uint32_t hash) const;

 private:
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> lists_;
};

}  // namespace wirefold::events
