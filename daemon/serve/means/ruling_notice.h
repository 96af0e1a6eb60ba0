// Tells an operator what an order did. Private to the serve area.
#pragma once

#include <optional>
#include <string>

#include "means.h"

namespace wirefold::serve {

/// The first part of <main>: what `ruling` did, that it waits, or why it failed, with a button that
/// undoes it. Empty without a ruling.
std::string ruling_notice(const Means& means, const std::optional<Override>& ruling);

/// The button alone; empty where the override cannot be undone.
std::string undo_button(const Means& means, const Override& ruling);

}  // namespace wirefold::serve
