// An article as a row of its table. Private to the store.
#pragma once

#include <string>
#include <vector>

#include "statement.h"
#include "wirefold/model/article.h"
#include "wirefold/model/publisher.h"
#include "wirefold/model/story.h"

namespace wirefold::store {

/// The tables that an article is read from.
inline const std::string kFromArticles = " FROM article JOIN feed ON feed.id = article.feed ";

/// The name of its publisher. Until that of its feed is known, what the feed was called stands for
/// it, and for nobody certain.
inline const std::string kPublisherName =
    "CASE WHEN feed.publisher <> '' THEN feed.publisher ELSE coalesce(article.outlet, scope) END";
inline const std::string kCarrier =
    std::string("CASE WHEN feed.publisher <> '' THEN feed.carrier ELSE '") + Publisher::kItsName +
    "' END";

/// Its columns in the order in which read_article() and read_reason() take them.
inline const std::string kArticleColumns =
    "article.id, article.feed, coalesce(outlet, scope), key, link, article.title, summary, "
    "content, lang, feed_group, authors, categories, article.published, article.updated, "
    "first_seen, text_hash, article.story, like_article, distance, similarity, rule, canonical, "
    "page_text, agency, place, byline, image, moved, " +
    kPublisherName + ", " + kCarrier;

Article read_article(const Statement& row);
FoldReason read_reason(const Statement& row);

/// Lists are stored one item a line; items have their white space collapsed before.
std::string join_lines(const std::vector<std::string>& items);

}  // namespace wirefold::store
