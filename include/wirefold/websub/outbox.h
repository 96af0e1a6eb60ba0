// Queues the requests of our hub until they can be sent.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/fetch/request.h"
#include "wirefold/schedule/agenda.h"
#include "wirefold/serve/resource.h"

namespace wirefold::websub {

/// A request on behalf of our subscribers. A delivery gets its document when it goes out.
struct OutgoingRequest {
  fetch::Request request;
  std::string topic;   ///< Of a delivery: path and query of the feed.
  std::string secret;  ///< Signs the document; empty: nothing is signed.
};

/// Orders requests by due time. One host gets at most one verification and one delivery at a time.
/// Strangers choose the hosts, so verifications have only a part of the transfers, and in each part
/// hosts that are slow or have not answered yet share half. Uses no clock and no thread.
class Outbox {
 public:
  /// When one more transfer may go to a host (html::host_of()); nullopt while others must end
  /// first.
  using Opens = std::function<std::optional<Timestamp>(const std::string& host)>;

  /// The current document of a topic.
  struct Found {
    serve::ResourcePtr document;
    bool comes = false;  ///< It is being made: take_document() will bring it.
  };
  using Documents = std::function<Found(const std::string& topic)>;

  /// Transfers at a time.
  static constexpr std::size_t kMostVerifications = 4;
  static constexpr std::size_t kMostDeliveries = 4;

  Outbox();

  /// Sets the source of documents. Without it no delivery goes out.
  void set_documents(Documents documents) { documents_ = std::move(documents); }

  void add(OutgoingRequest outgoing, Timestamp when);

  /// The next request that may go out now; nullopt if there is none.
  std::optional<fetch::Request> next(Timestamp now, const Opens& opens);

  /// When next() may return a request, unless a transfer ends or a document comes before.
  std::optional<Timestamp> next_change() const;

  /// Ends a request that next() returned; `slow` if its host used all of the time allowed.
  void ended(const fetch::Request& request, Timestamp now, bool slow);

  /// Takes a document that was requested. Null if it cannot be made: its deliveries are tried again
  /// after a minute.
  void take_document(const std::string& topic, serve::ResourcePtr document, Timestamp now);

  /// Drops the request with this number (fetch::Tag::number), unless it has gone out.
  void remove(std::uint64_t number);

  /// Drops all requests that have not gone out.
  void clear();

  /// Moves all times after a jump of the clock.
  void shift(std::chrono::seconds by);

 private:
  using Key = schedule::Agenda::Key;

  /// Requests that share one limit: verifications, or deliveries and pings.
  struct Line {
    std::size_t most;
    std::size_t in_flight = 0;
    schedule::Agenda agenda;
  };

  Line& line_of(const fetch::Request& request);
  std::optional<fetch::Request> next(Line& line, Timestamp now, const Opens& opens);
  void put_back(Line& line, Key key, const std::string& host, Timestamp when);
  Found find_document(Key key, const std::string& topic, Timestamp now);
  bool complete(Key key, OutgoingRequest& outgoing, Timestamp now);

  Documents documents_;
  Line verifications_{kMostVerifications, 0, {}};
  Line deliveries_{kMostDeliveries, 0, {}};
  std::map<Key, OutgoingRequest> outgoing_;
  std::map<std::uint64_t, Timestamp> began_;  // start of each request in flight, by number
  std::map<std::string, std::vector<Key>>
      awaiting_document_;  // deliveries without a document, by topic
  // The document that was made last, and the deliveries that wait for it. Only one document is held
  // for any number of topics.
  serve::ResourcePtr made_;
  std::set<Key> for_made_;
  Timestamp made_until_{};
  Key last_key_ = 0;
};

}  // namespace wirefold::websub
