#include <algorithm>
#include <optional>

#include "balance.h"
#include "entry_reader.h"
#include "formats.h"
#include "hints.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"
#include "xml.h"

namespace wirefold::parse {
namespace {

constexpr std::size_t kUsualEntries = 32;

enum class Format : std::uint8_t { kNone, kRss, kAtom };

bool has_prefix(const pugi::xml_node& element) {
  return std::string_view(element.name()).find(':') != std::string_view::npos;
}

/// Finds the format by the document's first element; a name without a prefix outranks a default
/// namespace.
Format format_of(const pugi::xml_node& root, const ElementName& name) {
  const std::string local = to_lower_ascii(name.local);
  if (local == "rss" || local == "rdf" || local == "channel") return Format::kRss;
  const bool atom = name.vocabulary == Vocabulary::kAtom || !has_prefix(root);
  if (atom && (local == "feed" || local == "entry")) return Format::kAtom;
  return Format::kNone;
}

/// The first element of a feed that has no prefix: `root`, its channel or an item; null if there is
/// none.
pugi::xml_node bare_element(const pugi::xml_node& root) {
  if (!has_prefix(root)) return root;
  return root.find_child([](const pugi::xml_node& child) {
    const std::string name = to_lower_ascii(child.name());
    return name == "channel" || name == "item";
  });
}

/// True if the default namespace of `root` would put its elements into another vocabulary.
bool has_wrong_default(XmlDocument& document, const pugi::xml_node& root, Format format) {
  const pugi::xml_node bare = bare_element(root);
  if (!bare) return false;
  const Vocabulary v = document.name(bare).vocabulary;
  return v != Vocabulary::kPlain && !(format == Format::kAtom && v == Vocabulary::kAtom);
}

class FeedReader {
 public:
  FeedReader(XmlDocument& document, const pugi::xml_node& root, Format format)
      : document_(document), root_(root) {
    feed_.entries.reserve(kUsualEntries);
    context_.atom = format == Format::kAtom;
  }

  ParsedFeed read() {
    if (is_entry(root_)) {  // an Atom entry document (RFC 4287 section 4.1.2)
      feed_.entries.push_back(read_entry(document_, root_, context_));
      feed_.growth = document_.growth();
      return std::move(feed_);
    }
    const pugi::xml_node head = context_.atom || is_channel(root_) ? root_ : channel();
    facts(head ? head : root_);
    if (!context_.atom && html::is_web_url(feed_.link)) {
      context_.host = html::host_of(feed_.link);
      context_.is_at_home = html::host_of(document_.base_url()) == context_.host;
      document_.set_base_url(feed_.link);
    }
    for (const pugi::xml_node& child : root_.children()) {
      if (is_channel(child)) entries(child);
      if (is_entry(child)) entry(child);
    }
    feed_.growth = document_.growth();
    inherit_authors(feed_, authors_);
    return std::move(feed_);
  }

 private:
  using Node = const pugi::xml_node&;

  static bool is_element(Node node, std::string_view name) {
    const std::string_view full = node.name();
    return equals_ignore_case(full.substr(full.find(':') + 1), name);
  }
  static bool is_channel(Node node) { return is_element(node, "channel"); }
  static bool is_entry(Node node) { return is_element(node, "item") || is_element(node, "entry"); }

  pugi::xml_node channel() const {
    return root_.find_child([](Node n) { return is_channel(n); });
  }

  void entries(Node parent) {
    for (Node child : parent.children()) {
      if (is_entry(child)) entry(child);
    }
  }

  void entry(Node element) {
    if (feed_.entries.size() == kMostEntries) return document_.warn(element, kTooManyEntries);
    feed_.entries.push_back(read_entry(document_, element, context_));
  }

  void facts(Node head) {
    for (Node child : head.children()) {
      if (child.type() == pugi::node_element && !is_entry(child)) fact(child);
    }
    language_.offer(2, document_.lang(head));
    link_.offer(50, feed_.self);
    feed_.title = title_.take();
    feed_.rights = rights_.take();
    feed_.icon = icon_.take();
    feed_.base = document_.base(head);
    feed_.link = link_.take();
    feed_.language = language_.take();
    feed_.hints.update_period = update_period_of(update_period_, update_frequency_);
    limit_facts(feed_);
    context_.language = feed_.language;
  }

  void fact(Node node) {
    const ElementName name = document_.name(node);
    const Vocabulary v = name.vocabulary;
    const bool atom = v == Vocabulary::kAtom || (context_.atom && v == Vocabulary::kPlain);
    if (atom) return atom_fact(node, name.local);
    if (v == Vocabulary::kPlain) return rss_fact(node, name.local);
    if (v == Vocabulary::kSyndication) return syndication_fact(node, name.local);
    if (name.is(Vocabulary::kDublinCore, "title")) {
      title_.offer(20, read_text(document_, node, TextKind::kUnsaid));
    } else if (name.is(Vocabulary::kDublinCore, "language")) {
      language_.offer(1, document_.text(node));
    } else if (name.is(Vocabulary::kWebfeeds, "icon")) {
      icon(node, 0);
    } else if (name.is(Vocabulary::kItunes, "image")) {
      if (icon_.wants(4)) icon_.offer(4, document_.href(node));
    }
  }

  void atom_fact(Node node, std::string_view name) {
    if (equals_ignore_case(name, "title")) {
      title_.offer(context_.atom ? 0 : 10, read_text(document_, node, TextKind::kPlain));
    } else if (equals_ignore_case(name, "link")) {
      link(node, context_.atom ? 1 : 10);
    } else if (equals_ignore_case(name, "author")) {
      add_once(authors_, read_person(document_, node));
    } else if (equals_ignore_case(name, "id")) {
      feed_.id = document_.text(node);
    } else if (equals_ignore_case(name, "rights")) {
      rights_.offer(0, html::one_line(read_text(document_, node, TextKind::kPlain)));
    } else if (equals_ignore_case(name, "icon")) {
      icon(node, 1);
    } else if (equals_ignore_case(name, "logo")) {
      icon(node, 3);
    }
  }

  void rss_fact(Node node, std::string_view name) {
    if (equals_ignore_case(name, "title")) {
      title_.offer(0, read_text(document_, node, TextKind::kUnsaid));
    } else if (equals_ignore_case(name, "link")) {
      link_.replace(1, document_.url(node, document_.text(node)));
      // Some feeds write it like Atom's, without the namespace.
      if (is_alternate(document_.attribute(node, "rel"))) link_.replace(1, document_.href(node));
      link(node, 2);
    } else if (equals_ignore_case(name, "language")) {
      language_.offer(0, document_.text(node));
    } else if (equals_ignore_case(name, "ttl")) {
      feed_.hints.ttl_minutes = minutes_of(document_.text(node));
    } else if (equals_ignore_case(name, "copyright")) {
      rights_.offer(1, html::one_line(read_text(document_, node, TextKind::kUnsaid)));
    } else if (equals_ignore_case(name, "skipHours")) {
      for (Node hour : node.children()) note_skipped_hour(feed_.hints, document_.text(hour));
    } else if (equals_ignore_case(name, "skipDays")) {
      for (Node day : node.children()) note_skipped_day(feed_.hints, document_.text(day));
    } else if (equals_ignore_case(name, "image")) {
      image(node);
    }
  }

  /// The element that holds the URL of an icon. Small pictures have the lowest ranks.
  void icon(Node node, int rank) {
    if (icon_.wants(rank)) icon_.offer(rank, document_.url(node, document_.text(node)));
  }

  /// In RSS 1.0 the channel's element refers to the URL, in other versions it has an element.
  void image(Node node) {
    if (!icon_.wants(2)) return;
    icon_.offer(2, document_.url(node, document_.attribute(node, "rdf:resource")));
    for (Node child : node.children()) {
      if (document_.name(child).is(Vocabulary::kPlain, "url")) icon(child, 2);
    }
  }

  void syndication_fact(Node node, std::string_view name) {
    if (equals_ignore_case(name, "updatePeriod")) {
      update_period_ = document_.text(node);
    } else if (equals_ignore_case(name, "updateFrequency")) {
      update_frequency_ = document_.text(node);
    }
  }

  void link(Node node, int rank) {
    const std::string rel = document_.attribute(node, "rel");
    std::string url = document_.href(node);
    if (is_alternate(rel)) link_.offer(rank, std::move(url));
    if (equals_ignore_case(rel, "self") && feed_.self.empty()) feed_.self = std::move(url);
    if (equals_ignore_case(rel, "hub") && feed_.hub.empty()) feed_.hub = std::move(url);
  }

  XmlDocument& document_;
  const pugi::xml_node root_;
  FeedContext context_;
  ParsedFeed feed_;
  Ranked<TextConstruct> title_;
  Ranked<std::string> link_, language_, rights_, icon_;
  std::vector<std::string> authors_;
  std::string update_period_, update_frequency_;
};

std::string what_it_looks_like(std::string_view text) {
  text = trim(text);
  if (text.empty()) return "the document is empty";
  if (starts_with_ignore_case(text, "<!doctype html") || starts_with_ignore_case(text, "<html")) {
    return "an HTML page, not a feed";
  }
  const std::size_t end = text.find_first_of("\r\n");
  return "not a feed; starts with: " + std::string(clip_utf8(text.substr(0, end), 60));
}

/// True if the last end tag is that of a feed's root. A feed that breaks off has another end tag
/// there, or half of one.
bool ends_with_its_root(std::string_view text) {
  const std::size_t tag = text.rfind("</");
  if (tag == std::string_view::npos) return false;
  std::string_view name = text.substr(tag + 2);
  name = trim(name.substr(0, name.find('>')));
  name = name.substr(name.find(':') + 1);
  const auto is = [name](std::string_view root) { return equals_ignore_case(name, root); };
  return is("rss") || is("rdf") || is("feed") || is("channel") || is("entry");
}

/// Reads the feed at its root element, which other elements may precede.
std::optional<ParsedFeed> read_document(XmlDocument& document) {
  for (const pugi::xml_node& root : document.root().children()) {
    if (root.type() != pugi::node_element) continue;
    const Format format = format_of(root, document.name(root));
    if (format == Format::kNone) continue;
    if (has_wrong_default(document, root, format)) document.take_default_as_plain(root);
    return FeedReader(document, root, format).read();
  }
  return std::nullopt;
}

/// Inline XHTML shows in the declarations or the first entry, which are in the first bytes.
constexpr std::size_t kWhereXhtmlShows = 4096;

struct Reading {
  bool well_formed;
  std::optional<ParsedFeed> feed;  // nullopt: the document is no feed
};

/// Reads `original`, balanced if it is not well-formed.
Reading read_text_of(std::string_view original, std::string_view base_url, Space space,
                     Warnings& warnings) {
  const Warnings before = warnings;
  std::optional<XmlDocument> document(std::in_place, original, original, base_url, space, warnings);
  const bool well_formed = document->complete();
  std::string balanced;
  if (!well_formed) {
    balanced = balance(original, warnings);
    document.emplace(balanced, original, base_url, space, warnings);
  }
  std::optional<ParsedFeed> feed = read_document(*document);
  if (document->wants_space()) {
    warnings = before;
    return read_text_of(original, base_url, Space::kKept, warnings);
  }
  warnings.set_source({});
  return {well_formed, std::move(feed)};
}

}  // namespace

Result<ParsedFeed> read_xml_feed(std::string_view utf8, std::string_view base_url,
                                 Warnings& warnings) {
  const std::size_t start = utf8.find('<');
  if (start == std::string_view::npos) {
    return Error{Errc::kUnsupported, what_it_looks_like(utf8)};
  }
  if (static_cast<std::size_t>(std::ranges::count(utf8, '<')) > kMostTags) {
    return Error{Errc::kTooLarge,
                 "more than " + std::to_string(kMostTags) + " tags, which no feed has"};
  }
  warnings.set_source(utf8);
  if (!trim(utf8.substr(0, start)).empty()) warnings.add("text before the document", 0);
  const bool xhtml = utf8.substr(0, kWhereXhtmlShows).find("xhtml") != std::string_view::npos;
  auto [well_formed, feed] =
      read_text_of(utf8, base_url, xhtml ? Space::kKept : Space::kDropped, warnings);
  if (!feed) return Error{Errc::kUnsupported, what_it_looks_like(utf8)};
  if (!well_formed && feed->entries.empty() && feed->title.empty() && feed->link.empty()) {
    return Error{Errc::kMalformed, "the feed breaks off before anything can be read"};
  }
  feed->whole = well_formed || ends_with_its_root(utf8);
  return std::move(*feed);
}

}  // namespace wirefold::parse
