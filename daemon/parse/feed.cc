#include "wirefold/parse/feed.h"

#include "controls.h"
#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/charset.h"
#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

Result<ParsedFeed> parse_feed(std::string_view bytes, std::string_view content_type,
                              std::string_view base_url) {
  const DecodedText text = decode_text(bytes, content_type);
  Warnings warnings;
  for (const std::string& warning : text.warnings) warnings.add(warning);
  const std::optional<std::string> mended = without_controls(text.utf8(), warnings);
  const std::string_view utf8 = mended ? std::string_view(*mended) : text.utf8();
  const std::string_view body = trim(utf8);
  const bool json = body.starts_with('{') || body.starts_with('[');
  Result<ParsedFeed> feed =
      json ? read_json_feed(body, base_url, warnings) : read_xml_feed(utf8, base_url, warnings);
  if (!feed) return feed;
  if (feed->link.empty()) feed->link = std::string(base_url);
  feed->bytes = utf8.size();
  feed->encoding = text.encoding;
  feed->warnings = warnings.texts();
  return feed;
}

}  // namespace wirefold::parse
