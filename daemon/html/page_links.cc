#include "wirefold/html/page_links.h"

#include <charconv>

#include "wirefold/base/strings.h"
#include "wirefold/html/dom.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"

namespace wirefold::html {
namespace {

constexpr std::size_t kMostLinks = 1000;
constexpr std::size_t kMostAnchors = 5000;
constexpr std::size_t kMostText = 100;
constexpr int kLongestRefresh = 10;  // seconds

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> out;
  const std::string flat = collapse_space(text);
  for (const std::string_view token : split(flat, ' ')) {
    if (!token.empty()) out.push_back(to_lower_ascii(token));
  }
  return out;
}

/// The reference in "0; url='/feed'", if the wait is short; empty for anything else.
std::string refresh_of(std::string_view content) {
  int seconds = 0;
  content = trim(content);
  const auto [end, error] =
      std::from_chars(content.data(), content.data() + content.size(), seconds);
  if (error != std::errc() || seconds < 0 || seconds > kLongestRefresh) return {};
  const std::size_t separator = content.find_first_of(";,");
  if (separator == std::string_view::npos) return {};
  std::string_view url = trim(content.substr(separator + 1));
  if (!starts_with_ignore_case(url, "url")) return std::string(url);
  url = trim(url.substr(3));
  if (!url.starts_with('=')) return {};
  url = trim(url.substr(1));
  if (url.empty() || (url.front() != '"' && url.front() != '\'')) return std::string(url);
  return std::string(url.substr(1, url.find(url.front(), 1) - 1));
}

class Collector {
 public:
  Collector(std::string_view page_url, std::size_t page_bytes)
      : page_url_(page_url), base_(page_url), growth_(page_bytes) {}

  void enter(xmlNode* node) {
    if (node->type == XML_TEXT_NODE && in_anchor_) add_text(text_of(node));
    if (node->type != XML_ELEMENT_NODE) return;
    const std::string_view name = name_of(node);
    if (name == "noscript") ++open_noscripts_;
    if (name == "img" && in_anchor_) add_text(attribute(node, "alt"));
    if (name == "base" && !has_base_ && !attribute(node, "href").empty()) {
      has_base_ = true;
      set_base(resolve_url(page_url_, attribute(node, "href")));
    } else if (name == "link" && out_.links.size() < kMostLinks) {
      add_link(node);
    } else if (name == "a" && out_.anchors.size() < kMostAnchors) {
      begin_anchor(node);
    } else if (name == "meta" && out_.refresh.empty()) {
      take_refresh(node);
    }
  }

  void leave(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) return;
    if (name_of(node) == "a") in_anchor_ = false;
    if (name_of(node) == "noscript") --open_noscripts_;
  }

  PageLinks take() {
    for (PageAnchor& anchor : out_.anchors) anchor.text = collapse_space(anchor.text);
    return std::move(out_);
  }

 private:
  void set_base(std::string url) {
    if (url.size() <= kMostLinkBytes) base_ = std::move(url);
  }

  void add_link(xmlNode* node) {
    const std::string href = attribute(node, "href");
    if (trim(href).empty() || href.size() > kMostLinkBytes) return;
    const std::string type = attribute(node, "type");
    out_.links.push_back({tokens_of(attribute(node, "rel")),
                          to_lower_ascii(trim(std::string_view(type).substr(0, type.find(';')))),
                          resolve_url(base_, href, growth_),
                          collapse_space(attribute(node, "title"))});
  }

  void begin_anchor(xmlNode* node) {
    const std::string href = attribute(node, "href");
    if (trim(href).empty() || href.size() > kMostLinkBytes) return;
    out_.anchors.push_back({resolve_url(base_, href, growth_), {}});
    in_anchor_ = true;
    add_text(attribute(node, "title") + ' ');
  }

  void add_text(std::string_view text) {
    std::string& all = out_.anchors.back().text;
    if (all.size() < kMostText) all.append(text.substr(0, kMostText));
  }

  /// Ignores a refresh inside of <noscript>: it is for readers without scripts, mostly a consent
  /// page.
  void take_refresh(xmlNode* node) {
    if (!equals_ignore_case(trim(attribute(node, "http-equiv")), "refresh")) return;
    const std::string to = refresh_of(attribute(node, "content"));
    if (to.empty() || to.size() > kMostLinkBytes || open_noscripts_ > 0) return;
    std::string url = resolve_url(base_, to);
    if (url != page_url_) out_.refresh = std::move(url);
  }

  std::string_view page_url_;
  std::string base_;
  Growth growth_;
  bool has_base_ = false;
  bool in_anchor_ = false;
  int open_noscripts_ = 0;
  PageLinks out_;
};

}  // namespace

PageLinks page_links(std::string_view page, std::string_view page_url) {
  const Tree tree = parse(page);
  if (!tree) return {};
  Collector collector(page_url, page.size());
  walk(
      reinterpret_cast<xmlNode*>(tree.get()),
      [&](xmlNode* node) {
        collector.enter(node);
        return true;
      },
      [&](const xmlNode* node) { collector.leave(node); });
  return collector.take();
}

}  // namespace wirefold::html
