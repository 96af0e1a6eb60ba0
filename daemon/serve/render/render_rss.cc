#include "credits.h"
#include "feed_url.h"
#include "story_html.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/render/render.h"
#include "xml_text.h"

namespace wirefold::serve {
namespace {

/// Adds only the first enclosure: RSS 2.0 intends one per item.
void add_enclosure(pugi::xml_node item, const Article& lead) {
  if (lead.enclosures.empty()) return;
  const Enclosure& e = lead.enclosures.front();
  pugi::xml_node node = item.append_child("enclosure");
  set(node, "url", e.url);
  set(node, "length", std::to_string(e.length_bytes.value_or(0)));
  set(node, "type", e.type.empty() ? "application/octet-stream" : e.type);
}

/// RSS 2.0 requires the URL, so the element is omitted if the URL must not be shown.
void add_source(pugi::xml_node item, const Story& story) {
  if (!is_shown(story.feed_url)) return;
  set(add_text(item, "source", source_title(story)), "url", story.feed_url);
}

void add_link(pugi::xml_node channel, const char* rel, const std::string& href) {
  if (href.empty()) return;
  pugi::xml_node link = channel.append_child("atom:link");
  set(link, "rel", rel);
  if (std::string_view(rel) != "hub") set(link, "type", "application/rss+xml");
  set(link, "href", href);
}

void add_item(pugi::xml_node channel, const Site& site, const Event& entry) {
  const Story& story = first_of(entry);
  const Article& lead = story.lead();
  pugi::xml_node item = channel.append_child("item");
  set(add_text(item, "guid", entry.uid), "isPermaLink", "false");
  add_text(item, "title", title_of(lead));
  add_text(item, "link", link_of(site, story));
  add_text(item, "pubDate", format_http_date(entry.published));
  add_text(item, "dc:creator", lead.outlet);
  for (const std::string& name : contributors_of(lead)) add_text(item, "dc:contributor", name);
  for (const std::string& category : categories_of(lead)) add_text(item, "category", category);
  add_enclosure(item, lead);
  if (!lead.image.empty()) set(item.append_child("media:thumbnail"), "url", lead.image);
  add_source(item, story);
  add_text(item, "description", entry_html(site, entry));
}

}  // namespace

std::string render_rss(const FeedDocument& document) {
  constexpr char kPath[] = "/feed.rss";
  const Site& site = document.site;
  pugi::xml_document xml;
  add_style_sheet(xml, "feed.css");
  pugi::xml_node rss = xml.append_child("rss");
  set(rss, "version", "2.0");
  set(rss, "xmlns:atom", "http://www.w3.org/2005/Atom");
  set(rss, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  set(rss, "xmlns:fh", "http://purl.org/syndication/history/1.0");
  set(rss, "xmlns:media", "http://search.yahoo.com/mrss/");
  pugi::xml_node channel = rss.append_child("channel");
  add_text(channel, "title", document.title);
  add_text(channel, "link", document.page());
  add_text(channel, "description", kDescription);
  add_link(channel, "self", document.self(kPath));
  if (document.before.empty()) {
    add_link(channel, "hub", site.hub);
  } else {
    channel.append_child("fh:archive");
    add_link(channel, "current", document.newest(kPath));
  }
  add_link(channel, "prev-archive", document.next_older(kPath));
  add_text(channel, "lastBuildDate", format_http_date(document.changed()));
  add_text(channel, "ttl",
           std::to_string(std::chrono::ceil<std::chrono::minutes>(site.max_age).count()));
  add_text(channel, "generator", "wirefold " + site.version);
  for (const Event& entry : document.entries) add_item(channel, site, entry);
  return to_string(xml);
}

}  // namespace wirefold::serve
