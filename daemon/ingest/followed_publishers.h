// What folding knows of an outlet when its publisher becomes known by another name.
#pragma once

#include "wirefold/fold/folder.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Articles of the fold window that stand there under another outlet than their feed's publisher
/// now come under his, in `store` and in `folder`, and the furniture that was learned of them under
/// the other goes with them. So it is after an update from versions that told outlets apart by
/// their names, where the operator gives a feed to another outlet, and where a feed says for the
/// first time whose it is. Within a transaction.
void follow_publishers(store::Store& store, fold::Folder& folder);

}  // namespace wirefold::app
