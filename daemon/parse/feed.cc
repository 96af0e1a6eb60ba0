#include "wirefold/parse/feed.h"

#include "controls.h"
#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"
#include "wirefold/parse/charset.h"
#include "wirefold/parse/warnings.h"

namespace wirefold::parse {
namespace {

/// The base of relative links: `url`, without its query if it is longer than a link may be; empty
/// if it is still longer.
std::string_view base_of(std::string_view url) {
  if (url.size() > kMostLinkBytes) url = url.substr(0, url.find_first_of("?#"));
  return url.size() > kMostLinkBytes ? std::string_view() : url;
}

bool is_json(std::string_view utf8) {
  utf8 = trim(utf8);
  return utf8.starts_with('{') || utf8.starts_with('[');
}

/// C0 controls of JSON do not count: the JSON parser fails on them, and read_json_feed() removes
/// them then.
bool has_controls(std::string_view utf8) {
  return has_c1(utf8) || has_last_two(utf8) || (!is_json(utf8) && has_c0(utf8));
}

}  // namespace

Result<ParsedFeed> parse_feed(std::string_view bytes, std::string_view content_type,
                              std::string_view base_url) {
  const DecodedText text = decode_text(bytes, content_type);
  Warnings warnings;
  for (const std::string& warning : text.warnings) warnings.add(warning);
  std::string mended;
  std::string_view utf8 = text.utf8();
  if (has_controls(utf8)) utf8 = mended = without_controls(utf8, warnings);
  const std::string_view base = base_of(base_url);
  Result<ParsedFeed> feed = is_json(utf8) ? read_json_feed(trim(utf8), base, warnings)
                                          : read_xml_feed(utf8, base, warnings);
  if (!feed) return feed;
  if (feed->link.empty()) feed->link = std::string(base_url);
  feed->encoding = text.encoding;
  feed->warnings = warnings.texts();
  return feed;
}

}  // namespace wirefold::parse
