#include "wirefold/pictures/failed_pictures.h"

#include "wirefold/base/hash.h"

namespace wirefold::pictures {

void FailedPictures::add(std::string_view url, Timestamp until) {
  const std::uint64_t key = hash64(url);
  if (until_.insert_or_assign(key, until).second) order_.push_back(key);
  if (order_.size() <= kMost) return;
  until_.erase(order_.front());
  order_.pop_front();
}

bool FailedPictures::has(std::string_view url, Timestamp now) const {
  const auto known = until_.find(hash64(url));
  return known != until_.end() && now < known->second;
}

}  // namespace wirefold::pictures
