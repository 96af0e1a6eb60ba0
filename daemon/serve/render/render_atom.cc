#include <set>

#include "credits.h"
#include "feed_url.h"
#include "story_html.h"
#include "wirefold/base/hash.h"
#include "wirefold/html/url.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/render/render.h"
#include "xml_text.h"

namespace wirefold::serve {
namespace {

void add_link(pugi::xml_node parent, const char* rel, std::string_view type,
              std::string_view href) {
  if (href.empty()) return;
  pugi::xml_node link = parent.append_child("link");
  set(link, "rel", rel);
  if (!type.empty()) set(link, "type", type);
  set(link, "href", href);
}

void add_person(pugi::xml_node parent, const char* part, std::string_view name) {
  add_text(parent.append_child(part), "name", name);
}

void add_credits(pugi::xml_node entry, const Article& article) {
  add_person(entry, "author", article.outlet);
  for (const std::string& name : contributors_of(article)) add_person(entry, "contributor", name);
  for (const std::string& category : categories_of(article)) {
    set(entry.append_child("category"), "term", category);
  }
}

void add_related(pugi::xml_node entry, const Article& article) {
  if (article.link.empty()) return;
  pugi::xml_node link = entry.append_child("link");
  set(link, "rel", "related");
  set(link, "title", article.outlet);
  if (!article.lang.empty()) set(link, "hreflang", article.lang);
  set(link, "href", article.link);
}

/// The leads of the other reports, then the copies of the first.
void add_all_related(pugi::xml_node entry, const Event& of) {
  for (const Report* report : other_reports(of)) add_related(entry, report->story.lead());
  for (const Member* m : copies_by_outlet(first_of(of))) add_related(entry, m->article);
}

void add_enclosures(pugi::xml_node entry, const Article& lead) {
  for (const Enclosure& e : lead.enclosures) {
    if (e.alternative) continue;  // readers would show each alternative as a separate file
    pugi::xml_node link = entry.append_child("link");
    set(link, "rel", "enclosure");
    if (!e.type.empty()) set(link, "type", e.type);
    if (e.length_bytes) set(link, "length", std::to_string(*e.length_bytes));
    set(link, "href", e.url);
  }
}

/// The feed's own id, else its URL. A hash replaces a value that must not be shown to anyone.
std::string id_of_source(const Story& story) {
  const std::string& uid = story.feed_uid.empty() ? story.feed_url : story.feed_uid;
  const bool is_hidden = has_secret_query(uid) || (&uid == &story.feed_url && !is_shown(uid));
  return is_hidden ? "urn:uuid:" + hash_uuid(uid) : uid;
}

/// The feed of the lead (RFC 4287 section 4.2.11). It has the `updated` of the story, because the
/// `updated` of the feed would change with each further entry.
void add_source(pugi::xml_node entry, const Story& story) {
  pugi::xml_node source = entry.append_child("source");
  add_text(source, "id", id_of_source(story));
  add_text(source, "title", source_title(story));
  add_text(source, "updated", format_rfc3339(story.updated));
  if (is_shown(story.feed_url)) add_link(source, "self", "", story.feed_url);
  if (!story.feed_rights.empty()) add_text(source, "rights", story.feed_rights);
}

void add_image(pugi::xml_node entry, const Article& article) {
  if (!article.image.empty()) set(entry.append_child("media:thumbnail"), "url", article.image);
}

pugi::xml_node add_feed(pugi::xml_document& document, const char* style_sheet) {
  add_style_sheet(document, style_sheet);
  pugi::xml_node feed = document.append_child("feed");
  set(feed, "xmlns", "http://www.w3.org/2005/Atom");
  set(feed, "xmlns:at", "http://purl.org/atompub/tombstones/1.0");
  set(feed, "xmlns:fh", "http://purl.org/syndication/history/1.0");
  set(feed, "xmlns:media", "http://search.yahoo.com/mrss/");
  return feed;
}

/// What the feed is, and where people read it. Browsers show the link, which readers keep as HTML.
void add_subtitle(pugi::xml_node feed, std::string_view what, std::string_view page) {
  pugi::xml_node subtitle = feed.append_child("subtitle");
  set(subtitle, "type", "xhtml");
  pugi::xml_node div = subtitle.append_child("div");
  set(div, "xmlns", "http://www.w3.org/1999/xhtml");
  div.append_child(pugi::node_pcdata).set_value((std::string(what) + ". As a page: ").c_str());
  set(add_text(div, "a", page), "href", page);
}

void add_generator(pugi::xml_node feed, const Site& site) {
  set(add_text(feed, "generator", "wirefold"), "version", site.version);
}

void add_entry(pugi::xml_node feed, const Site& site, const Event& listed) {
  const Story& story = first_of(listed);
  const Article& lead = story.lead();
  pugi::xml_node entry = feed.append_child("entry");
  if (!lead.lang.empty()) set(entry, "xml:lang", lead.lang);
  add_text(entry, "id", listed.uid);
  add_text(entry, "title", title_of(lead));
  add_text(entry, "published", format_rfc3339(listed.published));
  add_text(entry, "updated", format_rfc3339(listed.updated));
  add_link(entry, "alternate", "text/html", link_of(site, story));
  add_all_related(entry, listed);
  add_enclosures(entry, lead);
  add_credits(entry, lead);
  add_image(entry, lead);
  add_source(entry, story);
  set(add_text(entry, "content", entry_html(site, listed)), "type", "html");
}

/// Marks an entry that has ended. Readers that support RFC 6721 remove it; in other readers it
/// stays.
void add_ended(pugi::xml_node feed, const EndedStory& ended) {
  pugi::xml_node node = feed.append_child("at:deleted-entry");
  set(node, "ref", ended.uid);
  set(node, "when", format_rfc3339(ended.when));
}

/// The entry ids of the articles of `story`. If two articles have the same outlet's name and key,
/// the publisher distinguishes them.
std::vector<std::string> ids_of_copies(const Story& story) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  for (const Member& m : story.members) {
    std::string key = m.article.outlet + '\n' + m.article.key;
    if (!taken.insert(key).second) key += '\n' + m.article.publisher.id();
    out.push_back("urn:uuid:" + hash_uuid(story.uid + '/' + key));
  }
  return out;
}

/// One article of a story as an entry.
void add_copy(pugi::xml_node feed, const Article& article, const std::string& id) {
  pugi::xml_node entry = feed.append_child("entry");
  if (!article.lang.empty()) set(entry, "xml:lang", article.lang);
  add_text(entry, "id", id);
  add_text(entry, "title", article.outlet + ": " + title_of(article));
  const Timestamp published = article.published.value_or(article.first_seen);
  add_text(entry, "published", format_rfc3339(published));
  add_text(entry, "updated", format_rfc3339(std::max(published, article.first_seen)));
  add_link(entry, "alternate", "text/html", article.link);
  add_credits(entry, article);
  add_image(entry, article);
  set(add_text(entry, "content", summary_html(article)), "type", "html");
}

}  // namespace

std::string render_atom(const FeedDocument& document) {
  constexpr char kType[] = "application/atom+xml";
  constexpr char kPath[] = "/feed.atom";
  const Site& site = document.site;
  pugi::xml_document xml;
  pugi::xml_node feed = add_feed(xml, "feed.css");
  add_text(feed, "id", document.uid);
  add_text(feed, "title", document.title);
  add_subtitle(feed, kDescription, document.page());
  add_text(feed, "updated", format_rfc3339(document.changed()));
  add_link(feed, "self", kType, document.self(kPath));
  add_link(feed, "alternate", "text/html", document.page());
  add_link(feed, "hub", "", document.before.empty() ? site.hub : "");
  if (!document.before.empty()) {
    feed.append_child("fh:archive");
    add_link(feed, "current", kType, document.newest(kPath));
  }
  add_link(feed, "prev-archive", kType, document.next_older(kPath));
  add_text(feed, "icon", site.base_url + "/icon.svg");
  add_person(feed, "author", site.title);
  add_generator(feed, site);
  for (const EndedStory& ended : document.ended) add_ended(feed, ended);
  for (const Event& entry : document.entries) add_entry(feed, site, entry);
  return to_string(xml);
}

std::string render_copies(const Site& site, const Story& story) {
  pugi::xml_document xml;
  pugi::xml_node feed = add_feed(xml, "../feed.css");
  const std::string page = story_url(site, story.id);
  add_text(feed, "id", "urn:uuid:" + hash_uuid(story.uid + "/copies"));
  add_text(feed, "title", site.title + ": " + title_of(story.lead()));
  add_subtitle(feed, "The articles of one story", page);
  add_text(feed, "updated", format_rfc3339(story.changed));
  add_link(feed, "self", "application/atom+xml", page + ".atom");
  add_link(feed, "alternate", "text/html", page);
  add_text(feed, "icon", site.base_url + "/icon.svg");
  add_person(feed, "author", site.title);
  add_generator(feed, site);
  const std::vector<std::string> ids = ids_of_copies(story);
  for (std::size_t i = ids.size(); i-- > 0;) add_copy(feed, story.members[i].article, ids[i]);
  return to_string(xml);
}

}  // namespace wirefold::serve
