// Dates in any language and order.
#include "fuzz/check.h"
#include "wirefold/parse/date.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wirefold;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto date = parse::parse_date(text);
  if (!date) return 0;
  const std::string written = format_rfc3339(*date);
  CHECK(written >= "1899-12-31" && written < "2287");
  CHECK(parse::parse_date(written) == date || written < "1900" || written >= "2200");
  return 0;
}
