#include "wirefold/pictures/image_header.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "image_sizes.h"

namespace wirefold::pictures {
namespace {

struct Type {
  ImageType type;
  std::string_view name;
  std::optional<ImageSize> (*size)(std::string_view);
};

constexpr std::array kTypes = {
    Type{ImageType::kJpeg, "image/jpeg", jpeg_size},
    Type{ImageType::kPng, "image/png", png_size},
    Type{ImageType::kGif, "image/gif", gif_size},
    Type{ImageType::kWebp, "image/webp", webp_size},
    Type{ImageType::kAvif, "image/avif", avif_size},
    Type{ImageType::kIco, "image/x-icon", ico_size},
};

}  // namespace

Result<ImageHeader> read_image_header(std::string_view file) {
  if (file.size() > kMostPictureBytes) {
    return Error{Errc::kTooLarge, fmt::format("the picture has {} bytes", file.size())};
  }
  for (const Type& type : kTypes) {
    const auto size = type.size(file);
    if (!size) continue;
    if (size->pixels() == 0) return Error{Errc::kUnsupported, "the picture names no size"};
    if (size->pixels() > kMostPixels) {
      return Error{Errc::kTooLarge,
                   fmt::format("the picture has {} x {} pixels", size->width, size->height)};
    }
    return ImageHeader{type.type, *size};
  }
  return Error{Errc::kUnsupported, "not a JPEG, PNG, GIF, WebP, AVIF or ICO picture"};
}

std::string_view media_type(ImageType type) {
  for (const Type& known : kTypes) {
    if (known.type == type) return known.name;
  }
  return {};
}

}  // namespace wirefold::pictures
