#include "wirefold/html/sanitize.h"

#include <algorithm>

#include "image_source.h"
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

// Elements that are dropped with everything inside, because their text is not for readers.
constexpr std::string_view kDropped[] = {
    "script", "style", "head",   "template", "iframe", "object",   "embed",  "applet",
    "svg",    "math",  "select", "textarea", "button", "noframes", "canvas", "title"};

constexpr std::string_view kVoid[] = {"br", "hr", "img"};

class Serialiser {
 public:
  Serialiser(std::string_view base_url, Growth& growth, std::size_t most_bytes)
      : base_url_(base_url), growth_(growth), most_bytes_(most_bytes) {}

  bool enter(xmlNode* node) {
    if (full_) return false;
    switch (node->type) {
      case XML_TEXT_NODE:
      case XML_CDATA_SECTION_NODE:
        text(text_of(node));
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
    if (node->type != XML_ELEMENT_NODE) return;
    if (name == "noscript") in_noscript_ = false;
    if (in_noscript_ || !among(kKept, name) || among(kVoid, name)) return;
    out_ += "</";
    out_ += name;
    out_ += '>';
    end_tags_ -= end_tag_bytes(name);
  }

  std::string take() { return std::move(out_); }

 private:
  static std::size_t end_tag_bytes(std::string_view name) { return name.size() + 3; }

  /// The room that is left besides the end tags of the open elements.
  std::size_t room() const {
    const std::size_t taken = out_.size() + end_tags_;
    return most_bytes_ > taken ? most_bytes_ - taken : 0;
  }

  void text(std::string_view raw) {
    if (in_noscript_) return;
    const std::string escaped = escape_markup(raw);
    full_ = escaped.size() > room();
    out_ += full_ ? clip_markup(escaped, room()) : std::string_view(escaped);
  }

  bool open(xmlNode* node) {
    const std::string_view name = name_of(node);
    if (among(kDropped, name)) return false;
    if (name == "noscript") {
      if (in_noscript_ || is_for_placeholder(node)) return false;
      in_noscript_ = true;
      return true;
    }
    if (in_noscript_ && name != "img") return true;
    if (!among(kKept, name)) return true;  // its text stays
    const std::size_t before = out_.size();
    const bool is_void = among(kVoid, name);
    start_tag(node, name);
    if (!is_void) end_tags_ += end_tag_bytes(name);
    full_ = out_.size() + end_tags_ > most_bytes_;
    if (!full_) return !is_void;
    out_.resize(before);
    if (!is_void) end_tags_ -= end_tag_bytes(name);
    return false;
  }

  void start_tag(xmlNode* node, std::string_view name) {
    if (name == "img") return image(node);
    out_ += '<';
    out_ += name;
    if (name == "a") link(node);
    out_ += among(kVoid, name) ? "/>" : ">";
  }

  void link(xmlNode* node) {
    const std::string href = resolve_url(base_url_, attribute(node, "href"), growth_);
    if (!is_web_url(href)) return;
    put("href", href);
    put("rel", "noopener noreferrer nofollow");
  }

  void image(xmlNode* node) {
    if (in_noscript_ && !is_shown(node)) return;
    std::string src;
    for (const std::string& source : image_sources(node)) {
      src = resolve_url(base_url_, source, growth_);
      if (is_web_url(src)) break;
    }
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
  Growth& growth_;
  std::size_t most_bytes_;
  std::size_t end_tags_ = 0;  // bytes that the end tags of all open elements will take
  bool full_ = false;
  bool in_noscript_ = false;  // where only pictures are kept
  std::string out_;
};

/// True for text that a parser would make one paragraph of unchanged, and that needs no escaping:
/// most texts of feeds after escape_markup(). Characters from U+F000 on are left to the parser,
/// because some of those code points are no characters.
bool is_escaped_text(std::string_view markup) {
  if (markup.empty() || markup.front() == ' ') return false;
  const auto is_plain = [](unsigned char c) { return c >= 0x20 && c != 0x7F && c < 0xEF; };
  return std::ranges::all_of(markup, is_plain) && is_valid_utf8(markup) &&
         escape_markup(decode_entities(markup)) == markup;
}

}  // namespace

std::string sanitize(std::string_view markup, std::string_view base_url, Growth& growth,
                     std::size_t most_bytes) {
  constexpr std::size_t kParagraph = std::string_view("<p></p>").size();
  if (markup.size() + kParagraph <= most_bytes && is_escaped_text(markup)) {
    return std::string("<p>").append(markup).append("</p>");
  }
  const Tree tree = parse(markup);
  if (!tree) return {};
  Serialiser serialiser(base_url, growth, most_bytes);
  walk(
      reinterpret_cast<xmlNode*>(tree.get()),
      [&serialiser](xmlNode* node) { return serialiser.enter(node); },
      [&serialiser](xmlNode* node) { serialiser.leave(node); });
  return serialiser.take();
}

std::string_view clip_markup(std::string_view markup, std::size_t max_bytes) noexcept {
  if (markup.size() <= max_bytes) return markup;
  const std::string_view out = clip_utf8(markup, max_bytes);
  // Nothing longer than these counts as a tag or a reference.
  constexpr std::size_t kLongestTag = std::size_t{16} << 10;
  constexpr std::size_t kLongestReference = 32;
  const std::size_t tag = out.rfind('<');
  if (tag != std::string_view::npos && out.size() - tag < kLongestTag &&
      out.find('>', tag) == std::string_view::npos) {
    return out.substr(0, tag);
  }
  const std::size_t reference = out.rfind('&');
  if (reference != std::string_view::npos && out.size() - reference < kLongestReference &&
      out.find(';', reference) == std::string_view::npos) {
    return out.substr(0, reference);
  }
  return out;
}

}  // namespace wirefold::html
