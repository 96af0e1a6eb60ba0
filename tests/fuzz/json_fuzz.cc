// The JSON path, with the repair of invalid JSON.
#include "fuzz/feed_checks.h"
#include "wirefold/parse/feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wirefold;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto feed = parse::parse_feed(bytes, "application/feed+json", "https://h.example/f");
  if (feed) fuzz::check_feed(*feed, size);
  return 0;
}
