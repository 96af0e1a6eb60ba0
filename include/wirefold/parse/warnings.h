// Collects the faults of a document, one warning for each kind of fault.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

class Warnings {
 public:
  static constexpr std::size_t kNoPlace = std::string_view::npos;

  /// From now on offsets are into `source`, which must outlive the calls of add().
  void set_source(std::string_view source) { source_ = source; }

  /// Adds a warning `what` about the byte `offset` of the source.
  void add(std::string_view what, std::size_t offset = kNoPlace);

  /// One text for each kind, in the order in which the kinds came up: "line 3: undeclared entity
  /// &nbsp; (12 times)". At most 50 kinds.
  std::vector<std::string> texts() const;

 private:
  struct Kind {
    std::string text;  // with the line of the first occurrence
    std::size_t times;
  };
  std::string_view source_;
  std::vector<Kind> kinds_;
  std::map<std::string, std::size_t, std::less<>> index_;  // what -> into kinds_
  std::size_t left_out_ = 0;
};

}  // namespace wirefold::parse
