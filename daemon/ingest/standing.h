// Updates and adds overrides that hold until they are undone.
#pragma once

#include "wirefold/model/override.h"
#include "wirefold/store/overrides.h"
#include "wirefold/store/reading.h"

namespace wirefold::ingest {

/// Sets the stories of `manual` to those that the named stories are part of now. True if they are
/// not the same as before.
bool follow(store::Reading& stories, Override& order);

/// Adds an override that follows from the override `follows` and holds from now on.
void stand(store::OverrideWriter& to, OverrideKind kind, StoryId story, StoryId other,
           std::int64_t follows, Timestamp now);

}  // namespace wirefold::ingest
