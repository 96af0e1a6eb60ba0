#include "wirefold/ingest/ingest.h"

#include <cassert>
#include <map>
#include <utility>
#include <variant>

#include "site_of.h"
#include "wirefold/base/log.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/websub/requests.h"

namespace wirefold::ingest {
namespace {

// Entries that end their wait in one batch at the end of the program, when all of them do.
constexpr std::size_t kMostEnded = 64;

// Handovers of a batch for which there is room from the start. Each is large to move.
constexpr std::size_t kUsualBatch = 128;

void add_entries(std::optional<Reading>& reading, std::vector<Prepared*>& out) {
  if (!reading || !reading->document) return;
  for (Prepared& entry : reading->document->articles) out.push_back(&entry);
}

/// All entries of a batch, as far as they have been read.
std::vector<Prepared*> entries_of(std::vector<PageWait::Ended>& ended,
                                  std::vector<Handover>& batch) {
  std::vector<Prepared*> out;
  for (PageWait::Ended& entry : ended) {
    if (entry.entry) out.push_back(&*entry.entry);
  }
  for (Handover& handover : batch) {
    if (auto* const poll = std::get_if<ReadResponse>(&handover)) add_entries(poll->reading, out);
    if (auto* const push = std::get_if<ReadPush>(&handover)) add_entries(push->reading, out);
  }
  return out;
}

}  // namespace

Ingest::Ingest(const Parts& parts, config::Config config, WallClock clock)
    : parts_(parts),
      clock_(std::move(clock)),
      config_(std::move(config)),
      folding_(parts.database, parts.feeds, config_, clock_),
      waits_(parts.database, parts.scheduler, parts.feeds, folding_.folder(), clock_),
      entries_(parts.feeds, folding_, waits_),
      documents_(parts.feeds, parts.subscriptions, entries_, folding_.clock(),
                 parts.marks.folding()),
      retention_(parts.database, clock_),
      publication_(parts.listener, parts.feeds, folding_.events()) {
  load();
  restore();
  note_crashes();
  const auto changes = parts_.database.begin();
  const std::vector<WaitingEntry> orphaned = waits_.restore(changes->memory());
  waits_.follow_publishers(changes->memory());
  changes->commit();
  end_waits(orphaned);
  take_orders();
  publication_.publish_all();
}

/// Sets the configuration of all parts. The scheduler gets its feeds once they are stored.
void Ingest::load() {
  const auto changes = parts_.database.begin();
  // Before the endpoint of the hub opens.
  parts_.hub.load(config_, config::base_url(config_), changes->subscribers());
  parts_.listener.configured(config_, site_of(config_, parts_.database));
  parts_.feeds.load(config_, changes->feeds());
  std::map<FeedId, const FeedSource*> sources;
  for (const auto& [id, feed] : parts_.feeds.all()) sources.emplace(id, feed.source.get());
  parts_.subscriptions.load(config_, sources);
  folding_.load(config_);
  waits_.load(config_);
  entries_.load(config_);
  retention_.load(config_);
  changes->commit();
  parts_.feeds.schedule_all();
}

void Ingest::restore() {
  const auto changes = parts_.database.begin();
  changes->upkeep().index_missing();
  folding_.restore(config_, parts_.feeds.take_publishers_changed(), changes->memory());
  changes->commit();
}

void Ingest::apply(config::Config config) {
  config_ = std::move(config);
  folding_.events().reopen(config_.log.stories);
  load();
  const auto changes = parts_.database.begin();
  if (parts_.feeds.take_publishers_changed()) folding_.follow_publishers(changes->memory());
  waits_.follow_publishers(changes->memory());
  changes->commit();
  publication_.publish_all();
}

/// Removes the marks only after the feeds' waits are committed, because the program may end before.
void Ingest::note_crashes() {
  const auto documents = parts_.marks.left();
  if (documents.empty()) return;
  const auto changes = parts_.database.begin();
  for (const ReadingMark::Document& document : documents) {
    crawl::Feed* const feed = parts_.feeds.find(document.feed);
    if (feed == nullptr) continue;
    parts_.feeds.crashed(*feed, document.url);
    parts_.feeds.save(*feed, changes->feeds());
  }
  commit(*changes);
  parts_.marks.clear();
}

bool Ingest::take_orders() {
  if (!parts_.database.was_changed_elsewhere()) return false;
  const auto changes = parts_.database.begin();
  const bool overridden = folding_.take_overrides(*changes);
  const bool retried = parts_.feeds.take_retries();
  if (!overridden && !retried) return false;
  commit(*changes);
  return retried;
}

void Ingest::clock_jumped(std::chrono::seconds by) {
  LogEvent("clock", LogArea::kDaemon, LogLevel::kWarning)
      .field("jumped", by.count())
      .field("now", format_rfc3339(clock_()))
      .emit();
  folding_.clock_jumped(by);
  parts_.scheduler.shift(by);
  parts_.feeds.shift(by);
  retention_.clock_jumped(by);
}

void Ingest::finish() { end_waits(waits_.all()); }

/// Takes entries without waiting any longer for their pages.
void Ingest::end_waits(const std::vector<WaitingEntry>& waits) {
  if (waits.empty()) return;
  std::vector<std::uint64_t> pages;
  for (const WaitingEntry& waiting : waits) pages.push_back(waiting.page);
  const auto changes = parts_.database.begin();
  for (std::size_t i = 0; i < pages.size(); i += kMostEnded) {
    const std::size_t count = std::min(kMostEnded, pages.size() - i);
    take(end_waits(std::span(pages).subspan(i, count), changes->memory()), {}, *changes);
  }
  commit(*changes);
}

/// The entries that waited for `pages`, with what has come of these.
std::vector<PageWait::Ended> Ingest::end_waits(std::span<const std::uint64_t> pages,
                                               store::MemoryWriter& to) {
  std::vector<PageWait::Ended> out;
  for (const WaitingEntry& waiting : waits_.end(pages, to)) {
    const ReadingMark::Scope reading(parts_.marks.folding(), waiting.feed, waiting.link);
    out.push_back(waits_.ended(waiting));
  }
  return out;
}

void Ingest::take(Handover handover) {
  take(std::move(handover), [] { return std::nullopt; });
}

void Ingest::take(Handover first, const Next& next) {
  const auto changes = parts_.database.begin();
  std::vector<Handover> batch;
  batch.reserve(kUsualBatch);
  for (std::optional<Handover> handover = std::move(first); handover; handover = next()) {
    batch.push_back(*std::move(handover));
  }
  try {
    auto ended = end_waits(take_pages(batch), changes->memory());
    take(std::move(ended), std::move(batch), *changes);
  } catch (const store::StoreError&) {
    parts_.marks.folding().clear();  // the failure is not due to a document
    throw;
  }
  commit(*changes);
}

/// Keeps the pages of a batch. Returns the numbers of those whose entries wait no longer.
std::vector<std::uint64_t> Ingest::take_pages(std::vector<Handover>& batch) {
  std::vector<std::uint64_t> out;
  for (Handover& handover : batch) {
    auto* const page = std::get_if<ReadPage>(&handover);
    if (page == nullptr) continue;
    const fetch::Request& request = page->response.request;
    const ReadingMark::Scope reading(parts_.marks.folding(), crawl::feed_of(request), request.url);
    if (waits_.take(*page)) out.push_back(request.tag.number);
  }
  return out;
}

void Ingest::take(std::vector<PageWait::Ended> ended, std::vector<Handover> batch,
                  store::Transaction& changes) {
  folding_.lookup().begin(entries_of(ended, batch));
  for (PageWait::Ended& entry : ended) handle(std::move(entry), changes);
  for (Handover& handover : batch) {
    std::visit([&](auto&& item) { this->handle(std::forward<decltype(item)>(item), changes); },
               std::move(handover));
  }
}

/// Commits all changes, then logs and publishes them.
void Ingest::commit(store::Transaction& changes) {
  folding_.save(parts_.feeds.take_publishers_changed(), changes);
  changes.commit();
  const std::vector<StoryEvent> events = folding_.events().publish();
  if (!events.empty()) parts_.listener.happened(events);
  parts_.feeds.publish();
  if (folding_.take_changed()) publication_.stories_changed();
  publication_.feeds_changed();
}

void Ingest::handle(ReadResponse&& answer, store::Transaction& changes) {
  crawl::Feed* const feed = parts_.feeds.find(crawl::feed_of(answer.response.request));
  if (feed == nullptr) return;  // taken off the list while its request was in flight
  folding_.events().note_poll(answer.response.error.has_value());
  documents_.take(*feed, std::move(answer), changes);
}

void Ingest::handle(ReadPush&& push, store::Transaction& changes) {
  crawl::Feed* const feed = parts_.feeds.find(push.push.feed);
  if (feed != nullptr) documents_.take(*feed, std::move(push), changes);
}

void Ingest::handle(PageWait::Ended&& ended, store::Transaction& changes) {
  const ReadingMark::Scope reading(parts_.marks.folding(), ended.feed, ended.link);
  entries_.take(std::move(ended), changes);
}

/// take_pages() has taken it.
void Ingest::handle(const ReadPage& /*page*/, store::Transaction& /*changes*/) {}

/// Hubs answer requests for our subscriptions, and subscribers of our hub answer its requests.
void Ingest::handle(const fetch::Response& response, store::Transaction& changes) {
  if (has_purpose(response.request, websub::Purpose::kSubscription)) {
    parts_.subscriptions.answered(response, changes.feeds());
  } else {
    parts_.hub.answered(response, changes.subscribers());
  }
}

void Ingest::handle(const websub::Message& message, store::Transaction& changes) {
  std::visit([&](const auto& event) { this->handle(event, changes); }, message);
}

void Ingest::handle(const websub::HubVerification& verification, store::Transaction& changes) {
  crawl::Feed* const feed = parts_.feeds.find(verification.feed);
  if (feed != nullptr && parts_.subscriptions.verified(verification, changes.feeds())) {
    parts_.feeds.hub_changed(*feed, changes.feeds());
  }
}

void Ingest::handle(const websub::SubscriptionRequest& request, store::Transaction& changes) {
  parts_.hub.asked(request, changes.subscribers());
}

void Ingest::handle(const websub::TopicChanged& topic, store::Transaction& changes) {
  parts_.hub.changed(topic, changes.subscribers());
}

/// The reader makes a ReadPush of it.
void Ingest::handle(const websub::Push& /*push*/, store::Transaction& /*changes*/) {
  assert(false);
}

/// The fold thread passes it to apply().
void Ingest::handle(const Reload& /*reload*/, store::Transaction& /*changes*/) { assert(false); }

}  // namespace wirefold::ingest
