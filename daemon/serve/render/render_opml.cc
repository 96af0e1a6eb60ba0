#include <map>

#include "feed_url.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/opml.h"
#include "wirefold/serve/render/render.h"
#include "xml_text.h"

namespace wirefold::serve {
namespace {

/// The outlines of folders, each created for its first feed.
class Folders {
 public:
  explicit Folders(pugi::xml_node body) { nodes_[""] = body; }

  /// The outline of a folder; for "News/Asia" an outline "Asia" inside an outline "News".
  pugi::xml_node find(const std::string& path) {
    if (const auto known = nodes_.find(path); known != nodes_.end()) return known->second;
    const std::size_t slash = path.rfind('/');
    const bool nested = slash != std::string::npos;
    pugi::xml_node node = find(nested ? path.substr(0, slash) : "").append_child("outline");
    set(node, "text", nested ? path.substr(slash + 1) : path);
    return nodes_[path] = node;
  }

 private:
  std::map<std::string, pugi::xml_node> nodes_;
};

void add_feed(pugi::xml_node parent, const FeedSource& source) {
  pugi::xml_node node = parent.append_child("outline");
  const std::string host = html::host_of(source.url);
  set(node, "text", source.label().empty() ? host : source.label());
  set(node, "type", "rss");
  set(node, "xmlUrl", source.url);
  set(node, "htmlUrl", html::resolve_url(source.url, "/"));
  if (!source.outlet.empty()) set(node, "wirefold:outlet", source.outlet);
  if (!source.lang.empty()) set(node, "language", source.lang);
  if (!source.pages) set(node, "wirefold:pages", "off");
}

/// False for local files and for feeds that need a password. A feed with a secret in its URL is
/// listed only if the site itself has a password.
bool is_listed(const Site& site, const FeedSource& source) {
  return html::is_web_url(source.url) && source.access == nullptr &&
         (site.is_private || is_shown(source.url));
}

}  // namespace

std::string render_opml(const Site& site, std::span<const FeedSource> sources) {
  pugi::xml_document xml;
  pugi::xml_node opml = xml.append_child("opml");
  set(opml, "version", "2.0");
  set(opml, "xmlns:wirefold", parse::kOpmlNamespace);
  add_text(opml.append_child("head"), "title", "Feeds of " + site.title);
  const pugi::xml_node body = opml.append_child("body");
  Folders folders(body);
  for (const FeedSource& source : sources) {
    if (is_listed(site, source)) add_feed(folders.find(source.group), source);
  }
  return to_string(xml);
}

}  // namespace wirefold::serve
