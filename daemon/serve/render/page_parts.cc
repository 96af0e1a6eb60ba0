#include "page_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "wirefold/base/strings.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {
namespace {

// Languages of scripts that run from right to left (Arabic, Hebrew, Thaana, Syriac).
constexpr std::array<std::string_view, 14> kRightToLeft = {
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"};

std::string discovery(const PageHead& head) {
  std::string out;
  const auto feed = [&](std::string_view type, std::string_view name, std::string_view file) {
    out += fmt::format("<link rel=\"alternate\" type=\"{}\" title=\"{} ({})\" href=\"{}\">\n", type,
                       escape_markup(head.feed_title), name,
                       escape_markup(head.root + path_with(file, head.filter)));
  };
  feed("application/atom+xml", "Atom", "feed.atom");
  feed("application/rss+xml", "RSS", "feed.rss");
  feed("application/feed+json", "JSON Feed", "feed.json");
  return out;
}

}  // namespace

std::string page_head(const Site& site, const PageHead& head) {
  const std::string& root = head.root;
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"color-scheme\" content=\"light dark\">\n";
  out += fmt::format("<title>{}</title>\n", escape_markup(head.title));
  out += discovery(head);
  out += fmt::format("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}icon.svg\">\n", root);
  out += fmt::format("<link rel=\"stylesheet\" href=\"{0}style.css\">\n", root);
  out += fmt::format("<script src=\"{0}live.js\" defer></script>\n</head>\n<body>\n", root);
  out += "<a class=\"skip\" href=\"#main\">Skip to the stories</a>\n";
  out += fmt::format(
      "<header>\n<p class=\"site\"><a href=\"{0}./\"><img src=\"{0}icon.svg\" alt=\"\" "
      "width=\"28\" "
      "height=\"28\">{1}</a></p>\n",
      root, escape_markup(site.title));
  return out + fmt::format(
                   "<nav aria-label=\"Site\"><a href=\"{0}./\">Stories</a> "
                   "<a href=\"{0}./?sort=outlets\">Most outlets</a> "
                   "<a href=\"{0}feeds\">Feeds</a></nav>\n</header>\n",
                   root);
}

std::string page_foot(const Site& site) {
  return fmt::format(
      "</main>\n<footer><p>wirefold {}: copies of one text folded into one story</p></footer>\n"
      "</body>\n</html>\n",
      escape_markup(site.version));
}

std::string time_tag(Timestamp t) {
  const std::string exact = format_rfc3339(t);
  return fmt::format("<time datetime=\"{}\">{} {} UTC</time>", exact, exact.substr(0, 10),
                     exact.substr(11, 5));
}

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format(" {}=\"{}\"", name, escape_markup(value));
}

std::string language(std::string_view lang) {
  const bool rtl = std::ranges::find(kRightToLeft, lang) != kRightToLeft.end();
  return attribute("lang", lang) + (rtl ? " dir=\"rtl\"" : "");
}

}  // namespace wirefold::serve
