// How often a feed publishes, from what its polls brought.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>

#include "wirefold/base/time.h"
#include "wirefold/model/publish_rate.h"

namespace wirefold::schedule {

/// What a feed's first document shows: the dates of its entries, of which those of the last two
/// weeks count. Dates in the future and feeds without dates say nothing.
PublishRate rate_of(std::span<const Timestamp> published, Timestamp now);

/// `rate` after a poll that brought `fresh` entries nobody had seen, `elapsed` after the poll
/// before. What is two weeks old weighs 1/e.
PublishRate after_poll(const PublishRate& rate, std::size_t fresh, std::chrono::seconds elapsed);

/// Mean time between two entries, one of them assumed in an hour before anything was seen: 1 h for
/// a feed of which nothing is known.
std::chrono::seconds mean_gap(const PublishRate& rate);

}  // namespace wirefold::schedule
