// Decides which request the fetch loop sends next.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/mutex.h"
#include "wirefold/crawl/page_queue.h"
#include "wirefold/crawl/planned_requests.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/agenda.h"
#include "wirefold/schedule/reachability.h"
#include "wirefold/serve/resource.h"
#include "wirefold/websub/outbox.h"
#include "wirefold/websub/sender.h"

namespace wirefold::crawl {

/// Hands a response to the fold thread, without waiting. False if there is no room: `response` is
/// then unchanged.
using ResponseSink = std::function<bool(fetch::Response& response)>;

/// Takes a picture, or the reason why there is none. It may be called under the scheduler's lock,
/// so it must not call the scheduler before it returns.
using PictureSink = std::function<void(fetch::Response&& response)>;

/// Schedules polls, article pages, pictures, requests to hubs, requests of our own hub, and the
/// targets of redirects. Each goes out when it is due and its host has room. Safe from any thread.
class RequestScheduler : public fetch::FetchLoop::Mediator, public websub::Sender {
 public:
  /// Responses go to `sink`.
  explicit RequestScheduler(ResponseSink sink, WallClock clock = wall_clock_now)
      : sink_(std::move(sink)), clock_(std::move(clock)) {}

  /// Sets the limits of each host, the time between two pages of one host, and the most transfers
  /// that pages have at a time: pages that hang leave the other transfers to polls. Pictures have a
  /// quarter as many, in addition.
  void set_limits(const schedule::Agenda::Limits& limits, std::chrono::seconds page_spacing,
                  std::size_t pages = 32);

  /// Replaces the list of feeds. A feed that is being fetched is not requested again before
  /// reschedule().
  void set_feeds(const std::vector<FeedPlan>& feeds);

  /// Sets the next plans of fetched feeds after their responses were processed. Ignores feeds that
  /// are no longer on the list.
  void reschedule(std::vector<FeedPlan> plans);

  /// As reschedule(), for feeds whose requests may be in flight: they are then not requested again
  /// before reschedule().
  void replan(std::vector<FeedPlan> plans);

  /// Sets the validators of the next request for a feed. Its time stays.
  void set_validators(FeedId feed, const Validators& validators);

  /// No request goes to the host of `url` before `until`.
  void block_host(const std::string& url, Timestamp until);

  /// Requests an article's page, and robots.txt first. The sink gets the page, or the reason why it
  /// is not fetched. Pages go out when no feed is due.
  void add_page(fetch::Request page);

  /// Where pictures go. Call it before the first add_picture().
  void set_picture_sink(PictureSink sink);

  /// Requests a picture, as add_page() a page: robots.txt first, with the same pauses. The sink for
  /// pictures gets it, or the reason why it is not fetched. Pictures go out when nothing else is
  /// due, and while servers can be reached.
  void add_picture(fetch::Request picture);

  void plan_hub_request(fetch::Request request, Timestamp when) override;
  void drop_hub_request(FeedId feed) override;
  void send_at(websub::OutgoingRequest outgoing, Timestamp when) override;
  void drop_send(std::uint64_t number) override;
  void drop_sends() override;

  /// Sets the source of the documents that our hub delivers. It is called on the fetch thread under
  /// this object's lock, so it must not call this object before it returns.
  void set_documents(websub::Outbox::Documents documents);

  /// Takes a document that was announced (Outbox::Found::comes); null if it cannot be made.
  void take_document(const std::string& topic, serve::ResourcePtr document);

  /// Moves all planned times after a jump of the clock, so that the waits stay the same.
  void shift(std::chrono::seconds by);

  /// True while no server at all can be reached.
  bool cut_off() const;

  std::optional<fetch::Request> next_request(fetch::Pool pool) override;
  std::chrono::milliseconds until_next(fetch::Pool pool) override;
  void ended(fetch::Response& response) override;
  bool deliver(fetch::Response&& response) override;

 private:
  /// As PageQueue::kMostRobotsBytes, for the hosts of pictures: 16,000 of them.
  static constexpr std::size_t kMostPictureRobotsBytes = std::size_t{16} << 20;

  /// Transfers of polls, pages, pictures and hub requests.
  struct Transfers {
    std::size_t all = 0;
    std::size_t of_pages = 0;
    std::size_t most_of_pages = 32;
    std::size_t of_pictures = 0;
    std::size_t most_of_pictures = 8;

    /// The count to which `request` belongs; null if it is in `all` alone.
    std::size_t* count_of(const fetch::Request& request);
  };

  std::optional<fetch::Request> next_page(Timestamp now) REQUIRES(mutex_);
  std::optional<fetch::Request> next_picture(Timestamp now) REQUIRES(mutex_);
  std::optional<fetch::Request> next_send(Timestamp now) REQUIRES(mutex_);
  std::optional<Timestamp> next_change(fetch::Pool pool) REQUIRES(mutex_);
  PageQueue::Opens opens() const REQUIRES(mutex_);
  void note_reach(fetch::Response& response, Timestamp now) REQUIRES(mutex_);
  bool follow_redirect(fetch::Response& response);
  void note_end(const fetch::Request& request, Timestamp now) REQUIRES(mutex_);
  void hand_over_given_up(Timestamp now) REQUIRES(mutex_);

  const ResponseSink sink_;
  PictureSink picture_sink_ = [](fetch::Response&&) {};  // set before the threads start
  const WallClock clock_;
  mutable Mutex mutex_;
  PlannedRequests planned_ GUARDED_BY(mutex_);
  schedule::Reachability reach_ GUARDED_BY(mutex_);
  Transfers transfers_ GUARDED_BY(mutex_);
  PageQueue pages_ GUARDED_BY(mutex_);
  // A queue of their own, so that no page waits behind pictures.
  PageQueue pictures_ GUARDED_BY(mutex_){kMostPictureRobotsBytes};
  websub::Outbox outbox_ GUARDED_BY(mutex_);
  // Pages that are not fetched; the sink had no room.
  std::deque<fetch::Response> given_up_ GUARDED_BY(mutex_);
};

}  // namespace wirefold::crawl
