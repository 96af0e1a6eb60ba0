// The target of a request, read from its URL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/model/story_query.h"
#include "wirefold/serve/session.h"
#include "wirefold/serve/since.h"

namespace wirefold::serve {

enum class Kind : std::uint8_t {
  kAtom,
  kRss,
  kJsonFeed,
  kFrontPage,
  kStoryPage,
  kStoryJson,
  kStoryAtom,  ///< One entry per article.
  kEventPage,
  kEventJson,
  kFeedsPage,
  kSubscribePage,
  kApiStories,
  kApiFeeds,
  kApiArticle,
  kPicture,     ///< Of an article.
  kOutletIcon,  ///< Of a feed.
  kOpml,
  kMetrics,
  kStyle,
  kFeedStyle,
  kScript,
  kIcon,
  kOpenApi,
};

/// Names and values of the arguments of a query, decoded.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// Of the pages, for a client that asks for no other.
inline constexpr std::string_view kDefaultLanguage = "en";

/// Longest value of an argument that is a text.
inline constexpr std::size_t kMostArgumentBytes = 200;

/// Highest `limit`.
inline constexpr std::size_t kMostStories = 1000;

struct Target {
  Kind kind = Kind::kFrontPage;
  StoryQuery query;       ///< Only if has_stories(); use query_at().
  bool by_event = false;  ///< Asks for entries by event, in place of stories.
  std::optional<Since> since;
  /// For a delta (RFC 3229): the time of the version that the client has. Not part of the URL.
  std::optional<Timestamp> delta_base;
  std::int64_t id = 0;     ///< Id of a story, an event or an article.
  std::size_t offset = 0;  ///< For /api/v1/feeds.
  std::string path;        ///< "/feed.atom"
  std::string filter;      ///< Canonical query, "lang=id&q=fire"; without `before`.
  /// Of the words of a page: "en", "id". Not part of the URL.
  std::string_view language = kDefaultLanguage;
  /// Of the operator who asks for a page, which then has the means to change what it shows. Nothing
  /// that is rendered for a session is kept. Not part of the URL.
  std::optional<Session> session;
  /// Of the pages but /subscribe: the override whose outcome a page shows to its operator; 0: none.
  /// Without a session it has no meaning. Not part of address().
  std::int64_t ruling = 0;

  /// True for HTML, whose words have a language.
  bool is_page() const {
    return kind == Kind::kFrontPage || kind == Kind::kStoryPage || kind == Kind::kEventPage ||
           kind == Kind::kFeedsPage || kind == Kind::kSubscribePage;
  }

  bool is_feed() const {
    return kind == Kind::kAtom || kind == Kind::kRss || kind == Kind::kJsonFeed;
  }

  /// True if the arguments choose stories.
  bool has_stories() const {
    return is_feed() || kind == Kind::kFrontPage || kind == Kind::kSubscribePage ||
           kind == Kind::kApiStories;
  }

  /// The query at `now`, with the later of `since` and `delta_base` as `changed_since`.
  StoryQuery query_at(Timestamp now) const;

  /// Canonical path and query: a link to the page, from the root of the site.
  std::string address() const;

  /// address(), and what is not part of it; equal for equal targets.
  std::string key() const;
};

/// Reads a request's path and arguments. Unknown arguments, and arguments without a meaning at this
/// path, are ignored, because links carry many of them. Empty arguments count as absent. The
/// command `stories` uses this function for its options too.
///
/// Errors: kUnsupported for a path that is not served, and kMalformed, with the argument's name,
/// for an invalid value. The server sends their details to the client.
Result<Target> read_target(std::string_view path, const Arguments& arguments);

/// True for what the filter `lang` accepts in lower case: a BCP 47 primary tag.
bool is_language(std::string_view text);

/// `path` with `filter` as its query.
std::string path_with(std::string_view path, std::string_view filter);

}  // namespace wirefold::serve
