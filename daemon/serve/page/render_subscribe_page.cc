#include <fmt/format.h>

#include <array>

#include "filter_choices.h"
#include "page_parts.h"
#include "serve/means/session_bar.h"
#include "serve/render/story_html.h"
#include "wirefold/base/strings.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/page/pages.h"

namespace wirefold::serve {
namespace {

constexpr std::string_view kForm = "builder";
constexpr std::size_t kTitleBytes = 323;  // including the ellipsis

struct Format {
  std::string_view name;
  std::string_view file;
};

constexpr std::array kFormats = {Format{"Atom", "feed.atom"}, Format{"RSS", "feed.rss"},
                                 Format{"JSON Feed", "feed.json"}};

/// What `name_of` gives for the articles of the stories.
Names names_in_articles(const FilterForm& form, std::string (*name_of)(const Article&)) {
  return offered_names(form, [name_of](const Story& story) {
    std::vector<Name> out;
    for (const Member& copy : story.members) {
      const std::string name = name_of(copy.article);
      out.push_back({name, name});
    }
    return out;
  });
}

Names groups_of(const FilterForm& form) {
  return names_in_articles(form, [](const Article& article) { return article.group; });
}

Names agencies_of(const FilterForm& form) {
  return names_in_articles(form, [](const Article& article) { return article.wire.agency; });
}

std::string words_field(const FilterForm& form) {
  return fmt::format(
      "<label class=\"wide\">{} <input type=\"search\" name=\"q\" value=\"{}\" "
      "maxlength=\"{}\" dir=\"auto\"></label>\n",
      form.words.html("searched_words"), escape_markup(form.query.words), kMostArgumentBytes);
}

std::string since_field(const Words& words, const Target& target) {
  return fmt::format(
      "<label>{} <input name=\"since\" value=\"{}\" placeholder=\"{}\" size=\"14\"></label>\n",
      words.html("since"), target.since ? escape_markup(target.since->text()) : "",
      words.html("since_hint"));
}

std::string limit_field(const Words& words, const SubscribePage& page) {
  const std::size_t limit = page.target.query.limit;
  return fmt::format(
      "<label>{} <input type=\"number\" name=\"limit\" value=\"{}\" placeholder=\"{}\" min=\"1\" "
      "max=\"{}\"></label>\n",
      words.html("limit"), limit == 0 ? "" : std::to_string(limit), page.feed.site.stories,
      kMostStories);
}

std::string builder_form(const Words& words, const SubscribePage& page) {
  const StoryQuery& query = page.target.query;
  const FilterForm form{words, kForm, page.stories, query};
  std::string out = fmt::format(
      "<form id=\"{}\" class=\"builder\" action=\"subscribe\" method=\"get\">\n", kForm);
  out += words_field(form) + language_choice(form) + number_choice(form) + outlet_choice(form);
  out += name_choice(form, "group", query.group, groups_of(form));
  out += name_choice(form, "agency", query.agency, agencies_of(form));
  out += since_field(words, page.target) + limit_field(words, page);
  out += entry_choice(form, page.target.by_event);
  return out + fmt::format("<button>{}</button>\n</form>\n", words.html("build"));
}

/// The address in one format, a link to it, and a button that the script shows.
std::string address_line(const Words& words, const FeedDocument& feed, const Format& format) {
  const std::string name = fmt::format("<span class=\"unseen\">{}</span>", format.name);
  return fmt::format(
      "<li><label for=\"{0}\">{1}</label> <input id=\"{0}\" value=\"{2}\" dir=\"ltr\" readonly>\n"
      "<a href=\"{3}\">{4}</a> <button type=\"button\" hidden>{5}</button></li>\n",
      format.file, format.name, escape_markup(feed.newest(fmt::format("/{}", format.file))),
      escape_markup(path_with(format.file, feed.filter)), words.html("open_feed", name),
      words.html("copy_feed", name));
}

std::string addresses(const Words& words, const FeedDocument& feed) {
  std::string out = fmt::format(
      "<section class=\"addresses\" aria-labelledby=\"addresses\">\n"
      "<h2 id=\"addresses\">{}</h2>\n<ul>\n",
      words.html("addresses"));
  for (const Format& format : kFormats) out += address_line(words, feed, format);
  return out +
         fmt::format(
             "</ul>\n<p role=\"status\" data-copied=\"{}\" data-selected=\"{}\"></p>\n</section>\n",
             words.html("copied"), words.html("selected"));
}

std::string preview_line(const Words& words, const Event& entry) {
  const Story& story = first_of(entry);
  const Article& lead = story.lead();
  return fmt::format(
      "<li><a href=\"{}\"{} dir=\"auto\">{}</a>\n"
      "<span class=\"meta\"><b><bdi>{}</bdi></b> · {} · {}</span></li>\n",
      page_of(entry), attribute("lang", lead.lang),
      escape_markup(shortened(title_of(lead), kTitleBytes)),
      escape_markup(OutletNames(story).of(lead)),
      time_tag(words, story.published, true, lead.utc_offset),
      words.count("outlets", count_outlets(entry)));
}

std::string preview(const Words& words, const FeedDocument& feed) {
  std::string out = fmt::format(
      "<section class=\"preview\" aria-labelledby=\"preview\">\n<h2 id=\"preview\">{}</h2>\n",
      words.html("preview"));
  if (feed.entries.empty()) {
    return out + fmt::format("<p class=\"empty\">{}</p>\n</section>\n", words.html("none_yet"));
  }
  out += "<ol>\n";
  for (const Event& entry : feed.entries) out += preview_line(words, entry);
  return out + "</ol>\n</section>\n";
}

}  // namespace

std::string render_subscribe_page(const SubscribePage& page) {
  const FeedDocument& feed = page.feed;
  const Words& words = words_of(page.target.language);
  const std::string title = words.text("subscribe_title");
  std::string out = page_head(
      feed.site, words,
      {title + " – " + feed.site.title, "", feed.filter, feed.title, "", session_of(page.target)});
  out += fmt::format("<main id=\"main\">\n<h1>{}</h1>\n<p class=\"count\">{}</p>\n",
                     escape_markup(title), words.html("subscribe_intro"));
  out += builder_form(words, page) + addresses(words, feed) + preview(words, feed);
  return out + page_foot(feed.site, words, sign_in_link(feed.site, words, "", page.target));
}

}  // namespace wirefold::serve
