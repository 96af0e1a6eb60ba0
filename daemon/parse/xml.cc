#include "xml.h"

#include <algorithm>
#include <array>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/plain_text.h"
#include "wirefold/html/url.h"

namespace wirefold::parse {
namespace {

struct Namespace {
  std::string_view uri;     // without a trailing slash
  std::string_view prefix;  // the specification's; empty for the formats' own elements
};

constexpr std::array kNamespaces = {
    Namespace{"http://www.w3.org/2005/atom", "atom"},
    Namespace{"http://purl.org/atom/ns#", "atom"},
    Namespace{"http://purl.org/rss/1.0", ""},
    Namespace{"http://my.netscape.com/rdf/simple/0.9", ""},
    Namespace{"http://backend.userland.com/rss2", ""},
    Namespace{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    Namespace{"http://purl.org/dc/elements/1.1", "dc"},
    Namespace{"http://purl.org/dc/terms", "dcterms"},
    Namespace{"http://purl.org/rss/1.0/modules/content", "content"},
    Namespace{"http://purl.org/rss/1.0/modules/syndication", "sy"},
    Namespace{"http://search.yahoo.com/mrss", "media"},
    Namespace{"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    Namespace{"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    Namespace{"http://www.w3.org/1999/xhtml", "xhtml"}};

/// The namespace bound to `prefix` at `node`; empty if none is.
std::string_view bound_uri(pugi::xml_node node, std::string_view prefix) {
  const std::string attribute = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (; node; node = node.parent()) {
    if (const pugi::xml_attribute a = node.attribute(attribute.c_str())) return a.value();
  }
  return {};
}

const Namespace* known_namespace(std::string_view uri) {
  while (uri.ends_with('/')) uri.remove_suffix(1);
  const auto* it = std::find_if(kNamespaces.begin(), kNamespaces.end(), [uri](const Namespace& n) {
    return equals_ignore_case(n.uri, uri);
  });
  return it == kNamespaces.end() ? nullptr : it;
}

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text;
};

}  // namespace

std::string canonical_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  const bool prefixed = colon != std::string_view::npos;
  const std::string_view prefix = prefixed ? name.substr(0, colon) : std::string_view();
  std::string local(prefixed ? name.substr(colon + 1) : name);
  const Namespace* ns = known_namespace(bound_uri(node, prefix));
  if (ns == nullptr) return prefixed ? to_lower_ascii(prefix) + ':' + local : local;
  if (ns->prefix.empty()) return local;
  if (!prefixed && ns->prefix == "atom") return local;
  return std::string(ns->prefix) + ':' + local;
}

pugi::xml_node next_below(const pugi::xml_node& node, const pugi::xml_node& top) {
  if (node.first_child()) return node.first_child();
  pugi::xml_node up = node;
  while (up != top && !up.next_sibling()) up = up.parent();
  return up == top ? pugi::xml_node() : up.next_sibling();
}

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (pugi::xml_node n = node.first_child(); n; n = next_below(n, node)) {
    if (n.type() == pugi::node_pcdata || n.type() == pugi::node_cdata) out += n.value();
  }
  return std::string(trim(out));
}

std::string inner_markup(const pugi::xml_node& node) {
  StringWriter writer;
  for (const pugi::xml_node& child : node.children()) {
    child.print(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  }
  return std::string(trim(writer.text));
}

std::string lang_of(const pugi::xml_node& start) {
  for (pugi::xml_node node = start; node; node = node.parent()) {
    if (const pugi::xml_attribute a = node.attribute("xml:lang")) return a.value();
  }
  return {};
}

std::string base_of(const pugi::xml_node& start, std::string_view base_url) {
  std::vector<std::string_view> bases;
  for (pugi::xml_node node = start; node; node = node.parent()) {
    if (const pugi::xml_attribute a = node.attribute("xml:base")) bases.emplace_back(a.value());
  }
  std::string base(base_url);
  for (auto it = bases.rbegin(); it != bases.rend(); ++it) base = html::resolve_url(base, *it);
  return base;
}

std::string plain_title(std::string_view text) {
  if (!html::looks_like_html(text)) return collapse_space(text);
  std::string plain = html::plain_text(text);
  std::replace(plain.begin(), plain.end(), '\n', ' ');
  return collapse_space(plain);
}

}  // namespace wirefold::parse
