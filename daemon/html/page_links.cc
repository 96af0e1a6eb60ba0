#include "wirefold/html/page_links.h"

#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/url.h"

namespace wirefold::html {
namespace {

constexpr std::size_t kMostLinks = 1000;

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> out;
  const std::string flat = collapse_space(text);
  for (const std::string_view token : split(flat, ' ')) {
    if (!token.empty()) out.push_back(to_lower_ascii(token));
  }
  return out;
}

PageLink link_of(xmlNode* node, std::string_view base) {
  const std::string type = attribute(node, "type");
  return {tokens_of(attribute(node, "rel")),
          to_lower_ascii(trim(std::string_view(type).substr(0, type.find(';')))),
          resolve_url(base, attribute(node, "href")), collapse_space(attribute(node, "title"))};
}

}  // namespace

std::vector<PageLink> page_links(std::string_view page, std::string_view page_url) {
  std::vector<PageLink> links;
  const Tree tree = parse(page);
  if (!tree) return links;
  std::string base(page_url);
  bool has_base = false;
  walk(
      reinterpret_cast<xmlNode*>(tree.get()),
      [&](xmlNode* node) {
        if (node->type != XML_ELEMENT_NODE) return true;
        const std::string_view name = name_of(node);
        if (name == "base" && !has_base) {
          has_base = true;
          base = resolve_url(page_url, attribute(node, "href"));
        } else if (name == "link" && links.size() < kMostLinks &&
                   !trim(attribute(node, "href")).empty()) {
          links.push_back(link_of(node, base));
        }
        return true;
      },
      [](xmlNode*) {});
  return links;
}

}  // namespace wirefold::html
