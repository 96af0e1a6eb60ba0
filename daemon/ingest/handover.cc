#include "wirefold/ingest/handover.h"

#include <string>

#include "wirefold/ingest/page_wait.h"

namespace wirefold::ingest {
namespace {

/// A new article holds its text some four times: as HTML, as text, and as words with their
/// fingerprints; and its terms, which are of its beginning alone. A known one holds less.
std::size_t bytes_of_document(std::size_t body, const std::optional<Reading>& reading) {
  constexpr std::size_t kCopies = 4;
  constexpr std::size_t kTermsBytes = 6 << 10;
  if (!reading || !reading->document) return body;
  return (1 + kCopies) * body + kTermsBytes * reading->document->articles.size();
}

std::size_t bytes_of_way(const fetch::Response& response) {
  std::size_t out = 0;
  for (const std::string& url : response.request.chain) out += url.size();
  for (const fetch::Link& link : response.links) out += sizeof link + link.target.size();
  return out;
}

}  // namespace

std::size_t bytes_of(const Handover& handover) {
  if (const auto* const poll = std::get_if<ReadResponse>(&handover)) {
    return bytes_of_document(poll->response.body.capacity(), poll->reading) +
           bytes_of_way(poll->response);
  }
  if (const auto* const push = std::get_if<ReadPush>(&handover)) {
    return bytes_of_document(push->push.body.capacity(), push->reading);
  }
  if (const auto* const page = std::get_if<ReadPage>(&handover)) {
    return kMostWaitingBytes + (page->page ? page->page->text.size() : 0);
  }
  const auto* const other = std::get_if<fetch::Response>(&handover);
  return other == nullptr ? 0 : other->body.capacity() + bytes_of_way(*other);
}

}  // namespace wirefold::ingest
