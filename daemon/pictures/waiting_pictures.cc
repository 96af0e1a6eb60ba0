#include "wirefold/pictures/waiting_pictures.h"

#include <algorithm>
#include <utility>

namespace wirefold::pictures {

bool WaitingPictures::may_wait(const std::optional<IpAddress>& client) const {
  if (waits_ >= patience_.in_all) return false;
  if (!client) return true;
  std::ptrdiff_t of_client = 0;
  for (const auto& [id, picture] : pictures_) {
    of_client += std::ranges::count(picture.waits, client, &Wait::client);
  }
  return static_cast<std::size_t>(of_client) < patience_.of_client;
}

void WaitingPictures::wait(PictureId picture, const std::optional<IpAddress>& client, Done done,
                           Clock::time_point now) {
  const auto network = client ? std::optional(network_of(*client, 32, 64)) : std::nullopt;
  if (!may_wait(network)) return done(nullptr);
  pictures_.at(picture).waits.push_back({network, now + patience_.wait, std::move(done)});
  ++waits_;
}

std::optional<std::string> WaitingPictures::end(PictureId picture, const serve::ResourcePtr& file) {
  auto ended = pictures_.extract(picture);
  if (ended.empty()) return std::nullopt;
  waits_ -= ended.mapped().waits.size();
  for (const Wait& wait : ended.mapped().waits) wait.done(file);
  return std::move(ended.mapped().url);
}

void WaitingPictures::give_up(Clock::time_point now) {
  for (auto& [id, picture] : pictures_) {
    auto& waits = picture.waits;
    const auto due = std::ranges::find_if(waits, [now](const Wait& w) { return w.due > now; });
    for (auto at = waits.begin(); at != due; ++at) at->done(nullptr);
    waits_ -= static_cast<std::size_t>(due - waits.begin());
    waits.erase(waits.begin(), due);
  }
}

std::optional<WaitingPictures::Clock::time_point> WaitingPictures::next_due() const {
  std::optional<Clock::time_point> first;
  for (const auto& [id, picture] : pictures_) {
    if (picture.waits.empty()) continue;
    const Clock::time_point due = picture.waits.front().due;
    first = first ? std::min(*first, due) : due;
  }
  return first;
}

}  // namespace wirefold::pictures
