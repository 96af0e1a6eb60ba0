// Identifies the elements of feeds, whatever their prefixes and case.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

/// The vocabularies that feeds mix. kPlain is RSS of every version and elements without a
/// namespace. Elements of Atom's namespace are kAtom.
enum class Vocabulary : std::uint8_t {
  kPlain,
  kAtom,
  kRdf,
  kDublinCore,  // elements and terms alike
  kContent,
  kSyndication,
  kMedia,
  kItunes,
  kFeedburner,
  kWebfeeds,
  kXhtml,
  kOther,
};

struct ElementName {
  Vocabulary vocabulary = Vocabulary::kOther;
  std::string_view local;  ///< As the document writes it; to be compared without case.

  /// True if it is `name` of `v`, ASCII case ignored: publishers write <pubdate> and <Item>.
  bool is(Vocabulary v, std::string_view name) const;
};

/// Finds the vocabulary of elements by the namespace that is bound to their prefix (Namespaces in
/// XML 1.0). If the namespace of a prefix is not known (undeclared, or declared as something else,
/// as in old feeds), a customary prefix gives the vocabulary. Caches the bindings of the last
/// scope, so lookups for the children of one element in a row are cheap.
class Names {
 public:
  ElementName of(const pugi::xml_node& element);

  /// From now on elements without a prefix in the default namespace of `root` are kPlain: their
  /// names show that the namespace is wrong.
  void take_default_as_plain(const pugi::xml_node& root);

 private:
  struct Binding {
    std::string_view prefix;
    Vocabulary vocabulary;
  };
  Vocabulary vocabulary_of(std::string_view uri, std::string_view prefix);
  Vocabulary lookup(std::string_view prefix);

  /// Sets scope_ to the nearest element at or above `element` with declarations, else to the
  /// document.
  void enter_scope_of(const pugi::xml_node& element);
  void enter(const pugi::xml_node& scope);

  pugi::xml_node parent_;          // its children without declarations have scope_; may be null
  pugi::xml_node scope_;           // of the last element looked up
  std::vector<Binding> bindings_;  // cached for scope_

  struct Known {
    std::string_view uri;  // as the document writes it; points into the document
    Vocabulary vocabulary;
  };
  std::string_view wrong_default_;  // elements in it without a prefix are kPlain
  std::vector<Known> known_;        // cached; some feeds declare one namespace on every element
};

}  // namespace wirefold::parse
