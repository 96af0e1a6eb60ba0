// Limits of the fields that feeds and pages fill.
#pragma once

#include <cstddef>

namespace wirefold {

/// Titles and copyright notices; longer ones are cut between characters.
inline constexpr std::size_t kMostTitleBytes = 1024;

/// Names of outlets, authors and categories; longer ones are cut between characters. Also media
/// types and languages; longer ones are left out, because a part of one means nothing.
inline constexpr std::size_t kMostNameBytes = 200;

/// URLs and entry keys. Longer URLs are left out, because a cut URL leads elsewhere; longer keys
/// are replaced by their hash.
inline constexpr std::size_t kMostLinkBytes = 2048;

/// Of one article.
inline constexpr std::size_t kMostAuthors = 50;
inline constexpr std::size_t kMostCategories = 100;
inline constexpr std::size_t kMostEnclosures = 50;

/// Each text of an article, as HTML with its escapes.
inline constexpr std::size_t kMostTextBytes = std::size_t{1} << 20;

/// Of one feed document; further entries are left out.
inline constexpr std::size_t kMostEntries = 20000;

/// Number of '<' in one XML document, in start and end tags alike: a hundred for each entry that is
/// taken. A tree of that many takes at most 350 MiB. A document with more is no feed.
inline constexpr std::size_t kMostTags = 2'000'000;

}  // namespace wirefold
