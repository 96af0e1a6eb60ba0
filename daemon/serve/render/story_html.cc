#include "story_html.h"

#include <algorithm>
#include <set>

#include "serve/words/entry_time.h"
#include "serve/words/link_words.h"
#include "serve/words/words.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/entries.h"

namespace wirefold::serve {
namespace {

// Both include the ellipsis.
constexpr std::size_t kExcerptBytes = 603;
constexpr std::size_t kTitleBytes = 123;

// Longest text of a summary. Some feeds put whole articles there.
constexpr std::size_t kSummaryBytes = 1500;

// Maximum number of copies in a list; the story's own page has more.
constexpr std::size_t kMostCopies = 200;

// Outlets that are named as having copies of a report; its story's page has more.
constexpr std::size_t kMostNames = 4;

/// An article in a list of an entry, with the words and dates of `lang`.
std::string article_line(const std::string& lang, const Article& article, const std::string& outlet,
                         const std::string& title) {
  std::string out = link_to(article, outlet);
  if (!title.empty()) out += ": " + escape_markup(title);
  if (article.published) {
    const std::string time = escape_markup(entry_time(lang, *article.published));
    out += " (" + words_of(lang).html("at_utc", time) + ")";
  }
  return out;
}

std::string text_html(const Site& site, const Article& lead) {
  return site.full_content ? body_html(lead) : summary_html(lead);
}

std::string page_link(const std::string& url, const std::string& text) {
  return "<p><a href=\"" + escape_markup(url) + "\">" + text + "</a></p>";
}

/// "Also in B, C +3 more": the outlets that have copies of the report.
std::string copies_line(const Words& words, const Story& story) {
  const std::vector<const Member*> copies = copies_by_outlet(story);
  if (copies.empty()) return {};
  const OutletNames called(story);
  std::string names;
  for (std::size_t i = 0; i < std::min(copies.size(), kMostNames); ++i) {
    const Article& copy = copies[i]->article;
    names.append(names.empty() ? "" : ", ").append(link_to(copy, called.of(copy)));
  }
  if (copies.size() > kMostNames) names += ' ' + words.html("more", copies.size() - kMostNames);
  return "<br>" + words.html("also_in", names);
}

std::string report_item(const std::string& lang, const Report& report) {
  const Article& lead = report.story.lead();
  const Words& words = words_of(lang);
  return "<li>" + article_line(lang, lead, OutletNames(report.story).of(lead), title_of(lead)) +
         "<br>" + report_html(words, report) + copies_line(words, report.story) + "</li>";
}

/// The reports of an event, and a link to its page.
std::string reports_html(const Site& site, const Event& event) {
  const std::string& lang = first_of(event).lead().lang;
  const Words& words = words_of(lang);
  std::string out = "<p>" + words.count("own_words", count_own_words(event)) + ":</p><ul>";
  for (const Report& report : event.reports) out += report_item(lang, report);
  return out + "</ul>" + page_link(event_url(site, event.id), words.html("whole_event"));
}

}  // namespace

std::vector<const Member*> copies_by_outlet(const Story& story) {
  std::vector<const Member*> out;
  std::set<std::string_view> seen = {story.lead().publisher_name()};
  for (const Member& m : story.members) {
    if (out.size() == kMostCopies) break;
    if (seen.insert(m.article.publisher_name()).second) out.push_back(&m);
  }
  return out;
}

std::string link_to(const Article& article, std::string_view text) {
  if (!html::is_web_url(article.link)) return escape_markup(text);
  return "<a href=\"" + escape_markup(article.link) + "\">" + escape_markup(text) + "</a>";
}

const std::string& source_title(const Story& story) {
  return story.feed_title.empty() ? story.lead().outlet : story.feed_title;
}

std::string title_of(const Article& article) {
  if (!article.title.empty()) return article.title;
  const std::string text =
      collapse_space(html::plain_text(article.summary.empty() ? article.content : article.summary));
  if (!text.empty()) return shortened(text, kTitleBytes);
  return article.link.empty() ? article.outlet : article.link;
}

std::string other_title(const Story& story, const Article& copy) {
  return equals_ignore_case(copy.title, story.lead().title) ? std::string() : copy.title;
}

std::string summary_html(const Article& article) {
  const std::string& markup = article.summary.empty() ? article.content : article.summary;
  const std::string text = collapse_space(html::plain_text(markup));
  if (!article.summary.empty() && text.size() <= kSummaryBytes) return article.summary;
  return text.empty() ? "" : "<p>" + escape_markup(shortened(text, kExcerptBytes)) + "</p>";
}

std::string story_url(const Site& site, StoryId story) {
  return site.base_url + "/story/" + std::to_string(to_int(story));
}

std::string event_url(const Site& site, EventId event) {
  return site.base_url + "/event/" + std::to_string(to_int(event));
}

std::string link_of(const Site& site, const Story& story) {
  return story.lead().link.empty() ? story_url(site, story.id) : story.lead().link;
}

std::string body_html(const Article& article) {
  if (article.content.size() > article.summary.size()) return article.content;
  return article.summary;
}

std::string text_of(const Article& article) {
  return article.page_text.empty() ? html::plain_text(body_html(article)) : article.page_text;
}

std::string story_html(const Site& site, const Story& story) {
  const std::string& lang = story.lead().lang;
  std::string out = text_html(site, story.lead());
  const std::vector<const Member*> copies = copies_by_outlet(story);
  if (copies.empty()) return out;
  const Words& words = words_of(lang);
  out += "<p>" + words.html("also_in_these") + "</p><ul>";
  const OutletNames called(story);
  for (const Member* m : copies) {
    const Article& copy = m->article;
    out += "<li>" + article_line(lang, copy, called.of(copy), other_title(story, copy)) + "</li>";
  }
  return out + "</ul>" + page_link(story_url(site, story.id), words.html("all_copies"));
}

std::string entry_html(const Site& site, const Event& entry) {
  const Story& first = first_of(entry);
  if (!is_event(entry)) return story_html(site, first);
  return text_html(site, first.lead()) + reports_html(site, entry);
}

}  // namespace wirefold::serve
