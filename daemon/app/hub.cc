#include "hub.h"

#include <algorithm>

#include "wirefold/base/log.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace wirefold::app {
namespace {

using std::chrono::seconds;

// Each gets a document of some 100 kB whenever something changes.
constexpr std::size_t kMostSubscribers = 1000;
constexpr std::size_t kMostVerifications = 200;

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

const std::string& etag_of(const serve::ResourcePtr& document) {
  return document->in(serve::Coding::kIdentity).etag;
}

/// A body that lives as long as the document that holds it.
std::shared_ptr<const std::string> body_of(const serve::ResourcePtr& document) {
  return {document, &document->in(serve::Coding::kIdentity).bytes};
}

}  // namespace

void Hub::load(const config::Config& config, const std::string& base_url) {
  base_url_ = base_url;
  const bool is_private = !config.serve.password.empty();
  is_open_ = config.websub.hub == "own" && !is_private;
  other_hub_ = config.websub.hub == "own" || config.websub.hub == "none" || is_private
                   ? ""
                   : config.websub.hub;
  std::map<std::int64_t, Known> before = std::exchange(known_, {});
  if (is_open_) {
    for (HubSubscriber& s : store_.subscribers()) {
      const auto old = before.find(s.id);
      const bool on_its_way = old != before.end() && old->second.on_its_way;
      known_.emplace(s.id, Known{std::move(s), on_its_way});
    }
  }
  note_topics();
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
  if (!is_open_ || verifications_.size() >= kMostVerifications) return;
  Verification verification{wish, websub::random_token()};
  fetch::Request request;
  request.kind = fetch::Kind::kVerify;
  request.page = ++last_request_;
  request.url = websub::verification_url(
      wish.subscriber.callback, wish.subscribes ? "subscribe" : "unsubscribe",
      base_url_ + wish.subscriber.topic, verification.challenge, wish.lease);
  verifications_.emplace(last_request_, std::move(verification));
  poller_.send_at(std::move(request), clock_());
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
    const auto it = known_.find(delivery.mapped().subscriber);
    if (it != known_.end()) delivered(it->second, delivery.mapped().etag, response);
  } else if (response.error) {
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
  if (old == known_.end() && known_.size() >= kMostSubscribers) {
    log_hub("refused", subscriber, "there are as many subscribers as this hub takes");
    return;
  }
  subscriber.lease_until = clock_() + wish.lease;
  if (old != known_.end()) subscriber.delivered = old->second.subscriber.delivered;
  store_.save_subscriber(subscriber);
  log_hub("subscribed", subscriber);
  known_[subscriber.id].subscriber = std::move(subscriber);
  note_topics();
}

void Hub::changed(const TopicNews& news) {
  const bool is_first = !newest_.contains(news.topic);  // since the start: not a change
  newest_[news.topic] = news.document;
  if (!other_hub_.empty()) {
    if (!is_first) ping(news);
    return;
  }
  drop_ended();
  for (auto& [id, known] : known_) {
    if (known.subscriber.topic == news.topic && !known.on_its_way) deliver(known, clock_());
  }
}

/// The newest document goes out at `when`, unless that is what the subscriber has.
void Hub::deliver(Known& known, Timestamp when) {
  const HubSubscriber& s = known.subscriber;
  const auto newest = newest_.find(s.topic);
  if (newest == newest_.end() || etag_of(newest->second) == s.delivered) return;
  const serve::ResourcePtr& document = newest->second;
  fetch::Request request;
  request.kind = fetch::Kind::kDeliver;
  request.page = ++last_request_;
  request.url = s.callback;
  request.document = body_of(document);
  request.headers = {"Content-Type: " + document->content_type, "Link: " + document->link};
  if (!s.secret.empty()) {
    request.headers.push_back("X-Hub-Signature: " + websub::signature(s.secret, *request.document));
  }
  deliveries_.emplace(last_request_, Delivery{s.id, etag_of(document)});
  known.on_its_way = true;
  poller_.send_at(std::move(request), when);
}

void Hub::delivered(Known& known, const std::string& etag, const fetch::Response& response) {
  HubSubscriber& s = known.subscriber;
  known.on_its_way = false;
  if (response.status == kGone) return drop(s.id, "gone");
  if (!response.error) {
    s.delivered = etag;
    s.failures = 0;
    store_.save_subscriber(s);
    return deliver(known, clock_());  // there may be a newer one by now
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
  request.kind = fetch::Kind::kDeliver;
  request.page = ++last_request_;
  request.url = other_hub_;
  const std::string url = escaped(base_url_ + news.topic);
  request.document =
      std::make_shared<const std::string>("hub.mode=publish&hub.url=" + url + "&hub.topic=" + url);
  request.headers = {"Content-Type: application/x-www-form-urlencoded"};
  poller_.send_at(std::move(request), clock_());
}

void Hub::drop(std::int64_t id, std::string_view why) {
  const auto node = known_.extract(id);
  if (node.empty()) return;
  log_hub(why, node.mapped().subscriber);
  store_.drop_subscriber(id);
  note_topics();
}

void Hub::drop_ended() {
  std::vector<std::int64_t> ended;
  for (const auto& [id, known] : known_) {
    if (known.subscriber.lease_until <= clock_()) ended.push_back(id);
  }
  for (const std::int64_t id : ended) drop(id, "ended");
}

}  // namespace wirefold::app
