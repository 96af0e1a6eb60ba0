// Makes the report of a story of an article.
#pragma once

#include "wirefold/events/finder.h"
#include "wirefold/model/article.h"

namespace wirefold::ingest {

/// The report of a story that begins with `article`, which came at `seen`. `terms` are those of
/// its text.
events::NewReport report_of(StoryId story, const Article& article, Timestamp seen,
                            events::Terms terms);

/// The same with the terms of the stored text, by the article's own time of arrival.
events::NewReport report_of(StoryId story, const Article& article);

}  // namespace wirefold::ingest
