#include "wirefold/parse/feed.h"

#include "controls.h"
#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"
#include "wirefold/parse/charset.h"
#include "wirefold/parse/warnings.h"

namespace wirefold::parse {
namespace {

/// What relative links are resolved against is no longer than a link. A query is no part of it.
std::string_view base_of(std::string_view url) {
  if (url.size() > kMostLinkBytes) url = url.substr(0, url.find_first_of("?#"));
  return url.size() > kMostLinkBytes ? std::string_view() : url;
}

}  // namespace

Result<ParsedFeed> parse_feed(std::string_view bytes, std::string_view content_type,
                              std::string_view base_url) {
  const DecodedText text = decode_text(bytes, content_type);
  Warnings warnings;
  for (const std::string& warning : text.warnings) warnings.add(warning);
  const std::optional<std::string> mended = without_controls(text.utf8(), warnings);
  const std::string_view utf8 = mended ? std::string_view(*mended) : text.utf8();
  const std::string_view body = trim(utf8);
  const bool json = body.starts_with('{') || body.starts_with('[');
  const std::string_view base = base_of(base_url);
  Result<ParsedFeed> feed =
      json ? read_json_feed(body, base, warnings) : read_xml_feed(utf8, base, warnings);
  if (!feed) return feed;
  if (feed->link.empty()) feed->link = std::string(base_url);
  feed->encoding = text.encoding;
  feed->warnings = warnings.texts();
  return feed;
}

}  // namespace wirefold::parse
