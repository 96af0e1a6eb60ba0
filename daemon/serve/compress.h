// Compresses bytes. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::serve {

// Both return an empty string if compression fails because memory is short.

std::string gzip(std::string_view bytes);
std::string brotli(std::string_view bytes);

}  // namespace wirefold::serve
