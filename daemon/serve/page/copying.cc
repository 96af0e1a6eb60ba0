#include "copying.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

/// Names of outlets. A name that several publishers have is shown with the publisher.
class Names {
 public:
  explicit Names(std::span<const ArticleOrigin> origins) {
    for (const ArticleOrigin& origin : origins) {
      publishers_[origin.outlet].insert(origin.publisher);
      publishers_[origin.lead_outlet].insert(origin.lead_publisher);
    }
  }

  std::string of(const std::string& outlet, const std::string& publisher) const {
    const bool is_shared = publishers_.at(outlet).size() > 1;
    return is_shared ? outlet + " (" + publisher + ")" : outlet;
  }

 private:
  std::map<std::string_view, std::set<std::string_view>> publishers_;  // by outlet
};

/// What one outlet has of one source.
struct Found {
  std::size_t articles = 0;
  std::vector<std::chrono::seconds> delays;
};

/// What is known of one outlet.
struct Outlet {
  std::string name;
  std::size_t articles = 0;
  std::size_t copies = 0;
  std::map<std::string, Found> sources;  // by name
};

/// The name of the source of an article; empty for a text of its own.
std::string source_of(const ArticleOrigin& origin, const Names& names) {
  if (!origin.agency.empty()) {
    return equals_ignore_case(origin.agency, origin.outlet) ? "" : origin.agency;
  }
  if (origin.lead_publisher == origin.publisher) return {};
  return names.of(origin.lead_outlet, origin.lead_publisher);
}

void note(Outlet& outlet, const ArticleOrigin& origin, const Names& names) {
  outlet.name = names.of(origin.outlet, origin.publisher);
  ++outlet.articles;
  const std::string source = source_of(origin, names);
  if (source.empty()) return;
  ++outlet.copies;
  Found& found = outlet.sources[source];
  ++found.articles;
  if (origin.leads || !origin.delay) return;
  found.delays.push_back(std::max(*origin.delay, std::chrono::seconds(0)));
}

std::optional<std::chrono::seconds> median_of(std::vector<std::chrono::seconds> delays) {
  if (delays.empty()) return std::nullopt;
  const auto middle = delays.begin() + static_cast<std::ptrdiff_t>(delays.size() / 2);
  std::nth_element(delays.begin(), middle, delays.end());
  return *middle;
}

// Of each outlet, so that one with many sources leaves room for others.
constexpr std::ptrdiff_t kMostSources = 5;

constexpr std::size_t kMostRows = 60;

void add_rows(std::vector<Copying>& rows, const Outlet& outlet) {
  std::vector<Copying> all;
  for (const auto& [source, found] : outlet.sources) {
    all.push_back({outlet.name, source, found.articles, outlet.articles, median_of(found.delays)});
  }
  std::ranges::stable_sort(all, std::greater(), &Copying::articles);
  const auto end = all.begin() + std::min(std::ssize(all), kMostSources);
  rows.insert(rows.end(), all.begin(), end);
}

}  // namespace

std::vector<Copying> who_copies_whom(std::span<const ArticleOrigin> origins) {
  const Names names(origins);
  std::map<std::pair<std::string_view, std::string_view>, Outlet> outlets;  // by publisher and name
  for (const ArticleOrigin& origin : origins) {
    note(outlets[{origin.publisher, origin.outlet}], origin, names);
  }
  std::vector<const Outlet*> order;
  for (const auto& [key, outlet] : outlets) order.push_back(&outlet);
  std::ranges::stable_sort(order, std::greater(), &Outlet::copies);
  std::vector<Copying> rows;
  for (const Outlet* const outlet : order) add_rows(rows, *outlet);
  rows.resize(std::min(rows.size(), kMostRows));
  return rows;
}

}  // namespace wirefold::serve
