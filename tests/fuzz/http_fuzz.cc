// Input from servers, hubs and configurations outside of documents: header fields, addresses, URLs.
#include "fuzz/check.h"
#include "wirefold/base/ip_address.h"
#include "wirefold/base/percent.h"
#include "wirefold/fetch/caching.h"
#include "wirefold/fetch/link_header.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/serve/resource.h"
#include "wirefold/serve/target.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace {

using namespace wirefold;

constexpr Timestamp kNow{std::chrono::seconds(1731240000)};
constexpr std::chrono::seconds kTenYears = std::chrono::days(3650);
constexpr std::chrono::seconds kDates = std::chrono::days(366 * 9000);

void check_header(std::string_view text) {
  const auto fresh = fetch::freshness(text, text, text, kNow);
  CHECK(!fresh || (fresh->count() > 0 && *fresh <= std::max(kTenYears, kDates)));
  const auto retry = fetch::retry_after(text, kNow);
  CHECK(!retry || (retry->count() >= 0 && *retry <= std::max(kTenYears, kDates)));
  for (const fetch::Link& link : fetch::links_of(text))
    CHECK(text.find(link.target) != std::string_view::npos);
  CHECK(!websub::is_signed(text, "a secret that nobody knows", "body"));
}

void check_address(std::string_view text) {
  if (const auto ip = parse_ip(text)) {
    CHECK(parse_ip(to_string(*ip)) == ip);
    if (is_public(*ip)) CHECK(!parse_network("10.0.0.0/8")->contains(*ip));
  }
  if (const auto networks = parse_networks(text)) {
    for (const IpNetwork& network : *networks) CHECK(network.contains(network.base));
  }
}

void check_url(const std::string& text) {
  CHECK(without_escapes(escaped(text)) == text);
  const std::string origin = fetch::origin_of(text);
  CHECK(origin.empty() || fetch::origin_of(origin) == origin);
  fetch::Response response;
  response.request.url = "https://a.example/feed";
  response.location = text;
  response.status = 301;
  const auto next = fetch::next_hop(response);
  if (next) CHECK(next->chain.size() == 1 && next->url == text);
  websub::read_hub_request({{"hub.mode", text}, {"hub.lease_seconds", text}});
}

/// Input from clients of wirefold's server: targets, conditions, forms.
void check_client(const std::string& text) {
  const websub::Arguments form = websub::read_form(text);
  for (const char* path : {"/feed.atom", "/api/v1/stories", "/api/v1/feeds"}) {
    const auto target = serve::read_target(path, form);
    if (!target) continue;
    const std::string key = target->key();
    const std::size_t question = key.find('?');
    const auto again = serve::read_target(
        path, websub::read_form(question == std::string::npos ? "" : key.substr(question + 1)));
    CHECK(again && again->key() == key);
  }
  const auto target = serve::read_target(text, {});
  CHECK(!target || text.starts_with('/'));
  static const serve::ResourcePtr kResource =
      serve::make_resource(serve::Resource(), std::string(2000, 'x'));
  const serve::Choice choice = serve::choose(*kResource, {text, text, text, text, text});
  CHECK(!kResource->in(choice.coding).bytes.empty());
  CHECK(serve::delta_base({text, text, text, "feed", text}) >= Timestamp{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_header(text);
  check_address(text);
  check_url(std::string(text));
  check_client(std::string(text));
  return 0;
}
