#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

/// The name of an Atom element without "atom:", or any other canonical name.
std::string atom_name(const pugi::xml_node& node) {
  std::string name = canonical_name(node);
  return name.starts_with("atom:") ? name.substr(5) : name;
}

bool is_xhtml(const pugi::xml_node& node) {
  const std::string_view type = node.attribute("type").value();
  return type == "xhtml" || type == "application/xhtml+xml";
}

bool is_html(const pugi::xml_node& node) {
  const std::string_view type = node.attribute("type").value();
  return type == "html" || type == "text/html" ||
         std::string_view(node.attribute("mode").value()) == "escaped";
}

/// The HTML that a text construct stands for (RFC 4287 section 3.1).
std::string html_of(const pugi::xml_node& node) {
  if (is_xhtml(node)) {
    const pugi::xml_node first =
        node.find_child([](const pugi::xml_node& n) { return n.type() == pugi::node_element; });
    const std::string_view name = first.name();
    const bool div = name == "div" || name.ends_with(":div");
    return inner_markup(div ? first : node);
  }
  if (is_html(node)) return text_of(node);
  return escape_markup(text_of(node));
}

std::string plain_of(const pugi::xml_node& node) {
  if (is_xhtml(node) || is_html(node)) return plain_title(html_of(node));
  return collapse_space(text_of(node));
}

std::string person_name(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    if (atom_name(child) == "name") return collapse_space(text_of(child));
  }
  for (const pugi::xml_node& child : node.children()) {
    if (atom_name(child) == "email") return text_of(child);
  }
  return {};
}

void entry_link(const pugi::xml_node& node, const std::string& base, Entry& entry) {
  const std::string_view rel = node.attribute("rel").value();
  const std::string href = html::resolve_url(base, node.attribute("href").value());
  if (href.empty()) return;
  if (rel.empty() || rel == "alternate") {
    if (entry.link.empty()) entry.link = href;
  } else if (rel == "enclosure") {
    entry.enclosures.push_back(
        {href, node.attribute("type").value(), number_of(node.attribute("length").value())});
  }
}

void entry_text(const pugi::xml_node& node, const std::string& name, Entry& entry) {
  if (name == "title") {
    entry.title = plain_of(node);
  } else if (name == "summary") {
    entry.summary = html_of(node);
  } else if (name == "content" && !node.attribute("src")) {
    entry.content = html_of(node);
  }
}

void entry_fact(const pugi::xml_node& node, const std::string& name, const std::string& base,
                Entry& entry, ParsedFeed& feed) {
  if (name == "id") {
    entry.id = text_of(node);
  } else if (name == "link") {
    entry_link(node, base, entry);
  } else if (name == "published" || name == "issued" || name == "created") {
    if (!entry.published) entry.published = date_of(text_of(node), node.name(), feed);
  } else if (name == "updated" || name == "modified") {
    entry.updated = date_of(text_of(node), node.name(), feed);
  } else if (name == "author") {
    if (std::string person = person_name(node); !person.empty()) entry.authors.push_back(person);
  } else if (name == "category") {
    const pugi::xml_attribute label = node.attribute("label");
    std::string category = label ? label.value() : node.attribute("term").value();
    if (!category.empty()) entry.categories.push_back(std::move(category));
  } else if (name == "source") {
    for (const pugi::xml_node& child : node.children()) {
      if (atom_name(child) == "title") entry.source = plain_of(child);
    }
  } else if (name == "feedburner:origLink") {
    entry.link = html::resolve_url(base, text_of(node));
  }
}

Entry read_entry(const pugi::xml_node& node, std::string_view base_url, ParsedFeed& feed) {
  Entry entry;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string name = atom_name(child);
    entry_text(child, name, entry);
    entry_fact(child, name, base_of(child, base_url), entry, feed);
  }
  entry.lang = lang_of(node);
  if (entry.lang.empty()) entry.lang = feed.language;
  return entry;
}

void feed_link(const pugi::xml_node& node, const std::string& base, ParsedFeed& out) {
  const std::string_view rel = node.attribute("rel").value();
  const std::string href = html::resolve_url(base, node.attribute("href").value());
  std::string* field = rel.empty() || rel == "alternate" ? &out.link
                       : rel == "self"                   ? &out.self
                       : rel == "hub"                    ? &out.hub
                                                         : nullptr;
  if (field != nullptr && field->empty()) *field = href;
}

}  // namespace

void read_atom(const pugi::xml_node& root, std::string_view base_url, ParsedFeed& out) {
  out.language = lang_of(root);
  if (atom_name(root) == "entry") {
    out.entries.push_back(read_entry(root, base_url, out));
    return;
  }
  std::vector<std::string> feed_authors;
  for (const pugi::xml_node& child : root.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string name = atom_name(child);
    if (name == "title") {
      out.title = plain_of(child);
    } else if (name == "link") {
      feed_link(child, base_of(child, base_url), out);
    } else if (name == "author") {
      if (std::string person = person_name(child); !person.empty()) feed_authors.push_back(person);
    } else if (name == "entry") {
      Entry entry = read_entry(child, base_url, out);
      out.entries.push_back(std::move(entry));
    }
  }
  for (Entry& entry : out.entries) {  // RFC 4287 section 4.2.1: the feed's author is the entry's
    if (entry.authors.empty()) entry.authors = feed_authors;
  }
}

}  // namespace wirefold::parse
