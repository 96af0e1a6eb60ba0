// Packs what the window keeps of a report. Private to the events area.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report_window.h"
#include "wirefold/events/weights.h"
#include "wirefold/model/ids.h"

namespace wirefold::events {

/// PackedReport::terms as a struct.
struct ReportTerms {
  EventId event{};  ///< That it joined at first.
  StoryId like{};   ///< Of the report with which it joined its event; 0: it has founded it.
  EventPast past;
  Vector vector;
  std::vector<std::uint32_t> others;  ///< Hashes of the stems that are not in `vector`.
};

std::string pack(const ReportTerms& terms);

/// nullopt if `bytes` are not a result of pack().
std::optional<ReportTerms> unpack(std::string_view bytes);

}  // namespace wirefold::events
