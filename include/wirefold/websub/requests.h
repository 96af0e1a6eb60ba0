// Makes the requests of WebSub.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "wirefold/fetch/request.h"
#include "wirefold/model/feed.h"

namespace wirefold::websub {

/// What a request is for: its fetch::Tag::kind. crawl/requests.h has the kinds of other requests.
enum class Purpose : std::uint8_t {
  kSubscription = 16,  ///< Asks a hub to subscribe us. Tag::owner: the feed.
  kVerification,       ///< Asks a subscriber of our hub to confirm its request.
  kDelivery,           ///< Sends a document to a subscriber of our hub. Tag::text: its ETag.
  kPing,               ///< Notifies the hub that announces our feeds of a change.
};

constexpr bool has_purpose(const fetch::Request& request, Purpose purpose) {
  return request.tag.kind == static_cast<std::uint8_t>(purpose);
}

/// True for a request on behalf of the subscribers to our feeds: a verification, a delivery or a
/// ping. Tag::number is its number among them. These are the requests of Pool::kSecondary.
constexpr bool is_of_our_hub(const fetch::Request& request) {
  return has_purpose(request, Purpose::kVerification) || has_purpose(request, Purpose::kDelivery) ||
         has_purpose(request, Purpose::kPing);
}

/// A POST of `form`, application/x-www-form-urlencoded, to the hub of `feed`. The hub gets no
/// credentials of `access`.
fetch::Request subscription_request(FeedId feed, std::string hub, std::string form,
                                    std::shared_ptr<const FeedAccess> access);

/// A GET of `url`, which a stranger has chosen.
fetch::Request verification_request(std::uint64_t number, std::string url);

/// A POST to `callback`, which a stranger has chosen. The document is added when it goes out.
fetch::Request delivery_request(std::uint64_t number, std::string callback);

/// A POST of `form`, application/x-www-form-urlencoded, to another hub.
fetch::Request ping_request(std::uint64_t number, std::string hub, std::string form);

}  // namespace wirefold::websub
