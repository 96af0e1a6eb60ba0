#include "wirefold/html/links.h"

#include <algorithm>
#include <iterator>

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/url.h"

namespace wirefold::html {
namespace {

constexpr std::string_view kLinkAttributes[] = {
    "href",     "src",        "srcset",   "poster",      "cite",          "action",
    "longdesc", "background", "data-src", "data-srcset", "data-lazy-src", "data-original"};
constexpr std::size_t kLongestName = std::string_view("data-original").size();

constexpr std::string_view kBlank = " \t\r\n\f";

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// Copies markup and rewrites the links of its tags as they pass.
class Rewriter {
 public:
  Rewriter(std::string_view markup, std::string_view base, Growth& growth)
      : in_(markup), base_(base), growth_(growth) {}

  std::string run() {
    while ((at_ = in_.find('<', at_)) != std::string_view::npos) {
      ++at_;
      if (at_ < in_.size() && is_letter(in_[at_])) {
        tag();
      } else if (in_.compare(at_, 3, "!--") == 0) {
        at_ = std::min(in_.find("-->", at_), in_.size());
      }
    }
    if (copied_ == 0) return {};
    out_ += in_.substr(copied_);
    return std::move(out_);
  }

 private:
  template <typename Is>
  std::size_t find(std::size_t from, Is&& is) const {
    while (from < in_.size() && !is(in_[from])) ++from;
    return from;
  }
  std::size_t skip_blank(std::size_t from) const {
    return find(from, [](char c) { return !is_blank(c); });
  }

  void tag() {
    const auto ends_name = [](char c) { return is_blank(c) || c == '/' || c == '>' || c == '='; };
    at_ = find(at_, ends_name);
    while (at_ < in_.size() && in_[at_] != '>') {
      const std::size_t name_at = find(at_, [](char c) { return !is_blank(c) && c != '/'; });
      at_ = find(name_at, ends_name);
      const std::string_view name = in_.substr(name_at, at_ - name_at);
      const std::size_t equals = skip_blank(at_);
      if (equals < in_.size() && in_[equals] == '=') value(name, skip_blank(equals + 1));
    }
  }

  void value(std::string_view name, std::size_t begin) {
    if (begin == in_.size()) {
      at_ = begin;
      return;
    }
    const char quote = in_[begin] == '"' || in_[begin] == '\'' ? in_[begin] : '\0';
    if (quote != '\0') ++begin;
    const std::size_t end = quote != '\0'
                                ? std::min(in_.find(quote, begin), in_.size())
                                : find(begin, [](char c) { return is_blank(c) || c == '>'; });
    link(name, begin, end, quote);
    at_ = quote != '\0' && end < in_.size() ? end + 1 : end;
  }

  void link(std::string_view name, std::size_t begin, std::size_t end, char quote) {
    const std::string_view raw = in_.substr(begin, end - begin);
    const bool fits = name.size() >= 3 && name.size() <= kLongestName;
    if (!fits || starts_with_ignore_case(raw, "http")) return;
    const std::string lower = to_lower_ascii(name);
    if (!is_link_attribute(lower)) return;
    const std::string old = decode_entities(raw);
    const std::string resolved = absolute_link(lower, old, base_, growth_);
    if (resolved == old) return;
    out_ += in_.substr(copied_, begin - copied_);
    if (quote == '\0') out_ += '"';
    out_ += escape_markup(resolved);
    if (quote == '\0') out_ += '"';
    copied_ = end;
  }

  std::string_view in_;
  std::string_view base_;
  Growth& growth_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;  // in_ before this is in out_
};

/// "a.png 1x, b.png 2x": a URL, then a descriptor, between commas (WHATWG HTML, "srcset").
std::string absolute_srcset(std::string_view value, std::string_view base, Growth& growth) {
  std::string out;
  while (!(value = trim(value)).empty()) {
    const std::size_t url_end = std::min(value.find_first_of(kBlank), value.size());
    std::string_view url = value.substr(0, url_end);
    const bool bare = url.ends_with(',');
    while (url.ends_with(',')) url.remove_suffix(1);
    value.remove_prefix(url_end);
    const std::size_t comma = bare ? 0 : std::min(value.find(','), value.size());
    const std::string_view descriptor = trim(value.substr(0, comma));
    value.remove_prefix(bare ? 0 : std::min(comma + 1, value.size()));
    if (url.empty()) continue;
    if (!out.empty()) out += ", ";
    out += resolve_url(base, url, growth);
    if (!descriptor.empty()) out.append(" ").append(descriptor);
  }
  return out;
}

}  // namespace

bool is_link_attribute(std::string_view name) noexcept {
  return std::find(std::begin(kLinkAttributes), std::end(kLinkAttributes), name) !=
         std::end(kLinkAttributes);
}

std::string absolute_link(std::string_view name, std::string_view value, std::string_view base,
                          Growth& growth) {
  if (!has_scheme(base)) return std::string(value);
  return name.ends_with("srcset") ? absolute_srcset(value, base, growth)
                                  : resolve_url(base, value, growth);
}

std::string with_absolute_links(std::string markup, std::string_view base, Growth& growth) {
  if (!has_scheme(base)) return markup;
  std::string changed = Rewriter(markup, base, growth).run();
  if (!changed.empty()) return changed;
  return markup;
}

}  // namespace wirefold::html
