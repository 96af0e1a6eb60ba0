#include "wirefold/html/links.h"

#include <algorithm>
#include <array>

#include "srcset.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"
#include "wirefold/html/url.h"

namespace wirefold::html {
namespace {

constexpr std::array<std::string_view, 8> kLinkAttributes = {
    "href", "src", "srcset", "poster", "cite", "action", "longdesc", "background"};
constexpr std::size_t kLongestName = std::string_view("data-lazy-srcset").size();

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// Copies markup and rewrites the links of its tags.
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

std::string absolute_srcset(std::string_view value, std::string_view base, Growth& growth) {
  std::string out;
  for (Candidate c = take_candidate(value); !c.url.empty(); c = take_candidate(value)) {
    if (!out.empty()) out += ", ";
    out += resolve_url(base, c.url, growth);
    if (!c.descriptor.empty()) out.append(" ").append(c.descriptor);
  }
  return out;
}

}  // namespace

bool is_link_attribute(std::string_view name) noexcept {
  const auto is_among = [name](const auto& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return is_among(kLinkAttributes) || is_among(kLazySources) || is_among(kLazySets);
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
