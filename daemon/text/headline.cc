#include "wirefold/text/headline.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "wirefold/base/strings.h"
#include "wirefold/text/normal.h"

namespace wirefold::text {
namespace {

// Separators between a headline and a name. All but "|" need spaces, or they would cut words in
// two.
constexpr std::string_view kSeparators[] = {" - ", " – ", " — ",  " | ", " • ", " · ",
                                            " » ", " « ", " :: ", " : ", "|",   " / "};

// In bytes. A longer part of a title is a headline, and a longer name of an outlet is ignored.
constexpr std::size_t kMaxName = 80;
constexpr std::size_t kMaxOutlet = 300;
constexpr std::size_t kMaxTitle = 4000;  // longer titles are texts and end in no name

/// The bytes at either end of a title where a separator may be: the longest name and separator.
constexpr std::size_t kReach = kMaxName + 8;

/// The bytes [begin, end) of a separator.
struct Gap {
  std::size_t begin;
  std::size_t end;
};

/// The last separator that a name may follow.
std::optional<Gap> last_gap(std::string_view title) {
  const std::size_t from = title.size() - std::min(title.size(), kReach);
  std::optional<Gap> found;
  for (const std::string_view s : kSeparators) {
    const std::size_t at = title.substr(from).rfind(s);
    if (at == std::string_view::npos || (found && from + at <= found->begin)) continue;
    found = {from + at, from + at + s.size()};
  }
  return found;
}

/// The first separator that a name may precede.
std::optional<Gap> first_gap(std::string_view title) {
  std::optional<Gap> found;
  for (const std::string_view s : kSeparators) {
    const std::size_t at = title.substr(0, kReach).find(s);
    if (at != std::string_view::npos && (!found || at < found->begin)) found = {at, at + s.size()};
  }
  return found;
}

/// The longest label of a host (without "www."), which mostly names the outlet: "bbc" of
/// "bbc.co.uk".
std::string site_label(std::string_view host) {
  std::string longest;
  std::vector<std::string_view> labels = split(host, '.');
  if (!labels.empty() && labels.size() > 1) labels.pop_back();  // the top-level domain
  for (const std::string_view label : labels) {
    if (label.size() > longest.size()) longest = comparison_key(label);
  }
  return longest;
}

/// Recognizes the names of an outlet in parts of titles.
class Outlet {
 public:
  Outlet(std::string_view name, std::string_view host)
      : name_(comparison_key(name.size() > kMaxOutlet ? std::string_view() : name)),
        host_(comparison_key(host)),
        label_(site_label(host)) {}

  bool is_called(std::string_view part) const {
    const std::string key = comparison_key(part);
    if (key.empty()) return false;
    if (key == name_ || host_.find(key) != std::string::npos) return true;
    if (label_.size() >= 3 && key.find(label_) != std::string::npos) return true;
    constexpr std::size_t kLeastName = 3;
    const bool either =
        key.find(name_) != std::string::npos || name_.find(key) != std::string::npos;
    return name_.size() >= kLeastName && key.size() >= kLeastName && either;
  }

 private:
  std::string name_;
  std::string host_;
  std::string label_;
};

}  // namespace

std::string without_outlet(std::string_view title, std::string_view outlet, std::string_view host) {
  if (title.size() > kMaxTitle) return std::string(title);
  const Outlet names(outlet, host);
  for (bool cut = true; cut;) {
    cut = false;
    title = trim(title);
    const std::optional<Gap> last = last_gap(title);
    if (last && last->begin > 0 && title.size() - last->end <= kMaxName &&
        names.is_called(title.substr(last->end))) {
      title = title.substr(0, last->begin);
      cut = true;
      continue;
    }
    const std::optional<Gap> first = first_gap(title);
    if (first && first->begin <= kMaxName && first->end < title.size() &&
        names.is_called(title.substr(0, first->begin))) {
      title = title.substr(first->end);
      cut = true;
    }
  }
  return std::string(title);
}

}  // namespace wirefold::text
