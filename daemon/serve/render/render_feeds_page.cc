#include <fmt/format.h>

#include <algorithm>

#include "chart.h"
#include "page_parts.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/render/render_feeds.h"

namespace wirefold::serve {
namespace {

std::string_view words_of(FeedCondition condition) {
  if (condition == FeedCondition::kWell) return "healthy";
  return condition == FeedCondition::kNew ? "not polled yet" : to_string(condition);
}

std::string summary(const FeedHealth& health) {
  std::string out =
      fmt::format("{} feeds: {} healthy", health.total(), health.count(FeedCondition::kWell));
  for (const FeedCondition c :
       {FeedCondition::kFailing, FeedCondition::kGone, FeedCondition::kNew}) {
    if (const std::size_t n = health.count(c)) out += fmt::format(", {} {}", n, words_of(c));
  }
  if (health.pushed > 0) out += fmt::format("; {} notified by their hubs", health.pushed);
  return out;
}

std::string name_of(const FeedLine& line) {
  const std::string& name = line.outlet.empty() ? line.url : line.outlet;
  if (!html::is_web_url(line.url) || line.is_secret) return escape_markup(name);
  return fmt::format("<a href=\"{}\">{}</a>", escape_markup(line.url), escape_markup(name));
}

std::string next_of(const Words& words, const FeedLine& line) {
  if (line.condition == FeedCondition::kGone) return "never: " + escape_markup(line.why);
  const std::string when = line.next_poll ? time_tag(words, *line.next_poll) : "at once";
  return line.why.empty() ? when : when + ": " + escape_markup(line.why);
}

std::string item(const Words& words, const FeedLine& line, const std::string& plot) {
  std::string out = fmt::format(
      "<li class=\"{0}\">{2}<span class=\"outlet\" dir=\"auto\">{1}</span> "
      "<span class=\"badge\">{3}</span>",
      to_string(line.condition), name_of(line), plot, words_of(line.condition));
  if (!line.error.empty()) {
    out += fmt::format("<p class=\"error\">{}{}</p>", escape_markup(line.error),
                       line.failures > 1 ? fmt::format(" ({} times in a row)", line.failures) : "");
  }
  out += "<p class=\"why\">Next poll " + next_of(words, line) + "</p>";
  if (line.last_poll) {
    const std::string rate =
        line.a_day > 0 ? fmt::format("; {:.1f} entries a day", line.a_day) : "";
    out += "<p class=\"why\">Last poll " + time_tag(words, *line.last_poll) + rate + "</p>";
  }
  if (!line.publisher.empty() && line.publisher != line.outlet) {
    out += "<p class=\"why\">Published by <bdi>" + escape_markup(line.publisher) + "</bdi></p>";
  }
  if (!line.note.empty()) out += "<p class=\"why\">" + escape_markup(line.note) + "</p>";
  return out + "</li>\n";
}

/// A plot of articles per day in the last two weeks; empty for a feed without any.
std::string plot_of(const FeedHistory& history, FeedId feed) {
  std::vector<double> days(kDaysShown);
  double sum = 0;
  for (const FeedDay& day : history.days) {
    if (day.feed != feed || day.day < history.first_day) continue;
    const auto at = static_cast<std::size_t>((day.day - history.first_day) / std::chrono::days(1));
    if (at >= days.size()) continue;
    days[at] += static_cast<double>(day.articles);
    sum += static_cast<double>(day.articles);
  }
  if (sum == 0) return {};
  return bars(days, {}, fmt::format("{:.0f} articles in {} days", sum, kDaysShown), 112, 24);
}

// A plot spans at least this time, even if the daemon has just started.
constexpr std::chrono::hours kLeastHours(47);

/// A plot of all hours from the first tally to the last, including hours without a tally.
std::string hours_plot(const FeedHistory& history, std::string_view heading,
                       std::int64_t HourTally::*value, std::int64_t HourTally::*bad,
                       std::string_view what) {
  if (history.hours.empty()) return {};
  const Timestamp first =
      std::min(history.hours.front().hour, history.hours.back().hour - kLeastHours);
  const auto count = (history.hours.back().hour - first) / std::chrono::hours(1) + 1;
  std::vector<double> values(static_cast<std::size_t>(count));
  std::vector<double> marked(bad == nullptr ? 0 : values.size());
  double sum = 0;
  for (const HourTally& tally : history.hours) {
    const auto at = static_cast<std::size_t>((tally.hour - first) / std::chrono::hours(1));
    values[at] = static_cast<double>(tally.*value);
    if (bad != nullptr) marked[at] = static_cast<double>(tally.*bad);
    sum += values[at];
  }
  const std::string label = fmt::format("{:.0f} {} in {} hours to {} UTC", sum, what, count,
                                        format_rfc3339(history.hours.back().hour).substr(0, 16));
  return fmt::format("<figure>\n<figcaption>{}: {}</figcaption>\n{}\n</figure>\n", heading, label,
                     bars(values, marked, label, 700, 60));
}

std::string plots(const FeedHistory& history) {
  std::string out = hours_plot(history, "Articles", &HourTally::articles, nullptr, "articles");
  out += hours_plot(history, "Polls, failed ones marked", &HourTally::polls, &HourTally::failures,
                    "polls");
  return out;
}

}  // namespace

std::string render_feeds(const Site& site, const FeedHealth& health, const FeedHistory& history,
                         std::string_view language) {
  const Words& words = words_of(language);
  std::string out = page_head(site, words, {"Feeds – " + site.title, "", "", site.title, ""});
  out += fmt::format("<main id=\"main\">\n<h1>Feeds</h1>\n<p class=\"count\">{}.</p>\n",
                     escape_markup(summary(health)));
  if (health.cut_off) {
    out += "<p class=\"error\">No server can be reached: is the network down?</p>\n";
  }
  out +=
      "<nav class=\"subscribe\" aria-label=\"For programs\"><a href=\"opml\">OPML</a> "
      "<a href=\"metrics\">Metrics</a> <a href=\"api/v1/feeds\">JSON</a></nav>\n";
  out += plots(history) + "<ul class=\"feeds\">\n";
  for (const FeedLine& line : health.lines) out += item(words, line, plot_of(history, line.id));
  out += "</ul>\n";
  if (health.lines.size() < health.total()) {
    out += fmt::format(
        "<p class=\"empty\">This page lists the feeds in trouble and the next feeds to poll: "
        "{} of {}. <code>wirefold status --all</code> lists all feeds.</p>\n",
        health.lines.size(), health.total());
  }
  return out + page_foot(site, words);
}

}  // namespace wirefold::serve
