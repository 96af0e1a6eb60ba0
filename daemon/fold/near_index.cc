#include "wirefold/fold/near_index.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace wirefold::fold {

NearIndex::NearIndex(int radius) : radius_(radius), block_radius_(radius / int{kBlocks}) {
  assert(radius >= 0 && block_radius_ <= 1);
  for (auto& table : tables_) table.resize(std::size_t{1} << kBlockBits);
}

std::uint16_t NearIndex::block(Fingerprint f, unsigned i) noexcept {
  return static_cast<std::uint16_t>(static_cast<std::uint64_t>(f) >> (i * kBlockBits));
}

void NearIndex::add(Fingerprint fingerprint, Owner owner) {
  for (unsigned i = 0; i < kBlocks; ++i) {
    tables_[i][block(fingerprint, i)].push_back({fingerprint, owner});
  }
}

void NearIndex::remove(Fingerprint fingerprint, Owner owner) {
  for (unsigned i = 0; i < kBlocks; ++i) {
    Bucket& bucket = tables_[i][block(fingerprint, i)];
    const auto it = std::find_if(bucket.begin(), bucket.end(), [&](const Slot& slot) {
      return slot.owner == owner && slot.fingerprint == fingerprint;
    });
    if (it != bucket.end()) bucket.erase(it);
  }
}

void NearIndex::near(Fingerprint probe, const Found& found) const {
  for (unsigned table = 0; table < kBlocks; ++table) {
    const std::uint16_t exact = block(probe, table);
    scan(tables_[table][exact], table, probe, found);
    for (unsigned bit = 0; block_radius_ > 0 && bit < kBlockBits; ++bit) {
      scan(tables_[table][exact ^ (1U << bit)], table, probe, found);
    }
  }
}

void NearIndex::scan(const Bucket& bucket, unsigned table, Fingerprint probe,
                     const Found& found) const {
  for (const Slot& slot : bucket) {
    const int d = distance(slot.fingerprint, probe);
    if (d <= radius_ && !found_earlier(slot.fingerprint, probe, table)) found(slot.owner, d);
  }
}

/// True if a table before `table` has shown this pair already.
bool NearIndex::found_earlier(Fingerprint a, Fingerprint b, unsigned table) const noexcept {
  for (unsigned i = 0; i < table; ++i) {
    const auto differing = static_cast<std::uint16_t>(block(a, i) ^ block(b, i));
    if (std::popcount(differing) <= block_radius_) return true;
  }
  return false;
}

}  // namespace wirefold::fold
