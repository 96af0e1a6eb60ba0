// The feed readers, one for each family of formats, and their shared functions. feed.cc chooses
// among them.
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

/// A value that several elements may give: the lowest rank wins, and the first of equal ranks.
template <typename T>
class Ranked {
 public:
  void offer(int rank, T value) {
    if (rank >= rank_ || is_empty(value)) return;
    rank_ = rank;
    value_ = std::move(value);
  }
  /// Like offer(), but the last of equal ranks wins.
  void replace(int rank, T value) {
    if (rank <= rank_ && !is_empty(value)) rank_ = std::numeric_limits<int>::max();
    offer(rank, std::move(value));
  }
  /// False if offer() would ignore a value of `rank`, so it need not be read.
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

/// The warning for each entry beyond kMostEntries.
inline constexpr std::string_view kTooManyEntries = "more entries than are read";

/// The most names or files of an entry. No real entry has this many, and the search for duplicates
/// takes quadratic time.
inline constexpr std::size_t kMostListed = 500;

/// Adds `value` unless it is empty, already listed, or the list has kMostListed values.
void add_once(std::vector<std::string>& list, std::string value);

/// Applies the limits of model/limits.h to the feed's own facts: clears addresses and a language
/// that are too long, cuts the rights.
void limit_facts(ParsedFeed& feed);

/// Gives entries without authors those of the feed (RFC 4287 section 4.2.1) while feed.growth has
/// room.
void inherit_authors(ParsedFeed& feed, const std::vector<std::string>& authors);

/// Returns `text` if `growth` has room for another copy, else empty.
std::string inherited(const std::string& text, Growth& growth);

/// Returns `text` without the marks of CDATA sections, which some writers escape or write twice. If
/// a text begins with one, all are removed; any other text may be about them and is unchanged.
std::string without_cdata(std::string text);

/// True for an empty link, "#", and the values that programs write if they have no link: "N/A",
/// "null".
bool names_nothing(std::string_view link);

/// Reads a whole number such as the `length` of an enclosure; nullopt if `text` is anything else.
std::optional<std::uint64_t> number_of(std::string_view text);

/// The warning that `what` should be a date, but its `text` is not one.
std::string not_a_date(std::string_view what, std::string_view text);

/// Reads RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0. Errors: kUnsupported for other XML and for a
/// document that is not XML, kMalformed if nothing of the feed can be read, kTooLarge for more than
/// kMostTags tags.
Result<ParsedFeed> read_xml_feed(std::string_view utf8, std::string_view base_url,
                                 Warnings& warnings);

/// Reads JSON Feed 1.0 and 1.1. Errors: kMalformed for invalid JSON, kUnsupported for other JSON.
Result<ParsedFeed> read_json_feed(std::string_view utf8, std::string_view base_url,
                                  Warnings& warnings);

}  // namespace wirefold::parse
