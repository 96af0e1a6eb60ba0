#include "wirefold/ingest/reports/new_report.h"

#include <utility>

#include "wirefold/ingest/articles.h"

namespace wirefold::ingest {

events::NewReport report_of(StoryId story, const Article& article, Timestamp seen,
                            events::Terms terms) {
  return {story,           outlet_hash(article.publisher), article.lang, article.published, seen,
          std::move(terms)};
}

events::NewReport report_of(StoryId story, const Article& article) {
  return report_of(story, article, article.first_seen,
                   events::terms_of(article.title, text_of(article)));
}

}  // namespace wirefold::ingest
