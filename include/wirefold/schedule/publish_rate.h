// Computes how often a feed publishes from its polls.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>

#include "wirefold/base/time.h"
#include "wirefold/model/publish_rate.h"

namespace wirefold::schedule {

/// The rate that a feed's first document shows: from the dates of its entries within the last two
/// weeks. Dates in the future are ignored. Without dates the rate is empty.
PublishRate rate_of(std::span<const Timestamp> published, Timestamp now);

/// `rate` after a poll that brought `fresh` new entries, `elapsed` after the poll before. Entries
/// and time of two weeks ago weigh 1/e.
PublishRate after_poll(const PublishRate& rate, std::size_t fresh, std::chrono::seconds elapsed);

/// Mean time between two entries. Assumes one entry in one hour before the observed time: 1 h for a
/// feed of which nothing is known.
std::chrono::seconds mean_gap(const PublishRate& rate);

}  // namespace wirefold::schedule
