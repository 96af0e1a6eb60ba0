#include "ruling_notice.h"

#include <fmt/format.h>

#include "wirefold/base/strings.h"
#include "wirefold/serve/words/ruling_words.h"

namespace wirefold::serve {
namespace {

/// Articles by their numbers, and stories by their number with a link.
RulingNames numbers_with_links(const Means& means) {
  const Words& words = means.words;
  return {[&means, &words](StoryId story) {
            return fmt::format("<a href=\"{}story/{}\">{}</a>", means.root, to_int(story),
                               words.html("ruling_story", to_int(story)));
          },
          [&words](const std::vector<ArticleId>& articles) {
            return escape_markup(article_numbers(articles, words.language()));
          }};
}

/// What stands behind the words if it is not done: that it waits, or why it failed.
std::string not_done(const Words& words, const Override& ruling) {
  if (ruling.is_carried_out()) return {};
  const std::string state = escape_markup(ruling_state_words(ruling, words.language()));
  return " – " + state + (ruling.problem.empty() ? "" : ": " + escape_markup(ruling.problem));
}

}  // namespace

std::string ruling_notice(const Means& means, const std::optional<Override>& ruling) {
  if (!ruling) return {};
  const Words& words = means.words;
  return fmt::format(
             "<section class=\"notice\" aria-label=\"{0}\" tabindex=\"-1\" autofocus>\n"
             "<p><b>{0}:</b> {1}{2}</p>\n",
             words.html("override_number", ruling->id),
             ruling_html(*ruling, words.language(), numbers_with_links(means)),
             not_done(words, *ruling)) +
         undo_button(means, *ruling) + "</section>\n";
}

std::string undo_button(const Means& means, const Override& ruling) {
  const bool is_undo = ruling.kind == OverrideKind::kUndo && ruling.is_carried_out();
  if (is_undo || !ruling.reversible) return {};
  return post_button(means, "undo", "operator/undo",
                     {{"ruling", std::to_string(ruling.id)}, {"back", means.back}});
}

}  // namespace wirefold::serve
