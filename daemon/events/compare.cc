#include "wirefold/events/compare.h"

#include "languages.h"
#include "pair.h"
#include "shared_words.h"
#include "templates.h"

namespace wirefold::events {

Comparison compare(const NewReport& earlier, const NewReport& later, std::string_view word_counts,
                   std::size_t most_words) {
  Languages languages;
  languages.restore(word_counts);
  const Weights& weights = languages.weights_of(later.lang);
  const Vector before = weights.weigh(earlier.terms).vector;
  const WeighedReport now = weights.weigh(later.terms);
  const std::chrono::seconds apart = between(time_of(earlier), time_of(later));
  Comparison out;
  out.same_language = earlier.lang == later.lang;
  out.cosine = cosine(now.vector, before);
  out.score = score_of({out.cosine, out.cosine, apart, apart, 1, earlier.outlet == later.outlet});
  out.link = link_with({earlier.story, before, time_of(earlier)}, later.terms, now.vector,
                       time_of(later), out.score, most_words);
  out.rare = count_shared(now.rare, before);
  out.of_template = are_of_template(now.vector, before, weights);
  return out;
}

}  // namespace wirefold::events
