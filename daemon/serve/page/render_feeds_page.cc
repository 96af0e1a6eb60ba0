#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "bar_chart.h"
#include "page_parts.h"
#include "serve/means/feed_means.h"
#include "serve/means/ruling_notice.h"
#include "serve/means/session_bar.h"
#include "story_picture.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/page/feeds_page.h"

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
std::string name_of(const Site& site, const FeedLine& line) {
  const std::string name = escape_markup(line.outlet.empty() ? line.url : line.outlet);
  const std::string url = escape_markup(line.url);
  std::string out = line.has_icon ? outlet_icon(site, line.id, "") : "";
  out += fmt::format("<span class=\"outlet\" dir=\"auto\">{}</span>", name);
  if (!html::is_web_url(line.url) || line.is_secret) return out;
  return out + fmt::format(" <a class=\"url\" href=\"{0}\">{0}</a>", url);
}

std::string paragraph(const std::string& html) { return "<p class=\"why\">" + html + "</p>"; }

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
  out += "</p>";
  if (!line.failing_since) return out;
  return out + paragraph(words.html("failing_since", time_tag(words, *line.failing_since)));
}

std::string item(const Site& site, const Words& words, const FeedLine& line,
                 const std::string& plot, const std::optional<Means>& means) {
  std::string out = fmt::format("<li class=\"{}\"{}><div>{} <span class=\"badge\">{}</span>",
                                to_string(line.condition),
                                means ? fmt::format(" id=\"f{}\"", to_int(line.id)) : "",
                                name_of(site, line), words.html(key_of(line.condition)));
  out += error_of(words, line) + paragraph(next_of(words, line));
  if (line.last_poll) out += paragraph(last_of(words, line));
  if (!line.publisher.empty() && line.publisher != line.outlet) {
    out +=
        paragraph(words.html("published_by", "<bdi>" + escape_markup(line.publisher) + "</bdi>"));
  }
  if (!line.note.empty()) out += paragraph(escape_markup(line.note));
  if (means) out += feed_means(*means, line);
  return out + "</div>" + plot + "</li>\n";
}

std::string sum_of(const Words& words, std::string_view key, const std::vector<double>& values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return words.count(key, static_cast<std::size_t>(sum));
}

std::string figure(const std::string& caption, const BarChart& chart) {
  return fmt::format("<figure>\n<figcaption>{}</figcaption>\n{}</figure>\n", caption,
                     bar_chart(chart));
}

/// The articles of a feed on each day shown, with the copies marked.
using FeedCharts = std::map<FeedId, BarChart>;

FeedCharts charts_of(const Words& words, const FeedHistory& history) {
  FeedCharts out;
  for (const FeedDay& day : history.days) {
    const auto at = (day.day - history.first_day) / std::chrono::days(1);
    if (at < 0 || at >= static_cast<std::int64_t>(kDaysShown)) continue;
    BarChart& chart = out[day.feed];
    chart.values.resize(kDaysShown);
    chart.marked.resize(kDaysShown);
    chart.values[static_cast<std::size_t>(at)] = static_cast<double>(day.articles);
    chart.marked[static_cast<std::size_t>(at)] = static_cast<double>(day.copies);
  }
  const Timestamp last = history.first_day + std::chrono::days(static_cast<int>(kDaysShown) - 1);
  for (auto& [feed, chart] : out) {
    chart.first = words.short_day(history.first_day);
    chart.last = words.short_day(last);
    chart.label = words.text("in_days", sum_of(words, "articles", chart.values), kDaysShown);
  }
  return out;
}

/// "34 articles in 14 days, 12 of them copies (35 %)"
std::string plot_of(const Words& words, const BarChart& chart) {
  const double copies = std::accumulate(chart.marked.begin(), chart.marked.end(), 0.0);
  const double all = std::accumulate(chart.values.begin(), chart.values.end(), 0.0);
  std::string caption = escape_markup(chart.label);
  if (copies > 0) {
    caption += ", <b class=\"mark\">" +
               words.html("copies", copies, fmt::format("{:.0f}", 100 * copies / all)) + "</b>";
  }
  return figure(caption, chart);
}

// A plot spans at least this time, even if the daemon has just started.
constexpr std::chrono::hours kLeastHours(47);

/// What an hourly plot shows.
struct HourlyCount {
  std::string_view key;  // of its words
  std::int64_t HourTally::*value;
  std::int64_t HourTally::*marked;  // may be null
};

/// A plot of all hours from the first tally to the last, including hours without a tally.
std::string hours_plot(const Words& words, const FeedHistory& history, const HourlyCount& count) {
  if (history.hours.empty()) return {};
  const Timestamp last = history.hours.back().hour;
  const Timestamp first = std::min(history.hours.front().hour, last - kLeastHours);
  const auto hours = (last - first) / std::chrono::hours(1) + 1;
  BarChart chart;
  chart.values.resize(static_cast<std::size_t>(hours));
  if (count.marked != nullptr) chart.marked.resize(chart.values.size());
  for (const HourTally& tally : history.hours) {
    const auto at = static_cast<std::size_t>((tally.hour - first) / std::chrono::hours(1));
    chart.values[at] = static_cast<double>(tally.*count.value);
    if (count.marked != nullptr) chart.marked[at] = static_cast<double>(tally.*count.marked);
  }
  chart.first = words.text("at_utc", words.time(first));
  chart.last = words.text("at_utc", words.time(last));
  chart.label = words.text("in_hours", sum_of(words, count.key, chart.values), hours, chart.last);
  return figure(escape_markup(chart.label), chart);
}

std::string plots(const Words& words, const FeedHistory& history) {
  return hours_plot(words, history, {"articles", &HourTally::articles, nullptr}) +
         hours_plot(words, history, {"polls", &HourTally::polls, &HourTally::failures});
}

std::string feed_list(const Site& site, const Words& words, const FeedsPage& page,
                      const std::optional<Means>& means) {
  const FeedHealth& health = page.health;
  if (health.lines.empty()) return no_feeds(words, means ? list_means(*means) : "");
  const FeedCharts charts = charts_of(words, page.history);
  std::string out = "<ul class=\"feeds\">\n";
  for (const FeedLine& line : health.lines) {
    const auto chart = charts.find(line.id);
    const std::string plot = chart == charts.end() ? "" : plot_of(words, chart->second);
    out += item(site, words, line, plot, means);
  }
  out += "</ul>\n";
  if (health.lines.size() == health.total()) return out;
  return out + "<p class=\"empty\">" +
         words.html("feeds_cut", health.lines.size(), health.total(),
                    "<code>wirefold status --all</code>") +
         "</p>\n";
}

std::string row(const Words& words, const Copying& copying) {
  const auto cell = [](const std::string& text) { return "<td>" + escape_markup(text) + "</td>"; };
  const double share = 100.0 * static_cast<double>(copying.articles);
  std::string out = "<tr><th scope=\"row\"><bdi>" + escape_markup(copying.outlet) + "</bdi></th>";
  out += "<td><bdi>" + escape_markup(copying.source) + "</bdi></td>";
  out += cell(words.text("share", fmt::format("{:.0f}", share / static_cast<double>(copying.of)),
                         copying.articles, copying.of));
  using std::chrono::minutes;
  out +=
      cell(copying.delay ? delay_words(words, std::chrono::duration_cast<minutes>(*copying.delay))
                         : "–");
  return out + "</tr>\n";
}

/// Who publishes whose texts, as a table.
std::string copying_table(const Words& words, const FeedHistory& history) {
  if (history.copying.empty()) return {};
  std::string out = fmt::format(
      "<h2 id=\"copying\">{}</h2>\n<p class=\"meta\">{}</p>\n"
      "<table aria-labelledby=\"copying\">\n<thead><tr>",
      words.html("copying"), words.html("copying_of", words.count("articles", history.articles)));
  for (const char* const key : {"outlet", "text_of", "share_of_its", "median_delay"}) {
    out += "<th scope=\"col\">" + words.html(key) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const Copying& copying : history.copying) out += row(words, copying);
  return out + "</tbody>\n</table>\n";
}

}  // namespace

std::string render_feeds(const Site& site, const FeedsPage& page, const Target& target) {
  const FeedHealth& health = page.health;
  const Words& words = words_of(target.language);
  const auto means = means_of(words, target, "");
  std::string out = page_head(
      site, words,
      {words.text("feeds") + " – " + site.title, "", "", site.title, "", session_of(target)});
  out += "<main id=\"main\">\n";
  if (means) out += ruling_notice(*means, page.ruling);
  out += fmt::format("<h1>{}</h1>\n<p class=\"count\">{}.</p>\n", words.html("feeds"),
                     escape_markup(summary(words, health)));
  if (health.cut_off) {
    out += "<p class=\"error\">" + words.html("cut_off") + "</p>\n";
  }
  out += fmt::format(
      "<nav class=\"subscribe\" aria-label=\"{}\"><a href=\"opml\">OPML</a> "
      "<a href=\"metrics\">{}</a> <a href=\"api/v1/feeds\">JSON</a></nav>\n",
      words.html("for_programs"), words.html("metrics"));
  if (means && !health.lines.empty()) out += list_means(*means);
  const std::string copying = copying_table(words, page.history);
  if (!copying.empty()) {
    out += "<p class=\"meta\"><a href=\"#copying\">" + words.html("copying") + "</a></p>\n";
  }
  out += plots(words, page.history) + feed_list(site, words, page, means) + copying;
  return out + page_foot(site, words, sign_in_link(site, words, "", target));
}

}  // namespace wirefold::serve
