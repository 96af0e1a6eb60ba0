// Reads an article from a row of its table. Private to the store.
#pragma once

#include <string>
#include <vector>

#include "statement.h"
#include "wirefold/model/article.h"
#include "wirefold/model/publisher.h"
#include "wirefold/model/story.h"

namespace wirefold::store {

/// The FROM clause for articles.
inline const std::string kFromArticles = " FROM article JOIN feed ON feed.id = article.feed ";

/// The publisher's name and carrier. Until the publisher of the feed is known, the outlet's name
/// takes its place, with a carrier that marks it as uncertain.
inline const std::string kPublisherName =
    "CASE WHEN feed.publisher <> '' THEN feed.publisher ELSE coalesce(article.outlet, scope) END";
inline const std::string kCarrier =
    std::string("CASE WHEN feed.publisher <> '' THEN feed.carrier ELSE '") + Publisher::kItsName +
    "' END";

/// SQL for the Publisher::id() of a feed; empty until the publisher is known. The argument is the
/// name of its table.
std::string known_publisher_id(const std::string& feed);

/// SQL for the Publisher::id() of an article, or the outlet's name until the publisher is known.
/// The arguments are the names of its table and of that of its feed.
std::string publisher_id(const std::string& article, const std::string& feed);

/// SQL for the Article::outlet of an article.
std::string outlet_name(const std::string& article);

/// The columns of an article, in the order in which read_article() and read_reason() read them.
inline const std::string kArticleColumns =
    "article.id, article.feed, coalesce(outlet, scope), key, link, article.title, summary, "
    "content, lang, feed_group, authors, categories, article.published, article.updated, "
    "first_seen, text_hash, article.story, like_article, distance, similarity, rule, canonical, "
    "page_text, agency, place, byline, image, moved, " +
    kPublisherName + ", " + kCarrier + ", utc_offset, feed.icon <> ''";

Article read_article(const Statement& row);
FoldReason read_reason(const Statement& row);

/// Joins a list for storage, one item per line, after collapsing the white space of each item.
std::string join_lines(const std::vector<std::string>& items);

}  // namespace wirefold::store
