// Keeps the first different names of a document. Private to the html area.
#pragma once

#include <set>
#include <string_view>
#include <vector>

namespace wirefold::html {

/// The first `most` different names, as views into the document.
class FirstNames {
 public:
  explicit FirstNames(std::size_t most) : most_(most) {}

  /// True if `name` is kept. Adds it if there is room.
  bool holds(std::string_view name) {
    recent_.resize(kRecent);
    std::string_view& recent = recent_[slot_of(name)];
    if (recent == name) return true;
    if (!names_.contains(name)) {
      if (names_.size() >= most_) return false;
      names_.insert(name);
    }
    recent = name;
    return true;
  }

 private:
  static constexpr std::size_t kRecent = 1024;

  static std::size_t slot_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto at = [name](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    const std::size_t size = name.size();
    return (at(0) * 31U + at(size / 2) * 173U + at(size - 1) * 7U + size * 67U) % kRecent;
  }

  std::size_t most_;
  std::set<std::string_view> names_;
  std::vector<std::string_view> recent_;  // of names_, so that most look-ups are one comparison
};

}  // namespace wirefold::html
