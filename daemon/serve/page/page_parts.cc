#include "page_parts.h"

#include <fmt/format.h>

#include "serve/means/session_bar.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/serve/entries.h"

namespace wirefold::serve {
namespace {

std::string discovery(const PageHead& head) {
  std::string out;
  const auto feed = [&](std::string_view type, std::string_view name, std::string_view file) {
    out += fmt::format("<link rel=\"alternate\" type=\"{}\" title=\"{} ({})\" href=\"{}\">\n", type,
                       escape_markup(head.feed_title), name,
                       escape_markup(head.root + path_with(file, head.filter)));
  };
  feed("application/atom+xml", "Atom", "feed.atom");
  feed("application/rss+xml", "RSS", "feed.rss");
  feed("application/feed+json", "JSON Feed", "feed.json");
  return out;
}

std::string site_name(const Site& site, const std::string& root) {
  return fmt::format(
      "<p class=\"site\"><a href=\"{0}./\"><img src=\"{0}icon.svg\" alt=\"\" width=\"28\" "
      "height=\"28\">{1}</a></p>\n",
      root, escape_markup(site.title));
}

std::string search_field(const Words& words, const PageHead& head) {
  return fmt::format(
      "<search><form id=\"{}\" action=\"{}./\" method=\"get\" role=\"search\">\n"
      "<input type=\"search\" name=\"q\" value=\"{}\" placeholder=\"{}\" aria-label=\"{}\" "
      "maxlength=\"100\" dir=\"auto\">\n<button>{}</button>\n</form></search>\n",
      kSearchForm, head.root, escape_markup(head.searched), words.html("search_hint"),
      words.html("search_hint"), words.html("search"));
}

std::string navigation(const Words& words, const std::string& root) {
  return fmt::format(
      "<nav aria-label=\"{1}\"><a href=\"{0}./\">{2}</a> <a href=\"{0}./?sort=outlets\">{3}</a> "
      "<a href=\"{0}feeds\">{4}</a></nav>\n",
      root, words.html("site"), words.html("stories"), words.html("most_outlets"),
      words.html("feeds"));
}

/// "+7", "-3:30"
std::string offset_text(std::chrono::minutes offset) {
  const auto size = std::chrono::abs(offset).count();
  const std::string hours = fmt::format("{}{}", offset.count() < 0 ? '-' : '+', size / 60);
  return size % 60 == 0 ? hours : fmt::format("{}:{:02}", hours, size % 60);
}

}  // namespace

const Session* session_of(const Target& target) {
  return target.session ? &*target.session : nullptr;
}

std::string page_head(const Site& site, const Words& words, const PageHead& head) {
  const std::string& root = head.root;
  std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n", words.language());
  out += "<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"referrer\" content=\"same-origin\">\n";  // outlets learn nothing of the page
  out += "<meta name=\"color-scheme\" content=\"light dark\">\n";
  out += fmt::format("<title>{}</title>\n", escape_markup(head.title));
  out += discovery(head);
  out += fmt::format("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}icon.svg\">\n", root);
  out += fmt::format("<link rel=\"stylesheet\" href=\"{0}style.css\">\n", root);
  out += fmt::format("<script src=\"{0}live.js\" defer></script>\n</head>\n<body>\n", root);
  out += fmt::format("<a class=\"skip\" href=\"#main\">{}</a>\n", words.html("skip"));
  return out + "<header>\n" + site_name(site, root) + search_field(words, head) +
         navigation(words, root) +
         (head.session == nullptr ? "" : session_bar({words, *head.session, root, ""})) +
         "</header>\n";
}

std::string page_foot(const Site& site, const Words& words, const std::string& more) {
  return fmt::format("</main>\n<footer><p>{}</p>{}</footer>\n</body>\n</html>\n",
                     words.html("footer", escape_markup(site.version)), more);
}

std::string time_tag(const Words& words, Timestamp t, bool with_day, std::chrono::minutes offset) {
  const Timestamp local = t + offset;
  const std::string text = escape_markup(with_day ? words.time(local) : words.time_of_day(local));
  return fmt::format("<time datetime=\"{}\">{}</time>", format_rfc3339(t),
                     offset.count() == 0 ? words.html("at_utc", text)
                                         : words.html("at_offset", text, offset_text(offset)));
}

std::string no_feeds(const Words& words, const std::string& means) {
  const auto command = [&words](std::string_view what, std::string_view text) {
    return fmt::format("<li>{}: <code>{}</code></li>\n", words.html(what), text);
  };
  const std::string commands = "<p>" + words.html("add_feeds") + "</p>\n<ul class=\"commands\">\n" +
                               command("to_add_feed", "wirefold feeds add news.example.org") +
                               command("to_import_feeds", "wirefold feeds import FILE.opml") +
                               "</ul>\n";
  return "<section class=\"start\">\n<h2>" + words.html("no_feeds") + "</h2>\n" +
         (means.empty() ? commands : means) + "<p>" + words.html("after_first_poll") +
         "</p>\n</section>\n";
}

std::string delay_words(const Words& words, std::chrono::minutes delay) {
  const auto minutes = delay.count();
  if (minutes < 60) return words.text("delay_minutes", minutes);
  if (minutes < 48 * 60) {
    return words.text("delay_hours", minutes / 60, fmt::format("{:02}", minutes % 60));
  }
  return words.text("delay_days", minutes / 1440, minutes % 1440 / 60);
}

std::string page_of(const Event& entry) {
  return is_event(entry) ? fmt::format("event/{}", to_int(entry.id))
                         : fmt::format("story/{}", to_int(first_of(entry).id));
}

std::string outlet_link(const Article& article) {
  const Publisher& publisher = article.publisher;
  return fmt::format("<a class=\"outlet\" href=\"../?outlet={}\"><bdi>{}</bdi></a>",
                     escaped(publisher.is_known() ? publisher.id() : article.outlet),
                     escape_markup(article.outlet));
}

}  // namespace wirefold::serve
