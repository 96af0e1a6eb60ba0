// An article as a row of its table. Private to the store.
#pragma once

#include <string>
#include <vector>

#include "statement.h"
#include "wirefold/model/article.h"
#include "wirefold/model/story.h"

namespace wirefold::store {

/// The columns of an article in the order in which read_article() and read_reason() take them.
inline constexpr char kArticleColumns[] =
    "article.id, article.feed, outlet, key, link, article.title, summary, content, lang, "
    "feed_group, authors, categories, article.published, article.updated, first_seen, text_hash, "
    "article.story, like_article, distance, similarity, rule, canonical, page_text, agency, place, "
    "byline, image, moved";

Article read_article(const Statement& row);
FoldReason read_reason(const Statement& row);

/// Lists are stored one item a line; items have their white space collapsed before.
std::string join_lines(const std::vector<std::string>& items);

}  // namespace wirefold::store
