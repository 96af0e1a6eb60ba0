#include "wirefold/ingest/inbox.h"

#include <utility>

namespace wirefold::ingest {

std::size_t bytes_of(const Message& message) {
  if (const auto* const response = std::get_if<fetch::Response>(&message)) {
    return response->body.capacity();
  }
  const auto* const event = std::get_if<websub::Message>(&message);
  return event == nullptr ? 0 : websub::bytes_of(*event);
}

crawl::ResponseSink Inbox::response_sink() {
  return [this](fetch::Response& response) {
    Message message = std::move(response);
    if (try_push(std::move(message))) return true;
    // Refused, so `message` still holds it: try_push() promises that.
    response = std::get<fetch::Response>(std::move(message));  // NOLINT(bugprone-use-after-move)
    return false;
  };
}

websub::MessageSink Inbox::message_sink() {
  return [this](websub::Message message) { return try_push(Message(std::move(message))); };
}

}  // namespace wirefold::ingest
