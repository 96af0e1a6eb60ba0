// Queues messages for the fold thread.
#pragma once

#include <cstddef>
#include <variant>

#include "wirefold/base/bounded_queue.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/websub/message.h"

namespace wirefold::ingest {

/// A new configuration takes effect between two documents, never within one.
struct Reload {
  config::Config config;
};

using Message = std::variant<fetch::Response, Reload, websub::Message>;

/// Bytes of the document that the message carries; 0 for one that carries none.
std::size_t bytes_of(const Message& message);

/// The queue of the reading threads. Safe from any thread.
class Inbox : public BoundedQueue<Message> {
 public:
  using BoundedQueue::BoundedQueue;

  /// The sinks for the request scheduler and for the WebSub endpoints, which this inbox outlives.
  crawl::ResponseSink response_sink();
  websub::MessageSink message_sink();
};

}  // namespace wirefold::ingest
