#include "feed_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "feed_form.h"
#include "serve/means/feed_means.h"
#include "wirefold/html/url.h"

namespace wirefold::serve {
namespace {

/// What was said before and what is said of it: the argument `said` and the key of the words.
struct Said {
  std::string_view what;
  std::string_view key;
};

constexpr std::array kSaid = {Said{"added", "said_added"}, Said{"edited", "said_edited"},
                              Said{"removed", "said_removed"}, Said{"retried", "said_retried"}};

/// What the last form did; empty if there was none.
std::string said(const Asked& asked) {
  const std::string& what = asked.fields.bytes("said");
  const auto* const found = std::ranges::find(kSaid, what, &Said::what);
  if (found == kSaid.end()) return {};
  return fmt::format(
      "<section class=\"notice\" aria-label=\"{0}\" tabindex=\"-1\" autofocus>\n<p>{1} "
      "<a href=\"../feeds\">{2}</a></p>\n</section>\n",
      asked.words.html("done"), asked.words.html(found->key), asked.words.html("to_feeds"));
}

std::string import_form(const Asked& asked) {
  const Words& words = asked.words;
  return "<h2>" + words.html("import_list") + "</h2>\n<p class=\"meta\">" +
         words.html("what_import_does") + "</p>\n" +
         post_form(asked.means, "operator/feeds/import", {},
                   " class=\"means\" enctype=\"multipart/form-data\"") +
         fmt::format(
             "<label>{} <input type=\"file\" name=\"file\" accept=\".opml,.xml\"></label>\n"
             "<label>{} <textarea name=\"text\" rows=\"4\" dir=\"ltr\" spellcheck=\"false\">"
             "</textarea></label>\n<div>\n",
             words.html("opml_file"), words.html("opml_text")) +
         button(words, "import") + "</div>\n</form>\n";
}

std::string export_line(const Words& words) {
  return fmt::format("<h2>{}</h2>\n<p>{} <a href=\"../opml\" download=\"feeds.opml\">{}</a></p>\n",
                     words.html("export_list"), words.html("what_export_has"),
                     words.html("opml_of_feeds"));
}

/// Starts a task, and leads to its page.
ResourcePtr started(const Asked& asked, TaskState state, Tasks::Work work) {
  const auto task = asked.tasks.start(std::move(state), std::move(work));
  if (!task) return problem_page(asked, 503, asked.words.text("tasks_run"));
  return redirect(asked, fmt::format("/operator/task/{}", *task));
}

}  // namespace

ResourcePtr add_page(Asked& asked) {
  const Words& words = asked.words;
  return page_answer(asked,
                     {words.text("add_a_feed"),
                      said(asked) + "<p class=\"meta\">" + words.html("what_find_does") + "</p>\n" +
                          find_form(asked.means) + import_form(asked) + export_line(words)});
}

ResourcePtr find_feed(Asked& asked) {
  TaskState state;
  state.kind = TaskState::Kind::kFind;
  state.typed = asked.fields.line("typed", kMostTypedBytes);
  if (state.typed.empty()) asked.fields.refuse("typed", "missing");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  return started(asked, state,
                 [&actions = asked.actions, typed = state.typed](const Tasks::Change& change,
                                                                 const std::stop_token& stop) {
                   const auto asks = [&change](const std::string& url) {
                     change([&url](TaskState& now) { now.asks = url; });
                   };
                   Result<FoundFeed> found = actions.find(typed, asks, stop);
                   const std::string place =
                       found && !found->url.empty() ? actions.place_of(found->url) : "";
                   change([&](TaskState& now) {
                     if (!found) now.error = found.error().detail;
                     if (found) now.found = std::move(*found);
                     now.found_place = place;
                   });
                 });
}

ResourcePtr add_feed(Asked& asked) {
  FeedSource feed = read_feed_form(asked.fields);
  feed.url = asked.fields.line("url", kMostTypedBytes);
  if (!html::is_web_url(feed.url)) asked.fields.refuse("url", "not the URL of a feed");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  if (const auto error = asked.actions.add(feed)) return problem_page(asked, 409, error->detail);
  return redirect(asked, "/operator/feeds?said=added");
}

ResourcePtr import_list(Asked& asked) {
  const std::string& file = asked.fields.bytes("file");
  std::string list = file.empty() ? asked.fields.bytes("text") : file;
  if (list.empty()) asked.fields.refuse("file", "empty");
  if (!asked.fields.problem().empty()) return wrong_field(asked);
  TaskState state;
  state.kind = TaskState::Kind::kImport;
  return started(asked, state,
                 [&actions = asked.actions, list = std::move(list)](const Tasks::Change& change,
                                                                    const std::stop_token& stop) {
                   std::unordered_map<std::size_t, std::size_t> rows;  // by ImportLine::number
                   const auto seen = [&](const ImportLine& line, std::size_t of) {
                     change([&](TaskState& now) {
                       const auto [row, is_new] = rows.emplace(line.number, now.lines.size());
                       if (is_new) now.lines.emplace_back();
                       now.lines[row->second] = line;
                       now.of = of;
                     });
                   };
                   Result<std::vector<std::string>> problems = actions.import(list, seen, stop);
                   change([&problems](TaskState& now) {
                     if (!problems) now.error = problems.error().detail;
                     if (problems) now.problems = std::move(*problems);
                   });
                 });
}

}  // namespace wirefold::serve
