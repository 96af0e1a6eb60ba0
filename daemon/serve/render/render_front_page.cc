#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fold_words.h"
#include "page_parts.h"
#include "story_html.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/serve/render/render.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kTeaserBytes = 323;  // including the ellipsis
constexpr std::size_t kOfferedOutlets = 200;

std::string teaser(const Article& lead) {
  const std::string text = collapse_space(html::plain_text(summary_html(lead)));
  if (text.empty()) return {};
  return fmt::format("<p class=\"teaser\" dir=\"auto\">{}</p>\n",
                     escape_markup(shortened(text, kTeaserBytes)));
}

std::string copy_item(const Story& story, const Member& m, const std::string& outlet) {
  std::string out = fmt::format("<li{}><span class=\"outlet\">{}</span>", language(m.article.lang),
                                link_to(m.article, outlet, kLeaving));
  if (const std::string title = other_title(story, m.article); !title.empty()) {
    out += fmt::format(" <span class=\"other\" dir=\"auto\">{}</span>", escape_markup(title));
  }
  out += "<span class=\"why\" dir=\"ltr\">";
  if (m.article.published) out += time_tag(*m.article.published) + " · ";
  return out + escape_markup(why(m.reason).words) + "</span></li>\n";
}

std::string copies(const Story& story) {
  const std::vector<const Member*> others = copies_by_outlet(story);
  if (others.empty()) return {};
  const OutletNames called(story);
  std::string names;
  for (const Member* m : others) {
    if (!names.empty()) names += ", ";
    names += "<bdi>" + escape_markup(called.of(m->article)) + "</bdi>";
  }
  std::string out = fmt::format("<details>\n<summary>Also in {}</summary>\n<ul>\n", names);
  for (const Member* m : others) out += copy_item(story, *m, called.of(m->article));
  return out + "</ul>\n</details>\n";
}

std::string card(const Story& story) {
  const Article& lead = story.lead();
  const std::size_t outlets = outlets_of(story).size();
  std::string out =
      fmt::format("<article id=\"s{}\">\n<h2{} dir=\"auto\">{}</h2>\n", to_int(story.id),
                  attribute("lang", lead.lang), link_to(lead, title_of(lead), kLeaving));
  out += fmt::format(
      "<p class=\"meta\"><span class=\"outlet\"><bdi>{}</bdi></span> · <a href=\"story/{}\">{}</a>",
      escape_markup(OutletNames(story).of(lead)), to_int(story.id), time_tag(story.published));
  if (outlets > 1) {
    out += fmt::format(" · <a class=\"badge\" href=\"story/{}\">{} outlets</a>", to_int(story.id),
                       outlets);
  }
  out += "</p>\n";
  return out + teaser(lead) + copies(story) + "</article>\n";
}

/// "136 stories from 176 articles", or "100 of 136 stories, these from 120 articles".
std::string count_line(const FeedDocument& feed) {
  const std::size_t shown = feed.stories.size();
  std::size_t articles = 0;
  for (const Story& story : feed.stories) articles += story.members.size();
  const auto folded = std::count_if(feed.stories.begin(), feed.stories.end(),
                                    [](const Story& story) { return story.members.size() > 1; });
  return fmt::format("{} {}{} from {} {}; {} with more than one article",
                     shown_of(shown, feed.total), feed.total.count == 1 ? "story" : "stories",
                     shown == feed.total.count ? "" : ", these", articles,
                     articles == 1 ? "article" : "articles", folded);
}

std::string option(std::string_view value, std::string_view text, bool chosen) {
  return fmt::format("<option value=\"{}\"{}>{}</option>", escape_markup(value),
                     chosen ? " selected" : "", escape_markup(text));
}

/// The languages of the shown stories, and the chosen one.
std::string language_choice(const FeedDocument& feed, const StoryQuery& query) {
  std::set<std::string> langs;
  for (const Story& story : feed.stories) langs.insert(story.lead().lang);
  langs.insert(query.lang);
  langs.erase("");
  std::string out = "<label>Language <select name=\"lang\">" + option("", "all", false);
  for (const std::string& lang : langs) out += option(lang, lang, lang == query.lang);
  return out + "</select></label>\n";
}

std::string outlet_choice(const FeedDocument& feed, const StoryQuery& query) {
  std::set<std::string> outlets;
  for (const Story& story : feed.stories) {
    for (std::string& name : outlets_of(story)) {
      if (outlets.size() < kOfferedOutlets) outlets.insert(std::move(name));
    }
  }
  std::string out = fmt::format(
      "<label>Outlet <input name=\"outlet\" list=\"outlets\" value=\"{}\" size=\"14\"></label>\n"
      "<datalist id=\"outlets\">",
      escape_markup(query.outlet));
  for (const std::string& name : outlets)
    out += fmt::format("<option value=\"{}\">", escape_markup(name));
  return out + "</datalist>\n";
}

std::string number_choice(const StoryQuery& query) {
  std::string out =
      "<label>Reported by <select name=\"min_outlets\">" + option("", "any number", false);
  std::set<int> counts = {2, 3, 5, 10};
  if (query.min_outlets > 1) counts.insert(query.min_outlets);
  for (const int n : counts) {
    out += option(std::to_string(n), fmt::format("{} outlets or more", n), n == query.min_outlets);
  }
  return out + "</select></label>\n";
}

std::string order_choice(const StoryQuery& query) {
  const bool popular = query.order == StoryOrder::kOutlets;
  return "<label>Order <select name=\"sort\">" + option("", "newest first", !popular) +
         option("outlets", "most outlets first", popular) + "</select></label>\n";
}

std::string hidden(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return fmt::format("<input type=\"hidden\" name=\"{}\"{}>\n", name, attribute("value", value));
}

std::string search_form(const FeedDocument& feed, const Target& target) {
  const StoryQuery& query = target.query;
  std::string out = fmt::format(
      "<search>\n<form action=\"./\" method=\"get\" role=\"search\">\n"
      "<label class=\"words\"><span class=\"unseen\">Search</span> "
      "<input type=\"search\" name=\"q\" value=\"{}\" placeholder=\"Search titles and texts\" "
      "maxlength=\"100\" dir=\"auto\"></label>\n",
      escape_markup(query.words));
  out += language_choice(feed, query) + outlet_choice(feed, query);
  out += number_choice(query) + order_choice(query);
  out += hidden("group", query.group) + hidden("agency", query.agency);
  if (target.since) out += hidden("since", target.since->text());
  return out + "<button>Show</button>\n</form>\n</search>\n";
}

std::string feed_links(const FeedDocument& feed) {
  const auto href = [&feed](std::string_view file) {
    return escape_markup(path_with(file, feed.filter));
  };
  return fmt::format(
      "<nav class=\"subscribe\" aria-label=\"Subscribe to these stories\">Subscribe: "
      "<a href=\"{}\">Atom</a> <a href=\"{}\">RSS</a> <a href=\"{}\">JSON Feed</a></nav>\n",
      href("feed.atom"), href("feed.rss"), href("feed.json"));
}

std::string older_link(const FeedDocument& feed) {
  if (feed.older.empty()) return {};
  const std::string query = feed.filter.empty() ? feed.older : feed.filter + '&' + feed.older;
  return fmt::format(
      "<nav class=\"older\" aria-label=\"Pages\"><a rel=\"next\" href=\"./?{}\">Older "
      "stories</a></nav>\n",
      escape_markup(query));
}

std::string empty_line(const FeedDocument& feed) {
  if (!feed.filter.empty() || !feed.before.empty()) {
    return "<p class=\"empty\">No story matches. <a href=\"./\">All stories</a></p>\n";
  }
  if (feed.has_feeds) {
    return "<p class=\"empty\">No stories yet: the first feeds are being read.</p>\n";
  }
  return "<p class=\"empty\">No feeds yet. On the machine where wirefold runs, "
         "<code>wirefold feeds add news.example.org</code> finds the feed of a site and adds it; "
         "<code>wirefold feeds import FILE.opml</code> imports the list of a feed reader. "
         "Stories appear here after the first poll.</p>\n";
}

}  // namespace

std::string render_front_page(const FeedDocument& feed, const Target& target) {
  std::string out = page_head(feed.site, {feed.title, "", feed.filter, feed.title});
  out += search_form(feed, target);
  out += fmt::format("<main id=\"main\" data-live=\"{}\">\n<h1>{}</h1>\n",
                     feed.before.empty() ? "stories" : "", escape_markup(feed.title));
  out += fmt::format("<p class=\"count\">{}.</p>\n", count_line(feed)) + feed_links(feed);
  out += "<p id=\"news\" role=\"status\" hidden><button type=\"button\"></button></p>\n";
  out += "<div id=\"stories\">\n";
  for (const Story& story : feed.stories) out += card(story);
  if (feed.stories.empty()) out += empty_line(feed);
  return out + "</div>\n" + older_link(feed) + page_foot(feed.site);
}

}  // namespace wirefold::serve
