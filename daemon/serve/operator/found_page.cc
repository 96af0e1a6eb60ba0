#include "found_page.h"

#include <fmt/format.h>

#include "feed_form.h"
#include "serve/page/page_parts.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"

namespace wirefold::serve {
namespace {

std::string bidi(const std::string& text) { return "<bdi>" + escape_markup(text) + "</bdi>"; }

std::string address(const std::string& url) {
  return "<span class=\"url\">" + escape_markup(url) + "</span>";
}

std::string searching(const Words& words, const TaskState& state) {
  std::string out =
      "<p role=\"status\">" + words.html("searching", address(state.typed)) + "</p>\n";
  if (state.asks.empty()) return out;
  return out + "<p class=\"meta\">" + words.html("asks_now", address(state.asks)) + "</p>\n";
}

/// The addresses that were tried, each with the reason.
std::string tried_list(const Words& words, const FoundFeed& found) {
  if (found.tried.empty()) return {};
  std::string out = "<h2>" + words.html("tried") + "</h2>\n<ul class=\"tried\">\n";
  for (const TriedAddress& tried : found.tried) {
    out += "<li>" + address(tried.url) + " <span class=\"error\">" + escape_markup(tried.why) +
           "</span></li>\n";
  }
  return out + "</ul>\n";
}

std::string entry_line(const Words& words, const FoundEntry& entry) {
  const std::string title = escape_markup(entry.title);
  std::string out = "<li dir=\"auto\">";
  out += html::is_web_url(entry.link)
             ? fmt::format("<a href=\"{}\">{}</a>", escape_markup(entry.link), title)
             : title;
  if (entry.published) {
    out += " <span class=\"meta\">" + time_tag(words, *entry.published) + "</span>";
  }
  return out + "</li>\n";
}

std::string last_entries(const Words& words, const FoundFeed& found) {
  if (found.entries.empty()) return "<p>" + words.html("no_entries") + "</p>\n";
  std::string out = "<h2>" + words.html("last_entries") + "</h2>\n<ul class=\"found\">\n";
  for (const FoundEntry& entry : found.entries) out += entry_line(words, entry);
  return out + "</ul>\n";
}

std::string add_form(const Asked& asked, const FoundFeed& found) {
  FeedSource feed;
  feed.name = clip_utf8(found.title, kMostNameBytes);
  feed.lang = found.lang;
  return post_form(asked.means, "operator/feeds/add", {{"url", found.url}}, " class=\"means\"") +
         feed_fields(asked.words, feed, html::host_of(found.url)) + "<div>\n" +
         button(asked.words, "add") + "</div>\n</form>\n";
}

/// Other feeds of the site: each is looked at in a search of its own.
std::string offers(const Asked& asked, const FoundFeed& found) {
  std::string items;
  for (const std::string& url : found.offered) {
    if (url == found.url) continue;
    items += "<li>" + address(url) + "\n" +
             post_button(asked.means, "look_at", "operator/feeds/find", {{"typed", url}}) +
             "</li>\n";
  }
  if (items.empty()) return {};
  return "<h2>" + asked.words.html("other_feeds") + "</h2>\n<ul class=\"members offers\">\n" +
         items + "</ul>\n";
}

std::string found_feed(const Asked& asked, const TaskState& state) {
  const Words& words = asked.words;
  const FoundFeed& found = state.found;
  std::string out =
      "<p class=\"what\"><b>" + bidi(found.title) + "</b> " + address(found.url) + "</p>\n";
  if (!found.moved_from.empty()) {
    out += "<p class=\"meta\">" + words.html("moved_from", address(found.moved_from)) + "</p>\n";
  }
  if (!state.found_place.empty()) {
    return out + "<p class=\"error\">" +
           words.html("already_listed", escape_markup(state.found_place)) + "</p>\n" +
           last_entries(words, found) + offers(asked, found);
  }
  return out + last_entries(words, found) + add_form(asked, found) + offers(asked, found);
}

std::string none_found(const Asked& asked, const TaskState& state) {
  const std::string why =
      state.error.empty()
          ? asked.words.html("no_feed_found", address(state.typed))
          : asked.words.html("search_failed", address(state.typed), escape_markup(state.error));
  return "<p class=\"error\" role=\"alert\">" + why + "</p>\n" +
         tried_list(asked.words, state.found) + offers(asked, state.found);
}

}  // namespace

Page found_page(const Asked& asked, const TaskState& state) {
  const Words& words = asked.words;
  if (!state.is_done) return {words.text("find_feed"), searching(words, state)};
  if (state.found.url.empty()) return {words.text("none_found"), none_found(asked, state)};
  return {words.text("feed_found"), found_feed(asked, state)};
}

}  // namespace wirefold::serve
