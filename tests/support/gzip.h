// Compresses bodies for tests.
#pragma once

#include <libdeflate.h>

#include <string>

#include "wirefold/base/handle.h"

namespace wirefold::test {

inline std::string gzip(const std::string& bytes) {
  const Handle<libdeflate_compressor, libdeflate_free_compressor> compressor(
      libdeflate_alloc_compressor(1));
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(),
                                      out.size()));
  return out;
}

}  // namespace wirefold::test
