#include "story_html.h"

#include <algorithm>
#include <set>

#include "serve/words/entry_time.h"
#include "serve/words/words.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/url.h"

namespace wirefold::serve {
namespace {

// Both include the ellipsis.
constexpr std::size_t kExcerptBytes = 603;
constexpr std::size_t kTitleBytes = 123;

// Longest text of a summary. Some feeds put whole articles there.
constexpr std::size_t kSummaryBytes = 1500;

// Maximum number of copies in a list; the story's own page has more.
constexpr std::size_t kMostCopies = 200;

/// A copy in the list, in the language of the lead.
std::string copy_item(const Words& words, const Story& story, const Article& copy,
                      const std::string& outlet) {
  std::string out = "<li>" + link_to(copy, outlet);
  if (const std::string title = other_title(story, copy); !title.empty()) {
    out += ": " + escape_markup(title);
  }
  if (copy.published) {
    const std::string time = entry_time(story.lead().lang, *copy.published);
    out += " (" + words.html("at_utc", escape_markup(time)) + ")";
  }
  return out + "</li>";
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
  std::string out = site.full_content ? body_html(story.lead()) : summary_html(story.lead());
  const std::vector<const Member*> copies = copies_by_outlet(story);
  if (copies.empty()) return out;
  const Words& words = words_of(story.lead().lang);
  out += "<p>" + words.html("also_in_these") + "</p><ul>";
  const OutletNames called(story);
  for (const Member* m : copies) out += copy_item(words, story, m->article, called.of(m->article));
  return out + "</ul><p><a href=\"" + escape_markup(story_url(site, story.id)) + "\">" +
         words.html("all_copies") + "</a></p>";
}

}  // namespace wirefold::serve
