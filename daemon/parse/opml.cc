#include "wirefold/parse/opml.h"

#include <algorithm>
#include <filesystem>
#include <pugixml.hpp>

#include "opml_walk.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/charset.h"

namespace wirefold::parse {
namespace {

class OpmlReader {
 public:
  OpmlReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Result<std::vector<FeedSource>> read() {
    pugi::xml_document document;
    const auto status = load(document, text_);
    if (!status) return not_well_formed(static_cast<std::size_t>(status.offset));
    return feeds_of(document);
  }

  /// Blanks out tags that are not well-formed until the rest is.
  Result<OpmlReading> read_what_can_be() {
    std::string text(text_);
    pugi::xml_document document;
    auto status = load(document, text);
    std::vector<Error> problems;
    while (!status && problems.size() < most_problems()) {
      const auto offset = static_cast<std::size_t>(status.offset);
      problems.push_back(not_well_formed(offset));
      if (is_end(offset) || !mend_tag(text, offset)) break;
      status = load(document, text);
    }
    if (!status && problems.size() == most_problems()) {
      problems.push_back(malformed(static_cast<std::size_t>(status.offset),
                                   "too many errors: the rest of the list is not read"));
    }
    auto feeds = feeds_of(document);
    if (!feeds) return problems.empty() ? feeds.error() : problems.front();
    return OpmlReading{*std::move(feeds), std::move(problems)};
  }

 private:
  static constexpr std::size_t kMostProblems = 100;
  static constexpr std::size_t kMostReread = std::size_t{256} << 20;  // bytes; about two seconds

  /// Limited, as the whole list is parsed again after each problem.
  std::size_t most_problems() const {
    return std::clamp<std::size_t>(kMostReread / (text_.size() + 1), 1, kMostProblems);
  }

  static pugi::xml_parse_result load(pugi::xml_document& document, std::string_view text) {
    return document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  }

  /// Blanks out the tag that is wrong at `offset`; false if there is none. Line breaks stay. A
  /// folder's tag keeps its name and its end, so that its feeds stay inside; any other tag is
  /// blanked whole. A tag that is not closed ends where the next begins, which is where the parser
  /// stops.
  static bool mend_tag(std::string& text, std::size_t offset) {
    constexpr std::string_view kOutline = "<outline";
    if (offset >= text.size()) return false;
    const bool unclosed = text[offset] == '<' && offset > 0;
    std::size_t begin = text.rfind('<', unclosed ? offset - 1 : offset);
    if (begin == std::string::npos) return false;
    std::size_t end = unclosed ? offset : text.find_first_of("<>", std::max(offset, begin + 1));
    if (end == std::string::npos) end = text.size();
    const bool closed = end < text.size() && text[end] == '>';
    const bool folder = closed && text[end - 1] != '/' && text.compare(begin, 8, kOutline) == 0;
    if (folder) begin += kOutline.size();
    if (closed && !folder) ++end;
    if (begin >= end) return false;
    std::replace_if(
        text.begin() + static_cast<std::ptrdiff_t>(begin),
        text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c != '\n'; }, ' ');
    return true;
  }

  Result<std::vector<FeedSource>> feeds_of(const pugi::xml_document& document) {
    const pugi::xml_node body = document.child("opml").child("body");
    if (!body) return malformed(0, what_it_is(document));
    walk_outlines(body, text_.size(),
                  [this](const pugi::xml_node& n, Folders& folders) { add(n, folders); });
    return std::move(feeds_);
  }

  Error malformed(std::size_t offset, std::string_view what) {
    return {Errc::kMalformed, place(offset) + ": " + std::string(what)};
  }

  Error not_well_formed(std::size_t offset) {
    const std::string_view first = trim(text_).substr(0, 1);
    if (first.empty()) return malformed(0, "the file is empty");
    if (first != "<") return malformed(0, "not OPML: it does not begin with <");
    return malformed(offset, is_end(offset)
                                 ? "the list breaks off: an element is not closed"
                                 : "not well-formed XML: a tag or a quote is wrong here");
  }

  /// The parser stops at the last character of a list that breaks off.
  bool is_end(std::size_t offset) const {
    return trim(text_.substr(std::min(offset, text_.size()))).size() <= 1;
  }

  static std::string what_it_is(const pugi::xml_document& document) {
    const std::string root = to_lower_ascii(document.document_element().name());
    if (root == "rss" || root == "feed" || root == "rdf:rdf") {
      return "a feed, not a list of feeds: add it with \"wirefold feeds add URL\"";
    }
    if (root == "html") return "a web page, not a list of feeds";
    return "not a list of feeds: there is no <opml> with a <body>";
  }

  /// "FILE:LINE" of `offset`. Calls with rising offsets cost one pass in all.
  std::string place(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < counted_) {
      counted_ = 0;
      line_ = 1;
    }
    line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                        text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
    counted_ = offset;
    return std::string(file_) + ':' + std::to_string(line_);
  }

  void add(const pugi::xml_node& outline, Folders& folders) {
    FeedSource feed;
    feed.url = feed_url(outline);
    if (feed.url.empty()) return;
    feed.name = label(outline);
    feed.outlet = as_label(outline.attribute("wirefold:outlet").value());
    feed.lang = outline.attribute("language").value();
    feed.pages = std::string_view(outline.attribute("wirefold:pages").value()) != "off";
    feed.group = folders.group();
    feed.place = place(static_cast<std::size_t>(outline.offset_debug()));
    feeds_.push_back(std::move(feed));
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t counted_ = 0;  // bytes whose line breaks line_ counts
  std::ptrdiff_t line_ = 1;
  std::vector<FeedSource> feeds_;
};

}  // namespace

std::string listed_url(const std::string& url, std::string_view file) {
  namespace fs = std::filesystem;
  if (!url.starts_with("file:") || url.starts_with("file:///")) return url;
  const fs::path path = fs::path(file).parent_path() / url.substr(5);
  return "file://" + fs::absolute(path).lexically_normal().string();
}

Result<std::vector<FeedSource>> parse_opml(std::string_view bytes, std::string_view file) {
  const DecodedText text = decode_text(bytes, "");
  return OpmlReader(text.utf8(), file).read();
}

Result<OpmlReading> read_opml(std::string_view bytes, std::string_view file) {
  const DecodedText text = decode_text(bytes, "");
  return OpmlReader(text.utf8(), file).read_what_can_be();
}

}  // namespace wirefold::parse
