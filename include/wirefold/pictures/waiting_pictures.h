// The requests that wait until a picture is fetched.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "wirefold/base/ip_address.h"
#include "wirefold/model/picture.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::pictures {

/// How many requests wait, and how long.
struct Patience {
  std::chrono::milliseconds wait{4000};
  std::size_t of_client = 8;  ///< Requests of one address; an IPv6 /64 network counts as one.
  std::size_t in_all = 64;
  std::size_t pictures = 64;  ///< Pictures that are being fetched, or wait for their turn.
};

/// The pictures that are being fetched, and who waits for each. Calls each Done once, or the
/// destructor does. One thread.
class WaitingPictures {
 public:
  using Clock = std::chrono::steady_clock;
  using Done = serve::Pictures::Done;

  explicit WaitingPictures(const Patience& patience) : patience_(patience) {}
  ~WaitingPictures() { give_up(Clock::time_point::max()); }
  WaitingPictures(const WaitingPictures&) = delete;
  WaitingPictures& operator=(const WaitingPictures&) = delete;

  bool has(PictureId picture) const { return pictures_.contains(picture); }
  bool has_room() const { return pictures_.size() < patience_.pictures; }

  /// A picture is being fetched from `url`.
  void begin(PictureId picture, std::string url) { pictures_[picture].url = std::move(url); }

  /// Waits for a picture that was begun, until `now` and the patience; at once in vain if too many
  /// wait. Requests without an address have only the limit of all.
  void wait(PictureId picture, const std::optional<IpAddress>& client, Done done,
            Clock::time_point now);

  /// Ends the wait for a picture; `file` is null if there is none. Returns the URL that was begun;
  /// nullopt if none was.
  std::optional<std::string> end(PictureId picture, const serve::ResourcePtr& file);

  /// Ends the waits that are due at `now`, in vain. The pictures may still come.
  void give_up(Clock::time_point now);

  /// When the next wait is due.
  std::optional<Clock::time_point> next_due() const;

  std::size_t size() const { return waits_; }

 private:
  struct Wait {
    std::optional<IpAddress> client;
    Clock::time_point due;
    Done done;
  };
  struct Picture {
    std::string url;
    std::vector<Wait> waits;  // the first due first
  };

  bool may_wait(const std::optional<IpAddress>& client) const;

  const Patience patience_;
  std::unordered_map<PictureId, Picture> pictures_;
  std::size_t waits_ = 0;
};

}  // namespace wirefold::pictures
