// Updates articles in the fold window when their feeds get another publisher.
#pragma once

#include "wirefold/fold/folder.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// Gives articles of the fold window the outlet of their feed's publisher if they have another one,
/// in `to` and in `folder`, and copies the boilerplate in them that was learned for the other
/// outlet. This happens after an update from versions that distinguished outlets by their names,
/// when the operator gives a feed to another outlet, and when a feed names its publisher for the
/// first time. Within a transaction of the caller's.
void follow_publishers(store::Folding& stored, store::MemoryWriter& to, fold::Folder& folder);

}  // namespace wirefold::ingest
