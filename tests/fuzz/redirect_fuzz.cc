// Redirects: Location and Link fields, chains of redirects, and users and passwords in URLs.
#include <algorithm>

#include "fuzz/check.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/fetch/link_header.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"

namespace {

using namespace wirefold;

constexpr char kHome[] = "https://me:s3cret@a.example:8443/feeds/a.xml?x#y";

/// Follows one redirect a line, up to the limit.
void follow(std::string_view locations) {
  fetch::Response response;
  response.request.url = without_userinfo(kHome);
  response.status = 308;
  for (const std::string_view line : split(locations, '\n')) {
    fetch::Request& from = response.request;
    response.location = fetch::redirect_target(from.url, std::string(line));
    CHECK(!has_userinfo(response.location));
    const auto next = fetch::next_hop(response);
    if (!next) {
      CHECK(next.error().detail.size() <= 2048);
      return;
    }
    CHECK(html::is_web_url(next->url));
    CHECK(next->chain.size() <= fetch::kMaxRedirects);
    CHECK(next->chain.back() == from.url);
    CHECK(std::ranges::find(next->chain, next->url) == next->chain.end());
    CHECK(!next->at_home() || fetch::origin_of(next->url) == fetch::origin_of(next->first_url()));
    CHECK(!next->url.starts_with("http:"));
    response.request = *next;
  }
}

void check_target(std::string_view location) {
  const std::string target = fetch::redirect_target(kHome, std::string(location));
  CHECK(!has_userinfo(target));
  std::string written(location);
  std::erase_if(written, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  CHECK(target.find("s3cret") == std::string::npos || written.find("s3cret") != std::string::npos);
  CHECK(fetch::redirect_target(kHome, target) == target);
  CHECK(target.size() <= sizeof kHome + 3 * location.size());
}

void check_links(std::string_view field) {
  const std::vector<fetch::Link> links = fetch::links_of(field);
  CHECK(links.size() <= field.size() / 2);
  for (const fetch::Link& link : links) {
    CHECK(field.find(link.target) != std::string_view::npos);
    for (const std::string& rel : link.rel) CHECK(!rel.empty() && rel == to_lower_ascii(rel));
    CHECK(!has_userinfo(html::resolve_url(kHome, link.target)));
  }
}

void check_text(std::string_view text) {
  const std::string plain = without_userinfo_inside(text);
  CHECK(plain.size() <= text.size());
  CHECK(without_userinfo_in_tags(text).size() <= text.size());
  const std::string once = without_userinfo(std::string(text));
  CHECK(!has_userinfo(once));
  CHECK(has_userinfo(text) == (once != text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_target(text);
  check_links(text);
  check_text(text);
  follow(text);
  return 0;
}
