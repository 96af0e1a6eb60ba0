#include "wirefold/serve/desk.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "wirefold/base/log.h"

namespace wirefold::serve {
namespace {

// Limits for the resources that wait to be rendered, a few milliseconds each, and for the requests
// that wait for one of them.
constexpr std::size_t kMostJobs = 200;
constexpr std::size_t kMostWaiting = 5000;

// Size of the cache. A front page or a feed, with or without a filter, takes a few hundred kB.
constexpr std::size_t kMostBytes = std::size_t{32} << 20;

// Pause between two steps, as a multiple of the time of the first.
constexpr int kRestOfSteps = 4;
constexpr std::chrono::milliseconds kLeastRest(20);  // a step that can do nothing yet takes no time

// Longest time that a due step waits while requests are served.
constexpr std::chrono::seconds kStepWaits(1);

constexpr std::array<std::string_view, 4> kAlwaysReady = {"/feed.atom", "/feed.rss", "/feed.json",
                                                          "/"};

bool is_always_ready(const std::string& key) {
  return std::ranges::find(kAlwaysReady, key) != kAlwaysReady.end();
}

}  // namespace

Desk::Desk(Source& source, Traffic& traffic, WallClock clock)
    : traffic_(traffic), renderer_(source, traffic), clock_(std::move(clock)) {}

void Desk::stories_changed() {
  {
    const MutexLock lock(mutex_);
    ++stories_;
  }
  wake_.notify_all();
}

void Desk::feeds_changed(FeedHealth health) {
  renderer_.set_health(std::move(health));
  const MutexLock lock(mutex_);
  ++feeds_;
}

void Desk::site_changed(Site site, std::vector<FeedSource> sources) {
  renderer_.set_site(std::move(site), std::move(sources));
  {
    const MutexLock lock(mutex_);
    ++site_;
  }
  wake_.notify_all();
}

bool Desk::is_ready() const {
  const MutexLock lock(mutex_);
  return ready_;
}

/// Versions only rise, so the sum changes whenever one of them changes.
std::uint64_t Desk::version_of(Kind kind) const {
  switch (kind) {
    case Kind::kFeedsPage:
    case Kind::kApiFeeds:
      return site_ + feeds_;
    case Kind::kOpml:
    case Kind::kStyle:
    case Kind::kFeedStyle:
    case Kind::kScript:
    case Kind::kIcon:
    case Kind::kOpenApi:
      return site_;
    default:
      return site_ + stories_;
  }
}

bool Desk::is_true(const Kept& kept, Kind kind) const {
  if (kind == Kind::kMetrics || kept.version != version_of(kind)) return false;
  const Timestamp now = clock_();
  if (kept.resource->ends && now >= *kept.resource->ends) return false;
  return kept.resource->is_settled || now <= kept.resource->modified;
}

ResourcePtr Desk::find(const Target& target) {
  const std::string key = target.key();
  const MutexLock lock(mutex_);
  const auto it = kept_.find(key);
  if (it == kept_.end()) return nullptr;
  if (!is_always_ready(key) && !is_true(it->second, target.kind)) return nullptr;
  uses_.splice(uses_.begin(), uses_, it->second.place);
  return it->second.resource;
}

bool Desk::ask(const Target& target, Done done) {
  std::string key = target.key();
  if (rendered_bytes() > kMostRenderedBytes) return false;
  const MutexLock lock(mutex_);
  const auto known = jobs_.find(key);
  if (known == jobs_.end() && jobs_.size() >= kMostJobs) return false;
  if (known != jobs_.end() && known->second.waiting.size() >= kMostWaiting) return false;
  if (known == jobs_.end()) queue_.push_back(key);
  Job& job = jobs_[std::move(key)];
  job.target = target;
  job.waiting.push_back(std::move(done));
  wake_.notify_all();
  return true;
}

ResourcePtr Desk::render(const Target& target) {
  const Steady::time_point begin = Steady::now();
  ResourcePtr out;
  try {
    out = renderer_.render(target, clock_());
  } catch (const std::exception& error) {
    LogEvent("render", LogArea::kServe, LogLevel::kError)
        .field("path", target.path)
        .text("error", error.what())
        .emit();
  }
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin);
  traffic_.rendered.fetch_add(1, std::memory_order_relaxed);
  traffic_.render_micros.fetch_add(static_cast<std::uint64_t>(took.count()),
                                   std::memory_order_relaxed);
  return out;
}

/// `version` was read before rendering, because later changes may be missing in the resource.
void Desk::keep(const std::string& key, Kind kind, std::uint64_t version, ResourcePtr resource) {
  if (kind == Kind::kMetrics) return;
  const auto [it, is_new] = kept_.try_emplace(key);
  Kept& kept = it->second;
  if (is_new) {
    kept.place = uses_.insert(uses_.begin(), key);
  } else {
    kept_bytes_ -= bytes_of(*kept.resource);
    uses_.splice(uses_.begin(), uses_, kept.place);
  }
  kept.resource = std::move(resource);
  kept.version = version;
  kept_bytes_ += bytes_of(*kept.resource);
  while (kept_bytes_ > kMostBytes && uses_.size() > 1) drop_oldest();
}

void Desk::drop_oldest() {
  auto oldest = std::prev(uses_.end());
  while (oldest != uses_.begin() && is_always_ready(*oldest)) --oldest;
  const auto it = kept_.find(*oldest);
  kept_bytes_ -= bytes_of(*it->second.resource);
  kept_.erase(it);
  uses_.erase(oldest);
}

ResourcePtr Desk::make(const Target& target) {
  assert(check_.is_here());
  const std::string key = target.key();
  std::uint64_t version = 0;
  {
    const MutexLock lock(mutex_);
    const auto it = kept_.find(key);
    if (it != kept_.end() && is_true(it->second, target.kind)) return it->second.resource;
    version = version_of(target.kind);
  }
  ResourcePtr made = render(target);
  if (made == nullptr || target.session) return made;
  const MutexLock lock(mutex_);
  keep(key, target.kind, version, made);
  return made;
}

bool Desk::refresh_is_due() const {
  return site_ != 0 && (!ready_ || refreshed_version_ != site_ + stories_);
}

bool Desk::is_current() const {
  const MutexLock lock(mutex_);
  return !refresh_is_due();
}

/// Renders all resources that are always ready, and publishes them together.
void Desk::refresh() {
  assert(check_.is_here());
  std::uint64_t version = 0;
  {
    const MutexLock lock(mutex_);
    version = site_ + stories_;
  }
  std::vector<std::pair<Target, ResourcePtr>> made;
  for (const std::string_view path : kAlwaysReady) {
    Target target = *read_target(path, {});
    if (ResourcePtr resource = render(target)) made.emplace_back(target, std::move(resource));
  }
  const bool all = made.size() == kAlwaysReady.size();
  {
    const MutexLock lock(mutex_);
    unsettled_ = !all;
    ends_.reset();
    for (auto& [target, resource] : made) {
      unsettled_ = unsettled_ || !resource->is_settled;
      const auto ends = resource->ends;
      if (ends) ends_ = std::min(ends_.value_or(*ends), *ends);
      keep(target.key(), target.kind, version, std::move(resource));
    }
    refreshed_version_ = version;
    ready_ = ready_ || all;
  }
  refreshed_at_ = Steady::now();
  if (!all || !refreshed_) return;
  refreshed_();
  if (!steps_left_) next_step_ = refreshed_at_;
  steps_left_ = true;
}

void Desk::do_step() {
  assert(check_.is_here());
  const Steady::time_point begin = Steady::now();
  steps_left_ = step_();
  const Steady::time_point end = Steady::now();
  next_step_ = end + std::max<Steady::duration>(kRestOfSteps * (end - begin), kLeastRest);
}

void Desk::do_job() {
  assert(check_.is_here());
  Target target;
  std::string key;
  {
    const MutexLock lock(mutex_);
    key = queue_.front();
    queue_.pop_front();
    target = jobs_.at(key).target;
  }
  const ResourcePtr made = make(target);
  std::vector<Done> waiting;
  {
    const MutexLock lock(mutex_);
    waiting = std::move(jobs_.extract(key).mapped().waiting);
  }
  for (const Done& done : waiting) done(made);
}

void Desk::run(const std::stop_token& stop, Pulse* pulse) {
  constexpr std::chrono::milliseconds kSettles(1000);
  const std::chrono::milliseconds longest =
      pulse == nullptr ? std::chrono::hours(1) : pulse->interval();
  while (!stop.stop_requested()) {
    if (pulse != nullptr) pulse->beat();
    bool due = false;
    bool job = false;
    {
      const MutexLock lock(mutex_);
      const auto ready = [this]() REQUIRES(mutex_) { return refresh_is_due() || !queue_.empty(); };
      Steady::time_point until = Steady::now() + longest;
      const Steady::time_point settled = refreshed_at_ + kSettles;
      if (unsettled_) until = std::min(until, settled);
      if (ends_) until = std::min(until, Steady::now() + (*ends_ - clock_()));
      if (steps_left_) until = std::min(until, next_step_);
      wake_.wait_until(mutex_, stop, until, ready);
      due = refresh_is_due() || (unsettled_ && Steady::now() >= settled) ||
            (ends_ && clock_() >= *ends_);
      job = !queue_.empty();
    }
    if (stop.stop_requested()) break;
    if (due) refresh();
    if (job) do_job();
    const Steady::duration late = Steady::now() - next_step_;
    const bool is_quiet = !due && !job && late >= Steady::duration::zero();
    if (steps_left_ && (is_quiet || late > kStepWaits)) do_step();
  }
  std::map<std::string, Job> left;
  {
    const MutexLock lock(mutex_);
    left.swap(jobs_);
    queue_.clear();
  }
  for (const auto& [key, job] : left) {
    for (const Done& done : job.waiting) done(nullptr);
  }
}

}  // namespace wirefold::serve
