// The references of a document's text: XML's five, numbers, HTML's names, the DTD's own entities.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// Where `node` stands in the text that its document was parsed from, in bytes.
std::size_t place_of(const pugi::xml_node& node);

/// Resolves what pugixml is told to leave alone, so that one place knows which entities there are,
/// and a name that HTML has but the document did not declare is still read.
///
/// Entities of the internal DTD subset are replaced by their text, once: a reference inside that
/// text stays as it is, external entities are never loaded, and all replacements of one document
/// together are at most 64 KiB. So a document cannot grow by its entities ("billion laughs").
class References {
 public:
  /// `document` is searched for its DOCTYPE; not kept.
  References(std::string_view document, Warnings& warnings);

  /// Appends `raw` with its references resolved. What is none stays, ampersand and all; each kind
  /// is warned of with the place of `node`, which `raw` is from.
  void append(std::string& out, std::string_view raw, const pugi::xml_node& node);

 private:
  void declare(std::string_view declaration);
  std::size_t append_reference(std::string& out, std::string_view at, const pugi::xml_node& node);
  bool append_entity(std::string& out, std::string_view name, const pugi::xml_node& node);

  Warnings& warnings_;
  std::map<std::string, std::string, std::less<>> entities_;
  std::size_t budget_;
};

}  // namespace wirefold::parse
