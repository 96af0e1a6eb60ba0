#include "wirefold/html/plain_text.h"

#include <algorithm>

#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/entities.h"

namespace wirefold::html {
namespace {

constexpr std::string_view kSilent[] = {"script", "style",    "noscript", "template", "head",
                                        "select", "textarea", "button",   "svg",      "iframe",
                                        "object", "audio",    "video",    "canvas"};

constexpr std::string_view kInline[] = {
    "a",    "abbr", "b", "bdi",  "bdo",   "cite", "code",   "em",  "font", "i", "kbd",
    "mark", "q",    "s", "samp", "small", "span", "strong", "sub", "sup",  "u", "time"};

void end_line(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (!out.empty() && out.back() != '\n') out += '\n';
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void append_words(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const bool no_break = text.substr(i).starts_with("\xC2\xA0");  // U+00A0
    if (no_break || is_space(text[i])) {
      if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
      i += no_break ? 2 : 1;
      continue;
    }
    const std::size_t from = i++;
    while (i < text.size() && !is_space(text[i]) && text[i] != '\xC2') ++i;
    out.append(text, from, i - from);
  }
}

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Longer than the name of any element ("blockquote", "/blockquote").
constexpr std::size_t kMaxTagName = 16;

/// True if `rest`, which follows a '<', goes on as a tag of HTML 4 and not as "<3" or "<news>".
bool starts_element(std::string_view rest) {
  if (rest.starts_with("!--")) return true;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  const std::size_t end = rest.substr(0, kMaxTagName).find_first_of(" \t\r\n/>");
  if (end == std::string_view::npos) return false;
  const std::string name = to_lower_ascii(rest.substr(0, end));
  return htmlTagLookup(reinterpret_cast<const xmlChar*>(name.c_str())) != nullptr;
}

/// True if `rest`, which follows a '&', goes on as a character reference.
bool starts_reference(std::string_view rest) {
  const std::size_t end = rest.substr(0, 12).find(';');
  return end != std::string_view::npos && end > 0 && (rest[0] == '#' || is_letter(rest[0]));
}

}  // namespace

std::string plain_text_of_safe(std::string_view markup) {
  std::string out;
  out.reserve(markup.size());
  while (!markup.empty()) {
    const std::size_t text = std::min(markup.find('<'), markup.size());
    append_words(out, decode_entities(markup.substr(0, text)));
    markup.remove_prefix(text);
    if (markup.empty()) break;
    markup.remove_prefix(markup.starts_with("</") ? 2 : 1);
    const std::string_view name = markup.substr(0, markup.find_first_of(" />"));
    if (!among(kInline, name)) end_line(out);
    markup.remove_prefix(std::min(markup.find('>'), markup.size() - 1) + 1);
  }
  end_line(out);
  if (!out.empty()) out.pop_back();
  return out;
}

std::string plain_text(std::string_view markup) {
  const Tree tree = parse(markup);
  std::string out;
  if (!tree) return out;
  walk(
      reinterpret_cast<xmlNode*>(tree.get()),
      [&out](xmlNode* node) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
          append_words(out, text_of(node));
          return false;
        }
        if (node->type == XML_HTML_DOCUMENT_NODE || node->type == XML_DOCUMENT_NODE) return true;
        if (node->type != XML_ELEMENT_NODE || among(kSilent, name_of(node))) return false;
        if (!among(kInline, name_of(node))) end_line(out);
        return true;
      },
      [&out](xmlNode* node) {
        if (node->type == XML_ELEMENT_NODE && !among(kInline, name_of(node))) end_line(out);
      });
  end_line(out);
  if (!out.empty()) out.pop_back();
  return out;
}

bool has_tags(std::string_view text) {
  const std::size_t last_close = text.rfind('>');
  if (last_close == std::string_view::npos) return false;
  for (std::size_t i = 0; i < last_close; ++i) {
    if (text[i] == '<' && starts_element(text.substr(i + 1))) return true;
  }
  return false;
}

bool looks_like_html(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&' && starts_reference(text.substr(i + 1))) return true;
  }
  return has_tags(text);
}

}  // namespace wirefold::html
