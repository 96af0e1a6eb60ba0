#include "wirefold/ingest/entry_intake.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <string>
#include <utility>

#include "wirefold/base/log.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/html/url.h"

namespace wirefold::ingest {
namespace {

// How often it is stored that a forgotten entry is still listed.
constexpr std::chrono::days kListedEvery(1);

void log_mended(const crawl::Feed& feed, const ReadDocument& document) {
  for (const std::string& warning : document.feed.warnings) {
    LogEvent("mended", LogArea::kFetch, LogLevel::kDebug)
        .field("url", feed.source->url)
        .text("what", warning)
        .emit();
  }
}

}  // namespace

std::size_t EntryIntake::take(crawl::Feed& feed, ReadDocument& document,
                              store::Transaction& changes) {
  assert(check_.is_here());
  note_feed(feed, document, changes.feeds());
  ask(document.articles);
  feed.state.left_out = {};
  std::set<std::string> keys;
  for (const Prepared& prepared : document.articles) keys.insert(prepared.article.key);
  KnownEntries known(folding_.lookup(), feed.source->url, std::move(keys));
  std::set<std::string> taken;
  std::size_t fresh = 0;
  for (Prepared& prepared : document.articles) {
    // Of two entries that do not differ the first counts; else their texts would take turns.
    if (!taken.insert(prepared.article.key).second) {
      ++feed.state.left_out.repeated;
    } else if (take_entry(feed, std::move(prepared), known, changes)) {
      ++fresh;
    }
  }
  return fresh;
}

/// Asks for the entries of a document that was read anew after the batch had been asked for.
void EntryIntake::ask(std::vector<Prepared>& entries) {
  std::vector<Prepared*> unknown;
  for (Prepared& entry : entries) {
    if (!entry.known) unknown.push_back(&entry);
  }
  folding_.lookup().ask(unknown);
}

/// Notes what the document says of its feed.
void EntryIntake::note_feed(crawl::Feed& feed, const ReadDocument& document,
                            store::FeedWriter& to) {
  LeadChoice& leads = folding_.leads();
  std::string title = public_title(document.feed.title);
  const bool renamed =
      title != feed.state.title && (leads.names(title) || leads.names(feed.state.title));
  feed.state.title = std::move(title);
  const bool is_named = feeds_.set_publisher(feed, document.publisher, to);
  if (is_named && feed.state.last_poll) folding_.publisher_changed();  // else it has no articles
  if (renamed || (is_named && leads.has_preferred())) leads.name_preferred();
  feed.state.uid = without_userinfo(document.feed.id);
  feed.state.rights = document.feed.rights;
  feed.state.icon = html::is_web_url(document.feed.icon) ? document.feed.icon : "";
  log_mended(feed, document);
}

/// True for a new entry.
bool EntryIntake::take_entry(crawl::Feed& feed, Prepared prepared, KnownEntries& known,
                             store::Transaction& changes) {
  EntryLookup& lookup = folding_.lookup();
  if (lookup.of(prepared).is_story) {  // our own feed's entry comes back, also by an aggregator
    ++feed.state.left_out.own;
    return false;
  }
  const auto found = known.find(prepared);
  const bool is_elsewhere = found && found->how == KnownEntry::How::kTakenOver;
  if (found && !is_elsewhere) {
    take_known(feed, *found, std::move(prepared), changes);
    return false;
  }
  if (lookup.of(prepared).is_waiting) return false;
  if (!found && was_forgotten(prepared, changes.folding())) {
    ++feed.state.left_out.forgotten;
    return false;
  }
  if (waits_.wants_page(feed, prepared)) {
    waits_.add(feed, prepared, changes.memory());
    lookup.waits(prepared.article.key);
  } else if (may_take_over(found)) {
    folding_.placer().take_over(found->id, std::move(prepared), changes);
  } else {
    folding_.placer().take_new(std::move(prepared), feed.source->url, changes);
  }
  return !is_elsewhere;
}

/// True for an article that the feed of its own site takes over. It must be young enough to leave
/// its story, because the other feed's text has placed it there.
bool EntryIntake::may_take_over(const std::optional<KnownEntry>& known) {
  return known && known->how == KnownEntry::How::kTakenOver &&
         folding_.placer().may_leave(known->id);
}

void EntryIntake::take_known(crawl::Feed& feed, const KnownEntry& known, Prepared prepared,
                             store::Transaction& changes) {
  using enum KnownEntry::How;
  if (known.how == kListedAgain) ++feed.state.left_out.listed_again;
  if (known.to_be_noted) {
    changes.folding().note_listing(known.id, feed.state.id, prepared.article.text_hash);
    for (const FeedId lists : {feed.state.id, known.feed}) {
      folding_.lookup().listed(known.id, lists);
    }
  }
  if (known.how == kEdited) {
    folding_.placer().take_edit(known.id, std::move(prepared), changes);
  }
}

/// Articles of the window are never forgotten, so a recent entry is another one under an old id.
bool EntryIntake::was_forgotten(Prepared& prepared, store::FoldingWriter& to) {
  const Timestamp now = folding_.clock().wall();
  const Article& article = prepared.article;
  const bool is_recent = article.published && *article.published > now - window_;
  if (is_recent) return false;
  const auto listed = folding_.lookup().of(prepared).forgotten;
  if (listed && *listed + kListedEvery <= now) to.keep_forgotten(probe_of(prepared), now);
  return listed.has_value();
}

void EntryIntake::take(PageWait::Ended ended, store::Transaction& changes) {
  assert(check_.is_here());
  crawl::Feed* const feed = feeds_.find(ended.feed);
  const bool is_lost = !ended.entry;
  if (!is_lost) place(feed, *std::move(ended.entry), changes);
  if (feed == nullptr) return;
  if (is_lost) {  // the feed must bring it again
    feed->validators = {};
    feed->body_hash = 0;
  }
  if (feed->waiting == 0 || --feed->waiting > 0) return;
  note_body(*feed, feed->validators, feed->body_hash);
  feeds_.save_validators(*feed, changes.feeds());
}

/// `feed` is null if it is no longer on the list.
void EntryIntake::place(crawl::Feed* feed, Prepared prepared, store::Transaction& changes) {
  folding_.lookup().waits(prepared.article.key);  // no longer
  const std::string url = feed == nullptr ? std::string() : feed->source->url;
  const auto known = KnownEntries(folding_.lookup(), url, {}).find(prepared);
  if (may_take_over(known)) {
    folding_.placer().take_over(known->id, std::move(prepared), changes);
  } else if (!known || known->how == KnownEntry::How::kTakenOver) {
    folding_.placer().take_new(std::move(prepared), url, changes);
  } else if (feed != nullptr && known->how != KnownEntry::How::kEdited) {
    take_known(*feed, *known, std::move(prepared), changes);
  }
}

void EntryIntake::note_body(crawl::Feed& feed, const Validators& validators,
                            std::uint64_t body_hash) {
  if (feed.waiting > 0) {
    feed.validators = validators;
    feed.body_hash = body_hash;
  } else if (body_hash != 0) {
    feed.state.validators = validators;
    feed.state.body_hash = body_hash;
  }
}

}  // namespace wirefold::ingest
