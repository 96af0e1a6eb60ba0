// How long the fields are that feeds and pages fill: no field is endless.
#pragma once

#include <cstddef>

namespace wirefold {

/// Titles and notes of copyright: cut at a character.
inline constexpr std::size_t kMostTitleBytes = 1024;

/// Names of outlets, authors and categories: cut at a character. Of media types and languages, of
/// which half says nothing: longer ones are left out.
inline constexpr std::size_t kMostNameBytes = 200;

/// URLs, and what makes an entry the same next time. A URL that is cut leads elsewhere: longer ones
/// are left out.
inline constexpr std::size_t kMostLinkBytes = 2048;

/// Of one article.
inline constexpr std::size_t kMostAuthors = 50;
inline constexpr std::size_t kMostCategories = 100;
inline constexpr std::size_t kMostEnclosures = 50;

/// Each text of an article, as HTML with its escapes.
inline constexpr std::size_t kMostTextBytes = std::size_t{1} << 20;

/// Of one feed document; those behind are left out.
inline constexpr std::size_t kMostEntries = 20000;

/// Every '<' of one XML document, of start and end tags alike, a hundred for each entry that is
/// taken: a tree of them takes 350 MiB at most. One with more is no feed.
inline constexpr std::size_t kMostTags = 2'000'000;

}  // namespace wirefold
