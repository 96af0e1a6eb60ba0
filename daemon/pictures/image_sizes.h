// The sizes in the headers of single types of images. Private to the pictures area.
#pragma once

#include <optional>
#include <string_view>

#include "wirefold/pictures/image_header.h"

namespace wirefold::pictures {

/// Each returns nullopt for a file of another type, and a size with a zero for a file of this type
/// whose header is broken.
std::optional<ImageSize> jpeg_size(std::string_view file);
std::optional<ImageSize> png_size(std::string_view file);
std::optional<ImageSize> gif_size(std::string_view file);
std::optional<ImageSize> webp_size(std::string_view file);
std::optional<ImageSize> avif_size(std::string_view file);
std::optional<ImageSize> ico_size(std::string_view file);

}  // namespace wirefold::pictures
