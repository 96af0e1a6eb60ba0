#include "story_means.h"

#include <fmt/format.h>

#include "ticks.h"

namespace wirefold::serve {
namespace {

FormFields with_story(const Means& means, OverrideKind kind, StoryId story) {
  FormFields out = order_fields(means, kind);
  out.emplace_back("story", std::to_string(to_int(story)));
  return out;
}

FormFields with_stories(const Means& means, OverrideKind kind, StoryId story, StoryId other) {
  FormFields out = with_story(means, kind, story);
  out.emplace_back("other", std::to_string(to_int(other)));
  return out;
}

/// The field for another story, and what can be done with the two.
std::string with_another(const Means& means, const Story& story) {
  const Words& words = means.words;
  return order_form(means, {{"story", std::to_string(to_int(story.id))}, {"back", means.back}},
                    " class=\"means\"") +
         fmt::format(
             "<label>{} <input name=\"other\" maxlength=\"{}\" dir=\"auto\" "
             "autocomplete=\"off\"></label>\n<div>\n",
             words.html("another_story"), kMostArgumentBytes) +
         button(words, "do_merge", OverrideKind::kMerge) +
         button(words, "do_never", OverrideKind::kNever) +
         button(words, "do_event_join", OverrideKind::kEventJoin) +
         button(words, "do_event_never", OverrideKind::kEventNever) + "</div>\n</form>\n";
}

}  // namespace

std::string article_tick(const Means& means, const Article& article) {
  return tick_box("article", to_int(article.id),
                  means.words.html("tick_article", to_int(article.id)));
}

std::string split_bar(const Means& means, const Story& story) {
  if (story.members.size() == 1) return {};
  return tick_bar(means, OverrideKind::kSplit, "tick_articles", "do_split");
}

std::string story_means(const Means& means, const Story& story, bool in_event) {
  std::string out = "<h2>" + means.words.html("putting_right") + "</h2>\n<p class=\"meta\">" +
                    means.words.html("first_shown") + "</p>\n<p class=\"orders\">";
  if (story.members.size() > 1 && !story.pinned) {
    out += order_link(means, "do_pin", with_story(means, OverrideKind::kPin, story.id));
  }
  if (in_event) out += leave_link(means, story.id);
  return out + "</p>\n" + with_another(means, story);
}

std::string leave_link(const Means& means, StoryId report) {
  return order_link(means, "do_event_leave", with_story(means, OverrideKind::kEventLeave, report));
}

std::string related_links(const Means& means, StoryId related, StoryId story) {
  return order_link(means, "do_event_join",
                    with_stories(means, OverrideKind::kEventJoin, related, story)) +
         order_link(means, "do_merge", with_stories(means, OverrideKind::kMerge, related, story));
}

}  // namespace wirefold::serve
