// The words that two reports share. Private to the events area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wirefold/events/terms.h"
#include "wirefold/events/weights.h"
#include "wirefold/model/event.h"

namespace wirefold::events {

/// Number of `hashes`, sorted, that `vector` has.
std::size_t count_shared(const std::vector<std::uint32_t>& hashes, const Vector& vector);

/// EventLink::shared and EventLink::words of a report of these `terms` with another. The parts of a
/// cosine add up, so each word has points of its own. The heaviest `most` words are listed.
EventLink shared_words(const Vector& vector, const Terms& terms, const Vector& other,
                       std::size_t most);

}  // namespace wirefold::events
