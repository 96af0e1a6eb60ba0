#include "wirefold/html/dom.h"

#include <algorithm>
#include <climits>

#include "wirefold/base/strings.h"

namespace wirefold::html {
namespace {

// libxml2 takes quadratic time in the number of attributes of one tag (10,000: 0.4 s, 100,000: more
// than 20 s, measured), so a tag longer than this is cut away before parsing.
constexpr std::size_t kMaxTagBytes = std::size_t{16} << 10;

/// End of the tag that starts at `open`: behind its '>', or the end of the markup.
std::size_t tag_end(std::string_view markup, std::size_t open) {
  const std::size_t close = markup.find('>', open);
  return close == std::string_view::npos ? markup.size() : close + 1;
}

bool starts_tag(std::string_view markup, std::size_t open) {
  if (open + 1 >= markup.size()) return false;
  const auto c = static_cast<unsigned char>(markup[open + 1]);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!';
}

/// Where the text of a script or style that begins at `text` ends; `text` if `tag` starts neither.
/// Such text holds no tags (WHATWG HTML, "script data state").
std::size_t raw_text_end(std::string_view markup, std::string_view tag, std::size_t text) {
  for (const std::string_view name : {"script", "style"}) {
    if (!starts_with_ignore_case(tag.substr(1), name)) continue;
    const std::string close = "</" + std::string(name);
    return std::min(find_ignore_case(markup, close, text), markup.size());
  }
  return text;
}

/// `markup` less its giant tags; a '<' that starts no tag becomes text.
std::string without_giant_tags(std::string_view markup) {
  std::string out;
  out.reserve(markup.size());
  for (std::size_t pos = 0; pos < markup.size();) {
    const std::size_t open = std::min(markup.find('<', pos), markup.size());
    out += markup.substr(pos, open - pos);
    if (open == markup.size()) break;
    if (!starts_tag(markup, open)) {
      out += "&lt;";
      pos = open + 1;
      continue;
    }
    const std::size_t end = tag_end(markup, open);
    const bool comment = markup.compare(open, 4, "<!--") == 0;
    pos = end;
    if (!comment && end - open > kMaxTagBytes) continue;
    pos = raw_text_end(markup, markup.substr(open, end - open), end);
    out += markup.substr(open, pos - open);
  }
  return out;
}

}  // namespace

Tree parse(std::string_view markup) {
  const std::string safe = without_giant_tags(markup);
  if (safe.empty() || safe.size() > INT_MAX) return nullptr;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  // XML_PARSE_HUGE: without it libxml2 gives up at depth 256 and returns nothing.
  return Tree(htmlReadMemory(safe.data(), static_cast<int>(safe.size()), nullptr, "UTF-8",
                             kOptions | XML_PARSE_HUGE));
}

std::string attribute(xmlNode* node, const char* name) {
  const Handle<xmlChar, [](xmlChar* p) { xmlFree(p); }> value(
      xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
  return value ? std::string(reinterpret_cast<const char*>(value.get())) : std::string();
}

}  // namespace wirefold::html
