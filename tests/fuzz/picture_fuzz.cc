// Files that a server sends as pictures.
#include "fuzz/check.h"
#include "wirefold/pictures/image_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wirefold::pictures;
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  const auto header = read_image_header(file);
  if (!header) return 0;
  CHECK(header->size.width > 0 && header->size.height > 0);
  CHECK(header->size.pixels() <= kMostPixels);
  CHECK(media_type(header->type).starts_with("image/"));
  CHECK(file[0] != '<' && file[0] != ' ');  // no markup
  return 0;
}
