#include "wirefold/serve/words/ruling_words.h"

#include <algorithm>

#include "words.h"

namespace wirefold::serve {
namespace {

/// "article 7" or "articles 7, 9".
std::string numbered(const Words& words, const std::vector<ArticleId>& articles) {
  std::string list;
  for (const ArticleId id : articles) {
    list.append(list.empty() ? "" : ", ").append(std::to_string(to_int(id)));
  }
  return words.text(articles.size() == 1 ? "ruling_article" : "ruling_articles", list);
}

RulingNames numbers_of(const Words& words) {
  return {[&words](StoryId story) { return words.text("ruling_story", to_int(story)); },
          [&words](const std::vector<ArticleId>& articles) { return numbered(words, articles); }};
}

/// The words of one override as text or as markup, which the names then are as well.
class Wording {
 public:
  Wording(const Words& words, const RulingNames& names, bool markup)
      : words_(words), names_(names), markup_(markup) {}

  std::string of(const Override& order) const {
    const bool done = order.is_carried_out();
    switch (order.kind) {
      case OverrideKind::kPin:
        return of_story("ruling_pin", order);
      case OverrideKind::kSplit:
        return split(order);
      case OverrideKind::kMerge:
        return of_two(done ? "ruling_merge_done" : "ruling_merge", order);
      case OverrideKind::kNever:
        return of_two("ruling_never", order);
      case OverrideKind::kUndo:
        return undo(order);
      case OverrideKind::kEventJoin:
        return of_two(done ? "ruling_event_join_done" : "ruling_event_join", order);
      case OverrideKind::kEventLeave:
        return of_story(done ? "ruling_event_leave_done" : "ruling_event_leave", order);
      case OverrideKind::kEventNever:
        return of_two("ruling_event_never", order);
    }
    return {};
  }

  std::string undone(const Override& was, const Override& undo) const {
    if (was.stands()) return said("ruling_not_in_force", of(was));
    if (was.is_of_event()) return {};
    std::vector<ArticleId> stay;
    for (const ArticleId id : was.articles) {
      if (std::ranges::count(undo.articles, id) == 0) stay.push_back(id);
    }
    if (stay.empty()) return {};
    return said(stay.size() == 1 ? "ruling_stays" : "ruling_stay", names_.articles(stay));
  }

 private:
  template <typename... Arguments>
  std::string said(std::string_view key, const Arguments&... arguments) const {
    return markup_ ? words_.html(key, arguments...) : words_.text(key, arguments...);
  }

  std::string of_story(std::string_view key, const Override& order) const {
    return said(key, names_.story(order.story));
  }

  std::string of_two(std::string_view key, const Override& order) const {
    return said(key, names_.story(order.story), names_.story(order.other));
  }

  std::string split(const Override& order) const {
    const std::string articles = names_.articles(order.articles);
    if (!order.is_carried_out()) {
      return said(order.articles.size() == 1 ? "ruling_split_one" : "ruling_split", articles);
    }
    return said("ruling_split_done", articles, names_.story(order.story),
                names_.story(order.other));
  }

  std::string undo(const Override& order) const {
    const std::string number = said("ruling_number", order.undoes);
    if (!order.is_carried_out()) return said("ruling_undo", number);
    const std::string undone = said("ruling_undo_done", number);
    if (!order.articles.empty()) {
      return said("ruling_went_back", undone, names_.articles(order.articles),
                  names_.story(order.story), names_.story(order.other));
    }
    if (to_int(order.story) == 0) return undone;
    const std::string story = names_.story(order.story);
    if (to_int(order.other) == 0) return said("ruling_in_no_event", undone, story);
    return said("ruling_event_back", undone, story, names_.story(order.other));
  }

  const Words& words_;
  const RulingNames& names_;
  const bool markup_;
};

// By OverrideState.
constexpr std::string_view kStates[] = {"ruling_waits", "ruling_failed", "ruling_holds",
                                        "ruling_done"};

}  // namespace

std::string ruling_words(const Override& order, std::string_view language) {
  const Words& words = words_of(language);
  return Wording(words, numbers_of(words), false).of(order);
}

std::string ruling_html(const Override& order, std::string_view language,
                        const RulingNames& names) {
  return Wording(words_of(language), names, true).of(order);
}

std::string undone_words(const Override& was, const Override& undo, std::string_view language) {
  const Words& words = words_of(language);
  return Wording(words, numbers_of(words), false).undone(was, undo);
}

std::string article_numbers(const std::vector<ArticleId>& articles, std::string_view language) {
  return numbered(words_of(language), articles);
}

std::string ruling_state_words(const Override& order, std::string_view language) {
  return words_of(language).text(kStates[static_cast<std::size_t>(order.state())]);
}

}  // namespace wirefold::serve
