#include "xml.h"

#include <algorithm>
#include <array>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/html/links.h"
#include "wirefold/html/url.h"

namespace wirefold::parse {
namespace {

// HTML elements without content: written with no end tag.
constexpr std::array<std::string_view, 13> kVoid = {"area",   "base",  "br",    "col",  "embed",
                                                    "hr",     "img",   "input", "link", "meta",
                                                    "source", "track", "wbr"};

// A long base and many short links would make a document a hundred times as long; behind this they
// stay relative.
constexpr std::size_t kLinkGrowth = 4;
constexpr std::size_t kLeastLinkGrowth = std::size_t{64} << 10;

bool is_void(std::string_view name) {
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

/// References are left to `References`. White space between elements matters only inside XHTML;
/// keeping those nodes costs a fifth of the parse.
unsigned parse_options(std::string_view text) {
  const bool inline_markup = text.find("xhtml") != std::string_view::npos;
  return (pugi::parse_default & ~pugi::parse_escapes) | (inline_markup ? pugi::parse_ws_pcdata : 0);
}

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_text(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// Depth-first below `top`: enter(node) says whether to go into it, leave(node) follows its last.
template <typename Enter, typename Leave>
void walk_below(const pugi::xml_node& top, Enter&& enter, Leave&& leave) {
  pugi::xml_node node = top.first_child();
  while (node) {
    const bool inside = enter(node);
    if (inside && node.first_child()) {
      node = node.first_child();
      continue;
    }
    if (inside) leave(node);
    while (node != top && !node.next_sibling()) {
      node = node.parent();
      if (node != top) leave(node);
    }
    if (node == top) return;
    node = node.next_sibling();
  }
}

pugi::xml_attribute find_attribute(const pugi::xml_node& element, std::string_view name) {
  return element.find_attribute(
      [name](const pugi::xml_attribute& a) { return equals_ignore_case(a.name(), name); });
}

/// `base` with an xml:base below it applied; a chain of them cannot grow without end.
std::string narrowed(const std::string& base, std::string_view own) {
  constexpr std::size_t kLongestUrl = 2048;
  std::string url = html::resolve_url(base, own);
  return url.size() > kLongestUrl ? base : url;
}

std::size_t place_of(const pugi::xml_node& node) {
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
}

}  // namespace

XmlDocument::XmlDocument(std::string_view text, std::string_view base_url, References& references,
                         Warnings& warnings)
    : base_url_(trim(base_url)),
      references_(references),
      warnings_(warnings),
      has_bases_(text.find("xml:base") != std::string_view::npos),
      link_budget_(kLinkGrowth * text.size() + kLeastLinkGrowth),
      status_(
          tree_.load_buffer(text.data(), text.size(), parse_options(text), pugi::encoding_utf8)) {
  warnings_.set_source(text);
}

void XmlDocument::append_text(std::string& out, const pugi::xml_node& node) {
  if (node.type() == pugi::node_cdata) {
    out += node.value();
  } else {
    references_.append(out, node.value(), place_of(node));
  }
}

std::string XmlDocument::text(const pugi::xml_node& element) {
  std::string out;
  for (pugi::xml_node n = element.first_child(); n; n = next_below(n, element)) {
    if (is_text(n)) append_text(out, n);
  }
  const std::string_view trimmed = trim(out);
  return trimmed.size() == out.size() ? out : std::string(trimmed);
}

void XmlDocument::open_tag(std::string& out, const pugi::xml_node& element,
                           std::string_view base_url) {
  out += '<';
  out += without_prefix(element.name());
  for (const pugi::xml_attribute& a : element.attributes()) {
    const std::string_view name = a.name();
    if (name.starts_with("xml")) continue;  // xmlns, xml:base, xml:lang mean nothing in HTML
    std::string value;
    references_.append(value, a.value(), place_of(element));
    const std::string lower = to_lower_ascii(name);
    if (html::is_link_attribute(lower) && link_budget_ >= base_url.size()) {
      link_budget_ -= base_url.size();
      value = html::absolute_link(lower, value, base_url);
    }
    out += ' ';
    out += name;
    out += "=\"";
    out += escape_markup(value);
    out += '"';
  }
  out += is_void(without_prefix(element.name())) ? "/>" : ">";
}

std::string XmlDocument::markup(const pugi::xml_node& element) {
  std::string out;
  std::vector<std::string> bases = {base(element)};
  walk_below(
      element,
      [&](const pugi::xml_node& node) {
        if (is_text(node)) {
          std::string raw;
          append_text(raw, node);
          out += escape_markup(raw);
        }
        if (node.type() != pugi::node_element) return false;
        if (const auto own = node.attribute("xml:base")) {
          bases.push_back(narrowed(bases.back(), own.value()));
        }
        open_tag(out, node, bases.back());
        return true;
      },
      [&](const pugi::xml_node& node) {
        const std::string_view name = without_prefix(node.name());
        if (!is_void(name)) out.append("</").append(name).append(">");
        if (node.attribute("xml:base")) bases.pop_back();
      });
  return std::string(trim(out));
}

std::string XmlDocument::text_or_markup(const pugi::xml_node& element) {
  return first_element(element) ? markup(element) : text(element);
}

std::string XmlDocument::attribute(const pugi::xml_node& element, std::string_view name) {
  const pugi::xml_attribute found = find_attribute(element, name);
  std::string out;
  if (found) references_.append(out, trim(found.value()), place_of(element));
  return out;
}

bool XmlDocument::has_attribute(const pugi::xml_node& element, std::string_view name) const {
  return static_cast<bool>(find_attribute(element, name));
}

std::string XmlDocument::url(const pugi::xml_node& element, std::string_view text) const {
  return trim(text).empty() ? std::string() : html::resolve_url(base(element), text);
}

std::string XmlDocument::href(const pugi::xml_node& element) {
  if (!has_attribute(element, "href")) return {};
  return html::resolve_url(base(element), attribute(element, "href"));
}

std::string XmlDocument::base(const pugi::xml_node& element) const {
  if (!has_bases_) return base_url_;
  std::vector<std::string_view> bases;
  for (pugi::xml_node node = element; node; node = node.parent()) {
    if (const pugi::xml_attribute a = node.attribute("xml:base")) bases.emplace_back(a.value());
  }
  std::string base = base_url_;
  for (auto it = bases.rbegin(); it != bases.rend(); ++it) base = narrowed(base, *it);
  return base;
}

std::string XmlDocument::lang(const pugi::xml_node& element) const {
  for (pugi::xml_node node = element; node; node = node.parent()) {
    if (const pugi::xml_attribute a = node.attribute("xml:lang")) return a.value();
  }
  return {};
}

void XmlDocument::warn(const pugi::xml_node& element, std::string_view what) {
  warnings_.add(what, place_of(element));
}

pugi::xml_node next_below(const pugi::xml_node& node, const pugi::xml_node& top) {
  if (node.first_child()) return node.first_child();
  pugi::xml_node up = node;
  while (up != top && !up.next_sibling()) up = up.parent();
  return up == top ? pugi::xml_node() : up.next_sibling();
}

pugi::xml_node first_element(const pugi::xml_node& node) {
  return node.find_child([](const pugi::xml_node& n) { return n.type() == pugi::node_element; });
}

}  // namespace wirefold::parse
