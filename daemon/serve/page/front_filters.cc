#include "front_filters.h"

#include <fmt/format.h>

#include "filter_choices.h"
#include "page_parts.h"

namespace wirefold::serve {
namespace {

std::string order_choice(const FilterForm& form) {
  const bool popular = form.query.order == StoryOrder::kOutlets;
  return choice(form, "order", "sort",
                option("", form.words.text("newest_first"), !popular) +
                    option("outlets", form.words.text("most_outlets_first"), popular));
}

std::string hidden(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return fmt::format("<input type=\"hidden\" form=\"{}\" name=\"{}\"{}>\n", kSearchForm, name,
                     attribute("value", value));
}

/// True if a filter is set that the form shows. The head has the words and an order.
bool is_filtered(const Target& target) {
  const StoryQuery& query = target.query;
  return !query.lang.empty() || !query.outlet.empty() || query.min_outlets > 1 || target.by_event;
}

}  // namespace

std::string front_filters(const Words& words, const FeedDocument& feed, const Target& target) {
  const StoryQuery& query = target.query;
  const FilterForm form{words, kSearchForm, feed.entries, query};
  std::string out = fmt::format("<details class=\"filters\"{}>\n<summary>{}</summary>\n<div>\n",
                                is_filtered(target) ? " open" : "", words.html("filter"));
  out += language_choice(form) + outlet_choice(form) + number_choice(form);
  out += entry_choice(form, target.by_event) + order_choice(form);
  out += hidden("group", query.group) + hidden("agency", query.agency);
  if (target.since) out += hidden("since", target.since->text());
  return out + fmt::format("<button form=\"{}\">{}</button>\n</div>\n</details>\n", kSearchForm,
                           words.html("show"));
}

}  // namespace wirefold::serve
