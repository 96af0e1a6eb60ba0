#include "wirefold/websub/hub.h"

#include <algorithm>
#include <utility>

#include "wirefold/websub/hub_endpoint.h"
#include "wirefold/crawl/options.h"
#include "wirefold/base/log.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace wirefold::app {
namespace {

using std::chrono::seconds;

constexpr seconds kFirstRetry(10);
constexpr seconds kLastRetry = std::chrono::hours(1);
constexpr int kMaxDoublings = 9;

constexpr int kGone = 410;

seconds back_off(int failures) {
  return std::min(kLastRetry, kFirstRetry * (1 << std::clamp(failures - 1, 0, kMaxDoublings)));
}

void log_hub(std::string_view state, const HubSubscriber& s, std::string_view error = {}) {
  LogEvent event("hub", LogArea::kWebsub, error.empty() ? LogLevel::kInfo : LogLevel::kWarning);
  event.field("state", state)
      .field("topic", s.topic)
      .field("callback", fetch::origin_of(s.callback));
  if (!error.empty()) event.text("error", error);
  event.emit();
}

}  // namespace

void Hub::load(const config::Config& config, const std::string& base_url) {
  base_url_ = base_url;
  is_open_ = has_own_hub(config);
  other_hub_ = other_hub(config);
  const std::map<std::int64_t, Known> before = std::exchange(known_, {});
  if (is_open_) {
    load_subscribers(before);
  } else {
    close();
  }
  note_topics();
}

/// Nothing is said any more to those who would have been told.
void Hub::close() {
  quota_.replace({});
  poller_.drop_sends();
  verifications_.clear();
  deliveries_.clear();
}

/// Older versions took topics that are none any more, or are spelled otherwise now.
void Hub::load_subscribers(const std::map<std::int64_t, Known>& before) {
  std::vector<HubSubscriber> good;
  for (HubSubscriber& s : store_.subscribers()) {
    const auto target = topic_target(s.topic);
    const std::string topic = target ? target->key() : "";
    if (topic == s.topic) {
      good.push_back(std::move(s));
      continue;
    }
    store_.drop_subscriber(s.id);
    if (topic.empty()) {
      log_hub("refused", s, "this is no topic any more");
      continue;
    }
    s.topic = topic;
    store_.save_subscriber(s);
    good.push_back(std::move(s));
  }
  const std::vector<bool> taken = quota_.replace(good);
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (!taken[i]) {
      log_hub("refused", good[i], "there are too many subscribers or filters");
      store_.drop_subscriber(good[i].id);
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
  const std::lock_guard lock(mutex_);
  topics_ = std::move(topics);
}

std::set<std::string> Hub::topics() const {
  const std::lock_guard lock(mutex_);
  return topics_;
}

void Hub::asked(const HubWish& wish) {
  if (!is_open_) return;  // it was, when the wish was taken
  drop_ended();
  Verification verification{wish, websub::random_token()};
  fetch::Request request;
  request.kind = fetch::Kind::kVerify;
  request.page = ++last_request_;
  request.url = websub::verification_url(
      wish.subscriber.callback, wish.subscribes ? "subscribe" : "unsubscribe",
      base_url_ + wish.subscriber.topic, verification.challenge, wish.lease);
  verifications_.emplace(last_request_, std::move(verification));
  poller_.send_at({std::move(request), {}, {}}, clock_());
}

void Hub::answered(const fetch::Response& response) {
  const std::uint64_t number = response.request.page;
  if (auto node = verifications_.extract(number)) {
    const Verification& v = node.mapped();
    const bool meant = !response.error && trim(response.body) == v.challenge;
    if (meant) return verified(v.wish);
    log_hub("not_verified", v.wish.subscriber,
            response.error ? response.error->detail : "the answer is not the challenge");
  } else if (auto delivery = deliveries_.extract(number)) {
    const auto it = known_.find(delivery.mapped());
    if (it != known_.end()) delivered(it->second, response);
  } else if (response.error && response.request.kind == fetch::Kind::kPing) {
    LogEvent("hub", LogArea::kWebsub, LogLevel::kWarning)
        .field("state", "not_told")
        .field("hub", response.request.url)
        .text("error", response.error->detail)
        .emit();
  }
}

void Hub::verified(const HubWish& wish) {
  HubSubscriber subscriber = wish.subscriber;
  const auto old = std::ranges::find_if(known_, [&subscriber](const auto& entry) {
    const HubSubscriber& s = entry.second.subscriber;
    return s.topic == subscriber.topic && s.callback == subscriber.callback;
  });
  if (!wish.subscribes) {
    if (old != known_.end()) drop(old->first, "unsubscribed");
    return;
  }
  if (!quota_.add(subscriber)) {  // the place of the wish keeps it free: not expected
    return log_hub("refused", subscriber, "there are too many subscribers or filters");
  }
  subscriber.lease_until = clock_() + wish.lease;
  if (old != known_.end()) subscriber.delivered = old->second.subscriber.delivered;
  store_.save_subscriber(subscriber);
  log_hub("subscribed", subscriber);
  Known& known = known_[subscriber.id];
  known.subscriber = std::move(subscriber);
  note_topics();
  if (known.delivery == 0) return;
  call_back(known);  // it may be signed with an older secret
  deliver(known, clock_());
}

void Hub::changed(const TopicNews& news) {
  const bool is_first = !newest_.contains(news.topic);  // since the start: not a change
  newest_[news.topic] = news.etag;
  if (!other_hub_.empty()) {
    if (!is_first) ping(news);
    return;
  }
  drop_ended();
  for (auto& [id, known] : known_) {
    if (known.subscriber.topic != news.topic) continue;
    known.changed_since = known.delivery != 0;
    if (known.delivery == 0) deliver(known, clock_());
  }
}

/// The document as it is then goes out at `when`, unless the newest is what the subscriber has.
void Hub::deliver(Known& known, Timestamp when) {
  const HubSubscriber& s = known.subscriber;
  const auto newest = newest_.find(s.topic);
  if (newest == newest_.end() || newest->second == s.delivered) return;
  Parcel parcel{{}, s.topic, s.secret};
  parcel.request.kind = fetch::Kind::kDeliver;
  parcel.request.page = ++last_request_;
  parcel.request.url = s.callback;
  deliveries_.emplace(last_request_, s.id);
  known.delivery = last_request_;
  known.changed_since = false;
  poller_.send_at(std::move(parcel), when);
}

void Hub::delivered(Known& known, const fetch::Response& response) {
  HubSubscriber& s = known.subscriber;
  known.delivery = 0;
  if (response.status == kGone) return drop(s.id, "gone");
  if (!response.error) {
    s.delivered = response.request.document_etag;
    s.failures = 0;
    store_.save_subscriber(s);
    if (known.changed_since) deliver(known, clock_());
    return;
  }
  ++s.failures;
  store_.save_subscriber(s);
  log_hub("failing", s, response.error->detail);
  if (s.lease_until <= clock_()) return drop(s.id, "ended");
  deliver(known, clock_() + back_off(s.failures));
}

/// The other hub fetches the feed itself (WebSub section 6, as hubs have it).
void Hub::ping(const TopicNews& news) {
  fetch::Request request;
  request.kind = fetch::Kind::kPing;
  request.page = ++last_request_;
  request.url = other_hub_;
  const std::string url = escaped(base_url_ + news.topic);
  request.form = "hub.mode=publish&hub.url=" + url + "&hub.topic=" + url;
  poller_.send_at({std::move(request), {}, {}}, clock_());
}

void Hub::drop(std::int64_t id, std::string_view why) {
  const auto node = known_.extract(id);
  if (node.empty()) return;
  log_hub(why, node.mapped().subscriber);
  call_back(node.mapped());
  quota_.remove(node.mapped().subscriber);
  store_.drop_subscriber(id);
  note_topics();
}

/// What is planned for a subscriber is not sent; what is on its way is nobody's any more.
void Hub::call_back(Known& known) {
  if (known.delivery == 0) return;
  poller_.drop_send(known.delivery);
  deliveries_.erase(known.delivery);
  known.delivery = 0;
}

void Hub::drop_ended() {
  std::vector<std::int64_t> ended;
  for (const auto& [id, known] : known_) {
    if (known.subscriber.lease_until <= clock_()) ended.push_back(id);
  }
  for (const std::int64_t id : ended) drop(id, "ended");
}

}  // namespace wirefold::app
