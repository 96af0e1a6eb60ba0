// Rulings that hold: which stories they are about by now, and those that follow from others.
#pragma once

#include "wirefold/model/override.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Makes `ruling` one about the stories that those it named are part of now. True if these are
/// others than before.
bool follow(store::Store& store, Ruling& ruling);

/// Adds what follows from the ruling `follows` and holds from now on.
void stand(store::Store& store, RulingKind kind, StoryId story, StoryId other, std::int64_t follows,
           Timestamp now);

}  // namespace wirefold::app
