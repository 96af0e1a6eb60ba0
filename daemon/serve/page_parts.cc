#include "page_parts.h"

#include <fmt/format.h>

#include "wirefold/base/strings.h"

namespace wirefold::serve {

std::string page_head(const Site& site, const std::string& title) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"color-scheme\" content=\"light dark\">\n";
  out += fmt::format("<title>{}</title>\n", escape_markup(title));
  const auto feed = [&](std::string_view type, std::string_view name, std::string_view file) {
    out += fmt::format("<link rel=\"alternate\" type=\"{}\" title=\"{} ({})\" href=\"{}\">\n", type,
                       escape_markup(site.title), name, file);
  };
  feed("application/atom+xml", "Atom", "feed.atom");
  feed("application/rss+xml", "RSS", "feed.rss");
  feed("application/feed+json", "JSON Feed", "feed.json");
  out += "<link rel=\"icon\" type=\"image/svg+xml\" href=\"icon.svg\">\n";
  return out + "<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n";
}

std::string page_foot(const Site& site) {
  return fmt::format("</main>\n<footer><p>wirefold {}</p></footer>\n</body>\n</html>\n",
                     escape_markup(site.version));
}

std::string time_tag(Timestamp t) {
  const std::string exact = format_rfc3339(t);
  return fmt::format("<time datetime=\"{}\">{} {} UTC</time>", exact, exact.substr(0, 10),
                     exact.substr(11, 5));
}

}  // namespace wirefold::serve
