// One reader a family of formats, and what they share; feed.cc chooses among them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/base/growth.h"
#include "wirefold/base/result.h"
#include "wirefold/model/entry.h"
#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// A value that several elements may give: the one of the lowest rank counts, of equals the first.
template <typename T>
class Ranked {
 public:
  void offer(int rank, T value) {
    if (rank >= rank_ || is_empty(value)) return;
    rank_ = rank;
    value_ = std::move(value);
  }
  /// As offer(), but of equals the last.
  void replace(int rank, T value) {
    if (rank <= rank_ && !is_empty(value)) rank_ = std::numeric_limits<int>::max();
    offer(rank, std::move(value));
  }
  /// False if a value of `rank` would not count: there is no need to read it.
  bool wants(int rank) const { return rank < rank_; }

  const T& value() const { return value_; }
  T take() { return std::move(value_); }

 private:
  template <typename U>
  static bool is_empty(const U& value) {
    return value.empty();
  }
  template <typename U>
  static bool is_empty(const std::optional<U>& value) {
    return !value;
  }
  T value_{};
  int rank_ = std::numeric_limits<int>::max();
};

/// What to warn of for each entry beyond kMostEntries.
inline constexpr std::string_view kTooManyEntries = "more entries than are read";

/// Looking for doubles takes quadratic time; no entry has as many names or files on purpose.
inline constexpr std::size_t kMostListed = 500;

/// Adds `value` unless it is empty or there.
void add_once(std::vector<std::string>& list, std::string value);

/// Shortens what the feed around the entries says of itself: see model/limits.h.
void limit_facts(ParsedFeed& feed);

/// Gives entries without authors those of the feed (RFC 4287 section 4.2.1), as far as there is
/// room.
void inherit_authors(ParsedFeed& feed, const std::vector<std::string>& authors);

/// `text` if `growth` has room for another one of it, else empty.
std::string inherited(const std::string& text, Growth& growth);

/// `text` without the marks of CDATA sections, which some writers escape, or write twice. A text
/// that begins with one loses all of them; any other is about them, and stays.
std::string without_cdata(std::string text);

/// True for an empty link, "#", and what programs write where they have none: "N/A", "null".
bool names_nothing(std::string_view link);

/// A whole number such as the `length` of an enclosure; nothing for anything else.
std::optional<std::uint64_t> number_of(std::string_view text);

/// What to warn of where `what` should be a date and its `text` is none.
std::string not_a_date(std::string_view what, std::string_view text);

/// RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0. Errors: kUnsupported for other XML and for what is none,
/// kMalformed for a feed of which nothing can be read.
Result<ParsedFeed> read_xml_feed(std::string_view utf8, std::string_view base_url,
                                 Warnings& warnings);

/// JSON Feed 1.0 and 1.1. Errors: kMalformed for bad JSON, kUnsupported for other JSON.
Result<ParsedFeed> read_json_feed(std::string_view utf8, std::string_view base_url,
                                  Warnings& warnings);

}  // namespace wirefold::parse
