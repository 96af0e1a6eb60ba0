#include "names.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "attributes.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

// No real document has this many prefixes or spellings of namespaces; searching more of them for
// each element would take quadratic time.
constexpr std::size_t kMostRemembered = 32;

struct Namespace {
  std::string_view uri;  // lower case, without trailing slashes
  Vocabulary vocabulary;
};

constexpr std::array kNamespaces = {
    Namespace{"http://www.w3.org/2005/atom", Vocabulary::kAtom},  // RFC 4287
    Namespace{"http://purl.org/atom/ns#", Vocabulary::kAtom},     // Atom 0.3
    Namespace{"http://purl.org/rss/1.0", Vocabulary::kPlain},
    Namespace{"http://my.netscape.com/rdf/simple/0.9", Vocabulary::kPlain},  // RSS 0.90
    Namespace{"http://channel.netscape.com/rdf/simple/0.9", Vocabulary::kPlain},
    Namespace{"http://my.netscape.com/publish/formats/rss-0.91.dtd", Vocabulary::kPlain},
    Namespace{"http://backend.userland.com/rss", Vocabulary::kPlain},
    Namespace{"http://backend.userland.com/rss2", Vocabulary::kPlain},
    Namespace{"http://backend.userland.com/rss091", Vocabulary::kPlain},
    Namespace{"http://backend.userland.com/rss092", Vocabulary::kPlain},
    Namespace{"http://blogs.law.harvard.edu/tech/rss", Vocabulary::kPlain},
    Namespace{"http://cyber.law.harvard.edu/rss", Vocabulary::kPlain},
    Namespace{"http://cyber.law.harvard.edu/rss/rss.html", Vocabulary::kPlain},
    Namespace{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", Vocabulary::kRdf},
    Namespace{"http://purl.org/dc/elements/1.0", Vocabulary::kDublinCore},
    Namespace{"http://purl.org/dc/elements/1.1", Vocabulary::kDublinCore},
    Namespace{"http://purl.org/dc/terms", Vocabulary::kDublinCore},
    Namespace{"http://purl.org/rss/1.0/modules/content", Vocabulary::kContent},
    Namespace{"http://purl.org/rss/1.0/modules/syndication", Vocabulary::kSyndication},
    Namespace{"http://search.yahoo.com/mrss", Vocabulary::kMedia},
    Namespace{"http://search.yahoo.com/rss", Vocabulary::kMedia},
    Namespace{"http://video.search.yahoo.com/mrss", Vocabulary::kMedia},
    Namespace{"http://www.itunes.com/dtds/podcast-1.0.dtd", Vocabulary::kItunes},
    Namespace{"http://rssnamespace.org/feedburner/ext/1.0", Vocabulary::kFeedburner},
    Namespace{"http://webfeeds.org/rss/1.0", Vocabulary::kWebfeeds},
    Namespace{"http://www.w3.org/1999/xhtml", Vocabulary::kXhtml}};

struct CustomaryPrefix {
  std::string_view prefix;
  Vocabulary vocabulary;
};

constexpr std::array kCustomaryPrefixes = {CustomaryPrefix{"", Vocabulary::kPlain},
                                           CustomaryPrefix{"rss", Vocabulary::kPlain},
                                           CustomaryPrefix{"atom", Vocabulary::kAtom},
                                           CustomaryPrefix{"atom10", Vocabulary::kAtom},
                                           CustomaryPrefix{"atom03", Vocabulary::kAtom},
                                           CustomaryPrefix{"rdf", Vocabulary::kRdf},
                                           CustomaryPrefix{"dc", Vocabulary::kDublinCore},
                                           CustomaryPrefix{"dcterms", Vocabulary::kDublinCore},
                                           CustomaryPrefix{"content", Vocabulary::kContent},
                                           CustomaryPrefix{"sy", Vocabulary::kSyndication},
                                           CustomaryPrefix{"media", Vocabulary::kMedia},
                                           CustomaryPrefix{"itunes", Vocabulary::kItunes},
                                           CustomaryPrefix{"feedburner", Vocabulary::kFeedburner},
                                           CustomaryPrefix{"webfeeds", Vocabulary::kWebfeeds},
                                           CustomaryPrefix{"xhtml", Vocabulary::kXhtml}};

const Namespace* known_namespace(std::string_view uri) {
  uri = trim(uri);
  while (uri.ends_with('/')) uri.remove_suffix(1);
  const auto* it = std::find_if(kNamespaces.begin(), kNamespaces.end(), [uri](const Namespace& n) {
    return equals_ignore_case(n.uri, uri);
  });
  return it == kNamespaces.end() ? nullptr : it;
}

Vocabulary customary(std::string_view prefix) {
  for (const CustomaryPrefix& c : kCustomaryPrefixes) {
    if (equals_ignore_case(c.prefix, prefix)) return c.vocabulary;
  }
  return Vocabulary::kOther;
}

bool declares(const pugi::xml_node& element) {
  const pugi::xml_attribute declaration = attribute_where(element, [](const char* name) {
    return *name == 'x' && std::strncmp(name, "xmlns", 5) == 0;
  });
  return static_cast<bool>(declaration);
}

/// True if `attribute` is "xmlns" for the empty prefix, or "xmlns:PREFIX".
bool declares_prefix(std::string_view attribute, std::string_view prefix) {
  if (!attribute.starts_with("xmlns")) return false;
  attribute.remove_prefix(5);
  if (attribute.empty()) return prefix.empty();
  return !prefix.empty() && attribute.substr(1) == prefix;
}

/// The URI that `prefix` is bound to at `node`; empty if unbound.
std::string_view bound_uri(pugi::xml_node node, std::string_view prefix) {
  for (; node; node = node.parent()) {
    const pugi::xml_attribute declaration =
        attribute_where(node, [prefix](const char* name) { return declares_prefix(name, prefix); });
    if (declaration) return declaration.value();
  }
  return {};
}

}  // namespace

bool ElementName::is(Vocabulary v, std::string_view name) const {
  return vocabulary == v && equals_ignore_case(local, name);
}

ElementName Names::of(const pugi::xml_node& element) {
  const std::string_view name = element.name();
  std::size_t colon = 0;  // names are short: a loop is faster than find()
  while (colon < name.size() && name[colon] != ':') ++colon;
  const bool prefixed = colon < name.size();
  const std::string_view prefix = prefixed ? name.substr(0, colon) : std::string_view();
  enter_scope_of(element);
  return {lookup(prefix), prefixed ? name.substr(colon + 1) : name};
}

void Names::enter_scope_of(const pugi::xml_node& element) {
  if (declares(element)) {
    parent_ = {};
    return enter(element);
  }
  const pugi::xml_node parent = element.parent();
  if (parent == parent_) return;
  parent_ = parent;
  pugi::xml_node scope = parent;
  while (scope.parent() && !declares(scope)) scope = scope.parent();
  enter(scope);
}

void Names::enter(const pugi::xml_node& scope) {
  if (scope == scope_) return;
  scope_ = scope;
  bindings_.clear();
}

Vocabulary Names::lookup(std::string_view prefix) {
  for (const Binding& b : bindings_) {
    if (b.prefix == prefix) return b.vocabulary;
  }
  const Vocabulary vocabulary = vocabulary_of(bound_uri(scope_, prefix), prefix);
  if (bindings_.size() < kMostRemembered) bindings_.push_back({prefix, vocabulary});
  return vocabulary;
}

void Names::take_default_as_plain(const pugi::xml_node& root) {
  wrong_default_ = bound_uri(root, {});
  bindings_.clear();
}

Vocabulary Names::vocabulary_of(std::string_view uri, std::string_view prefix) {
  if (prefix.empty() && !uri.empty() && uri == wrong_default_) return Vocabulary::kPlain;
  for (const Known& known : known_) {
    if (known.uri == uri) return known.vocabulary;
  }
  const Namespace* found = known_namespace(uri);
  if (found == nullptr) return customary(prefix);
  if (known_.size() < kMostRemembered) known_.push_back({uri, found->vocabulary});
  return found->vocabulary;
}

}  // namespace wirefold::parse
