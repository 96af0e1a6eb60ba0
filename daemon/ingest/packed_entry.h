// Packs entries that wait for their pages into bytes for the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/ingest/articles.h"

namespace wirefold::ingest {

/// The article and the identity of an entry as bytes, without the publisher, which is the feed's.
std::string pack_entry(const Prepared& entry);

/// The same entry, with its text and document made anew; nullopt for bytes of another version or
/// damaged ones.
std::optional<Prepared> unpack_entry(std::string_view bytes);

}  // namespace wirefold::ingest
