#include <algorithm>

#include "bytes_at.h"
#include "image_sizes.h"

namespace wirefold::pictures {
namespace {

// Bytes of version and flags before the content of a full box.
constexpr std::size_t kFullBox = 4;

struct Box {
  std::string_view type;
  std::string_view content;
};

/// Takes the first box from `boxes`: ISO/IEC 14496-12 section 4.2. nullopt if there is no whole
/// one.
std::optional<Box> take_box(std::string_view& boxes) {
  std::uint64_t size = big_endian(boxes, 0, 4);
  std::size_t header = 8;
  if (size == 1) {
    size = big_endian(boxes, 8, 8);
    header = 16;
  }
  if (size == 0) size = boxes.size();  // to the end of the file
  if (size < header || size > boxes.size()) return std::nullopt;
  const auto whole = static_cast<std::size_t>(size);
  const Box out{boxes.substr(4, 4), boxes.substr(header, whole - header)};
  boxes.remove_prefix(whole);
  return out;
}

/// The content of the first box of `type`; empty if there is none.
std::string_view find_box(std::string_view boxes, std::string_view type) {
  while (const auto box = take_box(boxes)) {
    if (box->type == type) return box->content;
  }
  return {};
}

std::string_view after(std::string_view content, std::size_t bytes) {
  return content.substr(std::min(bytes, content.size()));
}

/// True for one image. Browsers take the frames of a sequence from other boxes, whose sizes are not
/// read here.
bool is_still(std::string_view brands) {
  const std::string_view major = brands.substr(0, 4);
  if (major == "avis") return false;
  bool found = major == "avif";
  for (std::size_t i = 8; i + 4 <= brands.size(); i += 4) {
    found = found || brands.substr(i, 4) == "avif";
  }
  return found;
}

}  // namespace

/// The largest of the sizes that the file gives its items: the image, its parts, its transparency.
std::optional<ImageSize> avif_size(std::string_view file) {
  std::string_view boxes = file;
  const auto first = take_box(boxes);
  if (!first || first->type != "ftyp" || !is_still(first->content)) return std::nullopt;
  const std::string_view meta = after(find_box(boxes, "meta"), kFullBox);
  std::string_view properties = find_box(find_box(meta, "iprp"), "ipco");
  ImageSize out;
  while (const auto property = take_box(properties)) {
    if (property->type != "ispe") continue;
    const std::string_view content = after(property->content, kFullBox);
    const ImageSize size{static_cast<std::uint32_t>(big_endian(content, 0, 4)),
                         static_cast<std::uint32_t>(big_endian(content, 4, 4))};
    if (size.pixels() > out.pixels()) out = size;
  }
  return out;
}

}  // namespace wirefold::pictures
