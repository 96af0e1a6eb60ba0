// Resolves references in a document's text: XML's five, numbers, HTML's names, the DTD's own
// entities.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// The offset of `node` in bytes in the text that its document was parsed from.
std::size_t place_of(const pugi::xml_node& node);

/// Resolves the references, which pugixml leaves unresolved here, so that all entities are known in
/// one place and names of HTML that the document did not declare are read too.
///
/// Entities of the internal DTD subset are replaced by their text, once: a reference inside that
/// text stays as it is, external entities are never loaded, and all replacements of one document
/// together are at most 64 KiB. This stops documents that grow by their entities ("billion
/// laughs").
class References {
 public:
  /// Reads the DOCTYPE of `document`, and does not keep `document`.
  References(std::string_view document, Warnings& warnings);

  /// Appends `raw` with its references resolved. An ampersand without a valid reference stays.
  /// Warns of each kind of fault at the place of `node`, which `raw` is from.
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
