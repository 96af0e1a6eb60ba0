#include "wirefold/websub/subscriptions.h"

#include <algorithm>

#include "back_off.h"
#include "wirefold/base/hmac.h"
#include "wirefold/base/log.h"
#include "wirefold/fetch/feed_access.h"
#include "wirefold/html/url.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/requests.h"

namespace wirefold::websub {
namespace {

using std::chrono::seconds;

constexpr seconds kFirstRetry = std::chrono::hours(1);
constexpr seconds kLastRetry = std::chrono::days(7);

void log_push(std::string_view state, const Subscription& s, LogLevel level = LogLevel::kInfo) {
  LogEvent event("websub", LogArea::kWebsub, level);
  event.field("state", state).field("topic", s.topic).field("hub", s.hub);
  if (s.lease_until) event.field("until", format_rfc3339(*s.lease_until));
  if (!s.last_error.empty()) event.text("error", s.last_error);
  event.emit();
}

}  // namespace

bool Subscriptions::may_subscribe(const FeedSource& source) const {
  return on_ && source.websub && !source.url.starts_with("file:");
}

void Subscriptions::load(const config::Config& config,
                         const std::map<FeedId, const FeedSource*>& feeds) {
  on_ = config.websub.subscribe == "on" && !config.serve.base_url.empty();
  base_url_ = config::base_url(config);
  lease_ = config.websub.lease;
  for (const auto& [feed, known] : known_) {
    callbacks_.forget(feed);
    sender_.drop_hub_request(feed);
  }
  known_.clear();
  for (Subscription& subscription : stored_.subscriptions()) {
    const auto feed = feeds.find(subscription.feed);
    if (feed == feeds.end() || !may_subscribe(*feed->second)) continue;
    Known& known = known_[subscription.feed];
    known.access = fetch::access_to(*feed->second, subscription.hub);
    known.subscription = std::move(subscription);
    plan(known, known.subscription.next_try.value_or(clock_()));
  }
}

const Subscription* Subscriptions::find(FeedId feed) const {
  const auto it = known_.find(feed);
  return it == known_.end() ? nullptr : &it->second.subscription;
}

bool Subscriptions::is_active(FeedId feed) const {
  const Subscription* const s = find(feed);
  return s != nullptr && s->is_active(clock_());
}

void Subscriptions::note_hub(const FeedSource& source, FeedId feed, const std::string& hub,
                             const std::string& topic, store::FeedWriter& to) {
  if (!may_subscribe(source) || !html::is_web_url(hub) || !html::is_web_url(topic)) return;
  Known& known = known_[feed];
  known.access = fetch::access_to(source, hub);
  Subscription& s = known.subscription;
  if (s.hub == hub && s.topic == topic) return;
  s = {};
  s.feed = feed;
  s.hub = hub;
  s.topic = topic;
  s.token = random_token();
  s.secret = random_token();
  known.missed = 0;
  plan(known, clock_());
  to.save(known.subscription);
}

/// Plans the request to the hub at `when`. The hub may verify it from then on.
void Subscriptions::plan(Known& known, Timestamp when) {
  Subscription& s = known.subscription;
  s.next_try = when;
  std::string form = subscription_form(s, base_url_ + kCallbackPath + s.token, lease_);
  sender_.plan_hub_request(subscription_request(s.feed, s.hub, std::move(form), known.access),
                           when);
  callbacks_.expect(s);
}

void Subscriptions::answered(const fetch::Response& response, store::FeedWriter& to) {
  const auto it = known_.find(FeedId{response.request.tag.owner});
  if (it == known_.end()) return;
  Known& known = it->second;
  // A good answer is followed by a retry too, because the verification may never come.
  const bool good = !response.error;
  if (good && known.subscription.state == SubscriptionState::kRefused) {
    known.subscription.state = SubscriptionState::kAsked;
  }
  retry(known, good ? "" : response.error->detail, to);
}

/// Plans the next request, each time after a longer pause.
void Subscriptions::retry(Known& known, const std::string& error, store::FeedWriter& to) {
  Subscription& s = known.subscription;
  ++s.failures;
  s.last_error = error;
  if (!error.empty()) {
    log_push("failing", s, LogLevel::kWarning);
    if (!s.is_active(clock_())) s.state = SubscriptionState::kRefused;
  }
  const Timestamp next = clock_() + back_off(s.failures, kFirstRetry, kLastRetry);
  const auto verify_from = s.next_try;
  plan(known, next);
  if (error.empty() && verify_from) {  // the request just sent may be verified at once
    Subscription expected = s;
    expected.next_try = verify_from;
    callbacks_.expect(expected);
  }
  to.save(known.subscription);
}

bool Subscriptions::verified(const HubVerification& verification, store::FeedWriter& to) {
  const auto it = known_.find(verification.feed);
  if (it == known_.end()) return false;
  Known& known = it->second;
  Subscription& s = known.subscription;
  if (!verification.granted) {
    s.state = SubscriptionState::kRefused;
    s.lease_until = std::nullopt;
    retry(known, "the hub denied the subscription: " + verification.reason, to);
    return true;
  }
  const bool renewed = is_active(verification.feed);
  s.state = SubscriptionState::kActive;
  s.failures = 0;
  s.last_error.clear();
  s.lease_until = clock_() + verification.lease;
  plan(known, clock_() + verification.lease - verification.lease / 10);
  to.save(known.subscription);
  if (!renewed) log_push("active", s);
  return true;
}

void Subscriptions::pushed(FeedId feed, store::FeedWriter& to) {
  const auto it = known_.find(feed);
  if (it == known_.end()) return;
  it->second.missed = 0;
  it->second.subscription.last_push = clock_();
  to.save(it->second.subscription);
}

void Subscriptions::polled(FeedId feed, std::size_t fresh, store::FeedWriter& to) {
  if (fresh == 0 || !is_active(feed)) return;
  Known& known = known_.at(feed);
  known.subscription.state = SubscriptionState::kRefused;
  known.subscription.lease_until = std::nullopt;
  known.subscription.last_error = "the hub did not report entries that a poll found";
  log_push("dead", known.subscription, LogLevel::kWarning);
  plan(known, clock_() + back_off(++known.missed, kFirstRetry, kLastRetry));
  to.save(known.subscription);
}

}  // namespace wirefold::websub
