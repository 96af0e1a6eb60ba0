#include "wirefold/websub/outbox.h"

#include <algorithm>

#include "wirefold/html/url.h"
#include "wirefold/websub/signature.h"

namespace wirefold::app {
namespace {

// Until a transfer of the same host has ended, or a document can be made.
constexpr std::chrono::seconds kLookAgain(1);
constexpr std::chrono::seconds kRetry(60);

// Who takes so long for an answer is slow: some take just less than all the time that they have.
constexpr std::chrono::seconds kSlow(3);

// A document that is made waits so long for the hosts that it goes to.
constexpr std::chrono::seconds kMadeFor(60);

std::string host_of(const Parcel& parcel) { return html::host_of(parcel.request.url); }

}  // namespace

Outbox::Outbox() {
  for (Line* const line : {&verifications_, &deliveries_}) {
    line->agenda.set_limits({1, std::chrono::seconds(0), line->most / 2, false});
  }
}

Outbox::Line& Outbox::line_of(const fetch::Request& request) {
  return request.kind == fetch::Kind::kVerify ? verifications_ : deliveries_;
}

void Outbox::add(Parcel parcel, Timestamp when) {
  const Key key = ++last_key_;
  line_of(parcel.request).agenda.put(key, host_of(parcel), when);
  parcels_.emplace(key, std::move(parcel));
}

std::optional<fetch::Request> Outbox::next(Timestamp now, const Opens& opens) {
  auto request = next(deliveries_, now, opens);
  return request ? std::move(request) : next(verifications_, now, opens);
}

std::optional<fetch::Request> Outbox::next(Line& line, Timestamp now, const Opens& opens) {
  while (line.in_flight < line.most) {
    const auto key = line.agenda.take(now);
    if (!key) return std::nullopt;
    Parcel& parcel = parcels_.at(*key);
    const std::string host = host_of(parcel);
    const Timestamp open = opens(host).value_or(now + kLookAgain);
    if (open > now) {
      put_back(line, *key, host, open);
      line.agenda.block(host, open);
    } else if (complete(*key, parcel, now)) {
      ++line.in_flight;
      began_[parcel.request.page] = now;
      return std::move(parcels_.extract(*key).mapped().request);
    }
  }
  return std::nullopt;
}

/// What agenda.take() gave is not sent yet.
void Outbox::put_back(Line& line, Key key, const std::string& host, Timestamp when) {
  line.agenda.give_back(host);
  line.agenda.put(key, host, when);
}

/// False if the document of a delivery is not there: it is taken up again when it is.
bool Outbox::complete(Key key, Parcel& parcel, Timestamp now) {
  fetch::Request& request = parcel.request;
  if (request.kind != fetch::Kind::kDeliver) return true;
  const Found found = find_document(key, parcel.topic, now);
  if (found.comes) {
    deliveries_.agenda.give_back(host_of(parcel));
    aside_[parcel.topic].push_back(key);
    return false;
  }
  if (found.document == nullptr) {
    put_back(deliveries_, key, host_of(parcel), now + kRetry);
    return false;
  }
  const serve::Representation& plain = found.document->in(serve::Coding::kIdentity);
  request.document = {found.document, &plain.bytes};  // lives as long as what holds it
  request.document_etag = plain.etag;
  request.headers = {"Content-Type: " + found.document->content_type,
                     "Link: " + found.document->link};
  if (!parcel.secret.empty()) {
    request.headers.push_back("X-Hub-Signature: " + websub::signature(parcel.secret, plain.bytes));
  }
  return true;
}

Outbox::Found Outbox::find_document(Key key, const std::string& topic, Timestamp now) {
  if (for_made_.erase(key) > 0) {
    const serve::ResourcePtr document = now < made_until_ ? made_ : nullptr;
    if (for_made_.empty() || document == nullptr) made_ = nullptr;
    if (document != nullptr) return {document, false};
  }
  if (aside_.contains(topic)) return {nullptr, true};
  return documents_ ? documents_(topic) : Found();
}

void Outbox::take_document(const std::string& topic, serve::ResourcePtr document, Timestamp now) {
  const auto node = aside_.extract(topic);
  if (node.empty()) return;
  const Timestamp due = document == nullptr ? now + kRetry : now;
  std::set<Key> waiting;  // some may have been removed
  for (const Key key : node.mapped()) {
    const auto it = parcels_.find(key);
    if (it == parcels_.end()) continue;
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
      parcels_, [number](const auto& entry) { return entry.second.request.page == number; });
  if (it == parcels_.end()) return;
  line_of(it->second.request).agenda.remove(it->first);
  for_made_.erase(it->first);
  parcels_.erase(it);
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
  --line.in_flight;
  const auto began = began_.extract(request.page);
  const bool took_long = !began.empty() && now - began.mapped() >= kSlow;
  line.agenda.end(html::host_of(request.url), now, slow || took_long);
}

void Outbox::clear() {
  for (const auto& [key, parcel] : parcels_) line_of(parcel.request).agenda.remove(key);
  parcels_.clear();
  aside_.clear();
  for_made_.clear();
  made_ = nullptr;
}

void Outbox::shift(std::chrono::seconds by) {
  verifications_.agenda.shift(by);
  deliveries_.agenda.shift(by);
  made_until_ += by;
  for (auto& [number, began] : began_) began += by;
}

}  // namespace wirefold::app
