// What our hub has to send to those who subscribe to our feeds.
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

namespace wirefold::app {

/// A request for the sake of our subscribers. One that delivers gets its document when it goes out.
struct Parcel {
  fetch::Request request;
  std::string topic;   ///< Of a delivery: path and query of the feed.
  std::string secret;  ///< Signs the document; empty: nothing is signed.
};

/// Requests by the time at which they are due: to one host one verification and one delivery at a
/// time. Strangers choose the hosts, so verifications share a part of the transfers, and of each
/// part hosts that are slow, or have not answered yet, share half. Knows no clock and no thread:
/// the caller brings both.
class Outbox {
 public:
  /// When one more transfer may go to a host (html::host_of); nothing while others must end first.
  using Opens = std::function<std::optional<Timestamp>(const std::string& host)>;

  /// Where documents of topics come from, as they are now.
  struct Found {
    serve::ResourcePtr document;
    bool comes = false;  ///< It is made: take_document() brings it.
  };
  using Documents = std::function<Found(const std::string& topic)>;

  /// At a time, of each kind.
  static constexpr std::size_t kMostVerifications = 4;
  static constexpr std::size_t kMostDeliveries = 4;

  Outbox();

  /// Without it no delivery goes out.
  void set_documents(Documents documents) { documents_ = std::move(documents); }

  void add(Parcel parcel, Timestamp when);

  /// What may go out now.
  std::optional<fetch::Request> next(Timestamp now, const Opens& opens);

  /// When next() may have something, if no transfer ends and no document comes before.
  std::optional<Timestamp> next_change() const;

  /// A request that next() gave has ended; `slow` if its host took all the time that it had.
  void ended(const fetch::Request& request, Timestamp now, bool slow);

  /// A document that was asked for, or null if it cannot be made: its deliveries wait a little.
  void take_document(const std::string& topic, serve::ResourcePtr document, Timestamp now);

  /// The request with this number (fetch::Request::page) is not sent, if it waits.
  void remove(std::uint64_t number);

  /// Nothing that waits is sent any more.
  void clear();

  /// The clock has jumped.
  void shift(std::chrono::seconds by);

 private:
  using Key = schedule::Agenda::Key;

  /// Requests of one kind.
  struct Line {
    std::size_t most;
    std::size_t in_flight = 0;
    schedule::Agenda agenda;
  };

  Line& line_of(const fetch::Request& request);
  std::optional<fetch::Request> next(Line& line, Timestamp now, const Opens& opens);
  void put_back(Line& line, Key key, const std::string& host, Timestamp when);
  Found find_document(Key key, const std::string& topic, Timestamp now);
  bool complete(Key key, Parcel& parcel, Timestamp now);

  Documents documents_;
  Line verifications_{kMostVerifications, 0, {}};
  Line deliveries_{kMostDeliveries, 0, {}};
  std::map<Key, Parcel> parcels_;
  std::map<std::uint64_t, Timestamp> began_;       // what is in flight, by its number
  std::map<std::string, std::vector<Key>> aside_;  // by the topic whose document is made
  // The last that was made, and those that wait for it: however many topics, one is held.
  serve::ResourcePtr made_;
  std::set<Key> for_made_;
  Timestamp made_until_{};
  Key last_key_ = 0;
};

}  // namespace wirefold::app
