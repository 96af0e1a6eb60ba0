#include "wirefold/parse/opml.h"

#include <algorithm>
#include <pugixml.hpp>

#include "wirefold/base/strings.h"
#include "wirefold/parse/charset.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

class OpmlReader {
 public:
  OpmlReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Result<std::vector<FeedSource>> read() {
    pugi::xml_document document;
    const auto status =
        document.load_buffer(text_.data(), text_.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!status) return malformed(static_cast<std::size_t>(status.offset), status.description());
    const pugi::xml_node body = document.child("opml").child("body");
    if (!body) return malformed(0, "no <opml> with a <body>");
    for (pugi::xml_node n = body.first_child(); n; n = next_below(n, body)) add(n, body);
    return std::move(feeds_);
  }

 private:
  Error malformed(std::size_t offset, std::string_view what) {
    return {Errc::kMalformed, place(offset) + ": " + std::string(what)};
  }

  /// "FILE:LINE" of `offset`; offsets come in rising order, so all of them cost one pass.
  std::string place(std::size_t offset) {
    offset = std::max(counted_, std::min(offset, text_.size()));
    line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                        text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
    counted_ = offset;
    return std::string(file_) + ':' + std::to_string(line_);
  }

  static std::string label(const pugi::xml_node& outline) {
    const std::string text = collapse_space(outline.attribute("text").value());
    return text.empty() ? collapse_space(outline.attribute("title").value()) : text;
  }

  /// The labels of the outlines around `outline`, outermost first.
  static std::string group_of(const pugi::xml_node& outline, const pugi::xml_node& body) {
    std::string group;
    for (pugi::xml_node up = outline.parent(); up != body; up = up.parent()) {
      if (!group.empty()) group.insert(0, 1, '/');
      group.insert(0, label(up));
    }
    return group;
  }

  void add(const pugi::xml_node& outline, const pugi::xml_node& body) {
    FeedSource feed;
    feed.url = std::string(trim(outline.attribute("xmlUrl").value()));
    if (feed.url.empty()) return;
    feed.outlet = label(outline);
    feed.lang = outline.attribute("language").value();
    feed.pages = std::string_view(outline.attribute("wirefold:pages").value()) != "off";
    feed.group = group_of(outline, body);
    feed.place = place(static_cast<std::size_t>(outline.offset_debug()));
    feeds_.push_back(std::move(feed));
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t counted_ = 0;  // bytes whose lines are in line_
  std::ptrdiff_t line_ = 1;
  std::vector<FeedSource> feeds_;
};

}  // namespace

Result<std::vector<FeedSource>> parse_opml(std::string_view bytes, std::string_view file) {
  const DecodedText text = decode_text(bytes, "");
  return OpmlReader(text.utf8(), file).read();
}

}  // namespace wirefold::parse
