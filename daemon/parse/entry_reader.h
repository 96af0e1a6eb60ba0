// Reads one item of an XML feed, in any mix of vocabularies.
#pragma once

#include <pugixml.hpp>

#include "wirefold/model/entry.h"
#include "xml.h"

namespace wirefold::parse {

/// Facts from the feed that apply to its entries.
struct FeedContext {
  bool atom = false;  ///< Elements without a namespace are Atom elements.
  std::string language;
  std::string host;         ///< RSS: the host of the channel's link.
  bool is_at_home = false;  ///< RSS: the document came from `host`.
};

/// Reads <item> or <entry>. If several elements give the same field, elements of the format itself
/// rank before Atom inside RSS, then Dublin Core, then Media RSS and iTunes, whatever their order
/// in the document. The ranks in handlers() have exceptions: dc:creator ranks before Atom's author.
Entry read_entry(XmlDocument& document, const pugi::xml_node& element, const FeedContext& feed);

/// Reads an Atom or RSS text by its type attribute, else as `fallback`; also inline markup and
/// Base64. Its links are relative to the base of the element's parent.
TextConstruct read_text(XmlDocument& document, const pugi::xml_node& element, TextKind fallback);

/// Returns the name of an Atom person, else the e-mail address, else the element's text.
std::string read_person(XmlDocument& document, const pugi::xml_node& element);

/// True for the link relations of a feed's or an entry's own page (RFC 4287 section 4.2.7.2).
bool is_alternate(std::string_view rel);

}  // namespace wirefold::parse
