// The names of elements as numbers, with libxml2's rules for them. Private to the html area.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::html {

/// The number of an element's name.
using TagName = std::uint32_t;
inline constexpr TagName kNoTag = ~TagName{0};

/// libxml2 reads no more of a name (HTML_PARSER_BUFFER_SIZE); the rest is an attribute to it.
inline constexpr std::size_t kLongestName = 100;

/// A copy of a name in lower case, cut at kLongestName.
class LowerName {
 public:
  explicit LowerName(std::string_view name);
  std::string_view view() const { return {room_.data(), size_}; }

 private:
  std::array<char, kLongestName> room_;
  std::size_t size_;
};

/// Names that the parser treats specially.
struct KnownTags {
  TagName html, head, body, p, script, style;
};
const KnownTags& known_tags();

/// True for elements without content: libxml2 closes them at once.
bool is_void(TagName name);

/// True if a start tag `next` ends the open element `open`.
bool ends(TagName open, TagName next);

/// An end tag closes no element of a higher rank than its own.
int end_rank(TagName name);

/// True for elements of a <head>, which imply one where none is open.
bool belongs_in_head(TagName name);

/// True for <frame>, <frameset> and <noframes>, which imply no <body>.
bool is_of_frames(TagName name);

/// Numbers the names of one document, which are in lower case. Takes at most `most` names outside
/// of HTML: libxml2's dictionary has some 4,600 slots for all names and searches the others
/// linearly.
class TagNames {
 public:
  explicit TagNames(std::size_t most) : most_(most) {}
  /// The number of `name`, which may be new; kNoTag for one name too many.
  TagName number(std::string_view name);
  /// kNoTag for a name without a number.
  TagName find(std::string_view name) const;
  std::string_view text(TagName name) const;

 private:
  std::size_t most_;
  std::map<std::string, TagName, std::less<>> others_;
  std::vector<std::string_view> texts_;  // of others_
};

}  // namespace wirefold::html
