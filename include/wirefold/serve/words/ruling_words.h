// Puts into words what the operator's overrides ask for, and what they did.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/override.h"

namespace wirefold::serve {

// All words are phrases in `language` (BCP 47 primary tag; English if the pages have no words in
// it), without a capital and a full stop.

/// How markup names what an override is about, in place of numbers; each returns markup.
struct RulingNames {
  std::function<std::string(StoryId)> story;  ///< Instead of "story 3".
  /// Instead of "articles 7, 9"; called with at least one article.
  std::function<std::string(const std::vector<ArticleId>&)> articles;
};

/// What the override did, "articles 7, 9 left story 3 for story 12"; while it waits or if it has
/// failed, what it asks for, "story 5 becomes part of story 3".
std::string ruling_words(const Override& order, std::string_view language);
std::string ruling_html(const Override& order, std::string_view language, const RulingNames& names);

/// What else there is to say of `undo`, which has reverted `was`: the override that is no longer in
/// force, or the articles that stay where they are; empty for nothing.
std::string undone_words(const Override& was, const Override& undo, std::string_view language);

/// "article 7" or "articles 7, 9".
std::string article_numbers(const std::vector<ArticleId>& articles, std::string_view language);

/// "holds", "done", "waits" or "failed".
std::string ruling_state_words(const Override& order, std::string_view language);

}  // namespace wirefold::serve
