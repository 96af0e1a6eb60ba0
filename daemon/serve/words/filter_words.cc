#include "filter_words.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

namespace wirefold::serve {

namespace {

/// "6 hours": in the largest unit that leaves no rest.
std::string duration_words(const Words& words, std::chrono::seconds duration) {
  struct Unit {
    std::int64_t seconds;
    std::string_view key;
  };
  static constexpr std::array kUnits = {Unit{86400, "days"}, Unit{3600, "hours"},
                                        Unit{60, "minutes"}, Unit{1, "seconds"}};
  const auto* const unit = std::ranges::find_if(
      kUnits, [&](const Unit& one) { return duration.count() % one.seconds == 0; });
  return words.count(unit->key, static_cast<std::size_t>(duration.count() / unit->seconds));
}

}  // namespace

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
  if (!query.lang.empty()) add(words.text("in_language", words.language_name(query.lang)));
  add_value("by_outlet", query.outlet);
  add_value("of_group", query.group);
  add_value("of_agency", query.agency);
  if (query.min_outlets > 1) {
    add(words.text("at_least",
                   words.count("outlets", static_cast<std::size_t>(query.min_outlets))));
  }
  if (target.since) {
    const auto duration = target.since->duration();
    add(duration ? words.text("new_in_the_last", duration_words(words, *duration))
                 : words.text("new_since_date", target.since->text()));
  }
  if (target.by_event) add(words.text("by_event"));
  if (query.order == StoryOrder::kOutlets) add(words.text("most_outlets_first"));
  if (query.limit != 0) add(words.count("the_last", query.limit));
  return out;
}

}  // namespace wirefold::serve
