// Row numbers as distinct types. All are positive, assigned by the store, and never reused.
#pragma once

#include <cstdint>

namespace wirefold {

enum class FeedId : std::int64_t {};
enum class ArticleId : std::int64_t {};
enum class StoryId : std::int64_t {};
enum class EventId : std::int64_t {};

template <typename Id>
constexpr std::int64_t to_int(Id id) noexcept {
  return static_cast<std::int64_t>(id);
}

}  // namespace wirefold
