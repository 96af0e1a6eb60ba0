// Reads the fields of a form or query. Private to the serve area.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/override.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// The fields are of any bytes. A field that is missing is 0 or empty; so is one with a wrong
/// value, and problem() then names it.
class Fields {
 public:
  /// `sent` must outlive this object.
  explicit Fields(const Arguments& sent) : sent_(sent) {}

  /// A positive whole number.
  std::int64_t number(std::string_view name);

  /// All of this name, each once, in their order; at most kMostNumbers.
  std::vector<std::int64_t> numbers(std::string_view name);

  /// A line of text, with single spaces; at most `most` bytes.
  std::string line(std::string_view name, std::size_t most = kMostArgumentBytes);

  /// The kind of an order, by its name; kUndo for all but the names of orders.
  OverrideKind kind();

  /// Any bytes.
  const std::string& bytes(std::string_view name) const;

  /// Notes a wrong value that only the caller knows to be wrong.
  void refuse(std::string_view name, std::string_view why);

  /// "article: not a whole number"; of the first wrong field that was read. Empty: all are right.
  const std::string& problem() const { return problem_; }

  static constexpr std::size_t kMostNumbers = 500;

 private:
  std::int64_t number_in(std::string_view name, const std::string& value);

  const Arguments& sent_;
  std::string problem_;
};

}  // namespace wirefold::serve
