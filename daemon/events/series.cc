#include "series.h"

#include <algorithm>
#include <bitset>

#include "wirefold/events/finder.h"

namespace wirefold::events {
namespace {

constexpr std::size_t kHead = 3;  // words of the table before those of the headline
constexpr std::size_t kMostWords = 100;

std::uint16_t short_hash(std::uint32_t hash) { return static_cast<std::uint16_t>(hash >> 16); }

std::uint32_t seconds_of(Timestamp time) {
  return static_cast<std::uint32_t>(time.time_since_epoch().count());
}

std::uint32_t time_at(const std::uint16_t* title) { return title[1] * 0x10000U + title[2]; }

bool is_old(const std::uint16_t* title, Timestamp now) {
  constexpr std::uint32_t kSeconds = std::chrono::seconds(kSeriesMemory).count();
  return seconds_of(now) - time_at(title) > kSeconds;
}

}  // namespace

bool Series::has(std::uint64_t outlet, std::span<const std::uint32_t> title, Timestamp now) const {
  const auto known = outlets_.find(outlet);
  if (known == outlets_.end() || title.size() < kLeastWords) return false;
  static thread_local std::bitset<0x10000> words;
  for (const std::uint32_t hash : title) words.set(short_hash(hash));
  bool found = false;
  const Titles& titles = known->second;
  for (std::size_t at = titles.begin; at < titles.flat.size() && !found;) {
    const std::uint16_t* const other = titles.flat.data() + at;
    std::size_t shared = 0;
    for (std::size_t i = 0; i < other[0]; ++i) shared += words.test(other[kHead + i]);
    // Half of the words of both: shared / (all - shared) >= 1 / 2.
    found = 3 * shared >= title.size() + other[0] && !is_old(other, now);
    at += kHead + other[0];
  }
  for (const std::uint32_t hash : title) words.reset(short_hash(hash));
  return found;
}

void Series::drop_oldest(Titles& titles) {
  titles.begin += kHead + titles.flat[titles.begin];
  --titles.count;
  if (2 * titles.begin < titles.flat.size()) return;
  titles.flat.erase(titles.flat.begin(),
                    titles.flat.begin() + static_cast<std::ptrdiff_t>(titles.begin));
  titles.begin = 0;
}

void Series::add(std::uint64_t outlet, std::span<const std::uint32_t> title, Timestamp now) {
  if (title.size() < kLeastWords) return;
  Titles& titles = outlets_[outlet];
  while (titles.count > 0 &&
         (titles.count >= kMostTitles || is_old(titles.flat.data() + titles.begin, now))) {
    drop_oldest(titles);
  }
  const std::uint32_t time = seconds_of(now);
  title = title.first(std::min(title.size(), kMostWords));
  titles.flat.push_back(static_cast<std::uint16_t>(title.size()));
  titles.flat.push_back(static_cast<std::uint16_t>(time >> 16));
  titles.flat.push_back(static_cast<std::uint16_t>(time));
  for (const std::uint32_t hash : title) titles.flat.push_back(short_hash(hash));
  ++titles.count;
}

}  // namespace wirefold::events
