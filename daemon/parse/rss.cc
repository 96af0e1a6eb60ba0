#include "formats.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

void set_if_empty(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void set_date(std::optional<Timestamp>& field, const pugi::xml_node& node, ParsedFeed& feed) {
  const std::optional<Timestamp> date = date_of(text_of(node), node.name(), feed);
  if (!field) field = date;
}

/// "mail@example.org (Full Name)" of RSS 2.0 is written as the name alone.
std::string author_name(const std::string& text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (text.find('@') < open && open != std::string::npos && close != std::string::npos &&
      close > open + 1) {
    return std::string(trim(std::string_view(text).substr(open + 1, close - open - 1)));
  }
  return text;
}

class ItemReader {
 public:
  ItemReader(const pugi::xml_node& item, std::string_view base_url, ParsedFeed& feed)
      : item_(item), base_(base_of(item, base_url)), feed_(feed) {}

  Entry read() {
    entry_.lang = lang_of(item_);
    for (const pugi::xml_node& child : item_.children()) {
      if (child.type() == pugi::node_element) element(child, canonical_name(child));
    }
    if (entry_.id.empty()) entry_.id = item_.attribute("rdf:about").value();
    if (entry_.link.empty() && guid_is_link_) entry_.link = entry_.id;
    if (entry_.lang.empty()) entry_.lang = feed_.language;
    return std::move(entry_);
  }

 private:
  void element(const pugi::xml_node& node, const std::string& name) {
    if (name == "title") {
      entry_.title = plain_title(text_of(node));
    } else if (name == "dc:title" || name == "media:title") {
      set_if_empty(entry_.title, plain_title(text_of(node)));
    } else if (name == "link") {
      set_if_empty(entry_.link, resolve(text_of(node)));
    } else if (name == "atom:link") {
      atom_link(node);
    } else if (name == "feedburner:origLink") {
      entry_.link = resolve(text_of(node));
    } else if (name == "guid") {
      guid(node);
    } else {
      text(node, name) || facts(node, name);
    }
  }

  bool text(const pugi::xml_node& node, const std::string& name) {
    if (name == "description") {
      entry_.summary = text_of(node);
    } else if (name == "content:encoded") {
      entry_.content = text_of(node);
    } else if (name == "dc:description" || name == "itunes:summary" ||
               name == "media:description") {
      set_if_empty(entry_.summary, text_of(node));
    } else if (name == "xhtml:body" || name == "xhtml:div") {
      set_if_empty(entry_.content, inner_markup(node));
    } else {
      return false;
    }
    return true;
  }

  bool facts(const pugi::xml_node& node, const std::string& name) {
    if (name == "pubDate" || name == "dc:date" || name == "dcterms:issued" ||
        name == "dcterms:created" || name == "atom:published") {
      set_date(entry_.published, node, feed_);
    } else if (name == "dcterms:modified" || name == "atom:updated") {
      set_date(entry_.updated, node, feed_);
    } else if (name == "author" || name == "dc:creator" || name == "itunes:author") {
      const std::string author = plain_title(author_name(text_of(node)));
      if (!author.empty()) entry_.authors.push_back(author);
    } else if (name == "category" || name == "dc:subject") {
      if (std::string category = plain_title(text_of(node)); !category.empty()) {
        entry_.categories.push_back(std::move(category));
      }
    } else if (name == "enclosure" || name == "media:content") {
      enclosure(node);
    } else if (name == "source") {
      entry_.source = text_of(node);
      set_if_empty(entry_.source, node.attribute("url").value());
    } else {
      return false;
    }
    return true;
  }

  void atom_link(const pugi::xml_node& node) {
    const std::string_view rel = node.attribute("rel").value();
    if (rel.empty() || rel == "alternate") {
      set_if_empty(entry_.link, resolve(node.attribute("href").value()));
    }
  }

  void guid(const pugi::xml_node& node) {
    entry_.id = text_of(node);
    // RSS 2.0: a guid is a permalink unless it says that it is not.
    guid_is_link_ = !equals_ignore_case(node.attribute("isPermaLink").value(), "false") &&
                    html::is_web_url(entry_.id);
  }

  void enclosure(const pugi::xml_node& node) {
    const pugi::xml_attribute length = node.attribute("length");
    Enclosure e{resolve(node.attribute("url").value()), node.attribute("type").value(),
                number_of(length ? length.value() : node.attribute("fileSize").value())};
    if (!e.url.empty()) entry_.enclosures.push_back(std::move(e));
  }

  std::string resolve(std::string_view url) const { return html::resolve_url(base_, url); }

  pugi::xml_node item_;
  std::string base_;
  ParsedFeed& feed_;
  Entry entry_;
  bool guid_is_link_ = false;
};

void channel_atom_link(const pugi::xml_node& node, const std::string& base, ParsedFeed& out) {
  const std::string_view rel = node.attribute("rel").value();
  const std::string href = html::resolve_url(base, node.attribute("href").value());
  if (rel == "self") set_if_empty(out.self, href);
  if (rel == "hub") set_if_empty(out.hub, href);
}

void read_channel(const pugi::xml_node& channel, std::string_view base_url, ParsedFeed& out) {
  const std::string base = base_of(channel, base_url);
  for (const pugi::xml_node& child : channel.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string name = canonical_name(child);
    if (name == "title") {
      out.title = plain_title(text_of(child));
    } else if (name == "link") {
      set_if_empty(out.link, html::resolve_url(base, text_of(child)));
    } else if (name == "language" || name == "dc:language") {
      set_if_empty(out.language, text_of(child));
    } else if (name == "ttl") {
      if (const auto minutes = number_of(text_of(child)); minutes && *minutes <= 1000000) {
        out.ttl_minutes = static_cast<int>(*minutes);
      }
    } else if (name == "atom:link") {
      channel_atom_link(child, base, out);
    }
  }
  if (out.language.empty()) out.language = lang_of(channel);
}

void read_items(const pugi::xml_node& parent, std::string_view base_url, ParsedFeed& out) {
  for (const pugi::xml_node& child : parent.children()) {
    if (child.type() == pugi::node_element && canonical_name(child) == "item") {
      Entry entry = ItemReader(child, base_url, out).read();
      out.entries.push_back(std::move(entry));
    }
  }
}

}  // namespace

void read_rss(const pugi::xml_node& root, std::string_view base_url, ParsedFeed& out) {
  for (const pugi::xml_node& child : root.children()) {
    if (canonical_name(child) != "channel") continue;
    read_channel(child, base_url, out);
    read_items(child, base_url, out);
  }
  read_items(root, base_url, out);  // RSS 1.0 puts them beside the channel
}

}  // namespace wirefold::parse
