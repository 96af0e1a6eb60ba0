#include "front_filters.h"

#include <fmt/format.h>

#include <set>

#include "page_parts.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kOfferedOutlets = 200;

std::string option(std::string_view value, const std::string& text, bool chosen) {
  return fmt::format("<option value=\"{}\"{}>{}</option>", escape_markup(value),
                     chosen ? " selected" : "", escape_markup(text));
}

std::string choice(const std::string& label, std::string_view name, const std::string& options) {
  return fmt::format("<label>{} <select form=\"{}\" name=\"{}\">{}</select></label>\n", label,
                     kSearchForm, name, options);
}

/// The languages of the shown stories, and the chosen one.
std::string language_choice(const Words& words, const FeedDocument& feed, const StoryQuery& query) {
  std::set<std::string> langs;
  for (const Story& story : feed.stories) langs.insert(story.lead().lang);
  langs.insert(query.lang);
  langs.erase("");
  std::string options = option("", words.text("all_languages"), false);
  for (const std::string& lang : langs) {
    options += option(lang, words.language_name(lang), lang == query.lang);
  }
  return choice(words.html("language"), "lang", options);
}

std::string outlet_choice(const Words& words, const FeedDocument& feed, const StoryQuery& query) {
  std::set<std::string> outlets;
  for (const Story& story : feed.stories) {
    for (std::string& name : outlets_of(story)) {
      if (outlets.size() < kOfferedOutlets) outlets.insert(std::move(name));
    }
  }
  std::string out = fmt::format(
      "<label>{} <input form=\"{}\" name=\"outlet\" list=\"outlets\" value=\"{}\" "
      "size=\"14\"></label>\n<datalist id=\"outlets\">",
      words.html("outlet"), kSearchForm, escape_markup(query.outlet));
  for (const std::string& name : outlets)
    out += fmt::format("<option value=\"{}\">", escape_markup(name));
  return out + "</datalist>\n";
}

std::string number_choice(const Words& words, const StoryQuery& query) {
  std::string options = option("", words.text("any_number"), false);
  std::set<int> counts = {2, 3, 5, 10};
  if (query.min_outlets > 1) counts.insert(query.min_outlets);
  for (const int n : counts) {
    options += option(std::to_string(n),
                      words.text("at_least", words.count("outlets", static_cast<std::size_t>(n))),
                      n == query.min_outlets);
  }
  return choice(words.html("reported_by"), "min_outlets", options);
}

std::string order_choice(const Words& words, const StoryQuery& query) {
  const bool popular = query.order == StoryOrder::kOutlets;
  return choice(words.html("order"), "sort",
                option("", words.text("newest_first"), !popular) +
                    option("outlets", words.text("most_outlets_first"), popular));
}

std::string hidden(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return fmt::format("<input type=\"hidden\" form=\"{}\" name=\"{}\"{}>\n", kSearchForm, name,
                     attribute("value", value));
}

/// True if a filter is set that the form shows. The head has the words and an order.
bool is_filtered(const StoryQuery& query) {
  return !query.lang.empty() || !query.outlet.empty() || query.min_outlets > 1;
}

}  // namespace

std::string front_filters(const Words& words, const FeedDocument& feed, const Target& target) {
  const StoryQuery& query = target.query;
  std::string out = fmt::format("<details class=\"filters\"{}>\n<summary>{}</summary>\n<div>\n",
                                is_filtered(query) ? " open" : "", words.html("filter"));
  out += language_choice(words, feed, query) + outlet_choice(words, feed, query);
  out += number_choice(words, query) + order_choice(words, query);
  out += hidden("group", query.group) + hidden("agency", query.agency);
  if (target.since) out += hidden("since", target.since->text());
  return out + fmt::format("<button form=\"{}\">{}</button>\n</div>\n</details>\n", kSearchForm,
                           words.html("show"));
}

}  // namespace wirefold::serve
