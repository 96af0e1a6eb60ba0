// Bytes in any encoding. The first line is the Content-Type.
#include "fuzz/check.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wirefold;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view content_type = bytes.substr(0, bytes.find('\n'));
  bytes.remove_prefix(std::min(content_type.size() + 1, bytes.size()));
  const parse::DecodedText text = parse::decode_text(bytes, content_type);
  CHECK(is_valid_utf8(text.utf8()));
  CHECK(!text.encoding.empty() && is_valid_utf8(text.encoding));
  for (const std::string& warning : text.warnings) CHECK(is_valid_utf8(warning));
  CHECK(text.utf8().size() <= 16 * bytes.size() + 16);
  return 0;
}
