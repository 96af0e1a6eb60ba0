#include "xml.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include "attributes.h"
#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/links.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"

namespace wirefold::parse {
namespace {

// HTML elements without content, which have no end tag.
constexpr std::array<std::string_view, 13> kVoid = {"area",   "base",  "br",    "col",  "embed",
                                                    "hr",     "img",   "input", "link", "meta",
                                                    "source", "track", "wbr"};

bool is_void(std::string_view name) {
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

unsigned options(Space space) {
  // `References` resolves the escapes. Text at the start of an element is stored as the element's
  // value instead of a node of its own, which halves the number of nodes.
  const unsigned ours = (pugi::parse_default & ~pugi::parse_escapes) | pugi::parse_embed_pcdata;
  return space == Space::kKept ? ours | pugi::parse_ws_pcdata : ours;
}

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Walks depth-first below `top`: enter(node) returns whether to visit the children, leave(node) is
/// called after the last of them.
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

/// Compares without case. Attribute names are short, so their length is not measured first.
bool has_name(const char* written, std::string_view name) {
  for (const char c : name) {
    const char w = *written++;
    if (w != c && ((w ^ c) != 0x20 || (c | 0x20) < 'a' || (c | 0x20) > 'z')) return false;
  }
  return *written == '\0';
}

pugi::xml_attribute find_attribute(const pugi::xml_node& element, std::string_view name) {
  return attribute_where(element, [name](const char* a) { return has_name(a, name); });
}

/// The xml:base of `element`; empty if it has none, or if it is longer than a link may be.
std::string_view own_base(const pugi::xml_node& element) {
  const pugi::xml_attribute base = attribute_where(
      element, [](const char* name) { return *name == 'x' && std::strcmp(name, "xml:base") == 0; });
  const std::string_view value(base.value(), strnlen(base.value(), kMostLinkBytes + 1));
  return value.size() > kMostLinkBytes ? std::string_view() : value;
}

/// Applies an xml:base to `base`; the result stays within the length of a link.
std::string narrowed(const std::string& base, std::string_view own) {
  std::string url = html::resolve_url(base, own);
  return url.size() > kMostLinkBytes ? base : url;
}

}  // namespace

XmlDocument::XmlDocument(std::string_view text, std::string_view original,
                         std::string_view base_url, Space space, Warnings& warnings)
    : base_url_(trim(base_url)),
      references_(original, warnings),
      warnings_(warnings),
      growth_(original.size()),
      status_(tree_.load_buffer(text.data(), text.size(), options(space), pugi::encoding_utf8)),
      space_(space) {
  warnings_.set_source(text);
}

void XmlDocument::append_text(std::string& out, const pugi::xml_node& node) {
  if (node.type() == pugi::node_cdata) {
    out += node.value();
  } else if (node.type() == pugi::node_pcdata || node.type() == pugi::node_element) {
    references_.append(out, node.value(), node);
  }
}

std::string XmlDocument::text(const pugi::xml_node& element) {
  const pugi::xml_node first = element.first_child();
  const bool cdata_alone =
      first.type() == pugi::node_cdata && !first.next_sibling() && *element.value() == '\0';
  if (cdata_alone) return without_cdata(std::string(trim(first.value())));
  if (!first) {
    const std::string_view raw = trim(element.value());
    if (raw.find('&') == std::string_view::npos) return std::string(raw);
  }
  std::string out;
  append_text(out, element);
  for (pugi::xml_node n = first; n; n = next_below(n, element)) append_text(out, n);
  const std::string_view trimmed = trim(out);
  return without_cdata(trimmed.size() == out.size() ? std::move(out) : std::string(trimmed));
}

void XmlDocument::open_tag(std::string& out, const pugi::xml_node& element,
                           std::string_view base_url) {
  out += '<';
  out += without_prefix(element.name());
  for (const pugi::xml_attribute& a : element.attributes()) {
    const std::string_view name = a.name();
    if (name.starts_with("xml")) continue;  // xmlns, xml:base, xml:lang mean nothing in HTML
    std::string value;
    references_.append(value, a.value(), element);
    const std::string lower = to_lower_ascii(name);
    if (html::is_link_attribute(lower)) {
      value = html::absolute_link(lower, value, base_url, growth_);
    }
    out += ' ';
    out += name;
    out += "=\"";
    out += escape_markup(value);
    out += '"';
  }
  out += is_void(without_prefix(element.name())) ? "/>" : ">";
}

void XmlDocument::append_escaped(std::string& out, const pugi::xml_node& node) {
  std::string raw;
  append_text(raw, node);
  out += escape_markup(raw);
}

std::string XmlDocument::markup(const pugi::xml_node& element) {
  using Base = std::shared_ptr<const std::string>;
  std::string out;
  wants_space_ = space_ == Space::kDropped;
  if (wants_space_) return out;
  append_escaped(out, element);
  std::vector<Base> bases = {std::make_shared<const std::string>(base(element))};
  walk_below(
      element,
      [&](const pugi::xml_node& node) {
        if (node.type() != pugi::node_element) {
          append_escaped(out, node);
          return false;
        }
        if (const std::string_view own = own_base(node); !own.empty()) {
          const bool fits = growth_.take(bases.back()->size() + own.size());
          bases.push_back(fits ? std::make_shared<const std::string>(narrowed(*bases.back(), own))
                               : bases.back());
        }
        open_tag(out, node, *bases.back());
        append_escaped(out, node);
        return true;
      },
      [&](const pugi::xml_node& node) {
        const std::string_view name = without_prefix(node.name());
        if (!is_void(name)) out.append("</").append(name).append(">");
        if (!own_base(node).empty()) bases.pop_back();
      });
  return std::string(trim(out));
}

std::string XmlDocument::attribute(const pugi::xml_node& element, std::string_view name) {
  const pugi::xml_attribute found = find_attribute(element, name);
  std::string out;
  if (found) references_.append(out, trim(found.value()), element);
  return out;
}

bool XmlDocument::has_attribute(const pugi::xml_node& element, std::string_view name) const {
  return static_cast<bool>(find_attribute(element, name));
}

std::string XmlDocument::url(const pugi::xml_node& element, std::string_view text) {
  return trim(text).empty() ? std::string() : html::resolve_address(base(element), text, growth_);
}

std::string XmlDocument::link(const pugi::xml_node& element, std::string_view reference) {
  return html::resolve_address(base(element), reference);
}

std::string XmlDocument::href(const pugi::xml_node& element) {
  if (!has_attribute(element, "href")) return {};
  return html::resolve_address(base(element), attribute(element, "href"), growth_);
}

void XmlDocument::take_default_as_plain(const pugi::xml_node& root) {
  warn(root, "a default namespace that is not that of its elements");
  names_.take_default_as_plain(root);
}

void XmlDocument::set_base_url(std::string url) {
  base_url_ = std::move(url);
  based_ = {};
}

const std::string& XmlDocument::base(const pugi::xml_node& element) {
  if (const pugi::xml_node parent = element.parent(); parent != based_) {
    based_ = parent;
    its_base_ = base_of(parent);
  }
  const std::string_view own = own_base(element);
  return own.empty() ? its_base_ : own_base_ = narrowed(its_base_, own);
}

std::string XmlDocument::base_of(const pugi::xml_node& element) const {
  std::vector<std::string_view> bases;
  for (pugi::xml_node node = element; node; node = node.parent()) {
    if (const std::string_view own = own_base(node); !own.empty()) bases.push_back(own);
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
