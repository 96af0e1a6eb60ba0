// The files that go with an entry, and which of them are forms of one thing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/entry.h"

namespace wirefold::parse {

/// One file, as an enclosure or a media:content has it.
struct Rendition {
  std::string url;  ///< Absolute where that is possible.
  std::string type;
  std::optional<std::uint64_t> length_bytes;
  bool is_enclosure = false;  ///< The publisher named it as the entry's enclosure.
  std::string medium;       ///< Of Media RSS: "image", "audio", "video", "document"; may be empty.
  bool is_default = false;  ///< Of the group.
  int group = 0;            ///< media:content of one media:group are one thing; 0: of none.
  std::uint64_t size = 0;   ///< Height and width as a product, else the bit rate.
};

/// One enclosure for each thing, in the order of the document, and behind it its other forms: those
/// of one group, and those of no group whose addresses differ in the query alone. The first form is
/// the publisher's enclosure, else the group's default, else what most players can play: video
/// before audio before pictures, MP4 and MP3 before other types, Flash last, then the largest.
std::vector<Enclosure> enclosures_of(std::vector<Rendition> renditions);

}  // namespace wirefold::parse
