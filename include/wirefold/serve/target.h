// What a URL asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/model/story_query.h"
#include "wirefold/serve/since.h"

namespace wirefold::serve {

enum class Kind : std::uint8_t {
  kAtom,
  kRss,
  kJsonFeed,
  kFrontPage,
  kStoryPage,
  kStoryJson,
  kStoryAtom,  ///< One entry a copy.
  kFeedsPage,
  kApiStories,
  kApiFeeds,
  kApiArticle,
  kOpml,
  kMetrics,
  kStyle,
  kScript,
  kIcon,
  kOpenApi,
};

/// Name and value of a query's arguments, decoded.
using Arguments = std::vector<std::pair<std::string, std::string>>;

struct Target {
  Kind kind = Kind::kFrontPage;
  StoryQuery query;  ///< Of feeds, the front page and /api/v1/stories; but see query_at().
  std::optional<Since> since;
  /// Of a delta (RFC 3229), which is no part of a URL: what the client has seen already.
  std::optional<Timestamp> delta_base;
  std::int64_t id = 0;     ///< Of a story or article.
  std::size_t offset = 0;  ///< /api/v1/feeds.
  std::string path;        ///< "/feed.atom"
  std::string filter;      ///< The query in one spelling, "lang=id&q=fire"; without `before`.
  bool is_feed() const {
    return kind == Kind::kAtom || kind == Kind::kRss || kind == Kind::kJsonFeed;
  }

  /// The query as it is at `now`: of what has changed since the later of `since` and `delta_base`.
  StoryQuery query_at(Timestamp now) const;

  /// Path and query in one spelling: equal for all that ask for the same.
  std::string key() const;
};

/// Reads a request's path and arguments. Arguments that are not known, or mean nothing at this
/// path, are passed over, as links carry all kinds of them; empty ones count as absent. The command
/// `stories` reads its options here too.
///
/// Errors, whose details are for the client: kUnsupported for a path that is not served;
/// kMalformed, with the argument's name, for a value that is none.
Result<Target> read_target(std::string_view path, const Arguments& arguments);

/// Path of the same stories in another form.
std::string path_with(std::string_view path, std::string_view filter);

}  // namespace wirefold::serve
