#include "wirefold/ingest/page_wait.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "packed_entry.h"
#include "wirefold/base/log.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/fetch/feed_access.h"
#include "wirefold/ingest/read_document.h"
#include "within_memory.h"

namespace wirefold::ingest {
namespace {

// Entries that wait for their pages at a time, of all feeds and of one feed; further entries are
// stored without pages. At one page in two seconds 300 are fetched within pages.wait.
constexpr std::size_t kMostWaiting = 10000;
constexpr std::size_t kMostWaitingOfFeed = 300;

void log_further_page(const ReadPage& page) {
  LogEvent event("page", LogArea::kFetch, LogLevel::kDebug);
  event.field("further", page.response.request.url);
  if (!page.page) event.text("error", page.page.error().detail);
  event.emit();
}

}  // namespace

PageWait::PageWait(store::View& stored, crawl::RequestScheduler& scheduler,
                   crawl::FeedRegistry& feeds, const fold::Folder& folder, WallClock clock)
    : stored_(stored),
      scheduler_(scheduler),
      feeds_(feeds),
      folder_(folder),
      clock_(std::move(clock)) {}

void PageWait::load(const config::Config& config) {
  below_words_ = static_cast<std::size_t>(config.pages.below_words);
  wait_ = config.pages.wait;
  window_ = config.fold.window;
}

bool PageWait::wants_page(const crawl::Feed& feed, Prepared& prepared) const {
  const Article& article = prepared.article;
  // Entries older than the window are copies of nothing: no pages are fetched for a new feed's
  // archive.
  const bool in_window =
      article.published.value_or(article.first_seen) >= article.first_seen - window_;
  // After a crash the feed's own text must do, because a page may have been the cause.
  return feed.source->pages && feed.state.crashes == 0 && in_window && !article.link.empty() &&
         !article.canonical.empty() &&
         article.summary.size() + article.content.size() <= kMostWaitingBytes &&
         waiting_ < kMostWaiting && feed.waiting < kMostWaitingOfFeed &&
         analyse(prepared).body.size() < below_words_;
}

void PageWait::add(crawl::Feed& feed, const Prepared& prepared, store::MemoryWriter& to) {
  assert(prepared.document);
  const Article& article = prepared.article;
  WaitingEntry waiting{0,
                       feed.state.id,
                       article.publisher.id(),
                       article.key,
                       article.link,
                       article.first_seen + wait_,
                       pack_entry(prepared)};
  to.add_waiting(waiting);
  ++waiting_;
  ask(feed, waiting);
}

void PageWait::ask(crawl::Feed& feed, const WaitingEntry& waiting) {
  scheduler_.add_page(request_for(feed, waiting.page, waiting.link, waiting.deadline));
  ++feed.waiting;
}

/// False if the feed is no longer on the list.
bool PageWait::ask_further(const fetch::Request& before, const std::string& url) {
  const crawl::Feed* const feed = feeds_.find(crawl::feed_of(before));
  if (feed == nullptr) return false;
  const std::uint64_t number = before.tag.number;
  scheduler_.add_page(crawl::as_further_page(
      request_for(*feed, number, url, crawl::deadline_of(before)), pages_.url_of_first(number)));
  return true;
}

fetch::Request PageWait::request_for(const crawl::Feed& feed, std::uint64_t number,
                                     const std::string& url, Timestamp deadline) const {
  deadline = std::min(deadline, clock_() + wait_);  // the clock may have jumped
  return crawl::page_request(
      {feed.state.id, number, url, deadline, fetch::access_to(*feed.source, url)});
}

bool PageWait::take(ReadPage& page) {
  const fetch::Request& request = page.response.request;
  const std::uint64_t number = request.tag.number;
  const bool is_further = has_purpose(request, crawl::Purpose::kFurtherPage);
  if (is_further && !pages_.has(number)) return true;
  if (is_further) log_further_page(page);
  const auto next = pages_.take(number, request.url, std::move(page.page));
  return !next || !ask_further(request, *next);
}

std::vector<WaitingEntry> PageWait::end(std::span<const std::uint64_t> numbers,
                                        store::MemoryWriter& to) {
  if (numbers.empty()) return {};
  std::vector<WaitingEntry> waiting = stored_.folding().take(numbers);
  std::set<std::uint64_t> unknown(numbers.begin(), numbers.end());
  for (const WaitingEntry& entry : waiting) {
    to.drop_waiting(entry.page);
    unknown.erase(entry.page);
  }
  waiting_ -= waiting.size();
  for (const std::uint64_t number : unknown) pages_.give(number);
  return waiting;
}

PageWait::Ended PageWait::ended(const WaitingEntry& waiting) {
  return {waiting.feed, waiting.link, with_pages(unpack(waiting), waiting)};
}

/// The entry with the text of its fetched pages, if there are any.
std::optional<Prepared> PageWait::with_pages(std::optional<Prepared> entry,
                                             const WaitingEntry& waiting) {
  if (!entry || !pages_.has(waiting.page)) return entry;
  const CollectedPage pages = pages_.give(waiting.page);
  auto page = read(pages, *entry);
  const bool taken = page && page->article;
  LogEvent event("page", LogArea::kFetch, LogLevel::kDebug);
  event.field("url", waiting.link).field("taken", taken ? "yes" : "no");
  if (!page) event.text("error", page.error().detail);
  if (page) event.field("kind", page::to_string(page->kind));
  if (pages.count > 1) event.field("pages", pages.count);
  event.emit();
  return taken ? std::move(page->article) : std::move(entry);
}

/// Returns nullopt for bytes of another version or damaged ones.
std::optional<Prepared> PageWait::unpack(const WaitingEntry& waiting) {
  std::optional<Prepared> out = unpack_entry(waiting.entry);
  if (!out) return std::nullopt;
  out->article.feed = waiting.feed;
  out->article.publisher = named_publisher(publisher_of(waiting.feed), out->article.outlet);
  return out;
}

/// The publisher of a feed that may no longer be on the list.
Publisher PageWait::publisher_of(FeedId feed) {
  if (const crawl::Feed* const known = feeds_.find(feed)) return known->state.publisher;
  const std::vector<FeedState> all = stored_.feeds().all();
  const auto off_the_list = std::ranges::find(all, feed, &FeedState::id);
  return off_the_list == all.end() ? Publisher() : off_the_list->publisher;
}

/// Changes nothing, so that a page for which the memory is too small can be given up.
Result<PageWait::TakenPage> PageWait::read(const CollectedPage& pages,
                                           const Prepared& entry) const {
  return within_memory([&]() -> Result<TakenPage> {
    const Result<page::Page>& page = pages.page;
    if (!page) return page.error();
    Prepared article = entry;
    const std::uint64_t outlet = outlet_hash(article.article.publisher);
    const auto is_boilerplate = [this, outlet](std::uint64_t sentence) {
      return folder_.is_boilerplate(outlet, sentence);
    };
    if (!take_page(article, *page, pages.url, window_, is_boilerplate))
      return TakenPage{page->kind, {}};
    return TakenPage{page->kind, std::move(article)};
  });
}

std::vector<WaitingEntry> PageWait::all() {
  std::vector<WaitingEntry> out;
  stored_.folding().for_each_waiting(
      [&out](const WaitingEntry& waiting) { out.push_back(waiting); });
  return out;
}

std::vector<WaitingEntry> PageWait::restore(store::MemoryWriter& to) {
  std::vector<WaitingEntry> orphaned;
  std::vector<std::uint64_t> suspect;
  for (const WaitingEntry& waiting : all()) {
    ++waiting_;
    crawl::Feed* const feed = feeds_.find(waiting.feed);
    if (feed == nullptr) {
      orphaned.push_back(waiting);
    } else if (feed->state.crashes > 0) {
      suspect.push_back(waiting.page);
    } else {
      ask(*feed, waiting);
    }
  }
  for (const std::uint64_t page : suspect) to.drop_waiting(page);
  waiting_ -= suspect.size();
  return orphaned;
}

void PageWait::follow_publishers(store::MemoryWriter& to) {
  std::set<FeedId> of;
  for (const WaitingEntry& waiting : all()) of.insert(waiting.feed);
  for (const FeedId id : of) {
    const crawl::Feed* const feed = feeds_.find(id);
    const bool is_known = feed != nullptr && !feed->state.publisher.name.empty();
    if (is_known) to.set_waiting_scope(id, feed->state.publisher.id());
  }
}

}  // namespace wirefold::ingest
