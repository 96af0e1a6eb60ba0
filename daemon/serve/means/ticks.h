// Articles and stories that an operator ticks, and the bar with what can be done with them. Private
// to the serve area.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "means.h"

namespace wirefold::serve {

/// A box that belongs to the form of tick_bar(): its field has the name `name` and the value `id`,
/// and `label` is markup.
std::string tick_box(std::string_view name, std::int64_t id, const std::string& label);

/// The form: a line that says what to tick, with the words of `hint`, and a button that leads to
/// the page that says what an order of `kind` would do. Once something is ticked, it stays in view.
std::string tick_bar(const Means& means, OverrideKind kind, std::string_view hint,
                     std::string_view button_key);

}  // namespace wirefold::serve
