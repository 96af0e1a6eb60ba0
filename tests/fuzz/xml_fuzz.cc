// The XML path: balancing, names, references, entries, HTML in texts.
#include <pugixml.hpp>

#include "fuzz/feed_checks.h"
#include "parse/balance.h"
#include "wirefold/parse/feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wirefold;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto feed =
      parse::parse_feed(bytes, "application/xml; charset=utf-8", "https://h.example/f");
  if (feed) fuzz::check_feed(*feed, size);

  // The parser reads balanced markup to its end.
  if (bytes.find('\0') == std::string_view::npos) {
    parse::Warnings warnings;
    const std::string balanced = parse::balance(bytes, warnings);
    pugi::xml_document document;
    const auto status = document.load_buffer(balanced.data(), balanced.size(), pugi::parse_default,
                                             pugi::encoding_utf8);
    CHECK(status || status.status == pugi::status_no_document_element);
  }
  return 0;
}
