// What every XML feed format asks of a node: names without prefixes, text, language, base.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace wirefold::parse {

/// The name of an element as the formats' specifications write it: "dc:creator", "atom:link",
/// "media:content", whatever prefix the document chose; plain for RSS, Atom's default namespace
/// and no namespace. An undeclared prefix is taken at its word.
std::string canonical_name(const pugi::xml_node& node);

/// The node that follows `node` in document order below `top`; null after the last. (Documents nest
/// deeper than a stack holds, so nothing here recurses.)
pugi::xml_node next_below(const pugi::xml_node& node, const pugi::xml_node& top);

/// All text below `node`, CDATA included, trimmed.
std::string text_of(const pugi::xml_node& node);

/// The markup inside `node`, as the document has it (for XHTML content).
std::string inner_markup(const pugi::xml_node& node);

/// The nearest xml:lang at or above `node`; empty if there is none.
std::string lang_of(const pugi::xml_node& node);

/// `base_url` with each xml:base from the root down to `node` applied (XML Base, section 4).
std::string base_of(const pugi::xml_node& node, std::string_view base_url);

/// Plain text of a title or name that may hold HTML: tags dropped, entities resolved once.
std::string plain_title(std::string_view text);

}  // namespace wirefold::parse
