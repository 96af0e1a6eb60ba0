// What a poll changes in what is remembered of its feed.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "wirefold/fetch/request.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/feed.h"
#include "wirefold/schedule/schedule.h"

namespace wirefold::app {

/// RFC 9111 section 4.3.4: a 304 may bring new validators; those it leaves out stay.
void refresh(Validators& stored, const Validators& received);

/// A document was read: what it asks for, how long it is, and, if it is the first, how often the
/// feed has published. A delta (226) says nothing of these.
void note_document(FeedState& state, const ParsedFeed& document, bool delta, Timestamp now);

/// The feed has answered, and `fresh` entries came that nobody had seen.
void note_rate(FeedState& state, std::size_t fresh, Timestamp now);

/// A body came. If only because no validators were sent, the 304s before it are checked: they were
/// lies if something new came. True if that is found now for the first time.
bool note_body_came(FeedState& state, const fetch::Request& request, std::size_t fresh,
                    Timestamp now);

/// Whether the poll at `at` goes out without validators, after `recheck` (0: never) of nothing but
/// 304, or a day where 304 was a lie before.
bool wants_whole(const FeedState& state, std::chrono::seconds recheck, Timestamp at);

/// A request led to a feed. After three polls over two days by permanent redirects to the same
/// place that place is polled from now on; true if that is decided now.
bool note_redirects(FeedState& state, const fetch::Request& request, Timestamp now);

/// What moved is polled at its old place again; true if it had moved.
bool move_back(FeedState& state);

/// How long the server's host wants to be left alone, all its feeds and pages: Retry-After of a 429
/// or 503, an hour for a 429 without. Nothing for any other answer.
std::optional<std::chrono::seconds> host_pause(const fetch::Response& response);

/// The time since the newer half of the document's entries were published: nothing for a document
/// of which fewer have a date that has come.
std::optional<std::chrono::seconds> half_age(const ParsedFeed& document, Timestamp now);

/// How many entries have left the list unseen, where none of those that are listed now was known:
/// at the feed's rate, those of the time between its last answer and the oldest entry. `state` as
/// it was before that poll.
double missed_entries(const FeedState& state, const ParsedFeed& document, Timestamp now);

/// The caller's part of a schedule::Poll, from what is remembered.
schedule::Poll poll_of(const FeedState& state, const fetch::Response& response, Timestamp now);

}  // namespace wirefold::app
