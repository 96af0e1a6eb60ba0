// Updates the state of a feed after a poll.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "wirefold/fetch/request.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/schedule.h"

namespace wirefold::crawl {

/// RFC 9111 section 4.3.4: a 304 may bring new validators; those that it leaves out stay.
void refresh(Validators& stored, const Validators& received);

/// Stores the hints of a document, its number of entries and, if no rate is known yet, the rate of
/// its entries. A delta (226) changes none of these.
void note_document(FeedState& state, const ParsedFeed& document, bool delta, Timestamp now);

/// Updates the publishing rate after an answer with `fresh` new entries, unless it is the first.
void note_rate(FeedState& state, std::size_t fresh, Timestamp now);

/// Notes an answer with a body. If the request left out known validators, new entries show that the
/// 304s before it were false. True if that shows for the first time.
bool note_body_came(FeedState& state, const fetch::Request& request, std::size_t fresh,
                    Timestamp now);

/// True if the poll at `at` leaves out the validators: after `recheck` (0: never) with nothing but
/// 304, or after a day if that is shorter and a 304 of the feed was false before.
bool wants_whole(const FeedState& state, std::chrono::seconds recheck, Timestamp at);

/// Notes the redirects of a request that led to a feed. After three polls over two days with
/// permanent redirects to the same URL, that URL is polled from then on; true if this poll decides
/// it.
bool note_redirects(FeedState& state, const fetch::Request& request, Timestamp now);

/// Polls a moved feed at its old URL again. True if it had moved.
bool move_back(FeedState& state);

/// The pause that a host asks for, for all of its feeds and pages: Retry-After of a 429 or 503, an
/// hour for a 429 without it. nullopt for any other answer.
std::optional<std::chrono::seconds> host_pause(const fetch::Response& response);

/// The time in which the newer half of the document's entries was published. nullopt if fewer of
/// them have a date that is not in the future.
std::optional<std::chrono::seconds> half_age(const ParsedFeed& document, Timestamp now);

/// Estimates how many entries left the list unseen, for a document in which no entry was known: at
/// the feed's rate, the entries between its last answer and the oldest listed entry, or without
/// dates the entries since its last answer less the listed ones. `state` is the state before this
/// poll.
double missed_entries(const FeedState& state, const ParsedFeed& document, Timestamp now);

/// A schedule::Poll from the state and the response. The caller adds `outcome`, `fresh`, `half_age`
/// and `pushed`.
schedule::Poll poll_of(const FeedState& state, const fetch::Response& response, Timestamp now);

}  // namespace wirefold::crawl
