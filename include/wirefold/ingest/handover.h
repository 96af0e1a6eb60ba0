// What the reading threads hand to the fold thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>

#include "wirefold/base/bounded_queue.h"
#include "wirefold/base/result.h"
#include "wirefold/crawl/feed_facts.h"
#include "wirefold/fetch/request.h"
#include "wirefold/ingest/inbox.h"
#include "wirefold/ingest/read_document.h"
#include "wirefold/page/page.h"
#include "wirefold/websub/message.h"

namespace wirefold::ingest {

/// A document that was read with these facts of its feed.
struct Reading {
  crawl::FeedFacts facts;
  Result<ReadDocument> document;
};

/// Held by a large document until it is folded: see ReadingStage.
using LargePermit = std::shared_ptr<const bool>;

/// The answer to a poll.
struct ReadResponse {
  fetch::Response response;
  std::uint64_t body_hash = 0;     ///< Of the body; 0 if there is no document in the response.
  std::optional<Reading> reading;  ///< Missing if the document seemed to be the last one again.
  LargePermit large;
};

/// A document that a hub has delivered.
struct ReadPush {
  websub::Push push;
  std::optional<Reading> reading;
  LargePermit large;
};

/// A page of an article.
struct ReadPage {
  fetch::Response response;  ///< Without the body.
  Result<page::Page> page;   ///< The response's error if there is no page.
};

/// A message after reading. Hubs' answers, WebSub's other messages and reloads go through unread,
/// so that all messages keep their order.
using Handover =
    std::variant<ReadResponse, ReadPush, ReadPage, fetch::Response, websub::Message, Reload>;

/// Bytes of what the handover carries or brings back, roughly: a document and what was read in it,
/// or a page and the entry that waited for it. 0 for one that carries nothing.
std::size_t bytes_of(const Handover& handover);

/// The queue between the reading threads and the fold thread.
using Handovers = BoundedQueue<Handover>;

}  // namespace wirefold::ingest
