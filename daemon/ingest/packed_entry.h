// Entries that wait for their pages, as the store keeps them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/ingest/articles.h"

namespace wirefold::app {

/// The article of an entry and what names it, as bytes. Its publisher is its feed's, and not in
/// them.
std::string pack_entry(const Prepared& entry);

/// The same entry, with its text and numbers made anew; nothing for bytes that are none: of another
/// version, or damaged.
std::optional<Prepared> unpack_entry(std::string_view bytes);

}  // namespace wirefold::app
