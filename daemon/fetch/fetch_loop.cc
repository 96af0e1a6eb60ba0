#include "wirefold/fetch/fetch_loop.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "answer.h"
#include "curl.h"
#include "transfer.h"
#include "wirefold/base/guarded.h"

namespace wirefold::fetch {
namespace {

constexpr std::chrono::milliseconds kLongestSleep = std::chrono::hours(1);

// In the order in which they begin.
constexpr std::array<Pool, 2> kPools = {Pool::kPrimary, Pool::kSecondary};

Pool pool_of(const Transfer& transfer) { return transfer.request().policy.pool; }

std::size_t bytes_of(const Transfer& transfer) { return transfer.received().body.capacity(); }

}  // namespace

class FetchLoop::Impl {
 public:
  Impl(const Options& options, Mediator& mediator)
      : options_(std::make_shared<const Options>(options)), mediator_(mediator) {
    multi_.set(CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    use_options();
  }

  ~Impl() {
    for (const auto& [easy, transfer] : in_flight_) multi_.remove(easy);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void run(const std::stop_token& stop, Pulse* pulse) {
    const std::stop_callback wake_on_stop(stop, [this] { wake(); });
    const auto longest = pulse == nullptr ? kLongestSleep : pulse->interval();
    while (!stop.stop_requested()) {
      if (pulse != nullptr) pulse->beat();
      if (turn()) continue;
      multi_.wait(sleep_ms(longest));
      if (wake_failed_) throw std::runtime_error("libcurl cannot be woken");
    }
  }

  void set_options(const Options& options) {
    new_options_.set(std::make_shared<const Options>(options));
    wake();
  }

  void wake() noexcept {
    if (!multi_.wake()) wake_failed_ = true;
  }

 private:
  /// True if transfers have ended, so that others may begin at once.
  bool turn() {
    take_new_options();
    hand_over_refused();
    start_due();
    multi_.perform();
    const bool any_ended = hand_over_ended();
    while (held_ > options_->max_bytes && !in_flight_.empty()) give_up_largest();
    return any_ended;
  }

  void take_new_options() {
    auto options = new_options_.take();
    if (options == nullptr) return;
    options_ = std::move(options);
    use_options();
  }

  void use_options() {
    const long most = options_->max_transfers + options_->max_secondary_transfers;
    multi_.set(CURLMOPT_MAXCONNECTS, 2 * most);
    if (options_->max_secondary_transfers == 0) drop_secondary();
  }

  int sleep_ms(std::chrono::milliseconds longest) {
    auto wait = longest;
    for (const Pool pool : kPools) {
      if (has_room(pool)) wait = std::min(wait, mediator_.until_next(pool));
    }
    return static_cast<int>(std::max<std::int64_t>(0, wait.count()));
  }

  std::size_t most_of(Pool pool) const {
    const bool first = pool == Pool::kPrimary;
    return static_cast<std::size_t>(first ? options_->max_transfers
                                          : options_->max_secondary_transfers);
  }

  bool has_room(Pool pool) const {
    const bool first = pool == Pool::kPrimary;
    const std::size_t count = first ? in_flight_.size() - secondary_ : secondary_;
    return refused_.empty() && count < most_of(pool);
  }

  void start_due() {
    for (const Pool pool : kPools) {
      while (has_room(pool)) {
        std::optional<Request> request = mediator_.next_request(pool);
        if (!request) break;
        take_new_options();  // whoever sets options, then adds a request, means them for it
        start(std::move(*request));
      }
    }
  }

  void start(Request request) {
    auto owned = std::make_unique<Transfer>(std::move(request), options_, idle_handle(), held_);
    Transfer& transfer = *owned;
    CURL* const easy = transfer.easy().get();
    if (pool_of(transfer) == Pool::kSecondary) ++secondary_;
    const bool is_shut = most_of(pool_of(transfer)) == 0;
    in_flight_.emplace(easy, std::move(owned));
    if (is_shut) return finish(easy, CURLE_ABORTED_BY_CALLBACK);
    if (!transfer.prepare() || !multi_.add(easy)) finish(easy, CURLE_FAILED_INIT);
  }

  /// A handle whose options are all at their defaults.
  Easy idle_handle() {
    if (idle_.empty()) return {};
    Easy easy = std::move(idle_.back());
    idle_.pop_back();
    easy.reset();
    return easy;
  }

  void give_up_largest() {
    const auto largest = std::ranges::max_element(
        in_flight_, {}, [](const auto& entry) { return bytes_of(*entry.second); });
    largest->second->crowd_out();
    drop(largest->first);
  }

  void drop_secondary() {
    std::vector<CURL*> dropped;
    for (const auto& [easy, transfer] : in_flight_) {
      if (pool_of(*transfer) == Pool::kSecondary) dropped.push_back(easy);
    }
    for (CURL* const easy : dropped) drop(easy);
  }

  void drop(CURL* easy) {
    multi_.remove(easy);
    finish(easy, CURLE_ABORTED_BY_CALLBACK);
  }

  /// True if there were any.
  bool hand_over_ended() {
    bool any = false;
    while (const auto ended = multi_.next_ended()) {
      multi_.remove(ended->easy);
      finish(ended->easy, ended->code);
      any = true;
    }
    return any;
  }

  /// Makes the response of a transfer that libcurl does not work on any more.
  void finish(CURL* easy, CURLcode code) {
    const auto node = in_flight_.extract(easy);
    Transfer& transfer = *node.mapped();
    if (pool_of(transfer) == Pool::kSecondary) --secondary_;
    held_ -= bytes_of(transfer);
    const std::size_t room = options_->max_bytes - std::min(options_->max_bytes, held_);
    refused_.push_back(response_of(transfer, code, room));
    held_ += refused_.back().body.capacity();
    mediator_.ended(refused_.back());
    if (auto idle = transfer.take_easy()) idle_.push_back(std::move(*idle));
    hand_over_refused();
  }

  void hand_over_refused() {
    while (!refused_.empty()) {
      const std::size_t bytes = refused_.front().body.capacity();
      if (!mediator_.deliver(std::move(refused_.front()))) return;
      held_ -= bytes;
      refused_.pop_front();
    }
  }

  std::shared_ptr<const Options> options_;
  Guarded<std::shared_ptr<const Options>> new_options_;  // null: unchanged
  Mediator& mediator_;
  std::vector<Easy> idle_;  // handles of finished transfers, to be used again
  Multi multi_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> in_flight_;
  std::size_t held_ = 0;          // bytes of bodies, of in_flight_ and refused_
  std::size_t secondary_ = 0;     // of in_flight_, those of Pool::kSecondary
  std::deque<Response> refused_;  // finished, and not yet taken
  std::atomic<bool> wake_failed_ = false;
};

FetchLoop::FetchLoop(const Options& options, Mediator& mediator)
    : impl_(std::make_unique<Impl>(options, mediator)) {}
FetchLoop::~FetchLoop() = default;

void FetchLoop::run(const std::stop_token& stop, Pulse* pulse) { impl_->run(stop, pulse); }

void FetchLoop::set_options(const Options& options) { impl_->set_options(options); }

void FetchLoop::wake() noexcept { impl_->wake(); }

}  // namespace wirefold::fetch
