#include "wirefold/outlet/publisher_of.h"

#include <algorithm>
#include <map>

#include "platforms.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"
#include "wirefold/outlet/registrable_domain.h"

namespace wirefold::outlet {
namespace {

// A feed may have hundreds of entries, but a few are enough.
constexpr std::size_t kMostLinks = 50;

// The carrier of URLs outside of the web: feeds in files.
constexpr char kFile[] = "file";

Address address_of(std::string_view url) {
  Address out;
  out.full_host = ascii_host(html::full_host_of(url));
  out.host = out.full_host.starts_with("www.") ? out.full_host.substr(4) : out.full_host;
  out.path = normal_escapes(html::path_of(url));
  const std::size_t query = url.find('?');
  if (query != std::string_view::npos) {
    out.query = normal_escapes(url.substr(query + 1, url.find('#') - query - 1));
  }
  return out;
}

std::string first_segment(std::string_view path) {
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  return std::string(path.substr(0, path.find('/')));
}

/// The publisher of the page `link`, if a feed on `carrier` may claim it; else empty.
std::string claimed_by(const std::string& link, std::string_view carrier) {
  const Publisher at = publisher_at(link);
  return at.is_certain() && at.name != carrier ? at.name : std::string();
}

/// The publisher that most entries link to; empty if they link to none.
std::string claimed_by_entries(const ParsedFeed& feed, std::string_view carrier) {
  std::map<std::string, int> pages;
  for (std::size_t i = 0; i < std::min(feed.entries.size(), kMostLinks); ++i) {
    if (std::string name = claimed_by(feed.entries[i].link, carrier); !name.empty()) {
      ++pages[std::move(name)];
    }
  }
  const auto most = std::ranges::max_element(
      pages, {}, [](const std::pair<const std::string, int>& page) { return page.second; });
  return most == pages.end() ? std::string() : most->first;
}

}  // namespace

Publisher publisher_at(std::string_view url) {
  const Address address = address_of(url);
  if (address.host.empty()) return {"", kFile};
  const std::string domain = registrable_domain(address.full_host);
  if (domain.empty() && is_public_suffix(address.host)) {
    return {address.host + '/' + to_lower_ascii(first_segment(address.path)), ""};
  }
  if (domain.empty()) return {"", address.host};
  if (auto found = find_on_platform(address, domain)) return *std::move(found);
  return {domain, ""};
}

Publisher publisher_of(std::string_view url, const ParsedFeed& feed) {
  Publisher out = publisher_at(url);
  if (out.is_certain()) return out;
  std::string claimed = claimed_by(feed.link, out.carrier);
  if (claimed.empty()) claimed = claimed_by_entries(feed, out.carrier);
  if (!claimed.empty()) out.name = std::move(claimed);
  return out.name.empty() ? Publisher() : out;
}

bool is_at_home(std::string_view url, std::string_view page) {
  const Publisher feed = publisher_at(url);
  const Publisher its = publisher_at(page);
  if (!feed.is_certain() || !its.is_certain()) return false;
  return feed == its || its.name == registrable_domain(address_of(url).full_host);
}

}  // namespace wirefold::outlet
