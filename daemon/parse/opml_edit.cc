// Changes of a feed list that leave the rest of it as it is written.
#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "wirefold/base/strings.h"
#include "wirefold/parse/charset.h"
#include "wirefold/parse/opml.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

constexpr std::string_view kIndent = "  ";

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + escape_markup(value) + '"';
}

std::string outline_of(const FeedSource& feed, const std::string& indent) {
  std::string out = indent + "<outline type=\"rss\"" + attribute("text", feed.outlet) +
                    attribute("xmlUrl", feed.url);
  if (!feed.lang.empty()) out += attribute("language", feed.lang);
  if (!feed.pages) out += attribute("wirefold:pages", "off");
  return out + "/>\n";
}

/// Feeds and folders that are not in the list yet.
struct Folder {
  std::vector<const FeedSource*> feeds;
  std::map<std::string, Folder> folders;

  void add(const FeedSource& feed, std::string_view group) {
    if (group.empty()) {
      feeds.push_back(&feed);
      return;
    }
    const std::size_t slash = group.find('/');
    const std::string_view rest =
        slash == std::string_view::npos ? std::string_view() : group.substr(slash + 1);
    folders[std::string(group.substr(0, slash))].add(feed, rest);
  }

  std::string written(const std::string& indent) const {
    std::string out;
    for (const FeedSource* feed : feeds) out += outline_of(*feed, indent);
    for (const auto& [name, folder] : folders) {
      out += indent + "<outline" + attribute("text", name) + ">\n";
      out += folder.written(indent + std::string(kIndent)) + indent + "</outline>\n";
    }
    return out;
  }
};

std::string label(const pugi::xml_node& outline) {
  const std::string text = collapse_space(outline.attribute("text").value());
  return text.empty() ? collapse_space(outline.attribute("title").value()) : text;
}

/// A list as text and as a tree over it.
class List {
 public:
  static Result<List> read(std::string_view opml, std::string_view file) {
    const DecodedText text = decode_text(opml, "");
    if (!text.unchanged || text.unchanged->size() != opml.size()) {
      return Error{Errc::kUnsupported, std::string(file) + ": not in plain UTF-8"};
    }
    if (const auto readable = parse_opml(opml, file); !readable) return readable.error();
    List out;
    out.text_ = opml;
    out.tree_->load_buffer(opml.data(), opml.size(), pugi::parse_default, pugi::encoding_utf8);
    return out;
  }

  pugi::xml_node body() const { return tree_->child("opml").child("body"); }

  /// The first feed or folder in the folder `group`; null if there is none.
  pugi::xml_node first_in(std::string_view group) const {
    pugi::xml_node folder = body();
    for (const std::string_view name : split(group, '/')) {
      folder = folder.find_child([&](const pugi::xml_node& n) {
        return label(n) == name && *n.attribute("xmlUrl").value() == '\0' && n.first_child();
      });
    }
    return folder.find_child(
        [](const pugi::xml_node& n) { return n.type() == pugi::node_element; });
  }

  /// Where the tag of `node` begins.
  static std::size_t begin_of(const pugi::xml_node& node) {
    return static_cast<std::size_t>(node.offset_debug()) - 1;
  }

  /// Behind the tag that begins at `begin`.
  std::size_t end_of_tag(std::size_t begin) const {
    char quote = '\0';
    for (std::size_t i = begin; i < text_.size(); ++i) {
      const char c = text_[i];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return text_.size();
  }

  std::string& text() { return text_; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::unique_ptr<pugi::xml_document> tree_ = std::make_unique<pugi::xml_document>();
};

/// The white space in front of `pos` on its line.
std::string indent_at(const std::string& text, std::size_t pos) {
  const std::size_t end = text.find_last_not_of(" \t", pos - 1) + 1;
  return text.substr(end, pos - end);
}

/// Writes `outlines` behind all others.
void append(std::string& text, std::string outlines) {
  if (const std::size_t end = text.rfind("</body>"); end != std::string::npos) {
    // In front of the indentation of </body>.
    const std::size_t line = text.find_last_not_of(" \t", end - 1) + 1;
    if (text[line - 1] != '\n') outlines.insert(0, 1, '\n');
    text.insert(line, outlines);
    return;
  }
  const std::size_t close = text.find("/>", text.rfind("<body"));
  if (close != std::string::npos) text.replace(close, 2, ">\n" + outlines + "  </body>");
}

/// The URLs that a list has; nothing for one that cannot be read.
std::set<std::string> urls_of(const std::string& opml, std::string_view file) {
  std::set<std::string> out;
  if (const auto feeds = parse_opml(opml, file)) {
    for (const FeedSource& feed : *feeds) out.insert(feed.url);
  }
  return out;
}

}  // namespace

Result<std::string> opml_with(std::string_view opml, const std::vector<FeedSource>& feeds,
                              std::string_view file) {
  Result<List> list = List::read(opml, file);
  if (!list) return list.error();
  std::map<std::size_t, std::string, std::greater<>> inserted;  // the last place first
  Folder rest;
  for (const FeedSource& feed : feeds) {
    const pugi::xml_node first = feed.group.empty() ? pugi::xml_node() : list->first_in(feed.group);
    if (!first) {
      rest.add(feed, feed.group);
      continue;
    }
    const std::size_t at = List::begin_of(first);
    const std::string indent = indent_at(list->text(), at);
    inserted[at] += outline_of(feed, "") + indent;
  }
  std::string out = list->text();
  if (const std::string outlines = rest.written("    "); !outlines.empty()) append(out, outlines);
  for (const auto& [at, outlines] : inserted) out.insert(at, outlines);
  const std::set<std::string> there = urls_of(out, file);
  for (const FeedSource& feed : feeds) {
    if (there.contains(feed.url)) continue;
    return Error{Errc::kMalformed, std::string(file) + ": no place for a feed found"};
  }
  return out;
}

Result<std::string> opml_without(std::string_view opml, const std::string& url,
                                 std::string_view file) {
  Result<List> list = List::read(opml, file);
  if (!list) return list.error();
  std::string& text = list->text();
  std::vector<pugi::xml_node> found;
  for (pugi::xml_node n = list->body().first_child(); n; n = next_below(n, list->body())) {
    if (trim(n.attribute("xmlUrl").value()) == url) found.push_back(n);
  }
  for (auto it = found.rbegin(); it != found.rend(); ++it) {
    if (it->find_child([](const pugi::xml_node&) { return true; })) {
      return Error{Errc::kUnsupported,
                   std::string(file) + ": there are outlines inside that of " + url};
    }
    const std::size_t tag = List::begin_of(*it);
    std::size_t end = list->end_of_tag(tag);
    if (text[end - 2] != '/') end = list->end_of_tag(text.find("</", end - 1));
    const std::size_t begin = tag - indent_at(text, tag).size();
    const bool whole_line = begin > 0 && text[begin - 1] == '\n' && text[end] == '\n';
    text.erase(whole_line ? begin : tag, end - (whole_line ? begin : tag) + (whole_line ? 1 : 0));
  }
  if (!parse_opml(text, file) || urls_of(text, file).contains(url)) {
    return Error{Errc::kMalformed, std::string(file) + ": cannot be edited: " + url};
  }
  return text;
}

}  // namespace wirefold::parse
