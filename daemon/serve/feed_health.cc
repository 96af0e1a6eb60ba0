#include "wirefold/serve/feed_health.h"

#include <fmt/format.h>

#include "page_parts.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"

namespace wirefold::serve {
namespace {

constexpr FeedCondition kConditions[] = {FeedCondition::kWell, FeedCondition::kNew,
                                         FeedCondition::kFailing, FeedCondition::kGone};

std::string summary(const FeedHealth& health) {
  std::string out =
      fmt::format("{} feeds: {} well", health.total(), health.count(FeedCondition::kWell));
  for (const FeedCondition c :
       {FeedCondition::kFailing, FeedCondition::kGone, FeedCondition::kNew}) {
    if (const std::size_t n = health.count(c)) {
      out += fmt::format(", {} {}", n, c == FeedCondition::kNew ? "not polled yet" : to_string(c));
    }
  }
  if (health.pushed > 0) out += fmt::format("; {} told by their hubs", health.pushed);
  return out;
}

std::string name_of(const FeedLine& line) {
  const std::string& name = line.outlet.empty() ? line.url : line.outlet;
  if (!html::is_web_url(line.url)) return escape_markup(name);
  return fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape_markup(line.url),
                     escape_markup(name));
}

std::string next_of(const FeedLine& line) {
  if (line.condition == FeedCondition::kGone) return "never: " + escape_markup(line.why);
  const std::string when = line.next_poll ? time_tag(*line.next_poll) : "at once";
  return line.why.empty() ? when : when + ": " + escape_markup(line.why);
}

std::string item(const FeedLine& line) {
  std::string out = fmt::format(
      "<li class=\"{0}\"><span class=\"outlet\" dir=\"auto\">{1}</span> <span class=\"badge\">{0}"
      "</span>",
      to_string(line.condition), name_of(line));
  if (!line.error.empty()) {
    out += fmt::format("<p class=\"error\">{}{}</p>", escape_markup(line.error),
                       line.failures > 1 ? fmt::format(" ({} times in a row)", line.failures) : "");
  }
  out += "<p class=\"why\">Next poll " + next_of(line) + "</p>";
  if (line.last_poll) {
    const std::string rate =
        line.a_day > 0 ? fmt::format("; {:.1f} entries a day", line.a_day) : "";
    out += "<p class=\"why\">Last poll " + time_tag(*line.last_poll) + rate + "</p>";
  }
  if (!line.note.empty()) out += "<p class=\"why\">" + escape_markup(line.note) + "</p>";
  return out + "</li>\n";
}

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

void labelled(std::string& out, std::string_view name, std::string_view label,
              std::string_view value, std::uint64_t number) {
  out += fmt::format("{}{{{}=\"{}\"}} {}\n", name, label, value, number);
}

}  // namespace

std::string_view to_string(FeedCondition condition) {
  switch (condition) {
    case FeedCondition::kWell:
      return "well";
    case FeedCondition::kNew:
      return "new";
    case FeedCondition::kFailing:
      return "failing";
    case FeedCondition::kGone:
      return "gone";
  }
  return "unknown";
}

std::size_t FeedHealth::total() const {
  std::size_t out = 0;
  for (const auto& [condition, count] : feeds) out += count;
  return out;
}

std::size_t FeedHealth::count(FeedCondition condition) const {
  const auto it = feeds.find(condition);
  return it == feeds.end() ? 0 : it->second;
}

std::string render_feeds(const Site& site, const FeedHealth& health) {
  std::string out = page_head(site, "Feeds – " + site.title);
  out += fmt::format(
      "<body>\n<header>\n<h1><img src=\"icon.svg\" alt=\"\" width=\"32\" height=\"32\">Feeds</h1>\n"
      "<p>{}.</p>\n{}<nav aria-label=\"Pages\"><a href=\"./\">Stories</a> "
      "<a href=\"metrics\">Metrics</a></nav>\n</header>\n<main>\n",
      escape_markup(summary(health)),
      health.cut_off ? "<p class=\"error\">No server at all is reached: is the network down?</p>\n"
                     : "");
  out += "<ul class=\"feeds\">\n";
  for (const FeedLine& line : health.lines) out += item(line);
  out += "</ul>\n";
  if (health.lines.size() < health.total()) {
    out += fmt::format(
        "<p class=\"empty\">Those in trouble and those that are polled next: {} of {}. "
        "<code>wirefold status --all</code> lists all.</p>\n",
        health.lines.size(), health.total());
  }
  return out + page_foot(site);
}

std::string render_metrics(const Site& site, const FeedHealth& health) {
  std::string out;
  family(out, "wirefold_info", "gauge", "Always 1; the version is a label.");
  labelled(out, "wirefold_info", "version", site.version, 1);
  family(out, "wirefold_feeds", "gauge", "Feeds of the list by condition.");
  for (const FeedCondition c : kConditions) {
    labelled(out, "wirefold_feeds", "state", to_string(c), health.count(c));
  }
  family(out, "wirefold_feeds_pushed", "gauge", "Feeds of which a WebSub hub tells what is new.");
  out += fmt::format("wirefold_feeds_pushed {}\n", health.pushed);
  family(out, "wirefold_network_up", "gauge", "0 while no server at all is reached.");
  out += fmt::format("wirefold_network_up {}\n", health.cut_off ? 0 : 1);
  family(out, "wirefold_polls_total", "counter", "Polls since the start by what came of them.");
  for (const auto& [result, count] : health.polls) {
    labelled(out, "wirefold_polls_total", "result", result, count);
  }
  family(out, "wirefold_feed_changes_total", "counter",
         "Changes of a feed's state since the start, as in the log.");
  for (const auto& [state, count] : health.changes) {
    labelled(out, "wirefold_feed_changes_total", "state", state, count);
  }
  return out;
}

}  // namespace wirefold::serve
