#include "wirefold/ingest/document_intake.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "wirefold/base/log.h"
#include "wirefold/fetch/link_header.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"

namespace wirefold::ingest {

void DocumentIntake::take(crawl::Feed& feed, ReadResponse&& answer, store::Transaction& changes) {
  assert(check_.is_here());
  if (answer.response.error) {
    feeds_.failed(feed, answer.response, *answer.response.error);
  } else {
    take_answer(feed, answer, changes);
  }
  feeds_.save(feed, changes.feeds());
}

void DocumentIntake::take_answer(crawl::Feed& feed, ReadResponse& answer,
                                 store::Transaction& changes) {
  const fetch::Response& response = answer.response;
  if (response.status == 304) {
    feeds_.answered(feed, response, {});
    return;
  }
  // The validators of an answer that broke off may belong to a longer document.
  const Validators validators = response.broke_off ? feed.state.validators : response.validators;
  if (answer.body_hash == feed.state.body_hash) {
    feeds_.answered(feed, response, {});
    EntryIntake::note_body(feed, validators, answer.body_hash);
    return;
  }
  const ReadingMark::Scope reading(mark_, feed.state.id, response.request.url);
  take_document(feed, answer, validators, changes);
}

void DocumentIntake::take_document(crawl::Feed& feed, ReadResponse& answer,
                                   const Validators& validators, store::Transaction& changes) {
  const fetch::Response& response = answer.response;
  auto document =
      document_of(feed, answer.reading, response.request.url, response.body, response.content_type);
  if (response.incomplete && !(document && document->feed.whole)) {
    feeds_.failed(feed, response, *response.incomplete);
    return;
  }
  if (!document) {
    feeds_.failed(feed, response, fetch::at_end_of_chain(response, document.error()));
    return;
  }
  const std::size_t fresh = entries_.take(feed, *document, changes);
  subscriptions_.polled(feed.state.id, fresh, changes.feeds());
  note_hub(feed, response, document->feed, changes.feeds());
  feeds_.answered(feed, response, {&document->feed, fresh});
  // After a document that broke off, the next poll must not be answered with 304.
  if (document->feed.whole) EntryIntake::note_body(feed, validators, answer.body_hash);
}

/// The document as a reading thread has read it; read anew if that did not know the current facts
/// of the feed. Its articles are first seen now, because the clock may have jumped since.
Result<ReadDocument> DocumentIntake::document_of(const crawl::Feed& feed,
                                                 std::optional<Reading>& reading,
                                                 const std::string& url, std::string_view body,
                                                 std::string_view content_type) const {
  const auto facts = feeds_.facts().find(feed.state.id);
  const bool is_current = reading && facts && reading->facts.reads_like(*facts);
  const Timestamp now = clock_.wall();
  if (!is_current) return read_document(*facts, url, body, content_type, now);
  if (!reading->document) return reading->document.error();
  for (Prepared& prepared : reading->document->articles) prepared.article.first_seen = now;
  return std::move(reading->document);
}

/// The header takes precedence over the body (WebSub section 4). The topic of a feed that does not
/// name itself is its URL.
void DocumentIntake::note_hub(const crawl::Feed& feed, const fetch::Response& response,
                              const ParsedFeed& document, store::FeedWriter& to) {
  const std::string& url = response.request.url;
  std::string hub = fetch::first_target(response.links, "hub");
  std::string self = fetch::first_target(response.links, "self");
  if (hub.empty()) hub = document.hub;
  if (self.empty()) self = document.self;
  if (hub.empty() || std::max(hub.size(), self.size()) > kMostLinkBytes) return;
  hub = html::resolve_url(url, hub);
  subscriptions_.note_hub(*feed.source, feed.state.id, hub,
                          self.empty() ? url : html::resolve_url(url, self), to);
}

void DocumentIntake::take(crawl::Feed& feed, ReadPush push, store::Transaction& changes) {
  assert(check_.is_here());
  if (feed.state.crashes > 0) return;
  const std::string& url = feed.state.current_url();
  const ReadingMark::Scope reading(mark_, feed.state.id, url);
  auto document = document_of(feed, push.reading, url, push.push.body, push.push.content_type);
  LogEvent event("push", LogArea::kWebsub, LogLevel::kDebug);
  event.field("url", feed.source->url).field("taken", document ? "yes" : "no");
  if (!document) event.text("error", document.error().detail);
  event.emit();
  if (!document) return;
  feed.state.rate.entries += static_cast<double>(entries_.take(feed, *document, changes));
  subscriptions_.pushed(feed.state.id, changes.feeds());
  feeds_.save(feed, changes.feeds());
}

}  // namespace wirefold::ingest
