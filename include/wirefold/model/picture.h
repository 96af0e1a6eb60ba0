// The pictures that pages show.
#pragma once

#include <variant>

#include "wirefold/model/ids.h"

namespace wirefold {

/// The picture of an article, or the icon that a feed names.
using PictureId = std::variant<ArticleId, FeedId>;

constexpr bool is_icon(const PictureId& picture) { return std::holds_alternative<FeedId>(picture); }

}  // namespace wirefold
