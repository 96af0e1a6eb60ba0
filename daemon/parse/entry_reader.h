// One item of an XML feed, whichever vocabularies it mixes.
#pragma once

#include <pugixml.hpp>

#include "wirefold/model/entry.h"
#include "xml.h"

namespace wirefold::parse {

/// What the feed around an entry says of it.
struct FeedContext {
  bool atom = false;  ///< Elements without a namespace are Atom's.
  std::string language;
  std::string host;         ///< RSS: of the channel's link.
  bool is_at_home = false;  ///< RSS: the document came from there.
};

/// Reads <item> or <entry>. Where several elements say the same thing, the format's own word comes
/// before Atom's inside RSS, that before Dublin Core, that before Media RSS and iTunes, whatever
/// their order in the document.
Entry read_entry(XmlDocument& document, const pugi::xml_node& element, const FeedContext& feed);

/// An Atom or RSS text as the document means it: its type attribute or `fallback`, inline markup,
/// Base64. Its links are relative to the base of the element's parent.
TextConstruct read_text(XmlDocument& document, const pugi::xml_node& element, TextKind fallback);

/// The name of an Atom person, else its e-mail address, else the text itself.
std::string read_person(XmlDocument& document, const pugi::xml_node& element);

/// True for the relations that a feed or an entry names its page with (RFC 4287 section 4.2.7.2).
bool is_alternate(std::string_view rel);

}  // namespace wirefold::parse
