// Reads and writes the columns of an EventLink. Private to the store.
#pragma once

#include "store/sqlite/statement.h"
#include "wirefold/model/event.h"

namespace wirefold::store {

/// The columns, in the order of bind_link() and read_link().
inline constexpr char kLinkColumns[] = "like_story, points, likeness, shared, words, apart";

void bind_link(Statement& to, const EventLink& link);

/// Reads the columns from `first` on. Numbers beyond their ranges are brought into them.
EventLink read_link(const Statement& row, int first);

}  // namespace wirefold::store
