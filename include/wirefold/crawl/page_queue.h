// Article pages that are waited for, and when each may be asked for.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/crawl/by_time.h"
#include "wirefold/base/time.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/fetch/robots.h"

namespace wirefold::app {

/// Pages by host: robots.txt first, kept for a day (RFC 9309 section 2.4), then one page at a time
/// with a pause after each. Knows no clock and no thread: the caller brings both. What a call costs
/// grows with the logarithm of the hosts and pages, but for those that say otherwise.
class PageQueue {
 public:
  /// When one more transfer may go to `host` (html::host_of); nothing while others must end first.
  /// What it says of a host may become later at any time, and sooner by opened() alone.
  using Opens = std::function<std::optional<Timestamp>(const std::string& host)>;

  /// Pages of one host that wait; further ones are given up. At one page in two seconds 300 come
  /// within pages.wait, or 100 articles of three pages each.
  static constexpr std::size_t kMostPages = 2000;

  /// Bytes of all robots.txt that are kept, with what else is known of their hosts. Of hosts for
  /// which no page waits the oldest is forgotten first; if there is none, the newest does not
  /// count, and its host is left alone. There is room for 65,000 hosts with few rules.
  static constexpr std::size_t kMostRobotsBytes = std::size_t{64} << 20;

  /// What it may take to hold the pages that wait against a robots.txt that comes, in steps of
  /// fetch::Robots: 100 ms. Those that are left then are given up.
  static constexpr std::size_t kMostSteps = 64 * fetch::Robots::kMostSteps;

  /// The pause between two pages of one host; robots.txt may ask for more. O(hosts).
  void set_spacing(std::chrono::seconds spacing);

  /// Asks for a page, a web URL, once, until its deadline. Where a page redirects to is a page too.
  void add(fetch::Request page);

  /// What may go out now: of the host that has waited longest since it was free or its first page
  /// came, the page with the earliest deadline. Nothing if all must wait.
  std::optional<fetch::Request> next(Timestamp now, const Opens& opens);

  /// When next() or take_given_up() may have something, if no transfer ends before.
  std::optional<Timestamp> next_change(const Opens& opens);

  /// A robots.txt has come, or has not. O(pages of its host).
  void take_robots(const fetch::Response& response, Timestamp now);

  /// The transfer of a page from `url` has ended.
  void finished(const std::string& url, Timestamp now);

  /// A transfer has ended at `host`, so that there may be room.
  void opened(const std::string& host);

  /// The clock has jumped: deadlines and pauses move with it. O(hosts + pages).
  void shift(std::chrono::seconds by);

  /// Pages that are not fetched, because robots.txt forbids it, too many wait, or the deadline has
  /// passed, each as a response with its reason.
  std::vector<fetch::Response> take_given_up(Timestamp now);

  std::size_t hosts() const { return hosts_.size(); }
  std::size_t robots_bytes() const { return robots_bytes_; }

  /// What all questions to robots.txt have taken, in fetch::Robots' steps and one for each.
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
    bool busy = false;  // robots.txt or a page is on its way
  };

  /// The hosts of one name, whatever their ports: what Opens speaks of.
  struct Site {
    std::string name;  // html::host_of
    std::size_t hosts = 0;
    ByTime<Host> waiting;                   // those that have a page and are not busy, by free_at
    Timestamp opens_at = Timestamp::min();  // as Opens said last
    bool full = false;                      // Opens said: others must end first
  };

  Host* find(const std::string& url);
  Host& host_at(const std::string& url);
  void file(Host& host);
  void file(Site& site);
  Site* first_open(const Opens& opens);
  fetch::Request request_to(Host& host, Timestamp now);
  std::chrono::seconds pause_of(const Host& host) const;
  static std::size_t bytes_of(const Host& host);
  void set_robots(Host& host, std::optional<fetch::Robots> robots);
  void keep_robots(Host& host, const fetch::Response& response, Timestamp now);
  bool allows(const Host& host, const fetch::Request& page);
  void give_up(fetch::Request page, const std::string& why);
  void give_up_forbidden(Host& host);
  void forget(Host& host);

  std::chrono::seconds spacing_{2};
  Timestamp now_{};                              // the last that a caller brought
  std::unordered_map<std::string, Host> hosts_;  // by origin
  std::unordered_map<std::string, Site> sites_;  // by name
  ByTime<Site> ready_;      // sites with room and a host that waits, by when both are so
  ByTime<Host> deadlines_;  // hosts with pages, by the first deadline
  ByTime<Host> idle_;       // hosts without, by when nothing of them needs to be known
  ByTime<Host> kept_;       // of these, those with a robots.txt, by its end
  std::size_t robots_bytes_ = 0;
  std::size_t steps_ = 0;
  std::vector<fetch::Response> given_up_;
};

}  // namespace wirefold::app
