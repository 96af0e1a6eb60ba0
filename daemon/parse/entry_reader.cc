#include "entry_reader.h"

#include <algorithm>
#include <span>
#include <utility>

#include "formats.h"
#include "renditions.h"
#include "wirefold/base/base64.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/links.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/date.h"

namespace wirefold::parse {
namespace {

class EntryReader {
 public:
  EntryReader(XmlDocument& document, const pugi::xml_node& element, const FeedContext& feed)
      : document_(document), element_(element), feed_(feed) {}

  Entry read() {
    children(element_);
    id_.offer(5, document_.attribute(element_, "rdf:about"));
    return finish();
  }

 private:
  using Node = const pugi::xml_node&;

  /// How an element of this name is read, and its rank among the elements for the same field.
  struct Handler {
    std::string_view name;
    void (EntryReader::*read)(Node, int rank);
    int rank;
  };

  static const std::span<const Handler> handlers(Vocabulary vocabulary, bool atom);

  /// An address as its element gives it, not yet resolved.
  struct Reference {
    pugi::xml_node element;  // null: there is none
    std::string text;

    bool empty() const { return !element; }
  };

  static Reference reference(Node node, std::string text) {
    return names_nothing(text) ? Reference() : Reference{node, std::move(text)};
  }

  /// A file of the entry, before the base of its address is known.
  struct File {
    Reference address;
    Rendition rendition;
  };

  /// An empty href means the base itself (RFC 3986 section 4.4), if there is one.
  Reference href(Node node) {
    std::string text = document_.attribute(node, "href");
    const bool given = !text.empty() || (document_.has_attribute(node, "href") &&
                                         html::has_scheme(document_.base(node)));
    return given ? Reference{node, std::move(text)} : Reference();
  }

  /// Reads the child elements of `parent`. Media RSS and iTunes nest theirs two or three deep.
  void children(Node parent) {
    if (depth_ == kDeepest) return;
    ++depth_;
    for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
      if (*child.name() == '\0') continue;  // not an element
      const ElementName name = document_.name(child);
      const bool plain = name.vocabulary == Vocabulary::kPlain;
      if (plain && feed_.atom && handle(child, name.local, handlers(Vocabulary::kAtom, true))) {
        continue;
      }
      handle(child, name.local, handlers(name.vocabulary, feed_.atom));
    }
    --depth_;
  }

  bool handle(Node node, std::string_view name, std::span<const Handler> table) {
    for (const Handler& h : table) {
      // All names begin with a letter; its case is one bit.
      if (h.name.size() != name.size() || ((h.name[0] ^ name[0]) & ~0x20) != 0) continue;
      if (h.name != name && !equals_ignore_case(h.name, name)) continue;
      (this->*h.read)(node, h.rank);
      return true;
    }
    return false;
  }

  // Texts. Ranks are compared only within one field.

  void offer_text(Ranked<TextConstruct>& field, Node node, int rank, TextKind fallback) {
    if (field.wants(rank)) field.offer(rank, read_text(document_, node, fallback));
  }

  void title(Node node, int rank) { offer_text(title_, node, rank, TextKind::kUnsaid); }
  void atom_title(Node node, int rank) { offer_text(title_, node, rank, TextKind::kPlain); }
  void summary(Node node, int rank) { offer_text(summary_, node, rank, TextKind::kUnsaid); }
  void atom_summary(Node node, int rank) { offer_text(summary_, node, rank, TextKind::kPlain); }
  /// <summary> in RSS, which may come beside a <description>.
  void second_summary(Node node, int rank) {
    offer_text(second_summary_, node, rank, TextKind::kUnsaid);
  }
  void content(Node node, int rank) { offer_text(content_, node, rank, TextKind::kUnsaid); }

  void atom_content(Node node, int rank) {
    link_.offer(40, reference(node, document_.attribute(node, "src")));
    if (!document_.has_attribute(node, "src")) {
      offer_text(content_, node, rank, TextKind::kPlain);
    }
  }
  void xhtml(Node node, int rank) {
    content_.offer(rank, {document_.markup(node), TextKind::kHtml});
  }

  // Identity and links.

  void id(Node node, int rank) { id_.offer(rank, document_.text(node)); }

  void guid(Node node, int rank) {
    const std::string value = document_.text(node);
    id_.offer(rank, value);
    if (!link_.wants(20)) return;
    // RSS 2.0: a guid is a permalink unless isPermaLink says otherwise.
    const std::string is_permalink = document_.attribute(node, "isPermaLink");
    const bool said = equals_ignore_case(is_permalink, "true");
    if (said || (is_permalink.empty() && html::is_web_url(value))) {
      link_.offer(20, reference(node, value));
    }
  }

  /// The link of RSS. Some feeds write it like Atom's, without the namespace.
  void link(Node node, int rank) {
    Reference link = reference(node, document_.text(node));
    if (link.empty() && is_alternate(document_.attribute(node, "rel"))) link = href(node);
    if (link.empty()) return atom_link(node, rank);
    link_.replace(rank, std::move(link));
  }

  void atom_link(Node node, int rank) {
    const std::string rel = document_.attribute(node, "rel");
    const std::string type = document_.attribute(node, "type");
    if (is_alternate(rel)) {
      const bool page = type.empty() || type.find("html") != std::string::npos;
      link_.offer(page ? rank : rank + 1, href(node));
    } else if (equals_ignore_case(rel, "enclosure")) {
      add_enclosure(node, document_.attribute(node, "href"));
    }
  }

  void player(Node node, int rank) {
    link_.offer(rank, reference(node, document_.attribute(node, "url")));
  }

  void enclosure(Node node, int) {
    const std::string url = document_.attribute(node, "url");
    add_enclosure(node, url.empty() ? document_.attribute(node, "href") : url);
  }

  Rendition& add_enclosure(Node node, const std::string& url) {
    if (link_.wants(50)) link_.offer(50, reference(node, url));
    Rendition file;
    file.type = document_.attribute(node, "type");
    file.length_bytes = number_of(document_.attribute(node, "length"));
    file.is_enclosure = true;
    files_.push_back({reference(node, url), std::move(file)});
    return files_.back().rendition;
  }

  /// The enclosure's original address, which FeedBurner replaced to count downloads.
  void original_enclosure(Node node, int) {
    original_enclosure_ = document_.url(node, document_.text(node));
  }

  std::uint64_t number(Node node, std::string_view attribute) {
    return number_of(document_.attribute(node, attribute)).value_or(0);
  }

  /// Media RSS: a file without an address has a page that plays it.
  std::string player_inside(Node node) {
    for (const pugi::xml_node& child : node.children()) {
      if (equals_ignore_case(document_.name(child).local, "player")) {
        return document_.attribute(child, "url");
      }
    }
    return {};
  }

  void media(Node node, int) {
    std::string url = document_.attribute(node, "url");
    if (url.empty()) url = document_.attribute(node, "href");
    const bool has_file = !url.empty();
    if (!has_file) url = player_inside(node);
    Rendition& file = add_enclosure(node, url);
    if (!has_file) file.type = "text/html";
    file.is_enclosure = false;
    file.group = in_group_ ? groups_ : 0;
    file.medium = document_.attribute(node, "medium");
    const bool is_picture =
        starts_with_ignore_case(file.type.empty() ? file.medium : file.type, "image");
    if (is_picture) image_.offer(2, reference(node, url));
    file.is_default = equals_ignore_case(document_.attribute(node, "isDefault"), "true");
    file.size = number(node, "width") * number(node, "height");
    if (file.size == 0) file.size = std::max(number(node, "width"), number(node, "bitrate"));
    if (!file.length_bytes) file.length_bytes = number_of(document_.attribute(node, "fileSize"));
    children(node);
  }

  void group(Node node, int) {
    const bool outer = std::exchange(in_group_, true);
    ++groups_;
    children(node);
    in_group_ = outer;
  }

  void image(Node node, int rank) {
    Reference address = reference(node, document_.attribute(node, "url"));
    image_.offer(rank, address.empty() ? href(node) : std::move(address));
  }

  // Dates, persons, categories, source.

  void published(Node node, int rank) {
    if (published_.wants(rank)) published_.offer(rank, date(node));
  }
  void updated(Node node, int rank) {
    if (updated_.wants(rank)) updated_.offer(rank, date(node));
  }

  /// A date and the offset of its zone.
  struct WrittenDate {
    Timestamp time{};
    std::chrono::minutes offset{0};
  };

  std::optional<WrittenDate> date(Node node) {
    const std::string text = document_.text(node);
    if (const auto date = parse_date(text)) return WrittenDate{*date, offset_in(text)};
    if (!text.empty()) document_.warn(node, not_a_date(node.name(), text));
    return std::nullopt;
  }

  void take_dates() {
    const std::optional<WrittenDate> published = published_.take();
    const std::optional<WrittenDate> updated = updated_.take();
    if (published) entry_.published = published->time;
    if (updated) entry_.updated = updated->time;
    if (const auto& date = published ? published : updated) entry_.utc_offset = date->offset;
  }

  void author(Node node, int rank) {
    if (rank <= author_rank_) add_author(rank, read_person(document_, node));
  }

  /// RSS 2.0 requires an e-mail address here; a name from another vocabulary is better.
  void rss_author(Node node, int rank) {
    std::string name = read_person(document_, node);
    const bool address = name.find('@') != std::string::npos;
    add_author(address ? kAddress : rank, std::move(name));
  }

  /// Media RSS credits every contributor; the one with the role "author" is the author.
  void credit(Node node, int rank) {
    const std::string role = document_.attribute(node, "role");
    if (equals_ignore_case(role, "author")) author(node, rank);
  }

  void add_author(int rank, std::string name) {
    if (rank > author_rank_ || name.empty()) return;
    if (rank < author_rank_) entry_.authors.clear();
    author_rank_ = rank;
    add_once(entry_.authors, std::move(name));
  }

  void category(Node node, int) {
    std::string name = document_.attribute(node, "label");
    if (name.empty()) name = document_.attribute(node, "term");
    if (name.empty()) name = document_.attribute(node, "text");
    if (name.empty() && !first_element(node)) name = document_.text(node);
    add_once(entry_.categories, html::one_line(name));
    if (document_.has_attribute(node, "text")) children(node);  // iTunes nests them
  }

  void keywords(Node node, int) {
    const std::string text = html::one_line(document_.text(node));
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      add_once(entry_.categories, std::string(trim(rest.substr(0, end))));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  void source(Node node, int) {
    for (Node child : node.children()) {
      const std::string_view name = document_.name(child).local;
      if (equals_ignore_case(name, "title")) {
        source_.offer(0, html::one_line(read_text(document_, child, TextKind::kPlain)));
      } else if (equals_ignore_case(name, "author")) {
        author(child, kSourceAuthor);  // RFC 4287 section 4.2.1
      }
    }
    if (!first_element(node)) source_.offer(0, document_.text(node));
    source_.offer(1, document_.attribute(node, "url"));
  }

  void language(Node node, int) { entry_.lang = document_.text(node); }

  Entry finish() {
    if (summary_.value().empty()) {
      summary_.offer(0, second_summary_.take());
    } else {
      content_.offer(90, second_summary_.take());
    }
    entry_.id = id_.take();
    entry_.title = title_.take();
    if (const Reference link = link_.take(); !link.empty()) {
      entry_.link = document_.link(link.element, link.text);
    }
    entry_.summary = summary_.take();
    entry_.content = content_.take();
    const std::string base = own_base();
    entry_.base = inherited(base, document_.growth());
    entry_.source = source_.take();
    if (const Reference image = image_.take(); !image.empty()) {
      entry_.image = resolved(image, base);
    }
    std::vector<Rendition> renditions;
    for (File& file : files_) {
      if (file.address.empty() || renditions.size() == kMostListed) continue;
      file.rendition.url = resolved(file.address, base);
      renditions.push_back(std::move(file.rendition));
    }
    entry_.enclosures = enclosures_of(std::move(renditions));
    take_dates();
    if (entry_.lang.empty()) entry_.lang = document_.attribute(element_, "xml:lang");
    if (entry_.lang.empty()) entry_.lang = feed_.language;
    if (!original_enclosure_.empty() && entry_.enclosures.size() == 1) {
      entry_.enclosures[0].url = std::move(original_enclosure_);
    }
    return std::move(entry_);
  }

  /// The base of the entry's relative addresses. Without an xml:base, RSS has no rule; its texts
  /// come from the entry's own page, so that page is the base. But if the feed comes from its
  /// channel's host and the entry links to another host, the entry is about that page, and the
  /// feed's base stays.
  std::string own_base() {
    const std::string& base = document_.base(element_);
    if (feed_.atom || base != document_.base_url() || !html::is_web_url(entry_.link)) return base;
    const bool is_about = feed_.is_at_home && html::host_of(entry_.link) != feed_.host;
    return is_about ? base : entry_.link;
  }

  /// Resolves the address of a file outside of the texts. If the entry is on another host than the
  /// channel, the file is on the entry's host.
  std::string resolved(const Reference& address, const std::string& base) {
    const bool is_elsewhere = html::host_of(base) != html::host_of(document_.base_url());
    const bool has_own = document_.base(address.element) != document_.base_url();
    if (has_own || !is_elsewhere) return document_.url(address.element, address.text);
    return html::resolve_address(base, address.text, document_.growth());
  }

  static constexpr int kDeepest = 8;
  static constexpr int kAddress = 80;
  static constexpr int kSourceAuthor = 90;
  static constexpr int kNoAuthor = 100;

  XmlDocument& document_;
  const pugi::xml_node element_;
  const FeedContext& feed_;
  Entry entry_;
  Ranked<std::string> id_, source_;
  Ranked<Reference> link_, image_;
  std::vector<File> files_;
  Ranked<TextConstruct> title_, summary_, second_summary_, content_;
  Ranked<std::optional<WrittenDate>> published_, updated_;
  std::string original_enclosure_;
  int author_rank_ = kNoAuthor;
  int depth_ = 0;
  int groups_ = 0;  // number of groups so far
  bool in_group_ = false;
};

const std::span<const EntryReader::Handler> EntryReader::handlers(Vocabulary vocabulary,
                                                                  bool atom) {
  using R = EntryReader;
  // RSS of all versions, and elements that old feeds use without a namespace.
  static constexpr Handler kPlain[] = {{"title", &R::title, 0},
                                       {"link", &R::link, 1},
                                       {"description", &R::summary, 0},
                                       {"guid", &R::guid, 0},
                                       {"pubDate", &R::published, 0},
                                       {"author", &R::rss_author, 0},
                                       {"category", &R::category, 0},
                                       {"enclosure", &R::enclosure, 0},
                                       {"source", &R::source, 0},
                                       {"content", &R::content, 2},
                                       {"summary", &R::second_summary, 0},
                                       {"encoded", &R::content, 1},
                                       {"body", &R::content, 6},
                                       {"fullitem", &R::content, 7},
                                       {"id", &R::id, 4},
                                       {"date", &R::published, 5},
                                       {"published", &R::published, 4},
                                       {"updated", &R::updated, 4},
                                       {"modified", &R::updated, 5},
                                       {"tags", &R::keywords, 0},
                                       {"language", &R::language, 0}};
  static constexpr Handler kAtom[] = {{"title", &R::atom_title, 0},
                                      {"link", &R::atom_link, 1},
                                      {"id", &R::id, 0},
                                      {"summary", &R::atom_summary, 0},
                                      {"content", &R::atom_content, 0},
                                      {"published", &R::published, 0},
                                      {"issued", &R::published, 1},
                                      {"created", &R::published, 2},
                                      {"updated", &R::updated, 0},
                                      {"modified", &R::updated, 1},
                                      {"author", &R::author, 0},
                                      {"category", &R::category, 0},
                                      {"source", &R::source, 0}};
  static constexpr Handler kAtomInRss[] = {{"title", &R::atom_title, 10},
                                           {"link", &R::atom_link, 10},
                                           {"id", &R::id, 10},
                                           {"summary", &R::atom_summary, 10},
                                           {"content", &R::atom_content, 1},
                                           {"published", &R::published, 10},
                                           {"issued", &R::published, 11},
                                           {"created", &R::published, 12},
                                           {"updated", &R::updated, 0},
                                           {"modified", &R::updated, 1},
                                           {"author", &R::author, 2},
                                           {"category", &R::category, 0},
                                           {"source", &R::source, 0}};
  static constexpr Handler kDublinCore[] = {
      {"title", &R::title, 20},       {"description", &R::summary, 20},
      {"identifier", &R::id, 20},     {"creator", &R::author, 1},
      {"author", &R::author, 4},      {"subject", &R::category, 0},
      {"date", &R::published, 20},    {"issued", &R::published, 21},
      {"created", &R::published, 22}, {"modified", &R::updated, 20},
      {"language", &R::language, 0},  {"abstract", &R::summary, 21}};
  static constexpr Handler kContent[] = {{"encoded", &R::content, 0}};
  static constexpr Handler kMedia[] = {
      {"title", &R::title, 30},      {"description", &R::summary, 30},
      {"content", &R::media, 0},     {"group", &R::group, 0},
      {"player", &R::player, 30},    {"category", &R::category, 0},
      {"keywords", &R::keywords, 0}, {"credit", &R::credit, 5},
      {"thumbnail", &R::image, 0}};
  static constexpr Handler kItunes[] = {
      {"title", &R::title, 40},  {"summary", &R::summary, 40},  {"subtitle", &R::summary, 41},
      {"author", &R::author, 6}, {"category", &R::category, 0}, {"keywords", &R::keywords, 0},
      {"image", &R::image, 1}};
  static constexpr Handler kFeedburner[] = {{"origLink", &R::link, 0},
                                            {"origEnclosureLink", &R::original_enclosure, 0}};
  static constexpr Handler kXhtml[] = {{"body", &R::xhtml, 3}, {"div", &R::xhtml, 4}};
  switch (vocabulary) {
    case Vocabulary::kPlain:
      return kPlain;
    case Vocabulary::kAtom:
      return atom ? std::span<const Handler>(kAtom) : kAtomInRss;
    case Vocabulary::kDublinCore:
      return kDublinCore;
    case Vocabulary::kContent:
      return kContent;
    case Vocabulary::kMedia:
      return kMedia;
    case Vocabulary::kItunes:
      return kItunes;
    case Vocabulary::kFeedburner:
      return kFeedburner;
    case Vocabulary::kXhtml:
      return kXhtml;
    default:
      return {};
  }
}

bool is_markup_type(std::string_view type) {
  return type == "xhtml" || type == "application/xhtml+xml";
}

/// RFC 4287 section 4.1.3.3: content that is neither text nor XML is Base64.
bool is_binary_type(std::string_view type) {
  return type.find('/') != std::string_view::npos && !type.starts_with("text/") &&
         type.find("xml") == std::string_view::npos && type.find("html") == std::string_view::npos;
}

TextKind kind_of(std::string_view type, TextKind fallback) {
  if (type == "html" || type == "text/html") return TextKind::kHtml;
  if (type == "text" || type == "text/plain" || type == "plain") return TextKind::kPlain;
  return type.empty() ? fallback : TextKind::kUnsaid;
}

/// The markup inside `element`; RFC 4287 section 3.1.1.3 puts a <div> around it that is not part of
/// the content.
std::string inline_markup(XmlDocument& document, const pugi::xml_node& element) {
  const pugi::xml_node first = first_element(element);
  const bool div = first && equals_ignore_case(document.name(first).local, "div") &&
                   first == element.last_child() && trim(element.value()).empty();
  return document.markup(div ? first : element);
}

/// "mail@example.org (Full Name)" of RSS 2.0, "Full Name (mail@example.org)" and "Full Name
/// <mail@example.org>" give the name alone.
std::string name_of_person(std::string_view text) {
  const std::size_t open = text.find_first_of("(<");
  const std::size_t close = text.find_last_of(")>");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
      text.find('@') == std::string_view::npos) {
    return std::string(text);
  }
  const std::string_view before = trim(text.substr(0, open));
  const std::string_view inside = trim(text.substr(open + 1, close - open - 1));
  const bool mail_first = before.find('@') != std::string_view::npos;
  const std::string_view name = mail_first ? inside : before;
  return std::string(name.empty() ? text : name);
}

}  // namespace

Entry read_entry(XmlDocument& document, const pugi::xml_node& element, const FeedContext& feed) {
  return EntryReader(document, element, feed).read();
}

TextConstruct read_text(XmlDocument& document, const pugi::xml_node& element, TextKind fallback) {
  std::string type, mode;
  if (element.first_attribute()) {
    type = to_lower_ascii(document.attribute(element, "type"));
    mode = to_lower_ascii(document.attribute(element, "mode"));  // Atom 0.3
  }
  if (is_markup_type(type) || (element.first_child() && first_element(element))) {
    return {inline_markup(document, element), TextKind::kHtml};
  }
  TextConstruct out{document.text(element), kind_of(type, fallback)};
  if (mode == "base64" || is_binary_type(type)) {
    std::optional<std::string> decoded = decode_base64(out.value);
    if (decoded && is_valid_utf8(*decoded)) {
      out = {xml_text(trim(*decoded)), out.kind};
    }
  } else if (mode == "escaped" && out.kind == TextKind::kPlain && type.empty()) {
    out.kind = TextKind::kUnsaid;
  }
  if (out.kind != TextKind::kPlain && document.has_attribute(element, "xml:base")) {
    out.value =
        html::with_absolute_links(std::move(out.value), document.base(element), document.growth());
  }
  return out;
}

std::string read_person(XmlDocument& document, const pugi::xml_node& element) {
  if (!first_element(element)) {
    return html::one_line(name_of_person(document.text(element)));
  }
  Ranked<std::string> name;
  for (const pugi::xml_node& child : element.children()) {
    const std::string_view local = document.name(child).local;
    if (equals_ignore_case(local, "name")) name.offer(0, html::one_line(document.text(child)));
    if (equals_ignore_case(local, "email")) name.offer(1, document.text(child));
  }
  name.offer(2, html::one_line(document.text(element)));
  return name.take();
}

bool is_alternate(std::string_view rel) {
  return rel.empty() || equals_ignore_case(rel, "alternate") ||
         equals_ignore_case(rel, "http://www.iana.org/assignments/relation/alternate");
}

}  // namespace wirefold::parse
