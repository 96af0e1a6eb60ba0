#include "wirefold/websub/outbox.h"

#include <algorithm>
#include <cassert>

#include "wirefold/html/url.h"
#include "wirefold/websub/requests.h"
#include "wirefold/websub/signature.h"

namespace wirefold::websub {
namespace {

// Pauses until a transfer of the same host may have ended, and until a document may be made.
constexpr std::chrono::seconds kLookAgain(1);
constexpr std::chrono::seconds kRetry(60);

// A host that takes this long to answer is slow: some take just less than the time allowed.
constexpr std::chrono::seconds kSlow(3);

// A document that was made is held this long for deliveries whose hosts have no room.
constexpr std::chrono::seconds kMadeFor(60);

std::string host_of(const OutgoingRequest& outgoing) { return html::host_of(outgoing.request.url); }

}  // namespace

Outbox::Outbox() {
  for (Line* const line : {&verifications_, &deliveries_}) {
    line->agenda.set_limits({1, std::chrono::seconds(0), line->most / 2, false});
  }
}

Outbox::Line& Outbox::line_of(const fetch::Request& request) {
  return has_purpose(request, Purpose::kVerification) ? verifications_ : deliveries_;
}

void Outbox::add(OutgoingRequest outgoing, Timestamp when) {
  const Key key = ++last_key_;
  line_of(outgoing.request).agenda.put(key, host_of(outgoing), when);
  outgoing_.emplace(key, std::move(outgoing));
}

std::optional<fetch::Request> Outbox::next(Timestamp now, const Opens& opens) {
  auto request = next(deliveries_, now, opens);
  return request ? std::move(request) : next(verifications_, now, opens);
}

std::optional<fetch::Request> Outbox::next(Line& line, Timestamp now, const Opens& opens) {
  while (line.in_flight < line.most) {
    const auto key = line.agenda.take(now);
    if (!key) return std::nullopt;
    OutgoingRequest& outgoing = outgoing_.at(*key);
    const std::string host = host_of(outgoing);
    const Timestamp open = opens(host).value_or(now + kLookAgain);
    if (open > now) {
      put_back(line, *key, host, open);
      line.agenda.block(host, open);
    } else if (complete(*key, outgoing, now)) {
      ++line.in_flight;
      began_[outgoing.request.tag.number] = now;
      return std::move(outgoing_.extract(*key).mapped().request);
    }
  }
  return std::nullopt;
}

/// Plans a request that agenda.take() returned, and that is not sent yet, for `when`.
void Outbox::put_back(Line& line, Key key, const std::string& host, Timestamp when) {
  line.agenda.give_back(host);
  line.agenda.put(key, host, when);
}

/// Adds the document to a delivery. False if there is none now: the delivery then waits for it, or
/// for kRetry.
bool Outbox::complete(Key key, OutgoingRequest& outgoing, Timestamp now) {
  fetch::Request& request = outgoing.request;
  if (!has_purpose(request, Purpose::kDelivery)) return true;
  const Found found = find_document(key, outgoing.topic, now);
  if (found.comes) {
    deliveries_.agenda.give_back(host_of(outgoing));
    awaiting_document_[outgoing.topic].push_back(key);
    return false;
  }
  if (found.document == nullptr) {
    put_back(deliveries_, key, host_of(outgoing), now + kRetry);
    return false;
  }
  const serve::Representation& plain = found.document->in(serve::Coding::kIdentity);
  request.body = {found.document, &plain.bytes};  // shares ownership of the resource
  request.tag.text = plain.etag;
  request.headers = {"Content-Type: " + found.document->content_type,
                     "Link: " + found.document->link};
  if (!outgoing.secret.empty()) {
    request.headers.push_back("X-Hub-Signature: " + signature(outgoing.secret, plain.bytes));
  }
  return true;
}

Outbox::Found Outbox::find_document(Key key, const std::string& topic, Timestamp now) {
  if (for_made_.erase(key) > 0) {
    const serve::ResourcePtr document = now < made_until_ ? made_ : nullptr;
    if (for_made_.empty() || document == nullptr) made_ = nullptr;
    if (document != nullptr) return {document, false};
  }
  if (awaiting_document_.contains(topic)) return {nullptr, true};
  return documents_ ? documents_(topic) : Found();
}

void Outbox::take_document(const std::string& topic, serve::ResourcePtr document, Timestamp now) {
  const auto node = awaiting_document_.extract(topic);
  if (node.empty()) return;
  const Timestamp due = document == nullptr ? now + kRetry : now;
  std::set<Key> waiting;  // without deliveries that were removed meanwhile
  for (const Key key : node.mapped()) {
    const auto it = outgoing_.find(key);
    if (it == outgoing_.end()) continue;
    deliveries_.agenda.put(key, host_of(it->second), due);
    waiting.insert(key);
  }
  if (document == nullptr || waiting.empty()) return;
  for_made_ = std::move(waiting);
  made_ = std::move(document);
  made_until_ = now + kMadeFor;
}

void Outbox::remove(std::uint64_t number) {
  const auto it = std::ranges::find_if(
      outgoing_, [number](const auto& entry) { return entry.second.request.tag.number == number; });
  if (it == outgoing_.end()) return;
  line_of(it->second.request).agenda.remove(it->first);
  for_made_.erase(it->first);
  outgoing_.erase(it);
}

std::optional<Timestamp> Outbox::next_change() const {
  std::optional<Timestamp> first;
  for (const Line* const line : {&verifications_, &deliveries_}) {
    const auto next = line->agenda.next_change();
    const bool may_go = next && line->in_flight < line->most;
    if (may_go) first = std::min(first.value_or(*next), *next);
  }
  return first;
}

void Outbox::ended(const fetch::Request& request, Timestamp now, bool slow) {
  Line& line = line_of(request);
  assert(line.in_flight > 0);
  --line.in_flight;
  const auto began = began_.extract(request.tag.number);
  const bool took_long = !began.empty() && now - began.mapped() >= kSlow;
  line.agenda.end(html::host_of(request.url), now, slow || took_long);
}

void Outbox::clear() {
  for (const auto& [key, outgoing] : outgoing_) line_of(outgoing.request).agenda.remove(key);
  outgoing_.clear();
  awaiting_document_.clear();
  for_made_.clear();
  made_ = nullptr;
}

void Outbox::shift(std::chrono::seconds by) {
  verifications_.agenda.shift(by);
  deliveries_.agenda.shift(by);
  made_until_ += by;
  for (auto& [number, began] : began_) began += by;
}

}  // namespace wirefold::websub
