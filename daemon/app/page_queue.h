// Article pages that are waited for, and when each may be asked for.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/fetch/robots.h"

namespace wirefold::app {

/// Pages by host: robots.txt first, kept for a day (RFC 9309 section 2.4), then one page at a time
/// with a pause after each. Knows no clock and no thread: the caller brings both.
class PageQueue {
 public:
  /// When one more transfer may go to `host` (html::host_of); nothing while others must end first.
  using Opens = std::function<std::optional<Timestamp>(const std::string& host)>;

  /// The pause between two pages of one host; robots.txt may ask for more.
  void set_spacing(std::chrono::seconds spacing) { spacing_ = spacing; }

  /// Asks for a page, a web URL, once, until its deadline. Where a page redirects to is a page too.
  void add(fetch::Request page);

  /// What may go out now; nothing if all must wait.
  std::optional<fetch::Request> next(Timestamp now, const Opens& opens);

  /// When next() or take_given_up() may have something, if no transfer ends before.
  std::optional<Timestamp> next_change(const Opens& opens) const;

  /// A robots.txt has come, or has not.
  void take_robots(const fetch::Response& response, Timestamp now);

  /// The transfer of a page from `url` has ended.
  void finished(const std::string& url, Timestamp now);

  /// The clock has jumped: deadlines and pauses move with it.
  void shift(std::chrono::seconds by);

  /// Pages that are not fetched, because robots.txt forbids it or the deadline has passed, each as
  /// a response with its reason.
  std::vector<fetch::Response> take_given_up(Timestamp now);

 private:
  struct Host {
    std::string name;  // html::host_of
    std::deque<fetch::Request> pages;
    std::optional<fetch::Robots> robots;
    Timestamp robots_until{};
    Timestamp free_at{};
    bool busy = false;  // robots.txt or a page is on its way
  };
  using Hosts = std::map<std::string, Host>;  // by origin: "https://h.example:8443"

  std::optional<fetch::Request> request_to(const std::string& origin, Host& host, Timestamp now);
  std::chrono::seconds pause_of(const Host& host) const;
  void give_up(fetch::Request page, const std::string& why);
  void give_up_forbidden(Host& host);

  std::chrono::seconds spacing_{2};
  Hosts hosts_;
  std::vector<fetch::Response> given_up_;
};

}  // namespace wirefold::app
