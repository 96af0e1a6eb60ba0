#include "wirefold/websub/hub.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "back_off.h"
#include "wirefold/base/hmac.h"
#include "wirefold/base/log.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/websub/hub_endpoint.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/options.h"
#include "wirefold/websub/requests.h"

namespace wirefold::websub {
namespace {

using std::chrono::seconds;

constexpr seconds kFirstRetry(10);
constexpr seconds kLastRetry = std::chrono::hours(1);

constexpr int kGone = 410;

void log_hub(std::string_view state, const Subscriber& s, std::string_view error = {}) {
  LogEvent event("hub", LogArea::kWebsub, error.empty() ? LogLevel::kInfo : LogLevel::kWarning);
  event.field("state", state)
      .field("topic", s.topic)
      .field("callback", fetch::origin_of(s.callback));
  if (!error.empty()) event.text("error", error);
  event.emit();
}

}  // namespace

void Hub::load(const config::Config& config, const std::string& base_url,
               store::SubscriberWriter& to) {
  assert(check_.is_here());
  base_url_ = base_url;
  is_open_ = has_own_hub(config);
  other_hub_ = other_hub(config);
  const std::map<std::int64_t, Known> before = std::exchange(known_, {});
  if (is_open_) {
    load_subscribers(before, to);
  } else {
    close();
  }
  note_topics();
}

/// Drops all subscribers from the quota, and all requests that have not been sent or answered.
void Hub::close() {
  quota_.replace({});
  sender_.drop_sends();
  verifications_.clear();
  deliveries_.clear();
}

/// Older versions accepted topics that no longer exist or now have another canonical form.
void Hub::load_subscribers(const std::map<std::int64_t, Known>& before,
                           store::SubscriberWriter& to) {
  std::vector<Subscriber> good;
  for (Subscriber& s : stored_.all()) {
    const auto target = topic_target(s.topic);
    const std::string topic = target ? target->key() : "";
    if (topic == s.topic) {
      good.push_back(std::move(s));
      continue;
    }
    to.drop(s.id);
    if (topic.empty()) {
      log_hub("refused", s, "the topic no longer exists");
      continue;
    }
    s.topic = topic;
    to.save(s);
    good.push_back(std::move(s));
  }
  const std::vector<bool> taken = quota_.replace(good);
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (!taken[i]) {
      log_hub("refused", good[i], "too many subscribers or filters");
      to.drop(good[i].id);
      continue;
    }
    const auto old = before.find(good[i].id);
    Known known = old == before.end() ? Known() : old->second;
    known.subscriber = std::move(good[i]);
    known_[known.subscriber.id] = std::move(known);
  }
}

void Hub::note_topics() {
  std::set<std::string> topics;
  for (const auto& [id, known] : known_) topics.insert(known.subscriber.topic);
  if (!other_hub_.empty()) topics = {"/feed.atom", "/feed.rss", "/feed.json"};
  std::erase_if(newest_, [&topics](const auto& entry) { return !topics.contains(entry.first); });
  topics_.set(std::move(topics));
}

void Hub::asked(const SubscriptionRequest& wanted, store::SubscriberWriter& to) {
  assert(check_.is_here());
  if (!is_open_) return;  // closed after the endpoint took the request
  drop_ended(to);
  Verification verification{wanted, random_token()};
  fetch::Request request = verification_request(
      ++last_request_,
      verification_url(wanted.subscriber.callback, wanted.subscribes ? "subscribe" : "unsubscribe",
                       base_url_ + wanted.subscriber.topic, verification.challenge, wanted.lease));
  verifications_.emplace(last_request_, std::move(verification));
  sender_.send_at({std::move(request), {}, {}}, clock_());
}

void Hub::answered(const fetch::Response& response, store::SubscriberWriter& to) {
  assert(check_.is_here());
  const std::uint64_t number = response.request.tag.number;
  if (auto node = verifications_.extract(number)) {
    const Verification& v = node.mapped();
    const bool confirmed = !response.error && trim(response.body) == v.challenge;
    if (confirmed) return verified(v.wanted, to);
    log_hub("not_verified", v.wanted.subscriber,
            response.error ? response.error->detail : "the callback did not return the challenge");
  } else if (auto delivery = deliveries_.extract(number)) {
    const auto it = known_.find(delivery.mapped());
    if (it != known_.end()) delivered(it->second, response, to);
  } else if (response.error && has_purpose(response.request, Purpose::kPing)) {
    LogEvent("hub", LogArea::kWebsub, LogLevel::kWarning)
        .field("state", "not_told")
        .field("hub", response.request.url)
        .text("error", response.error->detail)
        .emit();
  }
}

void Hub::verified(const SubscriptionRequest& wanted, store::SubscriberWriter& to) {
  Subscriber subscriber = wanted.subscriber;
  const auto old = std::ranges::find_if(known_, [&subscriber](const auto& entry) {
    const Subscriber& s = entry.second.subscriber;
    return s.topic == subscriber.topic && s.callback == subscriber.callback;
  });
  if (!wanted.subscribes) {
    if (old != known_.end()) drop(old->first, "unsubscribed", to);
    return;
  }
  if (!quota_.add(subscriber)) {  // not expected: the request's place reserves room
    return log_hub("refused", subscriber, "too many subscribers or filters");
  }
  subscriber.lease_until = clock_() + wanted.lease;
  if (old != known_.end()) subscriber.delivered = old->second.subscriber.delivered;
  to.save(subscriber);
  log_hub("subscribed", subscriber);
  Known& known = known_[subscriber.id];
  known.subscriber = std::move(subscriber);
  note_topics();
  if (known.delivery == 0) return;
  cancel_delivery(known);  // it may be signed with an older secret
  deliver(known, clock_());
}

void Hub::changed(const TopicChanged& change, store::SubscriberWriter& to) {
  assert(check_.is_here());
  const bool is_first = !newest_.contains(change.topic);  // since the start, so not a change
  newest_[change.topic] = change.etag;
  if (!other_hub_.empty()) {
    if (!is_first) ping(change);
    return;
  }
  drop_ended(to);
  for (auto& [id, known] : known_) {
    if (known.subscriber.topic != change.topic) continue;
    known.changed_since = known.delivery != 0;
    if (known.delivery == 0) deliver(known, clock_());
  }
}

/// Plans a delivery at `when` of the document as it is then, unless the subscriber has the newest.
void Hub::deliver(Known& known, Timestamp when) {
  const Subscriber& s = known.subscriber;
  const auto newest = newest_.find(s.topic);
  if (newest == newest_.end() || newest->second == s.delivered) return;
  OutgoingRequest outgoing{delivery_request(++last_request_, s.callback), s.topic, s.secret};
  deliveries_.emplace(last_request_, s.id);
  known.delivery = last_request_;
  known.changed_since = false;
  sender_.send_at(std::move(outgoing), when);
}

void Hub::delivered(Known& known, const fetch::Response& response, store::SubscriberWriter& to) {
  Subscriber& s = known.subscriber;
  known.delivery = 0;
  if (response.status == kGone) return drop(s.id, "gone", to);
  if (!response.error) {
    s.delivered = response.request.tag.text;
    s.failures = 0;
    to.save(s);
    if (known.changed_since) deliver(known, clock_());
    return;
  }
  ++s.failures;
  to.save(s);
  log_hub("failing", s, response.error->detail);
  if (s.lease_until <= clock_()) return drop(s.id, "ended", to);
  deliver(known, clock_() + back_off(s.failures, kFirstRetry, kLastRetry));
}

/// The other hub fetches the feed itself (WebSub section 6; the form is what hubs expect).
void Hub::ping(const TopicChanged& change) {
  const std::string url = escaped(base_url_ + change.topic);
  std::string form = "hub.mode=publish&hub.url=" + url + "&hub.topic=" + url;
  sender_.send_at({ping_request(++last_request_, other_hub_, std::move(form)), {}, {}}, clock_());
}

void Hub::drop(std::int64_t id, std::string_view why, store::SubscriberWriter& to) {
  const auto node = known_.extract(id);
  if (node.empty()) return;
  log_hub(why, node.mapped().subscriber);
  cancel_delivery(node.mapped());
  quota_.remove(node.mapped().subscriber);
  to.drop(id);
  note_topics();
}

/// Drops a subscriber's planned delivery. The answer to one in flight is then ignored.
void Hub::cancel_delivery(Known& known) {
  if (known.delivery == 0) return;
  sender_.drop_send(known.delivery);
  deliveries_.erase(known.delivery);
  known.delivery = 0;
}

void Hub::drop_ended(store::SubscriberWriter& to) {
  std::vector<std::int64_t> ended;
  for (const auto& [id, known] : known_) {
    if (known.subscriber.lease_until <= clock_()) ended.push_back(id);
  }
  for (const std::int64_t id : ended) drop(id, "ended", to);
}

}  // namespace wirefold::websub
