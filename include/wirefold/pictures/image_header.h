// The type and the size of an image, read from its header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "wirefold/base/result.h"

namespace wirefold::pictures {

enum class ImageType : std::uint8_t { kJpeg, kPng, kGif, kWebp, kAvif, kIco };

/// In pixels.
struct ImageSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;

  std::uint64_t pixels() const { return std::uint64_t{width} * height; }
  bool operator==(const ImageSize&) const = default;
};

struct ImageHeader {
  ImageType type{};
  ImageSize size;
};

/// Limits of a picture. A browser needs four bytes for a pixel.
inline constexpr std::size_t kMostPictureBytes = std::size_t{2} << 20;
inline constexpr std::uint64_t kMostPixels = 16'000'000;

/// Reads the header of a whole file, which is hostile, without decoding it. Of a GIF, the size is
/// that of the canvas on which all of its frames have room; of an ICO, that of its largest image.
///
/// Errors: kUnsupported for a file that is no image of these types, and for one whose header names
/// no size; kTooLarge for one with more bytes or pixels than the limits.
Result<ImageHeader> read_image_header(std::string_view file);

/// "image/jpeg"
std::string_view media_type(ImageType type);

}  // namespace wirefold::pictures
