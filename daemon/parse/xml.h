// An XML feed document as a tree, and what every format asks of its nodes.
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

/// White space between elements matters inside XHTML alone, and keeping it costs a fifth of the
/// parse.
enum class Space : std::uint8_t { kDropped, kKept };

/// One document. Nothing here recurses: documents nest deeper than a stack holds. Elements given to
/// the members are of this document.
class XmlDocument {
 public:
  /// Parses `text`, which must outlive the document; as far as it is well-formed. `original` is the
  /// document as it came, with its DOCTYPE; `base_url` its URL, may be empty.
  XmlDocument(std::string_view text, std::string_view original, std::string_view base_url,
              Space space, Warnings& warnings);

  /// True if markup() was asked for, whose answer is wrong without Space::kKept.
  bool wants_space() const { return wants_space_; }

  /// False if the parser stopped before the end; the tree holds what came before.
  bool complete() const { return static_cast<bool>(status_); }
  pugi::xml_node root() const { return tree_; }

  ElementName name(const pugi::xml_node& element) { return names_.of(element); }

  /// The default namespace of `root` is wrong: see Names::take_default_as_plain(). Warns.
  void take_default_as_plain(const pugi::xml_node& root);

  /// All text inside `element`, references resolved, trimmed, without the marks of CDATA that a
  /// writer has escaped.
  std::string text(const pugi::xml_node& element);

  /// The markup inside `element` as HTML: prefixes dropped, links made absolute by the xml:base
  /// that holds where they stand (XML Base section 4), CDATA as escaped text.
  std::string markup(const pugi::xml_node& element);

  /// The attribute's value, references resolved, trimmed; empty if absent. Case of `name` ignored.
  std::string attribute(const pugi::xml_node& element, std::string_view name);
  bool has_attribute(const pugi::xml_node& element, std::string_view name) const;

  /// The URL in `text` resolved against the base at `element`; empty stays empty.
  std::string url(const pugi::xml_node& element, std::string_view text);

  /// The same for the link of an entry, which tells it from others: there is always room for it, so
  /// it is to be asked for once an entry. An empty one means the base itself.
  std::string link(const pugi::xml_node& element, std::string_view reference);

  /// The URL in the attribute href; an empty one means the base itself (RFC 3986 section 4.4).
  std::string href(const pugi::xml_node& element);

  /// The URL of the document with each xml:base from the root down to `element` applied. Good until
  /// the next call.
  const std::string& base(const pugi::xml_node& element);

  /// What relative URLs outside of every xml:base are relative to: at first the document's URL.
  void set_base_url(std::string url);
  const std::string& base_url() const { return base_url_; }

  /// What may still be added to this document. Links for which there is no room stay relative.
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
  pugi::xml_node based_;  // the parent whose base was found last: base() is mostly asked for
  std::string its_base_;  // children of one parent
  std::string own_base_;  // of the last element that had an xml:base itself
  Growth growth_;
  pugi::xml_document tree_;
  pugi::xml_parse_result status_;
  Space space_;
  bool wants_space_ = false;
  Names names_;
};

/// The node that follows `node` in document order below `top`; null after the last.
pugi::xml_node next_below(const pugi::xml_node& node, const pugi::xml_node& top);

/// The first child element of `node`; null if there is none.
pugi::xml_node first_element(const pugi::xml_node& node);

}  // namespace wirefold::parse
