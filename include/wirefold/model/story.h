// A story with its members, as it is served.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// The record of why an article is where it is; kept for good.
struct FoldReason {
  ArticleId like{};   ///< The member that it was found to be a copy of; 0 for a new story, but
                      ///< see kContained.
  int distance = -1;  ///< Smallest Hamming distance between their fingerprints; -1 = none.
  /// Share of the shorter text that is in the other, 0 to 1; of the rules "evidence", "history" and
  /// "headline" the probability that the whole texts are copies.
  double similarity = 0;
  std::string rule;  ///< Name of the rule that decided, e.g. "text".
};

/// The rule of an article that the operator has put where it is.
inline constexpr std::string_view kByOperator = "operator";

/// The rule of an article that is a story of its own although its text stands in another one, which
/// FoldReason::like names then; and that of the other, which holds texts of several stories.
inline constexpr std::string_view kContained = "contained";
inline constexpr std::string_view kCompilation = "compilation";

/// What JSON and log lines call FoldReason::like.
inline std::string_view like_key(const FoldReason& reason) {
  return reason.rule == kContained ? "contained_in" : "like";
}

struct Member {
  Article article;
  FoldReason reason;
};

/// One story of the served window. Safe to share between threads once built.
struct Story {
  StoryId id{};
  std::string uid;          ///< "urn:uuid:…", the entry id in every served feed; never changes.
  Timestamp published{};    ///< Fixed at creation.
  Timestamp updated{};      ///< Moves from `published` when the lead's own text changes, never
                            ///< for a new copy.
  Timestamp changed{};      ///< Moves with every change of what is served, new copies included.
  std::string feed_url;     ///< Of the feed that brought the lead.
  std::string feed_title;   ///< Of the same.
  std::string feed_uid;     ///< What its document says of its own id (atom:id); may be empty.
  std::string feed_rights;  ///< Of the same: copyright; may be empty.
  bool pinned = false;      ///< The operator wants it to keep its articles.
  std::vector<Member> members;  ///< The lead first, then copies in the order in which they came.

  const Article& lead() const { return members.front().article; }
};

/// What outlets are called in one story, which outlives it: where two publishers have one name,
/// with the publisher behind it.
class OutletNames {
 public:
  explicit OutletNames(const Story& story);

  std::string of(const Article& article) const;

 private:
  std::set<std::string_view> shared_;
};

/// What the outlets of `story` are called, one name for each publisher, in the order in which they
/// came.
std::vector<std::string> outlets_of(const Story& story);

/// Of all texts in it, with something for what is small.
std::size_t bytes_of(const Article& article);
std::size_t bytes_of(const Story& story);

}  // namespace wirefold
