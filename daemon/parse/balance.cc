#include "balance.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

// HTML elements without content, except those whose names feeds use too.
constexpr std::array<std::string_view, 7> kVoid = {"area",  "br",  "hr", "img",
                                                   "input", "col", "wbr"};

// Elements of RSS that hold one line of text and no markup, so no element can be inside them.
constexpr std::array<std::string_view, 8> kOneLine = {"title",    "link",    "guid",     "pubdate",
                                                      "language", "dc:date", "comments", "ttl"};

template <typename Names>
bool among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool starts_name(char c) {
  const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return letter || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

bool is_entry(std::string_view name) { return name == "item" || name == "entry"; }

// Elements that contain entries.
constexpr std::array<std::string_view, 4> kContainers = {"channel", "rss", "rdf:rdf", "feed"};

enum class Section : std::uint8_t { kCdata, kComment, kInstruction };

struct SectionEnd {
  std::string_view close;
  std::string_view problem;
};

constexpr std::array<SectionEnd, 3> kSections = {
    SectionEnd{"]]>", "a CDATA section that is not closed"},
    SectionEnd{"-->", "a comment that is not closed"},
    SectionEnd{"?>", "a processing instruction that is not closed"}};

class Balancer {
 public:
  Balancer(std::string_view text, Warnings& warnings) : in_(text), warnings_(warnings) {
    warnings_.set_source(text);
    out_.reserve(text.size() + text.size() / 16);
  }

  std::string run() {
    while (at_ < in_.size()) {
      const std::size_t open = std::min(in_.find('<', at_), in_.size());
      out_ += in_.substr(at_, open - at_);
      at_ = open;
      if (at_ < in_.size()) markup();
    }
    end();
    return std::move(out_);
  }

 private:
  struct Open {
    std::string name;     // lower case
    std::string written;  // as the start tag spells it
    std::size_t out_at;   // where the start tag begins in out_
  };

  bool at(std::string_view what) const { return in_.compare(at_, what.size(), what) == 0; }

  void markup() {
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : '\0';
    if (at("<![CDATA[")) {
      section(Section::kCdata);
    } else if (at("<!--")) {
      section(Section::kComment);
    } else if (next == '?') {
      section(Section::kInstruction);
    } else if (next == '!') {
      declaration();
    } else if (next == '/' && at_ + 2 < in_.size() && starts_name(in_[at_ + 2])) {
      end_tag();
    } else if (starts_name(next)) {
      start_tag();
    } else {
      escape("a '<' that starts no tag");
    }
  }

  /// Writes a '<' that starts no markup as text.
  void escape(std::string_view problem) {
    warnings_.add(problem, at_);
    out_ += "&lt;";
    ++at_;
  }

  /// Keeps CDATA sections; of comments and instructions only the line breaks stay.
  void section(Section kind) {
    const auto [close, problem] = kSections[static_cast<std::size_t>(kind)];
    bool& never_closed = never_closed_[static_cast<std::size_t>(kind)];
    const std::size_t end = never_closed ? std::string_view::npos : in_.find(close, at_);
    if (end == std::string_view::npos) {
      never_closed = true;
      escape(problem);
      return;
    }
    const std::string_view whole = in_.substr(at_, end + close.size() - at_);
    if (kind != Section::kCdata) return drop(whole);
    out_ += whole;
    at_ += whole.size();
  }

  /// <!DOCTYPE ... [ ... ]>, which comes before the first element. References reads it.
  void declaration() {
    std::size_t end = in_element_ ? std::string_view::npos : in_.find('>', at_);
    if (end != std::string_view::npos &&
        in_.substr(at_, end - at_).find('[') != std::string_view::npos) {
      end = in_.find(']', at_);
      if (end != std::string_view::npos) end = in_.find('>', end);
    }
    if (end == std::string_view::npos) {
      in_element_ = true;
      escape("a '<!' that starts no declaration");
      return;
    }
    drop(in_.substr(at_, end + 1 - at_));
  }

  /// Drops `text`, which begins at at_, except its line breaks.
  void drop(std::string_view text) {
    out_.append(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
    at_ += text.size();
  }

  std::string take_name() {
    const std::size_t begin = at_;
    while (at_ < in_.size() && in_name(in_[at_])) ++at_;
    return std::string(in_.substr(begin, at_ - begin));
  }

  void skip_blank() { at_ = std::min(in_.find_first_not_of(kBlank, at_), in_.size()); }

  void end_tag() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::string written = take_name();
    const std::string name = to_lower_ascii(written);
    const std::size_t close = in_.find_first_of("<>", at_);
    if (close == std::string_view::npos || in_[close] == '<') {
      warnings_.add("an end tag that is not closed", begin);
      at_ = std::min(close, in_.size());
    } else {
      at_ = close + 1;
    }
    if (open_count_[name] == 0) {
      if (!among(kVoid, name)) warnings_.add("</" + written + "> without a start tag", begin);
      return;
    }
    while (open_.back().name != name) close_unclosed(begin);
    if (written != open_.back().written) {
      warnings_.add("<" + open_.back().written + "> closed as </" + written + ">", begin);
    }
    close_innermost();
  }

  void start_tag() {
    const std::size_t begin = at_;
    ++at_;
    const std::string written = take_name();
    const std::string name = to_lower_ascii(written);
    const std::string attributes = take_attributes(begin);
    if (at_ >= in_.size() && in_.back() != '>') {  // the document ends inside this tag
      warnings_.add("the document ends inside a tag", begin);
      return;
    }
    close_before(name, begin);
    const std::size_t out_at = out_.size();
    in_element_ = true;
    out_.append("<").append(written).append(attributes);
    if (empty_ || among(kVoid, name)) {
      out_ += "/>";
      return;
    }
    out_ += '>';
    open_.push_back({name, written, out_at});
    ++open_count_[name];
  }

  /// Reads up to and including '>', or up to the next '<'; sets empty_ if the tag ends in "/>".
  std::string take_attributes(std::size_t tag) {
    std::string out;
    empty_ = false;
    while (true) {
      skip_blank();
      if (at_ >= in_.size()) return out;
      if (in_[at_] == '>') {
        ++at_;
        return out;
      }
      if (in_[at_] == '<') {
        warnings_.add("a tag that is not closed", tag);
        return out;
      }
      if (in_[at_] == '/') {
        empty_ = at_ + 1 < in_.size() && in_[at_ + 1] == '>';
        ++at_;
      } else if (starts_name(in_[at_])) {
        attribute(out, tag);
      } else {
        warnings_.add("a stray character in a tag", at_);
        ++at_;
      }
    }
  }

  void attribute(std::string& out, std::size_t tag) {
    const std::string name = take_name();
    skip_blank();
    std::string value = name;
    if (at_ < in_.size() && in_[at_] == '=') {
      ++at_;
      skip_blank();
      value = take_value(tag);
    } else {
      warnings_.add("an attribute without a value", tag);
    }
    out.append(" ").append(name).append("=\"");
    for (const char c : value) {
      if (c == '"') {
        out += "&quot;";
      } else if (c == '<') {
        out += "&lt;";
      } else {
        out += c;
      }
    }
    out += '"';
  }

  std::string take_value(std::size_t tag) {
    const char quote = at_ < in_.size() ? in_[at_] : '\0';
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(in_.find(quote, at_ + 1), in_.size());
      const std::string value(in_.substr(at_ + 1, end - at_ - 1));
      at_ = std::min(end + 1, in_.size());
      return value;
    }
    warnings_.add("an attribute without quotes", tag);
    const std::size_t end = std::min(in_.find_first_of(" \t\r\n<>", at_), in_.size());
    const std::string value(in_.substr(at_, end - at_));
    at_ = end;
    return value;
  }

  /// Closes the open elements that cannot contain a <name>.
  void close_before(const std::string& name, std::size_t place) {
    if (is_entry(name)) {
      while (open_count_[name] > 0) close_unclosed(place);
      if (!in_container()) return;
      while (!among(kContainers, open_.back().name)) close_unclosed(place);
    } else if (!open_.empty() && among(kOneLine, open_.back().name) &&
               (among(kOneLine, name) || name == "description")) {
      close_unclosed(place);
    }
  }

  bool in_container() const {
    return std::any_of(open_.begin(),
                       open_.begin() + std::min<std::ptrdiff_t>(std::ssize(open_), 4),
                       [](const Open& o) { return among(kContainers, o.name); });
  }

  void close_unclosed(std::size_t place) {
    warnings_.add("<" + open_.back().written + "> is not closed", place);
    close_innermost();
  }

  void close_innermost() {
    if (is_entry(open_.back().name)) ++whole_entries_;
    out_.append("</").append(open_.back().written).append(">");
    --open_count_[open_.back().name];
    open_.pop_back();
  }

  void end() {
    if (open_.empty()) return;
    warnings_.add("the document breaks off", in_.size());
    const auto entry =
        std::find_if(open_.begin(), open_.end(), [](const Open& o) { return is_entry(o.name); });
    if (entry != open_.end() && whole_entries_ > 0) {
      out_.resize(entry->out_at);
      open_.erase(entry, open_.end());
    }
    while (!open_.empty()) close_innermost();
  }

  std::string_view in_;
  Warnings& warnings_;
  std::string out_;
  std::size_t at_ = 0;
  bool empty_ = false;
  bool in_element_ = false;                               // past the prolog
  std::array<bool, kSections.size()> never_closed_ = {};  // so as not to search again
  std::vector<Open> open_;
  std::map<std::string, std::size_t> open_count_;  // no hashes: a document chooses these names
  std::size_t whole_entries_ = 0;
};

}  // namespace

std::string balance(std::string_view text, Warnings& warnings) {
  return Balancer(text, warnings).run();
}

}  // namespace wirefold::parse
