// Queues article pages, or pictures, and decides when each may be requested.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/crawl/by_time.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/fetch/robots.h"

namespace wirefold::crawl {

/// Requests robots.txt of each host first and keeps it for a day (RFC 9309 section 2.4), then one
/// page at a time with a pause after each. Uses no clock and no thread. Calls take O(log n) of the
/// hosts and pages unless noted.
class PageQueue {
 public:
  /// When one more transfer may go to `host` (html::host_of()); nullopt while others must end
  /// first. The time of a host may become later at any time, but earlier only before opened(),
  /// set_spacing() or shift().
  using Opens = std::function<std::optional<Timestamp>(const std::string& host)>;

  /// Waiting pages of one host; further ones are given up. At one page in two seconds 300 are
  /// fetched within pages.wait, or 100 articles of three pages each.
  static constexpr std::size_t kMostPages = 2000;

  /// Unless another number is given: bytes of all kept robots.txt with the other data of their
  /// hosts. Above it the oldest robots.txt of a host without waiting pages is dropped first. If
  /// there is none, the newest is dropped, and its host gets no page requests for half an hour.
  /// 65,000 hosts with few rules fit.
  static constexpr std::size_t kMostRobotsBytes = std::size_t{64} << 20;

  /// Steps of fetch::Robots to check the waiting pages of a host against its new robots.txt: 100
  /// ms. Pages that are not checked by then are given up.
  static constexpr std::size_t kMostSteps = 64 * fetch::Robots::kMostSteps;

  explicit PageQueue(std::size_t most_robots_bytes = kMostRobotsBytes)
      : most_robots_bytes_(most_robots_bytes) {}

  /// Sets the pause between two pages of one host; robots.txt may ask for more. O(hosts).
  void set_spacing(std::chrono::seconds spacing);

  /// Adds a page (page_request()) that is requested once, before its deadline. The target of a
  /// redirect is added as a page of its own.
  void add(fetch::Request page);

  /// The next request that may go out now; nullopt if all must wait. It goes to the host that has
  /// waited longest since it became free or its first page was added: for its robots.txt, or for
  /// the page with the earliest deadline.
  std::optional<fetch::Request> next(Timestamp now, const Opens& opens);

  /// When next() or take_given_up() may return something, unless a transfer ends before.
  std::optional<Timestamp> next_change(const Opens& opens);

  /// Takes the response for a robots.txt, also if it failed. O(pages of its host).
  void take_robots(const fetch::Response& response, Timestamp now);

  /// Ends the transfer of the page at `url`.
  void finished(const std::string& url, Timestamp now);

  /// The host of `url` was asked for something else: its next page waits for the pause.
  void rest(const std::string& url, Timestamp now);

  /// Notes that a transfer at `host` has ended, so that Opens may allow another.
  void opened(const std::string& host);

  /// Moves deadlines and pauses after a jump of the clock. O(hosts + pages).
  void shift(std::chrono::seconds by);

  /// Returns the pages that are not fetched, each as a response with the reason: robots.txt forbids
  /// the page or takes too long to check, too many pages wait, or the deadline has passed.
  std::vector<fetch::Response> take_given_up(Timestamp now);

  std::size_t hosts() const { return hosts_.size(); }
  std::size_t robots_bytes() const { return robots_bytes_; }

  /// Steps of fetch::Robots that all checks have taken, and one for each check.
  std::size_t steps() const { return steps_; }

 private:
  struct Site;

  struct Host {
    std::string origin;  // "https://h.example:8443"
    Site* site = nullptr;
    std::multimap<Timestamp, fetch::Request> pages;  // by deadline
    std::optional<fetch::Robots> robots;
    Timestamp robots_until{};
    Timestamp free_at{};
    bool busy = false;  // a request for robots.txt or a page is in flight

    /// Bytes of the rules and of the other data of the host; 0 if it has no rules.
    std::size_t robots_bytes() const;
  };

  /// The hosts of one name, on any port: Opens gives one time for all of them.
  struct Site {
    std::string name;  // html::host_of
    std::size_t hosts = 0;
    ByTime<Host> waiting;                   // hosts with a page that are not busy, by free_at
    Timestamp opens_at = Timestamp::min();  // as Opens returned last
    bool full = false;                      // Opens returned nullopt
  };

  Host* find(const std::string& url);
  Host& host_at(const std::string& url);
  void file(Host& host);
  void file(Site& site);
  Site* first_open(const Opens& opens);
  fetch::Request request_to(Host& host, Timestamp now);
  std::chrono::seconds pause_of(const Host& host) const;
  void set_robots(Host& host, std::optional<fetch::Robots> robots);
  void keep_robots(Host& host, const fetch::Response& response, Timestamp now);
  bool allows(const Host& host, const fetch::Request& page);
  void give_up(fetch::Request page, const std::string& why);
  void give_up_forbidden(Host& host);
  void forget(Host& host);

  const std::size_t most_robots_bytes_;
  std::chrono::seconds spacing_{2};
  Timestamp now_{};                              // the last that a caller passed
  std::unordered_map<std::string, Host> hosts_;  // by origin
  std::unordered_map<std::string, Site> sites_;  // by name
  ByTime<Site> ready_;      // sites with room and a waiting host, by the time of their next request
  ByTime<Host> deadlines_;  // hosts with pages, by the first deadline
  ByTime<Host> idle_;       // hosts without pages or requests, by when they can be forgotten
  ByTime<Host> kept_;       // idle hosts with a robots.txt, by its expiry
  std::size_t robots_bytes_ = 0;
  std::size_t steps_ = 0;
  std::vector<fetch::Response> given_up_;
};

}  // namespace wirefold::crawl
