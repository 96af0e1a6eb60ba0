#include "image_sizes.h"

#include <algorithm>

#include "bytes_at.h"

namespace wirefold::pictures {
namespace {

using namespace std::string_view_literals;

std::uint32_t be16(std::string_view file, std::size_t place) {
  return static_cast<std::uint32_t>(big_endian(file, place, 2));
}

std::uint32_t be32(std::string_view file, std::size_t place) {
  return static_cast<std::uint32_t>(big_endian(file, place, 4));
}

/// SOF0 to SOF15, which name the size: ITU T.81 table B.1.
bool is_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// A marker without a segment: TEM, RST0 to RST7.
bool stands_alone(std::uint32_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

/// The end of the sub-blocks that begin at `place`: GIF89a section 15.
std::size_t after_sub_blocks(std::string_view file, std::size_t place) {
  while (byte_at(file, place) > 0) place += 1 + byte_at(file, place);
  return place + 1;
}

/// Bytes of the colour table that `flags` announce.
std::size_t colours(std::uint32_t flags) {
  return (flags & 0x80) == 0 ? 0 : std::size_t{3} << ((flags & 7) + 1);
}

/// The size of one image of an ICO file: a PNG, or a BITMAPINFOHEADER whose height counts the mask
/// too.
ImageSize image_size(std::string_view image) {
  if (const auto size = png_size(image)) return *size;
  if (little_endian(image, 0, 4) < 40) return {};
  return {little_endian(image, 4, 4), little_endian(image, 8, 4) / 2};
}

}  // namespace

std::optional<ImageSize> jpeg_size(std::string_view file) {
  if (!file.starts_with("\xFF\xD8\xFF")) return std::nullopt;
  std::size_t place = 2;
  while (place + 4 <= file.size() && byte_at(file, place) == 0xFF) {
    const std::uint32_t marker = byte_at(file, place + 1);
    if (marker == 0xFF) {  // fills
      ++place;
    } else if (stands_alone(marker)) {
      place += 2;
    } else if (is_frame(marker)) {
      return ImageSize{be16(file, place + 7), be16(file, place + 5)};
    } else if (marker == 0 || (marker >= 0xD8 && marker <= 0xDA)) {  // image data before a frame
      break;
    } else {
      place += 2 + std::max(be16(file, place + 2), 2U);
    }
  }
  return ImageSize{};
}

std::optional<ImageSize> png_size(std::string_view file) {
  if (!file.starts_with("\x89PNG\r\n\x1A\n")) return std::nullopt;
  if (!has_at(file, 8, "\0\0\0\x0DIHDR"sv)) return ImageSize{};
  return ImageSize{be32(file, 16), be32(file, 20)};
}

/// Browsers enlarge the canvas for a frame that is larger than it.
std::optional<ImageSize> gif_size(std::string_view file) {
  if (!file.starts_with("GIF87a") && !file.starts_with("GIF89a")) return std::nullopt;
  const auto number = [file](std::size_t place) { return little_endian(file, place, 2); };
  ImageSize out{number(6), number(8)};
  std::size_t place = 13 + colours(byte_at(file, 10));
  while (place < file.size()) {
    if (file[place] == '!') {  // an extension
      place = after_sub_blocks(file, place + 2);
    } else if (file[place] == ',') {  // a frame
      out.width = std::max(out.width, number(place + 1) + number(place + 5));
      out.height = std::max(out.height, number(place + 3) + number(place + 7));
      place = after_sub_blocks(file, place + 11 + colours(byte_at(file, place + 9)));
    } else {
      break;
    }
  }
  return out;
}

/// The largest of the images, by their own headers: the directory's sizes may be others. Browsers
/// take the image that fits best.
std::optional<ImageSize> ico_size(std::string_view file) {
  if (!file.starts_with("\0\0\1\0"sv)) return std::nullopt;
  ImageSize out;
  for (std::uint32_t i = 0; i < little_endian(file, 4, 2); ++i) {
    const std::size_t place = little_endian(file, 6 + 16 * i + 12, 4);
    const ImageSize size = place < file.size() ? image_size(file.substr(place)) : ImageSize{};
    if (size.pixels() == 0) return ImageSize{};
    if (size.pixels() > out.pixels()) out = size;
  }
  return out;
}

/// RFC 9649. The largest size is 16384 in a plain file.
std::optional<ImageSize> webp_size(std::string_view file) {
  if (!file.starts_with("RIFF") || !has_at(file, 8, "WEBP")) return std::nullopt;
  constexpr std::uint32_t kMask = 0x3FFF;
  if (has_at(file, 12, "VP8 ") && has_at(file, 23, "\x9D\x01\x2A")) {
    return ImageSize{little_endian(file, 26, 2) & kMask, little_endian(file, 28, 2) & kMask};
  }
  if (has_at(file, 12, "VP8L") && byte_at(file, 20) == 0x2F && file.size() >= 25) {
    const std::uint32_t bits = little_endian(file, 21, 4);
    return ImageSize{(bits & kMask) + 1, (bits >> 14 & kMask) + 1};
  }
  if (has_at(file, 12, "VP8X") && file.size() >= 30) {
    return ImageSize{little_endian(file, 24, 3) + 1, little_endian(file, 27, 3) + 1};
  }
  return ImageSize{};
}

}  // namespace wirefold::pictures
