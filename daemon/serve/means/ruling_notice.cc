#include "ruling_notice.h"

#include <fmt/format.h>

#include "wirefold/base/strings.h"
#include "wirefold/serve/words/ruling_words.h"

namespace wirefold::serve {
namespace {

/// "articles 7, 9", and stories by their number with a link.
RulingNames numbers_with_links(const Means& means) {
  const Words& words = means.words;
  return {[&means, &words](StoryId story) {
            return fmt::format("<a href=\"{}story/{}\">{}</a>", means.root, to_int(story),
                               words.html("ruling_story", to_int(story)));
          },
          [&words](const std::vector<ArticleId>& articles) {
            std::string list;
            for (const ArticleId id : articles) {
              list.append(list.empty() ? "" : ", ").append(std::to_string(to_int(id)));
            }
            return words.html(articles.size() == 1 ? "ruling_article" : "ruling_articles", list);
          }};
}

/// What stands behind the words if it is not done: that it waits, or why it failed.
std::string not_done(const Words& words, const Override& ruling) {
  if (ruling.is_carried_out()) return {};
  const std::string state = escape_markup(ruling_state_words(ruling, words.language()));
  return " – " + state + (ruling.problem.empty() ? "" : ": " + escape_markup(ruling.problem));
}

}  // namespace

std::optional<Override> find_ruling(Source& source, std::int64_t id) {
  if (id == 0) return std::nullopt;
  for (Override& ruling : source.rulings()) {
    if (ruling.id == id) return std::move(ruling);
  }
  return std::nullopt;
}

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
