#include "event_explanation.h"

#include <fmt/format.h>

#include "event_words.h"

namespace wirefold::cli {
namespace {

std::string verdict_of(const EventExplanation& e) {
  const events::Comparison& c = e.compared;
  if (c.belongs(e.threshold)) return "One event";
  if (!c.same_language) return "No common event: two languages";
  if (c.rare < events::kLeastRare)
    return fmt::format("No common event: {} rare words in common, {} are needed", c.rare,
                       events::kLeastRare);
  if (c.of_template) return "No common event: one template about two happenings";
  return "No common event: the score is too low";
}

}  // namespace

std::vector<std::string> lines_of(const EventExplanation& e) {
  const events::Comparison& c = e.compared;
  const events::Score& score = c.score;
  std::vector<std::string> out;
  out.push_back(fmt::format("{}. Score {:.3f}, events.threshold {:.2f}", verdict_of(e), score.sum(),
                            e.threshold));
  out.push_back(fmt::format("  cosine {:.3f}, counts as {:.3f}; {} apart", c.cosine, score.words,
                            apart(c.link.apart)));
  out.push_back(fmt::format("  deductions: time {:.3f}, size {:.3f}, outlet {:.3f}", score.time,
                            score.size, score.outlet));
  const std::string words = listed_words(c.link.words);
  out.push_back(fmt::format("  {} words in common, {} of them rare{}{}", c.link.shared, c.rare,
                            words.empty() ? "" : "; points: ", words));
  return out;
}

void write_json(JsonWriter& json, const EventExplanation& e) {
  const events::Comparison& c = e.compared;
  json.begin_object().member("together", c.belongs(e.threshold)).member("why", verdict_of(e));
  json.member("score", c.score.sum()).member("threshold", e.threshold).member("cosine", c.cosine);
  json.key("deductions").begin_object().member("time", c.score.time);
  json.member("size", c.score.size).member("outlet", c.score.outlet).end_object();
  json.member("seconds_apart", c.link.apart.count()).member("shared_words", c.link.shared);
  json.member("rare_words", c.rare).key("words").begin_array();
  for (const SharedWord& shared : c.link.words) {
    json.begin_object().member("word", shared.word).member("points", shared.points).end_object();
  }
  json.end_array().end_object();
}

}  // namespace wirefold::cli
