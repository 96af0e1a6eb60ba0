#include "wirefold/html/sanitize.h"

#include <algorithm>

#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/url.h"

namespace wirefold::html {
namespace {

// Elements that only carry text and structure.
constexpr std::string_view kKept[] = {
    "a",     "abbr",  "b",   "blockquote", "br",    "caption", "cite",   "code", "dd",
    "del",   "dfn",   "div", "dl",         "dt",    "em",      "h1",     "h2",   "h3",
    "h4",    "h5",    "h6",  "hr",         "i",     "img",     "ins",    "li",   "ol",
    "p",     "pre",   "q",   "s",          "small", "span",    "strong", "sub",  "sup",
    "table", "tbody", "td",  "th",         "thead", "tr",      "ul"};

// Elements whose text is no text for people; everything inside goes with them.
constexpr std::string_view kDropped[] = {
    "script", "style", "head",   "template", "iframe", "object",   "embed",  "applet", "noscript",
    "svg",    "math",  "select", "textarea", "button", "noframes", "canvas", "title"};

constexpr std::string_view kVoid[] = {"br", "hr", "img"};

class Serialiser {
 public:
  explicit Serialiser(std::string_view base_url) : base_url_(base_url) {}

  bool enter(xmlNode* node) {
    switch (node->type) {
      case XML_TEXT_NODE:
      case XML_CDATA_SECTION_NODE:
        out_ += escape_markup(text_of(node));
        return false;
      case XML_HTML_DOCUMENT_NODE:
      case XML_DOCUMENT_NODE:
        return true;
      case XML_ELEMENT_NODE:
        return open(node);
      default:
        return false;
    }
  }

  void leave(xmlNode* node) {
    const std::string_view name = name_of(node);
    if (node->type != XML_ELEMENT_NODE || !among(kKept, name) || among(kVoid, name)) return;
    out_ += "</";
    out_ += name;
    out_ += '>';
  }

  std::string take() { return std::move(out_); }

 private:
  bool open(xmlNode* node) {
    const std::string_view name = name_of(node);
    if (among(kDropped, name)) return false;
    if (!among(kKept, name)) return true;  // its text stays
    if (name == "img") {
      image(node);
      return false;
    }
    out_ += '<';
    out_ += name;
    if (name == "a") link(node);
    out_ += among(kVoid, name) ? "/>" : ">";
    return !among(kVoid, name);
  }

  void link(xmlNode* node) {
    const std::string href = resolve_url(base_url_, attribute(node, "href"));
    if (!is_web_url(href)) return;
    put("href", href);
    put("rel", "noopener noreferrer nofollow");
  }

  void image(xmlNode* node) {
    const std::string src = resolve_url(base_url_, attribute(node, "src"));
    if (!is_web_url(src)) return;
    out_ += "<img";
    put("src", src);
    put("alt", attribute(node, "alt"));
    put("loading", "lazy");
    out_ += "/>";
  }

  void put(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += escape_markup(value);
    out_ += '"';
  }

  std::string_view base_url_;
  std::string out_;
};

/// True for text that a parser would make one paragraph of as it is, and that needs no escaping:
/// most of what feeds call text, as escape_markup() leaves it. Characters from U+F000 on, among
/// which are some that are none, are left to the parser.
bool is_escaped_text(std::string_view markup) {
  if (markup.empty() || markup.front() == ' ') return false;
  const auto is_plain = [](unsigned char c) { return c >= 0x20 && c != 0x7F && c < 0xEF; };
  return std::ranges::all_of(markup, is_plain) && is_valid_utf8(markup) &&
         escape_markup(decode_entities(markup)) == markup;
}

}  // namespace

std::string sanitize(std::string_view markup, std::string_view base_url) {
  if (is_escaped_text(markup)) return std::string("<p>").append(markup).append("</p>");
  const Tree tree = parse(markup);
  if (!tree) return {};
  Serialiser serialiser(base_url);
  walk(
      reinterpret_cast<xmlNode*>(tree.get()),
      [&serialiser](xmlNode* node) { return serialiser.enter(node); },
      [&serialiser](xmlNode* node) { serialiser.leave(node); });
  return serialiser.take();
}

}  // namespace wirefold::html
