#include "wirefold/ingest/handover.h"

namespace wirefold::ingest {
namespace {

/// A prepared article holds its text some four times: as HTML, as text, and as words with their
/// fingerprints.
std::size_t bytes_of_document(std::size_t body, const std::optional<Reading>& reading) {
  constexpr std::size_t kCopies = 4;
  return reading && reading->document ? (1 + kCopies) * body : body;
}

}  // namespace

std::size_t bytes_of(const Handover& handover) {
  if (const auto* const poll = std::get_if<ReadResponse>(&handover)) {
    return bytes_of_document(poll->response.body.capacity(), poll->reading);
  }
  if (const auto* const push = std::get_if<ReadPush>(&handover)) {
    return bytes_of_document(push->push.body.capacity(), push->reading);
  }
  const auto* const page = std::get_if<ReadPage>(&handover);
  return page != nullptr && page->page ? page->page->text.size() : 0;
}

}  // namespace wirefold::ingest
