#include <fmt/format.h>

#include <algorithm>

#include "chart.h"
#include "page_parts.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/render/render_feeds.h"

namespace wirefold::serve {
namespace {

/// The key of the words for a condition.
std::string key_of(FeedCondition condition) { return fmt::format("feed_{}", to_string(condition)); }

/// "17 feeds: 15 healthy, 2 failing; 3 notified by their hubs"
std::string summary(const Words& words, const FeedHealth& health) {
  std::string conditions;
  for (const FeedCondition c :
       {FeedCondition::kWell, FeedCondition::kFailing, FeedCondition::kGone, FeedCondition::kNew}) {
    const std::size_t n = health.count(c);
    if (n == 0 && c != FeedCondition::kWell) continue;
    conditions += fmt::format("{}{} {}", conditions.empty() ? "" : ", ", n, words.text(key_of(c)));
  }
  std::string out = words.count("feed_count", health.total()) + ": " + conditions;
  if (health.pushed > 0) out += "; " + words.text("notified", health.pushed);
  return out;
}

/// The name, and the URL where it may be shown.
std::string name_of(const FeedLine& line) {
  const std::string name = escape_markup(line.outlet.empty() ? line.url : line.outlet);
  const std::string url = escape_markup(line.url);
  std::string out = fmt::format("<span class=\"outlet\" dir=\"auto\">{}</span>", name);
  if (!html::is_web_url(line.url) || line.is_secret) return out;
  return out + fmt::format(" <a class=\"url\" href=\"{0}\">{0}</a>", url);
}

/// When the feed is polled next, and why then. The reason is in English, as in the log.
std::string next_of(const Words& words, const FeedLine& line) {
  if (line.condition == FeedCondition::kGone) {
    return words.html("no_next_poll", escape_markup(line.why));
  }
  const std::string when =
      line.next_poll ? time_tag(words, *line.next_poll) : words.html("at_once");
  const std::string out = words.html("next_poll", when);
  return line.why.empty() ? out : out + ": " + escape_markup(line.why);
}

std::string last_of(const Words& words, const FeedLine& line) {
  const std::string out = words.html("last_poll", time_tag(words, *line.last_poll));
  if (line.a_day <= 0) return out;
  return out + "; " + words.html("a_day", fmt::format("{:.1f}", line.a_day));
}

std::string error_of(const Words& words, const FeedLine& line) {
  if (line.error.empty()) return {};
  std::string out = "<p class=\"error\">" + escape_markup(line.error);
  if (line.failures > 1) {
    out += " (" + words.count("in_a_row", static_cast<std::size_t>(line.failures)) + ')';
  }
  return out + "</p>";
}

std::string item(const Words& words, const FeedLine& line, const std::string& plot) {
  const auto paragraph = [](const std::string& html) {
    return "<p class=\"why\">" + html + "</p>";
  };
  std::string out = fmt::format("<li class=\"{}\">{}{} <span class=\"badge\">{}</span>",
                                to_string(line.condition), plot, name_of(line),
                                words.html(key_of(line.condition)));
  out += error_of(words, line) + paragraph(next_of(words, line));
  if (line.last_poll) out += paragraph(last_of(words, line));
  if (!line.publisher.empty() && line.publisher != line.outlet) {
    out +=
        paragraph(words.html("published_by", "<bdi>" + escape_markup(line.publisher) + "</bdi>"));
  }
  if (!line.note.empty()) out += paragraph(escape_markup(line.note));
  return out + "</li>\n";
}

/// A plot of articles per day in the last two weeks; empty for a feed without any.
std::string plot_of(const Words& words, const FeedHistory& history, FeedId feed) {
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
  const std::string label =
      words.text("in_days", words.count("articles", static_cast<std::size_t>(sum)), kDaysShown);
  return bars(days, {}, label, 112, 24);
}

// A plot spans at least this time, even if the daemon has just started.
constexpr std::chrono::hours kLeastHours(47);

/// A plot of all hours from the first tally to the last, including hours without a tally.
std::string hours_plot(const Words& words, const FeedHistory& history, std::string_view what,
                       std::int64_t HourTally::*value, std::int64_t HourTally::*bad) {
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
  const std::string label =
      words.text("in_hours", words.count(what, static_cast<std::size_t>(sum)), count,
                 words.text("at_utc", words.time(history.hours.back().hour)));
  return fmt::format("<figure>\n<figcaption>{}</figcaption>\n{}\n</figure>\n", escape_markup(label),
                     bars(values, marked, label, 700, 60));
}

std::string plots(const Words& words, const FeedHistory& history) {
  return hours_plot(words, history, "articles", &HourTally::articles, nullptr) +
         hours_plot(words, history, "polls", &HourTally::polls, &HourTally::failures);
}

}  // namespace

std::string render_feeds(const Site& site, const FeedHealth& health, const FeedHistory& history,
                         std::string_view language) {
  const Words& words = words_of(language);
  std::string out =
      page_head(site, words, {words.text("feeds") + " – " + site.title, "", "", site.title, ""});
  out += fmt::format("<main id=\"main\">\n<h1>{}</h1>\n<p class=\"count\">{}.</p>\n",
                     words.html("feeds"), escape_markup(summary(words, health)));
  if (health.cut_off) {
    out += "<p class=\"error\">" + words.html("cut_off") + "</p>\n";
  }
  out += fmt::format(
      "<nav class=\"subscribe\" aria-label=\"{}\"><a href=\"opml\">OPML</a> "
      "<a href=\"metrics\">{}</a> <a href=\"api/v1/feeds\">JSON</a></nav>\n",
      words.html("for_programs"), words.html("metrics"));
  out += plots(words, history) + "<ul class=\"feeds\">\n";
  for (const FeedLine& line : health.lines)
    out += item(words, line, plot_of(words, history, line.id));
  out += "</ul>\n";
  if (health.lines.size() < health.total()) {
    out += "<p class=\"empty\">" +
           words.html("feeds_cut", health.lines.size(), health.total(),
                      "<code>wirefold status --all</code>") +
           "</p>\n";
  }
  return out + page_foot(site, words);
}

}  // namespace wirefold::serve
