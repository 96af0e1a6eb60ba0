// What the elements of feeds are, whatever prefixes and cases a document gives them.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

/// The vocabularies that feeds mix. kPlain is RSS of every version and elements without a
/// namespace; Atom's own elements in its default namespace are kAtom.
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
  kXhtml,
  kOther,
};

struct ElementName {
  Vocabulary vocabulary = Vocabulary::kOther;
  std::string_view local;  ///< As the document writes it; compare without case.

  /// True if it is `name` of `v`, ASCII case ignored: publishers write <pubdate> and <Item>.
  bool is(Vocabulary v, std::string_view name) const;
};

/// Finds the vocabulary of elements by the namespace that is bound to their prefix (Namespaces in
/// XML 1.0). A prefix without a known namespace (undeclared, or declared as something else, as old
/// feeds do) is taken at its word if it is the customary one. Remembers the bindings of the element
/// asked for last, so asking for the children of one element one after the other is cheap.
class Names {
 public:
  ElementName of(const pugi::xml_node& element);

  /// Elements without a prefix in the default namespace of `root` are kPlain from now on: their
  /// names say what they are, and that it is wrong.
  void take_default_as_plain(const pugi::xml_node& root);

 private:
  struct Binding {
    std::string_view prefix;
    Vocabulary vocabulary;
  };
  Vocabulary vocabulary_of(std::string_view uri, std::string_view prefix);
  Vocabulary lookup(std::string_view prefix);

  /// Makes the nearest element at or above `element` with declarations the scope; the document if
  /// there is none.
  void enter_scope_of(const pugi::xml_node& element);
  void enter(const pugi::xml_node& scope);

  pugi::xml_node parent_;          // whose children without declarations have scope_; may be null
  pugi::xml_node scope_;           // of the element asked for last
  std::vector<Binding> bindings_;  // looked up in scope_ so far

  struct Known {
    std::string_view uri;  // as the document writes it; it lives as long as the document
    Vocabulary vocabulary;
  };
  std::string_view wrong_default_;  // a namespace that is taken for none without a prefix
  std::vector<Known> known_;  // looked up so far; some feeds declare one namespace on every element
};

}  // namespace wirefold::parse
