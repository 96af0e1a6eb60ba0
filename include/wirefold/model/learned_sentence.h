// A sentence that was learned to be an outlet's furniture, as it is stored.
#pragma once

#include <cstdint>

#include "wirefold/base/time.h"

namespace wirefold {

struct LearnedSentence {
  std::uint64_t key = 0;  ///< Hash of outlet and words.
  Timestamp last_seen{};
};

}  // namespace wirefold
