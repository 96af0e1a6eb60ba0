#include "filter_words.h"

namespace wirefold::serve {

std::string filter_words(const Words& words, const Target& target) {
  const StoryQuery& query = target.query;
  std::string out;
  const auto add = [&](const std::string& one) {
    out = out.empty() ? one : words.text("joined", out, one);
  };
  const auto add_value = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) add(words.text(key, value));
  };
  add_value("with_words", query.words);
  add_value("in_language", query.lang);
  add_value("by_outlet", query.outlet);
  add_value("of_group", query.group);
  add_value("of_agency", query.agency);
  if (query.min_outlets > 1) {
    add(words.text("at_least",
                   words.count("outlets", static_cast<std::size_t>(query.min_outlets))));
  }
  if (target.since) {
    add(words.text(target.since->is_date() ? "new_since_date" : "new_in_the_last",
                   target.since->text()));
  }
  if (query.order == StoryOrder::kOutlets) add(words.text("most_outlets_first"));
  if (query.limit != 0) add(words.count("the_last", query.limit));
  return out;
}

}  // namespace wirefold::serve
