// Limits how often a client may do something.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

namespace wirefold {

/// A bucket of tokens for each key. A bucket starts with `burst` tokens, holds at most that many,
/// and gains `rate` per second. A full bucket may be forgotten, since a new one is equal. If the
/// table is full of other buckets, all new keys share one bucket, so that a client gains nothing by
/// using many keys. One thread.
template <typename Key, typename Time>
class TokenBuckets {
 public:
  explicit TokenBuckets(std::size_t most_keys) : most_keys_(most_keys) {}

  /// Takes a token of `key`. Returns zero if a token was taken, else the time until there is one.
  std::chrono::duration<double> take(const Key& key, double rate, double burst, Time now) {
    Bucket& bucket = bucket_of(key, rate, burst, now);
    fill(bucket, rate, burst, now);
    if (bucket.tokens < 1) return std::chrono::duration<double>((1 - bucket.tokens) / rate);
    bucket.tokens -= 1;
    return std::chrono::duration<double>(0);
  }

  /// Puts back a token that was taken of `key`.
  void give_back(const Key& key) {
    if (const auto it = buckets_.find(key); it != buckets_.end()) it->second.tokens += 1;
  }

  std::size_t size() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens;
    Time at;
  };

  static void fill(Bucket& bucket, double rate, double burst, Time now) {
    const double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
    bucket.tokens = std::min(burst, bucket.tokens + passed * rate);
    bucket.at = now;
  }

  Bucket& bucket_of(const Key& key, double rate, double burst, Time now) {
    if (const auto it = buckets_.find(key); it != buckets_.end()) return it->second;
    if (buckets_.size() >= most_keys_) forget_full(rate, burst, now);
    if (buckets_.size() >= most_keys_) return others_;
    return buckets_.try_emplace(key, Bucket{burst, now}).first->second;
  }

  /// Runs at most once a second, because it visits every bucket.
  void forget_full(double rate, double burst, Time now) {
    const bool is_recent = now >= last_sweep_ && now - last_sweep_ < std::chrono::seconds(1);
    if (is_recent) return;
    last_sweep_ = now;
    for (auto it = buckets_.begin(); it != buckets_.end();) {
      fill(it->second, rate, burst, now);
      it = it->second.tokens >= burst ? buckets_.erase(it) : std::next(it);
    }
  }

  const std::size_t most_keys_;
  std::map<Key, Bucket> buckets_;
  Bucket others_{1, Time()};
  Time last_sweep_{};
};

}  // namespace wirefold
