// Groups the files of an entry that are forms of one thing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/entry.h"

namespace wirefold::parse {

/// One file of an enclosure or a media:content.
struct Rendition {
  std::string url;  ///< Absolute if possible.
  std::string type;
  std::optional<std::uint64_t> length_bytes;
  bool is_enclosure = false;  ///< Given as the entry's enclosure by the publisher.
  std::string medium;       ///< In Media RSS: "image", "audio", "video", "document"; may be empty.
  bool is_default = false;  ///< The default of its group.
  int group = 0;  ///< Files with one number are of one group, such as a media:group; 0: no group.
  std::uint64_t size = 0;  ///< Width times height, else the greater of width and bit rate.
};

/// Returns one enclosure for each thing, in the order of the document, followed by its other forms:
/// files of one group, and files without a group whose addresses differ only in the query. The
/// first form is the publisher's enclosure, else the best one: types that no player plays (Flash)
/// come last, then the group's default comes first, video before audio before pictures, MP4 and MP3
/// before other types, larger before smaller.
std::vector<Enclosure> enclosures_of(std::vector<Rendition> renditions);

}  // namespace wirefold::parse
