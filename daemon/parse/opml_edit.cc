// Edits a feed list and leaves the rest of its text unchanged.
#include <algorithm>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "opml_walk.h"
#include "outline_tag.h"
#include "wirefold/base/strings.h"
#include "wirefold/parse/charset.h"
#include "wirefold/parse/opml.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

constexpr std::string_view kIndent = "  ";

// What begins with < and is no tag, with its end.
constexpr std::pair<std::string_view, std::string_view> kMarkup[] = {
    {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

std::string outline_of(const FeedSource& feed) {
  std::string out =
      "<outline type=\"rss\"" + attribute("text", feed.label()) + attribute("xmlUrl", feed.url);
  if (!feed.lang.empty()) out += attribute("language", feed.lang);
  // The list's own root may not declare the prefix.
  if (!feed.outlet.empty() || !feed.pages) out += attribute("xmlns:wirefold", kOpmlNamespace);
  if (!feed.outlet.empty()) out += attribute("wirefold:outlet", feed.outlet);
  if (!feed.pages) out += attribute("wirefold:pages", "off");
  return out + "/>";
}

/// `group` as a reader of the list gets it: its folders as labels, without unnamed ones at the end.
std::string group_of(std::string_view group) {
  std::string out;
  for (const std::string_view folder : split(group, '/')) out += as_label(folder) + '/';
  while (out.ends_with('/')) out.pop_back();
  return out;
}

/// An outline to be written into the folder of its group.
struct Outline {
  std::string group;   // a group_of()
  std::string markup;  // without indentation and line end
};

/// A folder to be written, with outlines and folders that are not in the list yet.
struct Folder {
  std::vector<const Outline*> outlines;
  std::map<std::string, Folder> folders;

  void add(const Outline& outline, std::string_view group) {
    if (group.empty()) {
      outlines.push_back(&outline);
      return;
    }
    const std::size_t slash = group.find('/');
    const std::string_view rest =
        slash == std::string_view::npos ? std::string_view() : group.substr(slash + 1);
    folders[std::string(group.substr(0, slash))].add(outline, rest);
  }

  std::string written(const std::string& indent, const std::string& line_end) const {
    std::string out;
    for (const Outline* outline : outlines) out += indent + outline->markup + line_end;
    for (const auto& [name, folder] : folders) {
      out += indent + "<outline" + attribute("text", name) + ">" + line_end;
      out += folder.written(indent + std::string(kIndent), line_end);
      out += indent + "</outline>" + line_end;
    }
    return out;
  }
};

/// A list as text and as a tree parsed from it.
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
    const std::size_t line = opml.find('\n');
    const bool crlf = line != std::string_view::npos && opml.substr(0, line).ends_with('\r');
    out.line_end_ = crlf ? "\r\n" : "\n";
    out.file_ = file;
    out.tree_->load_buffer(opml.data(), opml.size(), pugi::parse_default, pugi::encoding_utf8);
    return out;
  }

  pugi::xml_node body() const { return tree_->child("opml").child("body"); }

  /// Where the first outline begins in the first folder of each of `groups` that is not empty.
  std::map<std::string, std::size_t> first_places(const std::set<std::string_view>& groups) const {
    std::map<std::string, std::size_t> out;
    walk_outlines(body(), text_.size(), [&](const pugi::xml_node& node, Folders& folders) {
      if (node.previous_sibling()) return;  // its folder was visited with its first child
      const pugi::xml_node folder = node.parent();
      const std::string_view group = folders.group();
      if (!groups.contains(group) || !feed_url(folder).empty()) return;
      const pugi::xml_node first = first_element(folder);
      if (first) out.try_emplace(std::string(group), begin_of(first));
    });
    return out;
  }

  /// True if `node` is an outline of the feed at `url`.
  bool is_of(const pugi::xml_node& node, const std::string& url) const {
    return listed_url(std::string(feed_url(node)), file_) == url;
  }

  /// The first outline of the feed at `url`, with its group; a null node if there is none.
  std::pair<pugi::xml_node, std::string> find(const std::string& url) const {
    std::pair<pugi::xml_node, std::string> out;
    walk_outlines(body(), text_.size(), [&](const pugi::xml_node& node, Folders& folders) {
      if (!out.first && is_of(node, url)) out = {node, std::string(folders.group())};
    });
    return out;
  }

  /// Where the tag of `node` begins.
  static std::size_t begin_of(const pugi::xml_node& node) {
    return static_cast<std::size_t>(node.offset_debug()) - 1;
  }

  /// The position after the tag that begins at `begin`.
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

  /// The position after the element of `outline`, which has no elements inside.
  std::size_t end_of(const pugi::xml_node& outline) const {
    const std::size_t end = end_of_tag(begin_of(outline));
    if (text_[end - 2] == '/') return end;
    std::size_t tag = text_.find('<', end);
    while (tag != std::string::npos && text_.compare(tag, 2, "</") != 0) {
      tag = text_.find('<', end_of_markup(tag));
    }
    return end_of_tag(tag);
  }

  /// That of the lines, for new ones.
  const std::string& line_end() const { return line_end_; }

  const std::string& text() const { return text_; }

 private:
  /// The position after the comment, CDATA or processing instruction that begins at `begin`.
  std::size_t end_of_markup(std::size_t begin) const {
    for (const auto& [open, close] : kMarkup) {
      if (text_.compare(begin, open.size(), open) != 0) continue;
      const std::size_t end = text_.find(close, begin + open.size());
      if (end != std::string::npos) return end + close.size();
    }
    return text_.size();
  }

  std::string text_;
  std::string line_end_;
  std::string file_;
  std::unique_ptr<pugi::xml_document> tree_ = std::make_unique<pugi::xml_document>();
};

/// The white space before `pos` on its line; empty if it has more than 200 bytes, which is no
/// indentation.
std::string_view indent_at(const std::string& text, std::size_t pos) {
  constexpr std::size_t kLongest = 200;
  std::size_t begin = pos;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) {
    if (pos - --begin > kLongest) return {};
  }
  return std::string_view(text).substr(begin, pos - begin);
}

/// The range of text to remove for `outline`, which has no elements inside: its whole line if the
/// line has nothing else.
std::pair<std::size_t, std::size_t> extent_of(const pugi::xml_node& outline, const List& list) {
  const std::string& text = list.text();
  const std::size_t tag = List::begin_of(outline);
  const std::size_t end = list.end_of(outline);
  const std::size_t begin = tag - indent_at(text, tag).size();
  const std::size_t rest = std::min(text.find_first_not_of(" \t\r", end), text.size());
  const bool whole_line = begin > 0 && text[begin - 1] == '\n' && text[rest] == '\n';
  return whole_line ? std::pair(begin, rest + 1) : std::pair(tag, end);
}

/// Returns `text` with each piece inserted at its position.
std::string with_pieces(const std::string& text, const std::map<std::size_t, std::string>& pieces) {
  std::string out;
  std::size_t done = 0;
  for (const auto& [at, piece] : pieces) {
    out.append(text, done, at - done).append(piece);
    done = at;
  }
  return out.append(text, done);
}

/// Inserts `outlines` at the end of the body.
void append(std::string& text, std::string outlines, const std::string& line_end) {
  if (const std::size_t end = text.rfind("</body>"); end != std::string::npos) {
    // Before the indentation of </body>.
    const std::size_t line = text.find_last_not_of(" \t", end - 1) + 1;
    if (text[line - 1] != '\n') outlines.insert(0, line_end);
    text.insert(line, outlines);
    return;
  }
  const std::size_t close = text.find("/>", text.rfind("<body"));
  if (close != std::string::npos) text.replace(close, 2, ">" + line_end + outlines + "  </body>");
}

/// The URLs of a list, each as often as it is there; empty if the list cannot be read.
std::multiset<std::string> urls_of(const std::string& opml, std::string_view file) {
  std::multiset<std::string> out;
  if (const auto feeds = parse_opml(opml, file)) {
    for (const FeedSource& feed : *feeds) out.insert(feed.url);
  }
  return out;
}

/// True if a list has the feed of `said` with its name and its group, a group_of().
bool has_labels(const std::string& opml, const FeedSource& said, const std::string& group,
                std::string_view file) {
  const auto feeds = parse_opml(opml, file);
  return feeds && std::ranges::any_of(*feeds, [&](const FeedSource& feed) {
           return listed_url(feed.url, file) == said.url && feed.group == group &&
                  feed.name == as_label(said.name);
         });
}

/// The text of `list` with each outline in the folder of its group.
std::string with_outlines(const List& list, const std::vector<Outline>& outlines) {
  std::set<std::string_view> groups;
  for (const Outline& outline : outlines) {
    if (!outline.group.empty()) groups.insert(outline.group);
  }
  const auto places = list.first_places(groups);
  std::map<std::size_t, std::string> inserted;
  Folder rest;
  for (const Outline& outline : outlines) {
    const auto place = places.find(outline.group);
    if (place == places.end()) {
      rest.add(outline, outline.group);
    } else {
      const std::string_view indent = indent_at(list.text(), place->second);
      inserted[place->second].append(outline.markup).append(list.line_end()).append(indent);
    }
  }
  std::string out = with_pieces(list.text(), inserted);
  const std::string written = rest.written("    ", list.line_end());
  if (!written.empty()) append(out, written, list.line_end());
  return out;
}

/// `tag` with the name and the language of `feed`.
std::string relabelled(std::string tag, const FeedSource& feed) {
  tag = with_attribute(tag, "text", feed.name);
  if (has_attribute(tag, "title")) tag = with_attribute(tag, "title", feed.name);
  return feed.lang.empty() ? without_attribute(tag, "language")
                           : with_attribute(tag, "language", feed.lang);
}

Error does_not_list(std::string_view file, const std::string& url) {
  return {Errc::kUnsupported, std::string(file) + ": does not list " + url};
}

Error has_outlines_inside(std::string_view file, const std::string& url) {
  return {Errc::kUnsupported, std::string(file) + ": there are outlines inside that of " + url};
}

Error cannot_be_edited(std::string_view file, const std::string& url) {
  return {Errc::kMalformed, std::string(file) + ": cannot be edited: " + url};
}

}  // namespace

Result<std::string> opml_with(std::string_view opml, const std::vector<FeedSource>& feeds,
                              std::string_view file) {
  const Result<List> list = List::read(opml, file);
  if (!list) return list.error();
  std::vector<Outline> outlines;
  for (const FeedSource& feed : feeds) outlines.push_back({group_of(feed.group), outline_of(feed)});
  std::string out = with_outlines(*list, outlines);
  const std::multiset<std::string> there = urls_of(out, file);
  for (const FeedSource& feed : feeds) {
    if (there.contains(feed.url)) continue;
    return Error{Errc::kMalformed, std::string(file) + ": no place for a new feed found"};
  }
  return out;
}

Result<std::string> opml_without(std::string_view opml, const std::string& url,
                                 std::string_view file) {
  Result<List> list = List::read(opml, file);
  if (!list) return list.error();
  const std::string& text = list->text();
  std::string out;
  std::size_t done = 0;
  for (pugi::xml_node n = list->body().first_child(); n; n = next_below(n, list->body())) {
    if (!list->is_of(n, url)) continue;
    if (first_element(n)) return has_outlines_inside(file, url);
    const auto [begin, end] = extent_of(n, *list);
    out.append(text, done, begin - done);
    done = end;
  }
  if (done == 0) return does_not_list(file, url);
  out.append(text, done);
  const Result<List> rest = List::read(out, file);
  if (!rest || rest->find(url).first) return cannot_be_edited(file, url);
  return out;
}

Result<std::string> opml_relabelled(std::string_view opml, const FeedSource& feed,
                                    std::string_view file) {
  const Result<List> list = List::read(opml, file);
  if (!list) return list.error();
  const auto [outline, group] = list->find(feed.url);
  if (!outline) return does_not_list(file, feed.url);
  const std::string wanted = group_of(feed.group);
  const bool moves = group != wanted;
  if (moves && first_element(outline)) return has_outlines_inside(file, feed.url);
  std::string out = list->text();
  const std::size_t begin = List::begin_of(outline);
  const std::size_t end = list->end_of_tag(begin);
  const std::string tag = relabelled(out.substr(begin, end - begin), feed);
  if (moves) {
    const std::string markup = tag + out.substr(end, list->end_of(outline) - end);
    const auto [from, to] = extent_of(outline, *list);
    const Result<List> rest = List::read(out.erase(from, to - from), file);
    if (!rest) return rest.error();
    out = with_outlines(*rest, {{wanted, markup}});
  } else {
    out.replace(begin, end - begin, tag);
  }
  const bool good =
      urls_of(out, file) == urls_of(list->text(), file) && has_labels(out, feed, wanted, file);
  return good ? Result(out) : cannot_be_edited(file, feed.url);
}

}  // namespace wirefold::parse
