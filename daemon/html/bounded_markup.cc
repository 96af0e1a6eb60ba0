#include "bounded_markup.h"

#include <algorithm>

#include "first_names.h"
#include "markup_scan.h"
#include "open_elements.h"
#include "tag_names.h"
#include "wirefold/base/strings.h"

namespace wirefold::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// libxml2 looks at text in pieces of this many bytes (HTML_PARSER_BIG_BUFFER_SIZE).
constexpr std::size_t kTextPiece = 1000;

/// True if `text` may end inside a reference or inside the beginning of a tag.
bool may_grow_on(std::string_view text) {
  constexpr std::size_t kReach = 64;
  constexpr std::string_view kInside = "#!/-";
  for (std::size_t i = text.size(); i > 0 && text.size() - i < kReach; --i) {
    const char c = text[i - 1];
    if (c == '&' || c == '<') return true;
    if (!in_name(c) && kInside.find(c) == kNone) return false;
  }
  return false;
}

bool is_piece_shown(std::string_view piece, bool before_reference) {
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < piece.size();) {
    const std::size_t none = uncharacter_size(piece, i);
    if (none == 0 && (!is_blank(piece[i]) || ++blanks == kTextPiece)) return true;
    i += std::max<std::size_t>(none, 1);
  }
  return blanks > 0 && before_reference;
}

/// True if libxml2 puts [from, to) into a paragraph where none is open. It does not for white
/// space up to a tag, nor for bytes and references that are no character.
bool is_shown(std::string_view in, std::size_t from, std::size_t to) {
  while (from < to) {
    const std::size_t amp = std::min(in.find('&', from), to);
    if (is_piece_shown(in.substr(from, amp - from), amp < to)) return true;
    if (amp == to) return false;
    if (amp + 1 >= to || in[amp + 1] != '#' || is_character(in, amp)) return true;
    from = number_reference_end(in, amp);
  }
  return false;
}

/// The part that ends the tag whose parts begin at `from`.
TagPart tag_end(std::string_view in, std::size_t from) {
  TagPart part = tag_part(in, from);
  while (part.kind == TagPart::Kind::kAttribute || part.kind == TagPart::Kind::kJunk) {
    part = tag_part(in, part.end);
  }
  return part;
}

/// A copy of a text with some of its parts replaced, in order.
class EditedCopy {
 public:
  explicit EditedCopy(std::string_view text) : in_(text) {
    out_.reserve(in_.size() + in_.size() / 16);
  }

  /// Writes `instead` for the bytes [from, to) of the text. `from` is no less than any earlier
  /// `to`.
  void replace(std::size_t from, std::size_t to, std::string_view instead) {
    out_.append(in_, copied_, from - copied_).append(instead);
    copied_ = to;
  }

  /// Copies the text up to `end`, which is no less than any earlier `to`. Returns the copy so far.
  std::string_view copy_up_to(std::size_t end) {
    replace(end, end, {});
    return out_;
  }

  /// The whole copy.
  std::string finish() {
    replace(in_.size(), in_.size(), {});
    return std::move(out_);
  }

 private:
  std::string_view in_;
  std::string out_;
  std::size_t copied_ = 0;  // in_ before this is in out_, or cut
};

/// Reads markup as libxml2 does and copies it without the parts that are cut.
class Bounder {
 public:
  Bounder(std::string_view markup, const MarkupLimits& limits)
      : in_(markup),
        limits_(limits),
        tags_(limits.names),
        attributes_(limits.names),
        references_(limits.names),
        out_(markup) {}

  std::string run() {
    if (in_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // the byte order mark
    while (at_ < in_.size()) {
      if (open_.in_raw_text()) {
        raw_text();
      } else if (in_[at_] == '<') {
        markup();
      } else {
        text();
      }
    }
    return out_.finish();
  }

 private:
  char at(std::size_t offset) const { return at_ + offset < in_.size() ? in_[at_ + offset] : '\0'; }
  std::size_t find(char c, std::size_t from) const {
    return std::min(in_.find(c, from), in_.size());
  }

  /// Leaves out [at_, to). An empty comment keeps apart text that must not join: "&am" and "p;", or
  /// white space outside of a paragraph and other text.
  void drop(std::size_t to) {
    const bool part = open_.wants_paragraph() || may_grow_on(out_.copy_up_to(at_));
    out_.replace(at_, to, part ? "<!---->" : "");
    at_ = to;
  }

  void markup() {
    if (at(1) == '/') {
      end_tag();
    } else if (is_ascii_letter(at(1))) {
      start_tag();
    } else if (in_.compare(at_, 4, "<!--") == 0) {
      at_ = comment_end(in_, at_);
    } else if (starts_with_ignore_case(in_.substr(at_, 9), "<!doctype")) {
      doctype();
    } else {
      stray();
    }
  }

  /// A '<' that is text.
  void stray() {
    if (at(1) != '!') out_.replace(at_, at_ + 1, "&lt;");
    shown();
    ++at_;
  }

  /// Notes visible text, which makes a paragraph where none is open.
  void shown() {
    preamble_ = false;
    if (open_.wants_paragraph()) open_.imply_paragraph();
  }

  /// Drops a second doctype, one behind other content, and one whose quotes do not end.
  void doctype() {
    const std::size_t end = doctype_end(in_, at_);
    if (!preamble_ || doctype_seen_ || end == kNone) {
      return drop(std::min(find('>', at_) + 1, in_.size()));
    }
    doctype_seen_ = true;
    at_ = end;
  }

  void text() {
    if (preamble_) at_ = skip_blanks(in_, at_);
    const std::size_t end = find('<', at_);
    if (end == at_) return;
    preamble_ = false;
    if (open_.wants_paragraph() && is_shown(in_, at_, end)) open_.imply_paragraph();
    bound_references(at_, end);
    at_ = end;
  }

  /// True if the markup is long enough to exceed the limit of names.
  bool may_have_many_names() const { return in_.size() > 8 * limits_.names; }

  /// Escapes the '&' of references in [from, to) whose name exceeds the limit.
  void bound_references(std::size_t from, std::size_t to) {
    if (!may_have_many_names()) return;
    if (next_amp_ < from) next_amp_ = find('&', from);
    for (; next_amp_ < to; next_amp_ = find('&', next_amp_ + 1)) {
      std::size_t end = next_amp_ + 1;
      while (end < to && (in_name(in_[end]) || static_cast<unsigned char>(in_[end]) >= 0x80)) ++end;
      if (!references_.holds(in_.substr(next_amp_ + 1, end - next_amp_ - 1))) {
        out_.replace(next_amp_, next_amp_ + 1, "&amp;");
      }
    }
  }

  /// Reads the text of <script> or <style> up to its own end tag. A tag right behind the start tag
  /// is still read as a tag.
  void raw_text() {
    if (at(0) == '<' && at(1) == '/') return end_tag();
    if (at(0) == '<' && is_ascii_letter(at(1))) {
      open_.make_way(ending_name(name_end(in_, at_ + 1)));
      if (!open_.in_raw_text()) return;
    }
    const std::string_view name = tags_.text(open_.top());
    for (at_ = find('<', at_); at_ < in_.size(); at_ = find('<', at_ + 1)) {
      if (at(1) == '/' && starts_with_ignore_case(in_.substr(at_ + 2, name.size()), name)) return;
    }
  }

  /// The part of the name of the start tag at at_ that decides which open elements end: up to a
  /// '.'.
  TagName ending_name(std::size_t behind_name) const {
    const std::string_view name = in_.substr(at_ + 1, behind_name - at_ - 1);
    return tags_.find(LowerName(name.substr(0, name.find('.'))).view());
  }

  void end_tag() {
    const std::size_t name = at_ + 2;
    const std::size_t behind_name = name_end(in_, name);
    if (behind_name == name) {  // "</" alone: the rest is text
      preamble_ = false;
      at_ = name;
      return;
    }
    const std::size_t end = std::min(find('>', behind_name) + 1, in_.size());
    const LowerName lower(in_.substr(name, behind_name - name));
    // While at most <html> and <head> are open, an end tag costs nothing.
    const bool kept = open_.in_raw_text() || open_.wants_paragraph();
    if (!open_.close(tags_.find(lower.view())) && !kept) return drop(end);
    preamble_ = false;
    at_ = end;
  }

  void start_tag() {
    const std::size_t behind_name = name_end(in_, at_ + 1);
    const TagName name = tags_.number(LowerName(in_.substr(at_ + 1, behind_name - at_ - 1)).view());
    if (name == kNoTag) return drop(tag_end(in_, skip_blanks(in_, behind_name)).end);
    make_way(name, behind_name);
    if (open_.depth() >= limits_.depth && !is_void(name)) {
      close_top();
      make_way(name, behind_name);
    }
    preamble_ = false;
    open_.open(name);
    finish_start_tag(behind_name);
  }

  void make_way(TagName name, std::size_t behind_name) {
    open_.make_way(ending_name(behind_name));
    open_.make_way(name);
  }

  /// Writes an end tag for the innermost element. A <body> this deep, inside of <frameset>s, stays
  /// open.
  void close_top() {
    if (open_.top() == known_tags().body) return;
    out_.replace(at_, at_, "</" + std::string(tags_.text(open_.top())) + '>');
    open_.pop();
  }

  /// Reads the attributes, and closes the element if its tag is self-closing or void.
  void finish_start_tag(std::size_t from) {
    from = skip_blanks(in_, from);
    for (std::size_t count = 0;;) {
      const TagPart part = tag_part(in_, from);
      if (part.kind == TagPart::Kind::kAttribute) {
        if (++count > limits_.attributes) return finish_long_tag(from);
        bound_attribute(from, part);
      } else if (part.kind != TagPart::Kind::kJunk) {
        return finish_at(part);
      }
      from = part.end;
    }
  }

  void finish_at(const TagPart& end) {
    if (end.kind == TagPart::Kind::kSelfClosingEnd || is_void(open_.top())) open_.pop();
    at_ = end.end;
  }

  /// Leaves out everything from `from` to the end of the tag.
  void finish_long_tag(std::size_t from) {
    const TagPart end = tag_end(in_, from);
    out_.replace(from, end.begin, {});
    finish_at(end);
  }

  void bound_attribute(std::size_t from, const TagPart& part) {
    if (!may_have_many_names()) return;
    if (!attributes_.holds(in_.substr(from, part.name_end - from))) {
      out_.replace(from, part.end, "x=\"\" ");  // keeps its neighbours apart
    } else {
      bound_references(part.name_end, part.end);
    }
  }

  std::string_view in_;
  const MarkupLimits& limits_;
  TagNames tags_;
  FirstNames attributes_;
  FirstNames references_;
  OpenElements open_;
  EditedCopy out_;
  std::size_t at_ = 0;
  std::size_t next_amp_ = 0;  // the first '&' that was not checked
  bool preamble_ = true;      // only comments and the doctype so far
  bool doctype_seen_ = false;
};

/// HTML has no NUL, and libxml2 takes one as the end of the text.
std::string without_nul(std::string_view markup) {
  std::string out(markup);
  std::erase(out, '\0');
  return out;
}

}  // namespace

std::string bounded_markup(std::string_view markup, const MarkupLimits& limits) {
  if (markup.find('\0') != kNone) return Bounder(without_nul(markup), limits).run();
  return Bounder(markup, limits).run();
}

}  // namespace wirefold::html
