// An XML feed document as a tree, with the lookups that all formats need.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "names.h"
#include "references.h"
#include "wirefold/base/growth.h"
#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// White space between elements matters only inside XHTML; keeping it makes the parse a fifth
/// slower.
enum class Space : std::uint8_t { kDropped, kKept };

/// One document. Nothing here recurses: documents may nest deeper than the stack allows. All
/// elements passed to members must be of this document.
class XmlDocument {
 public:
  /// Parses `text` as far as it is well-formed; `text` must outlive the document. `original` is the
  /// document as received, with its DOCTYPE; `base_url` is its URL and may be empty.
  XmlDocument(std::string_view text, std::string_view original, std::string_view base_url,
              Space space, Warnings& warnings);

  /// True if markup() was called without Space::kKept, which it needs.
  bool wants_space() const { return wants_space_; }

  /// False if the parser stopped before the end; the tree then has the part before.
  bool complete() const { return static_cast<bool>(status_); }
  pugi::xml_node root() const { return tree_; }

  ElementName name(const pugi::xml_node& element) { return names_.of(element); }

  /// Treats the default namespace of `root` as wrong and warns: see Names::take_default_as_plain().
  void take_default_as_plain(const pugi::xml_node& root);

  /// All text inside `element`, references resolved, trimmed, without escaped marks of CDATA.
  std::string text(const pugi::xml_node& element);

  /// The markup inside `element` as HTML: prefixes dropped, links made absolute by the xml:base in
  /// force at each (XML Base section 4), CDATA as escaped text.
  std::string markup(const pugi::xml_node& element);

  /// The attribute's value, references resolved, trimmed; empty if absent. Ignores the case of
  /// `name`.
  std::string attribute(const pugi::xml_node& element, std::string_view name);
  bool has_attribute(const pugi::xml_node& element, std::string_view name) const;

  /// The URL in `text` resolved against the base at `element`; empty stays empty.
  std::string url(const pugi::xml_node& element, std::string_view text);

  /// Like url(), for the link of an entry. It identifies the entry, so it does not count against
  /// growth(); to be called once for each entry. An empty reference means the base itself.
  std::string link(const pugi::xml_node& element, std::string_view reference);

  /// The URL in the attribute href; an empty value means the base itself (RFC 3986 section 4.4).
  std::string href(const pugi::xml_node& element);

  /// The URL of the document with each xml:base from the root down to `element` applied. Valid
  /// until the next call.
  const std::string& base(const pugi::xml_node& element);

  /// The base of relative URLs outside of every xml:base; at first the document's URL.
  void set_base_url(std::string url);
  const std::string& base_url() const { return base_url_; }

  /// The bytes that may still be added to this document. Links stay relative if there is no room.
  Growth& growth() { return growth_; }

  /// The nearest xml:lang at or above `element`; empty if there is none.
  std::string lang(const pugi::xml_node& element) const;

  /// Adds a warning with the line of `element`.
  void warn(const pugi::xml_node& element, std::string_view what);

 private:
  void append_text(std::string& out, const pugi::xml_node& node);
  void append_escaped(std::string& out, const pugi::xml_node& node);
  void open_tag(std::string& out, const pugi::xml_node& element, std::string_view base_url);

  std::string base_of(const pugi::xml_node& element) const;

  std::string base_url_;
  References references_;
  Warnings& warnings_;
  pugi::xml_node based_;  // the parent of the last element in base()
  std::string its_base_;  // the base of based_; most calls of base() are for siblings
  std::string own_base_;  // of the last element with an xml:base of its own
  Growth growth_;
  pugi::xml_document tree_;
  pugi::xml_parse_result status_;
  Space space_;
  bool wants_space_ = false;
  Names names_;
};

/// The node that follows `node` in document order below `top`; null after the last node.
pugi::xml_node next_below(const pugi::xml_node& node, const pugi::xml_node& top);

/// The first child element of `node`; null if there is none.
pugi::xml_node first_element(const pugi::xml_node& node);

}  // namespace wirefold::parse
