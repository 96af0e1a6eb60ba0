#include "draft.h"

#include <algorithm>

#include "wirefold/base/number.h"

namespace wirefold::serve {
namespace {

std::optional<StoryId> number_in(std::string_view text) {
  const auto number = whole_number<std::int64_t>(text);
  return number && *number > 0 ? std::optional(StoryId{*number}) : std::nullopt;
}

/// Which of the stories the order is about: the one that is not `other`.
StoryId story_beside(const std::vector<StoryId>& stories, StoryId other) {
  if (stories.size() == 1) return stories.front();
  return stories.front() == other ? stories.back() : stories.front();
}

}  // namespace

Draft read_draft(Fields& fields) {
  Draft out;
  out.kind = fields.kind();
  for (const std::int64_t id : fields.numbers("article")) out.articles.push_back(ArticleId{id});
  for (const std::int64_t id : fields.numbers("story")) out.stories.push_back(StoryId{id});
  out.other = fields.line("other");
  const bool needs_one = out.kind == OverrideKind::kPin || out.kind == OverrideKind::kEventLeave;
  if (needs_one && out.stories.size() != 1) fields.refuse("story", "not one story");
  return out;
}

std::optional<StoryId> story_in(std::string_view typed) {
  constexpr std::string_view kPage = "/story/";
  if (const auto number = number_in(typed)) return number;
  const std::size_t at = typed.rfind(kPage);
  if (at == std::string_view::npos || typed.find(' ') != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view rest = typed.substr(at + kPage.size());
  return number_in(rest.substr(0, rest.find_first_of("?#")));
}

std::optional<Override> order_of(const Draft& draft) {
  Override out;
  out.kind = draft.kind;
  if (draft.kind == OverrideKind::kSplit) {
    out.articles = draft.articles;
    return out;
  }
  if (!draft.is_of_two()) {
    out.story = draft.stories.front();
    return out;
  }
  const auto other = story_in(draft.other);
  const bool is_one_of_them =
      other && std::ranges::find(draft.stories, *other) != draft.stories.end();
  if (!other || draft.stories.empty() || draft.stories.size() > 2) return std::nullopt;
  if (draft.stories.size() == 2 && !is_one_of_them) return std::nullopt;
  out.story = story_beside(draft.stories, *other);
  out.other = *other;
  return out;
}

}  // namespace wirefold::serve
