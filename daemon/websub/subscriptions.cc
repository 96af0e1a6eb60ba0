#include "wirefold/websub/subscriptions.h"

#include <algorithm>

#include "wirefold/fetch/feed_access.h"
#include "wirefold/base/log.h"
#include "wirefold/html/url.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace wirefold::app {
namespace {

using std::chrono::seconds;

constexpr seconds kFirstRetry = std::chrono::hours(1);
constexpr seconds kLastRetry = std::chrono::days(7);
constexpr int kMaxDoublings = 8;

void log_push(std::string_view state, const Subscription& s, LogLevel level = LogLevel::kInfo) {
  LogEvent event("websub", LogArea::kWebsub, level);
  event.field("state", state).field("topic", s.topic).field("hub", s.hub);
  if (s.lease_until) event.field("until", format_rfc3339(*s.lease_until));
  if (!s.last_error.empty()) event.text("error", s.last_error);
  event.emit();
}

seconds back_off(int failures) {
  return std::min(kLastRetry, kFirstRetry * (1 << std::clamp(failures - 1, 0, kMaxDoublings)));
}

}  // namespace

bool Subscriber::may_subscribe(const FeedSource& source) const {
  return on_ && source.websub && !source.url.starts_with("file:");
}

void Subscriber::load(const config::Config& config,
                      const std::map<FeedId, const FeedSource*>& feeds) {
  on_ = config.websub.subscribe == "on" && !config.serve.base_url.empty();
  base_url_ = config::base_url(config);
  lease_ = config.websub.lease;
  for (const auto& [feed, known] : known_) {
    receiver_.forget(feed);
    poller_.drop_hub_request(feed);
  }
  known_.clear();
  for (Subscription& subscription : store_.subscriptions()) {
    const auto feed = feeds.find(subscription.feed);
    if (feed == feeds.end() || !may_subscribe(*feed->second)) continue;
    Known& known = known_[subscription.feed];
    known.access = access_to(*feed->second, subscription.hub);
    known.subscription = std::move(subscription);
    plan(known, known.subscription.next_try.value_or(clock_()));
  }
}

const Subscription* Subscriber::find(FeedId feed) const {
  const auto it = known_.find(feed);
  return it == known_.end() ? nullptr : &it->second.subscription;
}

bool Subscriber::is_active(FeedId feed) const {
  const Subscription* const s = find(feed);
  return s != nullptr && s->is_active(clock_());
}

void Subscriber::note_hub(const FeedSource& source, FeedId feed, const std::string& hub,
                          const std::string& topic) {
  if (!may_subscribe(source) || !html::is_web_url(hub) || !html::is_web_url(topic)) return;
  Known& known = known_[feed];
  known.access = access_to(source, hub);
  Subscription& s = known.subscription;
  if (s.hub == hub && s.topic == topic) return;
  s = {};
  s.feed = feed;
  s.hub = hub;
  s.topic = topic;
  s.token = websub::random_token();
  s.secret = websub::random_token();
  known.missed = 0;
  plan(known, clock_());
  save(known);
}

/// The hub is asked at `when`, and may verify from then on.
void Subscriber::plan(Known& known, Timestamp when) {
  Subscription& s = known.subscription;
  s.next_try = when;
  fetch::Request request;
  request.feed = s.feed;
  request.kind = fetch::Kind::kHub;
  request.url = s.hub;
  request.access = known.access;
  request.form = websub::subscription_form(s, base_url_ + kCallbackPath + s.token, lease_);
  poller_.plan_hub_request(std::move(request), when);
  receiver_.expect(s);
}

void Subscriber::save(const Known& known) { store_.save_subscription(known.subscription); }

void Subscriber::answered(const fetch::Response& response) {
  const auto it = known_.find(response.request.feed);
  if (it == known_.end()) return;
  Known& known = it->second;
  // Also after a good answer: the verification may never come. Until then it is waited for.
  const bool good = !response.error;
  if (good && known.subscription.state == SubscriptionState::kRefused) {
    known.subscription.state = SubscriptionState::kAsked;
  }
  retry(known, good ? "" : response.error->detail);
}

/// Asks again later, and later each time.
void Subscriber::retry(Known& known, const std::string& error) {
  Subscription& s = known.subscription;
  ++s.failures;
  s.last_error = error;
  if (!error.empty()) {
    log_push("failing", s, LogLevel::kWarning);
    if (!s.is_active(clock_())) s.state = SubscriptionState::kRefused;
  }
  const Timestamp next = clock_() + back_off(s.failures);
  const auto verify_from = s.next_try;
  plan(known, next);
  if (error.empty() && verify_from) {  // what was just asked may be verified at once
    Subscription expected = s;
    expected.next_try = verify_from;
    receiver_.expect(expected);
  }
  save(known);
}

bool Subscriber::heard(const HubWord& word) {
  const auto it = known_.find(word.feed);
  if (it == known_.end()) return false;
  Known& known = it->second;
  Subscription& s = known.subscription;
  if (!word.granted) {
    s.state = SubscriptionState::kRefused;
    s.lease_until = std::nullopt;
    retry(known, "the hub refuses: " + word.reason);
    return true;
  }
  const bool renewed = is_active(word.feed);
  s.state = SubscriptionState::kActive;
  s.failures = 0;
  s.last_error.clear();
  s.lease_until = clock_() + word.lease;
  plan(known, clock_() + word.lease - word.lease / 10);
  save(known);
  if (!renewed) log_push("active", s);
  return true;
}

void Subscriber::pushed(FeedId feed) {
  const auto it = known_.find(feed);
  if (it == known_.end()) return;
  it->second.missed = 0;
  it->second.subscription.last_push = clock_();
  save(it->second);
}

bool Subscriber::polled(FeedId feed, std::size_t fresh) {
  if (fresh == 0 || !is_active(feed)) return false;
  Known& known = known_.at(feed);
  known.subscription.state = SubscriptionState::kRefused;
  known.subscription.lease_until = std::nullopt;
  known.subscription.last_error = "it kept silent about what a poll found";
  log_push("dead", known.subscription, LogLevel::kWarning);
  plan(known, clock_() + back_off(++known.missed));
  save(known);
  return true;
}

}  // namespace wirefold::app
