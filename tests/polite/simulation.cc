#include "polite/simulation.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "crawl/poll_outcome.h"
#include "wirefold/base/hash.h"
#include "wirefold/schedule/agenda.h"
#include "wirefold/schedule/schedule.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr std::size_t kListed = 20;
constexpr seconds kTimeout = 30s;
constexpr Timestamp kBegin = std::chrono::sys_days(std::chrono::year(2024) / 11 / 10);

struct Host {
  std::string name;
  seconds answer{1};
  bool aside = false;
  bool hung = false;
  std::size_t transfers = 0;
  Timestamp last_begin = Timestamp::min();
};

struct SimulatedFeed {
  FeedState state;
  Host* host = nullptr;
  double gap_hours = 0;
  bool validators = true;
  bool hub = false;
  std::optional<seconds> max_age;
  double next_entry = 0;        // seconds since kBegin
  std::deque<Timestamp> dates;  // dates of the listed entries, the newest last
  Timestamp due{};
  Timestamp began = Timestamp::min();
  std::mt19937_64 random;
};

class Simulation {
 public:
  explicit Simulation(const Simulated& settings) : settings_(settings), random_(settings.seed) {
    agenda_.set_limits(limits_);
    make_hosts();
    make_feeds();
  }

  Outcome run() {
    const Timestamp end = kBegin + settings_.time;
    Timestamp now = kBegin;
    while (now < end) {
      while (in_flight_.size() < settings_.transfers) {
        const auto key = agenda_.take(now);
        if (!key) break;
        begin(feeds_[*key - 1], now);
      }
      now = next_time(now, end);
      while (!in_flight_.empty() && in_flight_.top().first <= now) {
        SimulatedFeed& feed = *in_flight_.top().second;
        in_flight_.pop();
        finish(feed, now);
      }
    }
    return result();
  }

 private:
  using Ending = std::pair<Timestamp, SimulatedFeed*>;

  /// Makes 0.7 hosts for each feed. The last 1/300 of them share the feeds that are left over.
  void make_hosts() {
    hosts_.resize(std::max<std::size_t>(1, settings_.feeds * 7 / 10));
    for (std::size_t i = 0; i < hosts_.size(); ++i) {
      hosts_[i].name = "h" + std::to_string(i);
      hosts_[i].answer = seconds(1 + (random_() % 100 < 10 ? random_() % 8 : 0));
      hosts_[i].aside = i < settings_.aside;
      hosts_[i].hung = hosts_[i].aside && settings_.hung;
      if (hosts_[i].hung) hosts_[i].answer = kTimeout;
    }
  }

  void make_feeds() {
    feeds_.resize(settings_.feeds);
    // Median gap two days, a tenth below two hours, a tenth above two months.
    std::lognormal_distribution<double> gap(std::log(48.0), 2.6);
    for (std::size_t i = 0; i < feeds_.size(); ++i) {
      SimulatedFeed& feed = feeds_[i];
      feed.random.seed(mix_hash(settings_.seed, i));
      feed.state.id = FeedId{static_cast<std::int64_t>(i) + 1};
      feed.state.url = "https://f" + std::to_string(i);
      // Each of the first hosts has a single feed, so a hung host delays no other feed.
      const bool shared = i >= hosts_.size();
      feed.host = &hosts_[shared ? hosts_.size() - 1 - (i % (1 + hosts_.size() / 300)) : i];
      feed.gap_hours = std::max(0.1, gap(feed.random));
      feed.hub = uniform(feed) < settings_.hubs;
      feed.validators = uniform(feed) >= settings_.no_validators;
      if (uniform(feed) < 1.0 / 3) feed.max_age = seconds(feed.random() % 3600);
      feed.next_entry = exponential(feed);
      plan(feed, kBegin);
    }
  }

  static Timestamp at(double since_begin) {
    return kBegin + seconds(static_cast<std::int64_t>(since_begin));
  }

  static double uniform(SimulatedFeed& feed) {
    return std::uniform_real_distribution<double>()(feed.random);
  }

  static double exponential(SimulatedFeed& feed) {
    return std::exponential_distribution<double>(1 / (feed.gap_hours * 3600))(feed.random);
  }

  void plan(SimulatedFeed& feed, Timestamp due) {
    feed.due = due;
    agenda_.put(static_cast<std::uint64_t>(to_int(feed.state.id)), feed.host->name, due);
  }

  void begin(SimulatedFeed& feed, Timestamp now) {
    Host& host = *feed.host;
    ++outcome_.requests;
    ++class_of(feed).polls;
    ++host.transfers;
    const bool too_soon =
        host.last_begin != Timestamp::min() && now - host.last_begin < limits_.spacing;
    if (too_soon || host.transfers > limits_.per_host) ++outcome_.violations;
    host.last_begin = now;
    if (!host.aside && now >= kBegin + 24h) {
      lateness_ += static_cast<double>((now - feed.due).count());
      ++counted_;
      if (feed.began >= kBegin + 24h) {
        waits_ += static_cast<double>((now - feed.began).count());
        ++counted_waits_;
      }
    }
    feed.began = now;
    in_flight_.emplace(now + host.answer, &feed);
  }

  Timestamp next_time(Timestamp now, Timestamp end) const {
    Timestamp next = in_flight_.empty() ? end : in_flight_.top().first;
    if (in_flight_.size() < settings_.transfers) {
      if (const auto change = agenda_.next_change()) next = std::min(next, *change);
    }
    return std::min(end, std::max(next, now + 1s));
  }

  void finish(SimulatedFeed& feed, Timestamp now) {
    Host& host = *feed.host;
    --host.transfers;
    agenda_.end(host.name, now, host.hung);
    fetch::Response response;
    const bool failed = host.hung || uniform(feed) < 0.02;
    response.status = failed ? 503 : 200;
    if (feed.max_age) response.fresh_for = *feed.max_age;
    if (feed.validators) response.validators.etag = "x";
    FeedState& state = feed.state;
    schedule::Poll poll;
    if (failed) {
      ++state.failures;
      poll = crawl::poll_of(state, response, now);
      poll.outcome = schedule::Outcome::kFailed;
      poll.limited = false;
    } else {
      const std::size_t fresh = read(feed);
      state.failures = 0;
      const bool first = !state.last_full;
      if (first) add_past(feed);
      const ParsedFeed document = document_of(feed);
      note(feed, document, fresh, now);
      poll = crawl::poll_of(state, response, now);
      poll.fresh = first ? 0 : fresh;
      if (first || fresh > 0) poll.half_age = crawl::half_age(document, now);
      poll.pushed = feed.hub;
      state.last_answer = now;
    }
    state.last_poll = now;
    const auto next = schedule::next_poll({}, poll, hash64(state.url));
    plan(feed, settings_.hourly ? now + 1h : *next.at);
  }

  /// Fills the list with entries published before the feed was added.
  static void add_past(SimulatedFeed& feed) {
    double age = 0;
    for (std::size_t i = 0; i < kListed; ++i) {
      age += exponential(feed);
      if (feed.dates.size() < kListed) feed.dates.push_front(at(-age));
    }
  }

  static ParsedFeed document_of(const SimulatedFeed& feed) {
    ParsedFeed document;
    for (const Timestamp date : feed.dates) document.entries.emplace_back().published = date;
    return document;
  }

  static void note(SimulatedFeed& feed, const ParsedFeed& document, std::size_t fresh,
                   Timestamp now) {
    crawl::note_document(feed.state, document, false, now);
    crawl::note_rate(feed.state, fresh, now);
    feed.state.last_full = now;
  }

  /// Publishes the entries up to now. Returns how many of them no hub has pushed.
  std::size_t read(SimulatedFeed& feed) {
    const bool pushed = feed.hub && feed.state.last_full && !settings_.hourly;
    const double began = static_cast<double>((feed.began - kBegin).count());
    std::size_t fresh = 0;
    while (feed.next_entry <= began) {
      ++fresh;
      count(feed, pushed ? 60 : began - feed.next_entry);
      feed.dates.push_back(at(feed.next_entry));
      if (feed.dates.size() > kListed) feed.dates.pop_front();
      feed.next_entry += exponential(feed);
    }
    if (pushed) return 0;
    if (fresh > kListed) cause_of_loss(feed) += fresh - kListed;
    return fresh;
  }

  std::size_t& cause_of_loss(const SimulatedFeed& feed) {
    if (!feed.state.last_answer) return outcome_.lost.first;
    if (feed.state.failures > 0) return outcome_.lost.failures;
    const bool shortest =
        feed.began - *feed.state.last_answer <= schedule::Policy().interval + 1min;
    return shortest ? outcome_.lost.burst : outcome_.lost.waits;
  }

  Delays& class_of(const SimulatedFeed& feed) {
    if (!feed.validators) return outcome_.unvalidated;
    if (feed.gap_hours <= 4) return outcome_.often;
    return feed.gap_hours <= 48 ? outcome_.daily : outcome_.seldom;
  }

  void count(const SimulatedFeed& feed, double delay) {
    const double last = static_cast<double>(seconds(settings_.time - 24h).count());
    if (feed.host->aside || feed.next_entry < 86400 || feed.next_entry > last) return;
    Delays& delays = class_of(feed);
    ++delays.entries;
    delays.hours += delay / 3600;
  }

  Outcome result() {
    for (const SimulatedFeed& feed : feeds_) ++class_of(feed).feeds;
    for (Delays* d : {&outcome_.often, &outcome_.daily, &outcome_.seldom, &outcome_.unvalidated}) {
      if (d->entries > 0) d->hours /= static_cast<double>(d->entries);
    }
    outcome_.lateness = lateness_ / std::max(1.0, static_cast<double>(counted_));
    outcome_.wait = waits_ / std::max(1.0, static_cast<double>(counted_waits_));
    return outcome_;
  }

  const Simulated settings_;
  const schedule::Agenda::Limits limits_{2, seconds(2), 16};
  std::mt19937_64 random_;
  schedule::Agenda agenda_;
  std::vector<Host> hosts_;
  std::vector<SimulatedFeed> feeds_;
  std::priority_queue<Ending, std::vector<Ending>, std::greater<>> in_flight_;
  Outcome outcome_;
  double lateness_ = 0;
  double waits_ = 0;
  std::size_t counted_ = 0;
  std::size_t counted_waits_ = 0;
};

}  // namespace

Outcome simulate(const Simulated& settings) { return Simulation(settings).run(); }

}  // namespace wirefold::test
