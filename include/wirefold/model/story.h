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

/// Why an article is in its story; kept for good.
struct FoldReason {
  ArticleId like{};   ///< The member that it copies; 0 for a new story, but see kContained.
  int distance = -1;  ///< Smallest Hamming distance between their fingerprints; -1: none.
  /// Share of the shorter text that is in the other, 0 to 1. For the rules "evidence", "history"
  /// and "headline" the probability that the whole texts are copies.
  double similarity = 0;
  std::string rule;  ///< Name of the rule that decided, e.g. "text".
};

/// The rule of an article that the operator's override has placed.
inline constexpr std::string_view kByOperator = "operator";

/// kContained is the rule of an article that is a story of its own although its text is part of
/// another article, which FoldReason::like names. kCompilation is the rule of that other article,
/// which holds texts of several stories.
inline constexpr std::string_view kContained = "contained";
inline constexpr std::string_view kCompilation = "compilation";

/// The name of FoldReason::like in JSON and log lines.
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
  Timestamp changed{};      ///< Moves with every change of the served story, new copies included.
  std::string feed_url;     ///< Of the feed that brought the lead.
  std::string feed_title;   ///< Of that feed.
  std::string feed_uid;     ///< The id in that feed's document (atom:id); may be empty.
  std::string feed_rights;  ///< Of that feed: copyright; may be empty.
  bool pinned = false;      ///< An override keeps its articles in it.
  std::vector<Member> members;  ///< The lead first, then copies in the order in which they came.

  const Article& lead() const { return members.front().article; }
};

/// Display names of the outlets in one story, which must outlive this object. Where two publishers
/// share a name, the publisher is appended.
class OutletNames {
 public:
  explicit OutletNames(const Story& story);

  std::string of(const Article& article) const;

 private:
  std::set<std::string_view> shared_;
};

/// Display names of the outlets of `story`, one for each publisher, in the order of its members.
std::vector<std::string> outlets_of(const Story& story);

/// Approximate bytes in memory: all texts, plus a fixed amount for the small fields.
std::size_t bytes_of(const Article& article);
std::size_t bytes_of(const Story& story);

}  // namespace wirefold
