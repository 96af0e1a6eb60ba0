#include "wirefold/parse/feed.h"

#include <string>

#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"
#include "wirefold/parse/charset.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

bool is_xml_entity(std::string_view name) {
  return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
}

/// Resolves the named references of HTML, which XML does not declare, outside CDATA sections;
/// XML's own five stay for the XML parser. Control characters that XML cannot carry go.
std::string mend(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '<' && text.compare(i, 9, "<![CDATA[") == 0) {
      const std::size_t end = text.find("]]>", i);
      const std::size_t stop = end == std::string_view::npos ? text.size() : end + 3;
      out += text.substr(i, stop - i);
      i = stop;
    } else if (c == '&') {
      const std::size_t end = text.substr(i, 12).find(';');
      const bool named = end != std::string_view::npos && text[i + 1] != '#' &&
                         !is_xml_entity(text.substr(i + 1, end - 1));
      out += named ? html::decode_entities(text.substr(i, end + 1)) : "&";
      i += named ? end + 1 : 1;
    } else {
      if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t' || c == '\r') out += c;
      ++i;
    }
  }
  return out;
}

std::string what_it_looks_like(std::string_view text) {
  if (text.empty()) return "the document is empty";
  if (starts_with_ignore_case(text, "<!doctype html") || starts_with_ignore_case(text, "<html")) {
    return "an HTML page, not a feed";
  }
  const std::size_t end = text.find_first_of("\r\n");
  return "no feed; starts with: " + std::string(clip_utf8(text.substr(0, end), 60));
}

bool is_rss(const std::string& name) { return name == "rss" || name == "rdf:RDF"; }

bool is_atom(const std::string& name) {
  return name == "feed" || name == "atom:feed" || name == "entry" || name == "atom:entry";
}

/// The element that a feed starts with; there may be other markup before it.
pugi::xml_node feed_element(const pugi::xml_document& document) {
  return document.find_child([](const pugi::xml_node& node) {
    const std::string name = canonical_name(node);
    return is_rss(name) || is_atom(name);
  });
}

Result<ParsedFeed> read_xml(std::string_view text, std::string_view base_url) {
  const std::size_t start = text.find('<');
  const std::string mended = mend(text.substr(std::min(start, text.size())));
  pugi::xml_document document;
  const pugi::xml_parse_result status =
      document.load_buffer(mended.data(), mended.size(),
                           pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  const pugi::xml_node root = feed_element(document);
  if (!root) return Error{Errc::kUnsupported, what_it_looks_like(trim(text))};
  ParsedFeed feed;
  if (is_rss(canonical_name(root))) {
    read_rss(root, base_url, feed);
  } else {
    read_atom(root, base_url, feed);
  }
  if (!status) {
    const std::string what =
        std::string(status.description()) + " at byte " + std::to_string(status.offset);
    if (feed.entries.empty() && feed.title.empty()) return Error{Errc::kMalformed, what};
    feed.warnings.push_back("read only in part: " + what);
  }
  return feed;
}

}  // namespace

Result<ParsedFeed> parse_feed(std::string_view bytes, std::string_view content_type,
                              std::string_view base_url) {
  DecodedText text = decode_text(bytes, content_type);
  const std::string_view body = trim(text.utf8);
  Result<ParsedFeed> feed =
      body.starts_with('{') ? read_json_feed(body, base_url) : read_xml(body, base_url);
  if (!feed) return feed;
  feed->encoding = text.encoding;
  feed->warnings.insert(feed->warnings.begin(), text.warnings.begin(), text.warnings.end());
  return feed;
}

}  // namespace wirefold::parse
