#include "story_html.h"
#include "wirefold/base/hash.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/render.h"
#include "xml_text.h"

namespace wirefold::serve {
namespace {

void add_link(pugi::xml_node parent, const char* rel, std::string_view type,
              std::string_view href) {
  pugi::xml_node link = parent.append_child("link");
  set(link, "rel", rel);
  if (!type.empty()) set(link, "type", type);
  set(link, "href", href);
}

void add_author(pugi::xml_node parent, std::string_view name) {
  add_text(parent.append_child("author"), "name", name);
}

void add_copies(pugi::xml_node entry, const Story& story) {
  for (const Member* m : copies_by_outlet(story)) {
    if (m->article.link.empty()) continue;
    pugi::xml_node link = entry.append_child("link");
    set(link, "rel", "related");
    set(link, "title", m->article.outlet);
    if (!m->article.lang.empty()) set(link, "hreflang", m->article.lang);
    set(link, "href", m->article.link);
  }
}

void add_enclosures(pugi::xml_node entry, const Article& lead) {
  for (const Enclosure& e : lead.enclosures) {
    pugi::xml_node link = entry.append_child("link");
    set(link, "rel", "enclosure");
    if (!e.type.empty()) set(link, "type", e.type);
    if (e.length_bytes) set(link, "length", std::to_string(*e.length_bytes));
    set(link, "href", e.url);
  }
}

/// RFC 4287 section 4.2.11: where the lead was taken from. The path of a local file stays private.
void add_source(pugi::xml_node entry, const Story& story) {
  const bool is_web = html::is_web_url(story.feed_url);
  pugi::xml_node source = entry.append_child("source");
  add_text(source, "id", is_web ? story.feed_url : "urn:uuid:" + hash_uuid(story.feed_url));
  add_text(source, "title", source_title(story));
  add_text(source, "updated", format_rfc3339(story.updated));
  if (is_web) add_link(source, "self", "", story.feed_url);
}

void add_entry(pugi::xml_node feed, const Story& story) {
  const Article& lead = story.lead();
  pugi::xml_node entry = feed.append_child("entry");
  if (!lead.lang.empty()) set(entry, "xml:lang", lead.lang);
  add_text(entry, "id", story.uid);
  add_text(entry, "title", title_of(lead));
  add_text(entry, "published", format_rfc3339(story.published));
  add_text(entry, "updated", format_rfc3339(story.updated));
  if (!lead.link.empty()) add_link(entry, "alternate", "text/html", lead.link);
  add_copies(entry, story);
  add_enclosures(entry, lead);
  for (const std::string& author : bylines(lead)) add_author(entry, author);
  for (const std::string& category : lead.categories) {
    set(entry.append_child("category"), "term", category);
  }
  add_source(entry, story);
  set(add_text(entry, "content", story_html(story)), "type", "html");
}

}  // namespace

std::string render_atom(const Site& site, std::span<const Story> stories) {
  pugi::xml_document document;
  pugi::xml_node feed = document.append_child("feed");
  set(feed, "xmlns", "http://www.w3.org/2005/Atom");
  add_text(feed, "id", site.uid);
  add_text(feed, "title", site.title);
  add_text(feed, "updated", format_rfc3339(last_change(site, stories)));
  add_link(feed, "self", "application/atom+xml", site.base_url + "/feed.atom");
  add_link(feed, "alternate", "text/html", site.base_url + "/");
  add_text(feed, "icon", site.base_url + "/icon.svg");
  add_author(feed, site.title);
  set(add_text(feed, "generator", "wirefold"), "version", site.version);
  for (const Story& story : stories) add_entry(feed, story);
  return to_string(document);
}

}  // namespace wirefold::serve
