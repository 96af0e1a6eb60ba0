#include "import_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "wirefold/base/secret_query.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

// Lines of the table. The numbers above it count all.
constexpr std::size_t kMostLines = 1000;

/// True once the list of feeds has the new ones.
bool is_imported(const TaskState& state) { return state.is_done && state.error.empty(); }

/// The key of a fate. A feed that can be read is added at the end of the import.
std::string_view key_of(const TaskState& state, ImportFate fate) {
  switch (fate) {
    case ImportFate::kKnown:
      return "import_known";
    case ImportFate::kBroken:
      return "import_broken";
    default:
      return is_imported(state) ? "import_added" : "import_readable";
  }
}

std::size_t count_of(const TaskState& state, ImportFate fate) {
  return static_cast<std::size_t>(
      std::ranges::count(state.lines, fate, [](const ImportLine& line) { return line.fate; }));
}

/// "12 of 40 feeds; readable: 9, already listed: 2, unreadable: 1"
std::string summary(const Words& words, const TaskState& state) {
  std::string fates;
  for (const ImportFate fate : {ImportFate::kAdded, ImportFate::kKnown, ImportFate::kBroken}) {
    fates += fmt::format("{}{}: {}", fates.empty() ? "" : ", ", words.text(key_of(state, fate)),
                         count_of(state, fate));
  }
  const std::string all = words.count("feed_count", state.of);
  return words.text("count_of", state.lines.size(), all) + "; " + fates;
}

std::string feed_cell(const FeedSource& feed) {
  std::string out = "<th scope=\"row\">";
  if (!feed.label().empty()) out += "<bdi>" + escape_markup(feed.label()) + "</bdi> ";
  return out + "<span class=\"url\">" + escape_markup(without_secret_values(feed.url)) +
         "</span></th>";
}

std::string row(const Words& words, const TaskState& state, const ImportLine& line) {
  std::string why = escape_markup(line.why);
  if (!line.moved_from.empty()) {
    const std::string from = escape_markup(without_secret_values(line.moved_from));
    why += (why.empty() ? "" : "; ") +
           words.html("moved_from", "<span class=\"url\">" + from + "</span>");
  }
  if (line.outlet_left_out) why += (why.empty() ? "" : "; ") + words.html("outlet_left_out");
  return "<tr>" + feed_cell(line.feed) + "<td>" + words.html(key_of(state, line.fate)) +
         "</td><td>" + why + "</td></tr>\n";
}

/// The last lines. What is new stands first, in view while the import goes on.
std::string table(const Words& words, const TaskState& state) {
  if (state.lines.empty()) return {};
  std::string rows;
  for (const ImportLine& line : state.lines | std::views::reverse | std::views::take(kMostLines)) {
    rows += row(words, state, line);
  }
  std::string out = "<table class=\"import\">\n<thead><tr>";
  for (const char* const key : {"feed", "import_result", "import_why"}) {
    out += "<th scope=\"col\">" + words.html(key) + "</th>";
  }
  return out + "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table>\n";
}

std::string problems(const TaskState& state) {
  std::string items;
  for (const std::string& problem : state.problems) {
    items += "<li class=\"error\">" + escape_markup(problem) + "</li>\n";
  }
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

std::string progress(const Words& words, const TaskState& state) {
  const std::string text = escape_markup(summary(words, state));
  if (state.is_done) return "<p role=\"status\">" + text + "</p>\n";
  return fmt::format(
      "<p role=\"status\"><label>{} <progress value=\"{}\" max=\"{}\"></progress></label></p>\n",
      text, state.lines.size(), std::max<std::size_t>(state.of, 1));
}

}  // namespace

Page import_page(const Asked& asked, const TaskState& state) {
  const Words& words = asked.words;
  std::string main;
  if (!state.error.empty()) {
    main = "<p class=\"error\" role=\"alert\">" + escape_markup(state.error) + "</p>\n";
  }
  main += progress(words, state) + problems(state) + table(words, state);
  return {words.text(!state.is_done       ? "import_goes_on"
                     : is_imported(state) ? "import_done"
                                          : "import_failed"),
          main};
}

}  // namespace wirefold::serve
