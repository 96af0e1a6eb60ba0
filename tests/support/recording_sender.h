// A websub::Sender for tests.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "wirefold/websub/sender.h"

namespace wirefold::test {

/// Keeps the requests that have not gone out.
class RecordingSender : public websub::Sender {
 public:
  struct Planned {
    fetch::Request request;
    Timestamp when;
    std::string topic;   ///< Of a delivery, as is the secret.
    std::string secret;  ///< Empty: the delivery is not signed.
  };

  void plan_hub_request(fetch::Request request, Timestamp when) override {
    const FeedId feed{request.tag.owner};
    hub_requests.insert_or_assign(feed, Planned{std::move(request), when, {}, {}});
  }
  void drop_hub_request(FeedId feed) override { hub_requests.erase(feed); }

  void send_at(websub::OutgoingRequest outgoing, Timestamp when) override {
    const std::uint64_t number = outgoing.request.tag.number;
    sends.emplace(number, Planned{std::move(outgoing.request), when, std::move(outgoing.topic),
                                  std::move(outgoing.secret)});
  }
  void drop_send(std::uint64_t number) override { sends.erase(number); }
  void drop_sends() override { sends.clear(); }

  /// Lets the first request of send_at() go out; nullopt if there is none.
  std::optional<Planned> take_send() {
    if (sends.empty()) return std::nullopt;
    return std::move(sends.extract(sends.begin()).mapped());
  }

  std::map<FeedId, Planned> hub_requests;  ///< By feed.
  std::map<std::uint64_t, Planned> sends;  ///< Of send_at(), by number.
};

}  // namespace wirefold::test
