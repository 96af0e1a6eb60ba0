#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

#include "front_filters.h"
#include "page_parts.h"
#include "serve/means/feed_means.h"
#include "serve/means/ruling_notice.h"
#include "serve/means/session_bar.h"
#include "serve/means/ticks.h"
#include "story_card.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/page/pages.h"

namespace wirefold::serve {
namespace {

using Days = std::chrono::sys_days;

// Copies that a page compares with their leads, a millisecond each, the first stories first.
constexpr std::size_t kMostComparisons = 200;

/// "136 stories", or "100 of 10000 stories or more"; `key` says what is counted.
std::string shown_entries(const Words& words, const FeedDocument& feed, std::string_view key) {
  const std::size_t shown = feed.entries.size();
  const StoryTotal& total = feed.total;
  if (shown == total.count && !total.is_least) return words.count(key, shown);
  const std::string all = words.count(key, total.count);
  return words.text("count_of", shown, total.is_least ? words.text("at_least", all) : all);
}

/// "136 stories from 176 articles; 20 with more than one article"
std::string count_line(const Words& words, const FeedDocument& feed, bool by_event) {
  std::size_t parts = 0;
  std::size_t folded = 0;
  for (const Event& entry : feed.entries) {
    parts += by_event ? entry.reports.size() : first_of(entry).members.size();
    folded += (by_event ? is_event(entry) : first_of(entry).members.size() > 1) ? 1 : 0;
  }
  const bool all = feed.entries.size() == feed.total.count;
  return words.text(all ? "from" : "from_these",
                    shown_entries(words, feed, by_event ? "entries" : "count"),
                    words.count(by_event ? "count" : "articles", parts)) +
         "; " + words.count(by_event ? "events" : "folded", folded);
}

std::string density_choice(const Words& words) {
  std::string out =
      fmt::format("<fieldset class=\"density\">\n<legend class=\"unseen\">{}</legend>\n",
                  words.html("density"));
  for (const std::string_view name : {"cards", "list", "compact"}) {
    out += fmt::format(
        "<label><input type=\"radio\" name=\"density\" id=\"{0}\"{1}><span>{2}</span></label>\n",
        name, name == "cards" ? " checked" : "", words.html(name));
  }
  return out + "</fieldset>\n";
}

std::string feed_links(const Words& words, const FeedDocument& feed) {
  const auto href = [&feed](std::string_view file) {
    return escape_markup(path_with(file, feed.filter));
  };
  return fmt::format(
      "<nav class=\"subscribe\" aria-label=\"{}\">{}: "
      "<a href=\"{}\">Atom</a> <a href=\"{}\">RSS</a> <a href=\"{}\">JSON Feed</a> "
      "<a href=\"{}\">{}</a></nav>\n",
      words.html("subscribe_label"), words.html("subscribe"), href("feed.atom"), href("feed.rss"),
      href("feed.json"), href("subscribe"), words.html("build_feed"));
}

std::string older_link(const Words& words, const FeedDocument& feed) {
  if (feed.older.empty()) return {};
  const std::string query = feed.filter.empty() ? feed.older : feed.filter + '&' + feed.older;
  return fmt::format(
      "<nav class=\"older\" aria-label=\"{}\"><a rel=\"next\" href=\"./?{}\">{}</a></nav>\n",
      words.html("pages"), escape_markup(query), words.html("older"));
}

std::string empty_line(const Words& words, const FeedDocument& feed,
                       const std::optional<Means>& means) {
  const bool is_part = !feed.filter.empty() || !feed.before.empty();
  if (!is_part && !feed.has_feeds) return no_feeds(words, means ? find_form(*means) : "");
  const std::string why =
      is_part ? words.html("no_match") + " <a href=\"./\">" + words.html("all_stories") + "</a>"
              : words.html("reading");
  return "<p class=\"empty\">" + why + "</p>\n";
}

/// Opens a list of stories: of one day, or of all days if none is given.
std::string section_head(const Words& words, std::optional<Days> day) {
  std::string heading = "<section>\n<h2 class=\"unseen\">" + words.html("most_outlets");
  if (day) {
    heading = fmt::format("<section class=\"day\">\n<h2><time datetime=\"{}\">{}</time>",
                          format_rfc3339(*day).substr(0, 10), escape_markup(words.day(*day)));
  }
  return heading + "</h2>\n<div class=\"cards\">\n";
}

/// The day on which the lead's outlet published the story, by its own clock.
Days day_of(const Event& entry) {
  return std::chrono::floor<std::chrono::days>(entry.published + first_of(entry).lead().utc_offset);
}

/// The entries under a heading for each day, or in one list if time is not their order.
std::string entries_by_day(const Words& words, const FrontPage& page,
                           CopyComparisons& comparisons) {
  const bool by_day = page.target.query.order == StoryOrder::kNewest;
  const CardStyle style{!by_day, page.target.session.has_value()};
  std::map<Days, std::string, std::greater<>> cards;
  std::size_t budget = kMostComparisons;
  for (const Event& entry : page.feed.entries) {
    cards[by_day ? day_of(entry) : Days{}] +=
        story_card(page.feed.site, words, entry, comparisons.of(first_of(entry), budget), style);
  }
  std::string out;
  for (const auto& [day, of_day] : cards) {
    out += section_head(words, by_day ? std::optional(day) : std::nullopt) + of_day +
           "</div>\n</section>\n";
  }
  return out;
}

std::string top_stories(const Words& words, std::span<const TopStory> top) {
  if (top.empty()) return {};
  std::string out =
      fmt::format("<aside class=\"top\" aria-labelledby=\"top\">\n<h2 id=\"top\">{}</h2>\n<ol>\n",
                  words.html("top"));
  for (const TopStory& story : top) out += story_line(words, story);
  return out + "</ol>\n</aside>\n";
}

/// The list of keys that the script shows.
std::string keys_dialog(const Words& words) {
  std::string out = fmt::format(
      "<dialog id=\"keys\" aria-labelledby=\"keys-title\">\n<h2 id=\"keys-title\">{}</h2>\n<dl>\n",
      words.html("keys"));
  const auto add = [&](std::string_view key, std::string_view text) {
    out += fmt::format("<dt><kbd>{}</kbd></dt><dd>{}</dd>\n", key, words.html(text));
  };
  add("j", "keys_next");
  add("k", "keys_previous");
  add("o", "keys_open");
  add("?", "keys_help");
  return out + fmt::format("</dl>\n<form method=\"dialog\"><button>{}</button></form>\n</dialog>\n",
                           words.html("close"));
}

/// What the script shows: an offer of changes, and the number of stories since the last visit.
std::string script_lines(const Words& words) {
  return fmt::format(
      "<p id=\"news\" role=\"status\" hidden><button type=\"button\" "
      "data-text=\"{}\"></button></p>\n"
      "<p id=\"since\" hidden data-text=\"{}\" data-mark=\"{}\"></p>\n",
      words.html("show_changes", "{0}"), words.html("new_since", "{0}"), words.html("new"));
}

/// What two ticked entries become: one story, or one event.
std::string join_bar(const Means& means, const Target& target) {
  if (!target.by_event) return tick_bar(means, OverrideKind::kMerge, "tick_two", "do_merge");
  return tick_bar(means, OverrideKind::kEventJoin, "tick_two_events", "do_event_join");
}

}  // namespace

std::string render_front_page(const FrontPage& page, CopyComparisons& comparisons) {
  const FeedDocument& feed = page.feed;
  const Words& words = words_of(page.target.language);
  const auto means = means_of(words, page.target, "");
  std::string out = page_head(
      feed.site, words,
      {feed.title, "", feed.filter, feed.title, page.target.query.words, session_of(page.target)});
  out += fmt::format("<main id=\"main\" class=\"front\" data-live=\"{}\">\n",
                     feed.before.empty() ? "stories" : "");
  out += "<div class=\"bar\">\n";
  if (means) out += ruling_notice(*means, page.ruling);
  out += fmt::format("<h1{}>{}</h1>\n<p class=\"count\">{}.</p>\n",
                     feed.filter.empty() ? " class=\"unseen\"" : "",  // it is the site's name
                     escape_markup(feed.title),
                     escape_markup(count_line(words, feed, page.target.by_event)));
  out += front_filters(words, feed, page.target) + density_choice(words) + feed_links(words, feed);
  out += "</div>\n" + script_lines(words) + "<div id=\"stories\">\n";
  out += entries_by_day(words, page, comparisons);
  if (feed.entries.empty()) out += empty_line(words, feed, means);
  out += "</div>\n";
  if (means && !feed.entries.empty()) out += join_bar(*means, page.target);
  out += older_link(words, feed) + top_stories(words, page.top) + keys_dialog(words);
  return out + page_foot(feed.site, words, sign_in_link(feed.site, words, "", page.target));
}

}  // namespace wirefold::serve
