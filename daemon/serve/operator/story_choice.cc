#include "story_choice.h"

#include <fmt/format.h>

#include "naming.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostFound = 20;
constexpr std::size_t kMostFoundBytes = std::size_t{4} << 20;

std::vector<Story> found(Source& source, const Draft& draft) {
  StoryQuery query;
  query.words = draft.other;
  query.limit = kMostFound + 1;  // the story itself may be among them
  query.most_bytes = kMostFoundBytes;
  std::vector<Story> out = source.stories(query);
  std::erase_if(out, [&draft](const Story& story) { return story.id == draft.stories.front(); });
  if (out.size() > kMostFound) out.resize(kMostFound);
  return out;
}

FormFields kept_fields(const Asked& asked, const Draft& draft) {
  FormFields out = order_fields(asked.means, draft.kind);
  out.emplace_back("story", std::to_string(to_int(draft.stories.front())));
  return out;
}

std::string search_form(const Asked& asked, const Draft& draft) {
  return order_form(asked.means, kept_fields(asked, draft), " class=\"means\"") +
         fmt::format(
             "<label>{} <input name=\"other\" value=\"{}\" maxlength=\"{}\" dir=\"auto\" "
             "required autocomplete=\"off\"></label>\n<div>\n",
             asked.words.html("another_story"), escape_markup(draft.other), kMostArgumentBytes) +
         button(asked.words, "search") + "</div>\n</form>\n";
}

/// What stands beside the radio button of a story.
std::string label_of(const Asked& asked, const Story& story) {
  return story_name(asked, story.id) + " <span class=\"meta\">" + outlet_names(asked.words, story) +
         "</span>";
}

std::string choice_form(const Asked& asked, const Draft& draft, const std::vector<Story>& stories) {
  if (stories.empty()) return "<p>" + asked.words.html("no_match") + "</p>\n";
  std::string radios;
  for (const Story& story : stories) {
    radios += radio("other", story.id, radios.empty(), label_of(asked, story));
  }
  return order_form(asked.means, kept_fields(asked, draft), " class=\"means\"") +
         choice_of(asked.words.html("which_story"), radios) + "<div>\n" +
         button(asked.words, "go_on") + "</div>\n</form>\n";
}

}  // namespace

std::string radio(std::string_view name, StoryId story, bool chosen, const std::string& label) {
  return fmt::format(
      "<label class=\"choice\"><input type=\"radio\" name=\"{}\" value=\"{}\"{} required>"
      "<span>{}</span></label>\n",
      name, to_int(story), chosen ? " checked" : "", label);
}

std::string choice_of(const std::string& legend, const std::string& radios) {
  return "<fieldset>\n<legend>" + legend + "</legend>\n" + radios + "</fieldset>\n";
}

ResourcePtr story_choice(const Asked& asked, const Draft& draft, const std::string& title) {
  const auto story = story_now(asked.source, draft.stories.front());
  if (!story) return problem_page(asked, 404, asked.words.text("error_no_story"));
  std::string main = item_list(story_item(asked, *story)) + search_form(asked, draft);
  if (!draft.other.empty()) main += choice_form(asked, draft, found(asked.source, draft));
  return page_answer(asked, {title, main + back_link(asked, "cancel")});
}

}  // namespace wirefold::serve
