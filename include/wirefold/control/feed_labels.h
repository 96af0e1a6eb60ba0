// What an operator says of a feed: its name, outlet, group and language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/model/feed.h"

namespace wirefold::control {

/// A label that a feed list cannot have.
struct WrongLabel {
  enum class Which : std::uint8_t { kTexts, kGroup, kLanguage };

  Which which = Which::kTexts;  ///< kTexts: the name, the outlet or the group.
  std::string why;  ///< What follows the name of the label in a message: ": more than 32 folders".
};

/// The first problem of the name, outlet, group and language of `feed`, which may be empty.
std::optional<WrongLabel> wrong_label(const FeedSource& feed);

/// "en" or "pt-BR": the shape of a BCP 47 tag.
bool is_language_tag(std::string_view tag);

}  // namespace wirefold::control
