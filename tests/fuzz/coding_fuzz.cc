// Bodies in the coding that a server names, or in another. The first line is the Content-Encoding.
#include "fuzz/check.h"
#include "wirefold/fetch/content_coding.h"

namespace {

constexpr std::size_t kLimit = std::size_t{1} << 20;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using wirefold::fetch::unpack;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string_view said = text.substr(0, line);
  const std::string body(text.substr(std::min(line + 1, text.size())));
  const auto out = unpack(body, said, kLimit);
  CHECK(out.body.size() <= kLimit);
  CHECK(!out.overflows || out.body.size() == kLimit);
  const auto little = unpack(body, said, 100);
  CHECK(little.body.size() <= 100);
  return 0;
}
