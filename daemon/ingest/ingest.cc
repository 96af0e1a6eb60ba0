#include "wirefold/ingest/ingest.h"

#include <algorithm>
#include <set>

#include "wirefold/fetch/feed_access.h"
#include "followed_publishers.h"
#include "wirefold/websub/hub_endpoint.h"
#include "packed_entry.h"
#include "wirefold/crawl/options.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/log.h"
#include "wirefold/base/secret_query.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/model/limits.h"
#include "wirefold/outlet/publisher_of.h"
#include "wirefold/page/page.h"
#include "wirefold/parse/feed.h"
#include "within_memory.h"

namespace wirefold::app {
namespace {

constexpr std::chrono::seconds kPublishEvery(1);

// A hundred thousand feeds are counted and sorted in some 20 ms, a few in no time.
constexpr std::chrono::seconds kHealthEvery(5);
constexpr std::size_t kFewFeeds = 1000;

// An outlet that edits its text again and again moves it once.
constexpr int kMostMovesByEdits = 1;

// Entries that wait for their pages at a time, of all feeds and of one; the others are taken as
// their feeds have them. At one page in two seconds 300 come within pages.wait.
constexpr std::size_t kMostWaiting = 10000;
constexpr std::size_t kMostWaitingOfFeed = 300;

// Of the texts of one: no 150 words are longer, with all their markup.
constexpr std::size_t kMostWaitingBytes = std::size_t{64} << 10;

serve::Site site_of(const config::Config& config, store::Store& store) {
  serve::Site site;
  site.title = config.serve.title;
  site.base_url = config::base_url(config);
  site.uid = store.uid();
  site.version = WIREFOLD_VERSION;
  site.max_age = config.serve.max_age;
  site.born = store.born();
  site.stories = static_cast<std::size_t>(config.serve.stories);
  site.full_content = config.serve.content == "full";
  site.is_private = !config.serve.password.empty();
  site.for_scripts = !site.is_private && !config.serve.base_url.empty();
  site.hub = has_own_hub(config) ? site.base_url + kHubPath : other_hub(config);
  return site;
}

store::StoredPrints stored_prints(const fold::Facts& facts, const fold::Prints& prints) {
  return {facts.id, facts.outlet, facts.link, facts.published, *facts.seen, {}, fold::pack(prints)};
}

/// "17 feeds, 2 failing; 136 stories and 40 copies since the start"
std::string status_of(const serve::FeedHealth& health) {
  const auto told = [&health](const char* kind) {
    const auto it = health.events.find(kind);
    return std::to_string(it == health.events.end() ? 0 : it->second);
  };
  const std::size_t failing = health.count(serve::FeedCondition::kFailing);
  return std::to_string(health.total()) + " feeds" +
         (failing > 0 ? ", " + std::to_string(failing) + " failing" : "") + "; " + told("story") +
         " stories and " + told("copy") + " copies since the start";
}

/// As the store has it.
Publisher by_name_if_unknown(const Publisher& publisher, const std::string& outlet) {
  return publisher.name.empty() ? Publisher{outlet, Publisher::kItsName} : publisher;
}

Publisher publisher_of(const Feed& feed, const std::string& outlet) {
  return by_name_if_unknown(feed.state.publisher, outlet);
}

}  // namespace

Ingest::Ingest(store::Store& store, Poller& poller, PushReceiver& receiver, config::Config config,
               Audience& audience, FeedKeeper::Clock clock, ReadingMark mark)
    : store_(store),
      poller_(poller),
      clock_(std::move(clock)),
      config_(std::move(config)),
      audience_(audience),
      documents_(store),
      folder_(rules_of(config_), documents_),
      rulings_(store, folder_),
      events_(config_.log.stories),
      subscriber_(store, poller, receiver, clock_),
      feeds_(store, poller, subscriber_, clock_),
      housekeeper_(store, clock_),
      hub_(store, poller, clock_),
      mark_(std::move(mark)) {
  load_clock();
  load_feeds();
  load_window();
  note_crash();
  load_waiting();
  take_orders();
  publish_now();
  publish_health();
}

bool Ingest::take_orders() {
  if (!store_.was_changed_elsewhere()) return false;
  store::Store::Transaction transaction(store_);
  const bool ruled = rulings_.take(now(), news_);
  const bool retried = feeds_.take_retries();
  if (!ruled && !retried) return false;
  changed_ = changed_ || ruled;
  commit(transaction);
  return retried;
}

/// A clock that shows a time from before the database was made is not set yet, and nothing that
/// comes is dated earlier than what is there.
void Ingest::load_clock() {
  if (clock_() < store_.born()) now_ = store_.last_change().value_or(now_);
}

void Ingest::clock_jumped(std::chrono::seconds by) {
  LogEvent("clock", LogArea::kDaemon, LogLevel::kWarning)
      .field("jumped", by.count())
      .field("now", format_rfc3339(clock_()))
      .emit();
  jumped_ += by;
  for (auto& [article, came] : young_) came += by;
  poller_.shift(by);
  feeds_.shift(by);
  housekeeper_.clock_jumped(by);
}

void Ingest::load_window() {
  store_.forget_boilerplate(clock_() - fold::kBoilerplateLife);
  store_.for_each_boilerplate(
      [this](const LearnedSentence& sentence) { folder_.restore(sentence); });
  folder_.restore_learned_words(store_.common_words());
  store::Store::Transaction transaction(store_);
  store_.for_each_unprinted(clock_() - config_.fold.window, [this](const Article& article) {
    store_.save_prints(stored_prints(facts_of(article), fold::prints_of(document_of(article))));
  });
  store_.for_each_unsearchable(
      [this](const Article& article) { store_.set_search(article.id, search_words_of(article)); });
  bool is_behind = feeds_.take_publishers_changed();
  store_.for_each_prints([&, this](const store::StoredPrints& stored) {
    is_behind = is_behind || stored.outlet != outlet_hash(stored.publisher);
    const auto prints = fold::unpack_prints(stored.prints);
    if (!prints) return;  // not ours: nothing is folded with that article, and nothing is lost
    last_seen_ = std::max(last_seen_, std::min(stored.seen, clock_()));  // it may have jumped
    folder_.restore(facts_of(stored, last_seen_), *prints, stored.story, reason_of(stored));
    young_.emplace_back(stored.article, std::min(stored.seen, clock_()));
  });
  if (is_behind) follow_publishers(store_, folder_);
  transaction.commit();
}

/// What waited when the last program crashed goes on waiting. If a page, or the entry, of its feed
/// was the reason, the feed brings it again: its validators are not stored yet.
void Ingest::load_waiting() {
  std::vector<WaitingEntry> of_nobody;  // whose feeds are not on the list any more
  std::vector<std::uint64_t> suspect;
  store_.for_each_waiting([&, this](const WaitingEntry& waiting) {
    Feed* const feed = feeds_.find(waiting.feed);
    if (feed == nullptr) {
      of_nobody.push_back(waiting);
    } else if (feed->state.crashes > 0) {
      suspect.push_back(waiting.page);
    } else {
      ask_for_page(*feed, waiting);
    }
  });
  follow_waiting();
  if (of_nobody.empty() && suspect.empty()) return;
  store::Store::Transaction transaction(store_);
  for (const std::uint64_t page : suspect) store_.take_waiting(page);
  for (const WaitingEntry& waiting : of_nobody) take_as_it_is(waiting);
  commit(transaction);
}

/// No page of it is waited for any longer.
void Ingest::take_as_it_is(const WaitingEntry& waiting) {
  const ReadingMark::Scope reading(mark_, waiting.feed, waiting.link);
  if (const auto entry = store_.take_waiting(waiting.page)) take_with_pages(*entry);
}

/// What waits for its page is its feed's publisher's, whoever that is by now.
void Ingest::follow_waiting() {
  std::set<FeedId> of;
  store_.for_each_waiting([&of](const WaitingEntry& waiting) { of.insert(waiting.feed); });
  if (of.empty()) return;
  store::Store::Transaction transaction(store_);
  for (const FeedId id : of) {
    const Feed* const feed = feeds_.find(id);
    const bool is_known = feed != nullptr && !feed->state.publisher.name.empty();
    if (is_known) store_.set_waiting_scope(id, feed->state.publisher.id());
  }
  transaction.commit();
}

/// The store is not asked while nothing waits.
bool Ingest::is_waiting(const Feed& feed, const Article& article) {
  return waiting_ > 0 && store_.is_waiting(feed.state.id, article.publisher.id(), article.key);
}

void Ingest::name_preferred() {
  const std::set<std::string> before = preferred_.unclear();
  preferred_ = PreferredOutlets(config_.fold.prefer, feeds_.all());
  for (const std::string& name : preferred_.unclear()) {
    if (before.contains(name)) continue;
    LogEvent("prefer", LogArea::kFold, LogLevel::kWarning)
        .text("name", name)
        .text("detail", "several publishers are called so: none is preferred; name a domain")
        .emit();
  }
}

void Ingest::load_feeds() {
  hub_.load(config_, config::base_url(config_));  // before its door opens
  audience_.configured(config_, site_of(config_, store_));
  feeds_.load(config_);
  std::map<FeedId, const FeedSource*> sources;
  for (const auto& [id, feed] : feeds_.all()) sources.emplace(id, &feed.source);
  subscriber_.load(config_, sources);
  housekeeper_.load(config_);
  name_preferred();
}

/// The mark stays until it is stored that its feed waits: the program may end before.
void Ingest::note_crash() {
  if (!mark_.left()) return;
  Feed* const feed = feeds_.find(mark_.left()->feed);
  if (feed != nullptr) {
    store::Store::Transaction transaction(store_);
    feeds_.crashed(*feed, mark_.left()->url);
    feeds_.save(*feed);
    commit(transaction);
  }
  mark_.clear();
}

void Ingest::apply(config::Config config) {
  config_ = std::move(config);
  events_.reopen(config_.log.stories);
  load_feeds();
  if (feeds_.take_publishers_changed()) {
    store::Store::Transaction transaction(store_);
    follow_publishers(store_, folder_);
    transaction.commit();
  }
  follow_waiting();
  folder_.set_rules(rules_of(config_));
  publish_now();
  publish_health();
}

void Ingest::publish_changes(bool more_waits) {
  const auto now = std::chrono::steady_clock::now();
  if (changed_ && (!more_waits || now - last_publish_ >= kPublishEvery)) publish_now();
  const bool few = feeds_.all().size() <= kFewFeeds && !more_waits;
  if (polled_ && (few || now - last_health_ >= kHealthEvery)) publish_health();
}

std::optional<std::chrono::steady_clock::time_point> Ingest::publish_due() const {
  if (changed_) return last_publish_ + kPublishEvery;
  if (polled_) return last_health_ + kHealthEvery;
  return std::nullopt;
}

void Ingest::publish_health() {
  serve::FeedHealth health = feeds_.health();
  health.events = told_;
  status_ = status_of(health);
  audience_.feeds_changed(std::move(health));
  last_health_ = std::chrono::steady_clock::now();
  polled_ = false;
}

void Ingest::publish_now() {
  audience_.stories_changed();
  changed_ = false;
  last_publish_ = std::chrono::steady_clock::now();
}

void Ingest::take(Work work) {
  std::vector<Work> works;
  works.push_back(std::move(work));
  take(std::move(works));
}

void Ingest::take(std::vector<Work> works) {
  store::Store::Transaction transaction(store_);
  try {
    for (const Work& work : works) deal_with(work);
  } catch (const store::StoreError&) {
    mark_.clear();  // no document is to blame
    throw;
  }
  commit(transaction);
}

void Ingest::deal_with(const Work& work) {
  if (const auto* const response = std::get_if<fetch::Response>(&work)) deal_with(*response);
  if (const auto* const word = std::get_if<HubWord>(&work)) deal_with(*word);
  if (const auto* const push = std::get_if<Push>(&work)) deal_with(*push);
  if (const auto* const wish = std::get_if<HubWish>(&work)) hub_.asked(*wish);
  if (const auto* const news = std::get_if<TopicNews>(&work)) hub_.changed(*news);
}

/// All that was found out is true now, and can be said.
void Ingest::commit(store::Store::Transaction& transaction) {
  save_learned();
  if (feeds_.take_publishers_changed()) follow_publishers(store_, folder_);
  keep_tally();
  const std::vector<StoryEvent> events = keep_news();
  transaction.commit();
  for (std::size_t i = 0; i < events.size(); ++i) events_.say(news_[i], events[i]);
  news_.clear();
  if (!events.empty()) audience_.happened(events);
  feeds_.publish();
  polled_ = true;
}

void Ingest::deal_with(const fetch::Response& response) {
  if (response.request.kind == fetch::Kind::kPage) {
    take_page(response);
  } else if (response.request.kind == fetch::Kind::kHub) {
    subscriber_.answered(response);
  } else if (fetch::is_of_our_hub(response.request.kind)) {
    hub_.answered(response);
  } else if (Feed* feed = feeds_.find(response.request.feed)) {
    take_feed(*feed, response);
  }  // else it was taken off the list while it was on its way
}

void Ingest::deal_with(const HubWord& word) {
  Feed* const feed = feeds_.find(word.feed);
  if (feed != nullptr && subscriber_.heard(word)) feeds_.hub_changed(*feed);
}

void Ingest::deal_with(const Push& push) {
  Feed* const feed = feeds_.find(push.feed);
  if (feed == nullptr) return;
  if (feed->state.crashes > 0) return;  // the poll that it waits for brings the same
  const std::string& url = feed->state.current_url();
  const ReadingMark::Scope reading(mark_, feed->state.id, url);
  auto document = read_document(*feed, url, push.body, push.content_type);
  LogEvent event("push", LogArea::kWebsub, LogLevel::kDebug);
  event.field("url", feed->source.url).field("taken", document ? "yes" : "no");
  if (!document) event.text("error", document.error().detail);
  event.emit();
  if (!document) return;
  feed->state.rate.entries += static_cast<double>(take_document(*feed, *document));
  subscriber_.pushed(push.feed);
  feeds_.save(*feed);
}

/// Header first, then body (WebSub section 4). A feed that does not name itself is its URL.
void Ingest::note_hub(const Feed& feed, const fetch::Response& response,
                      const ParsedFeed* document) {
  const std::string& url = response.request.url;
  std::string hub = response.hub;
  std::string self = response.self;
  if (document != nullptr && hub.empty()) hub = document->hub;
  if (document != nullptr && self.empty()) self = document->self;
  if (hub.empty() || std::max(hub.size(), self.size()) > kMostLinkBytes) return;
  hub = html::resolve_url(url, hub);
  subscriber_.note_hub(feed.source, feed.state.id, hub,
                       self.empty() ? url : html::resolve_url(url, self));
}

void Ingest::take_feed(Feed& feed, const fetch::Response& response) {
  ++tally_.polls;
  if (response.error) ++tally_.failures;
  if (response.error) {
    feeds_.failed(feed, response, *response.error);
  } else {
    answered(feed, response);
  }
  feeds_.save(feed);
}

void Ingest::take_page(const fetch::Response& response) {
  const ReadingMark::Scope reading(mark_, response.request.feed, response.request.url);
  if (take_part(response)) return;
  const auto waiting = store_.take_waiting(response.request.page);
  if (!waiting) {
    article_pages_.give(response.request.page);
    return;
  }
  --waiting_;
  take_with_pages(*waiting);
}

/// Reads one page of an article. True if another was asked for. The store stays as it is.
bool Ingest::take_part(const fetch::Response& response) {
  const std::uint64_t number = response.request.page;
  const std::string& url = response.request.url;
  if (response.request.further && !article_pages_.has(number)) return false;
  auto page = within_memory([&]() -> Result<page::Page> {
    if (response.error) return *response.error;
    return page::read_page(response.body, response.content_type, url,
                           article_pages_.url_of_first(number));
  });
  if (response.request.further) {
    LogEvent event("page", LogArea::kFetch, LogLevel::kDebug);
    event.field("further", url);
    if (!page) event.text("error", page.error().detail);
    event.emit();
  }
  const auto next = article_pages_.take(number, url, std::move(page));
  return next && ask_for_further_page(response.request, *next);
}

/// With what its pages have of it.
void Ingest::take_with_pages(const WaitingEntry& waiting) {
  std::optional<Prepared> entry = unpack(waiting);
  if (entry && article_pages_.has(waiting.page)) {
    const CollectedPage pages = article_pages_.give(waiting.page);
    auto page = read_page(pages, *entry);
    const bool taken = page && page->article;
    LogEvent event("page", LogArea::kFetch, LogLevel::kDebug);
    event.field("url", waiting.link).field("taken", taken ? "yes" : "no");
    if (!page) event.text("error", page.error().detail);
    if (page) event.field("kind", page::to_string(page->kind));
    if (pages.count > 1) event.field("pages", pages.count);
    event.emit();
    if (taken) entry = *std::move(page->article);
  }
  take_waiting(waiting.feed, std::move(entry));
}

/// Nothing for what another version, or damage, has left.
std::optional<Prepared> Ingest::unpack(const WaitingEntry& waiting) {
  std::optional<Prepared> out = unpack_entry(waiting.entry);
  if (!out) return std::nullopt;
  Article& article = out->article;
  article.feed = waiting.feed;
  const Feed* const feed = feeds_.find(waiting.feed);
  if (feed != nullptr) {
    article.publisher = publisher_of(*feed, article.outlet);
    return out;
  }
  const std::vector<FeedState> all = store_.feeds();
  const auto off_the_list = std::ranges::find(all, waiting.feed, &FeedState::id);
  article.publisher = by_name_if_unknown(
      off_the_list == all.end() ? Publisher() : off_the_list->publisher, article.outlet);
  return out;
}

/// Changes nothing, as read_document().
Result<Ingest::ReadPage> Ingest::read_page(const CollectedPage& pages,
                                           const Prepared& entry) const {
  return within_memory([&]() -> Result<ReadPage> {
    const Result<page::Page>& page = pages.page;
    if (!page) return page.error();
    Prepared article = entry;
    const std::uint64_t outlet = outlet_hash(article.article.publisher);
    const auto is_furniture = [this, outlet](std::uint64_t sentence) {
      return folder_.is_boilerplate(outlet, sentence);
    };
    const std::chrono::seconds oldest = config_.fold.window;
    if (!app::take_page(article, *page, pages.url, oldest, is_furniture))
      return ReadPage{page->kind, {}};
    return ReadPage{page->kind, std::move(article)};
  });
}

void Ingest::finish() {
  std::vector<WaitingEntry> all;
  store_.for_each_waiting([&all](const WaitingEntry& waiting) { all.push_back(waiting); });
  store::Store::Transaction transaction(store_);
  for (const WaitingEntry& waiting : all) take_as_it_is(waiting);
  commit(transaction);
}

/// An entry whose page has come, or will not; nothing for one that cannot be read. The last one of
/// its feed makes its document true.
void Ingest::take_waiting(FeedId of, std::optional<Prepared> prepared) {
  Feed* const feed = feeds_.find(of);
  const bool is_lost = !prepared;
  if (prepared) place(feed, *std::move(prepared));
  if (feed == nullptr) return;
  if (is_lost) {  // its feed has to bring it again
    feed->validators = {};
    feed->body_hash = 0;
  }
  if (feed->waiting == 0 || --feed->waiting > 0) return;
  note_body(*feed, feed->validators, feed->body_hash);
  feeds_.save_validators(*feed);
}

/// Others may have brought it while it waited. `feed` is null if it is not on the list any more.
void Ingest::place(Feed* feed, Prepared prepared) {
  const std::string url = feed == nullptr ? std::string() : feed->source.url;
  const auto known = KnownEntries(store_, url, {}).find(prepared);
  if (may_take_over(known)) {
    take_over(known->id, std::move(prepared));
  } else if (!known || known->how == KnownEntry::How::kTakenOver) {
    take_new(std::move(prepared));
  } else if (feed != nullptr && known->how != KnownEntry::How::kEdited) {
    take_known(*feed, *known, std::move(prepared));
  }
}

/// The document whose entries are stored now; while some wait for their pages, it is only noted.
void Ingest::note_body(Feed& feed, const Validators& validators, std::uint64_t body_hash) {
  if (feed.waiting > 0) {
    feed.validators = validators;
    feed.body_hash = body_hash;
  } else if (body_hash != 0) {
    feed.state.validators = validators;
    feed.state.body_hash = body_hash;
  }
}

void Ingest::answered(Feed& feed, const fetch::Response& response) {
  if (response.status == 304) {
    feeds_.answered(feed, response, {});
    return;
  }
  const std::uint64_t body_hash = hash64(response.body);
  // Those of an answer that broke off may be of a document that has more in it.
  const Validators validators = response.broke_off ? feed.state.validators : response.validators;
  if (body_hash == feed.state.body_hash) {
    feeds_.answered(feed, response, {});
    note_body(feed, validators, body_hash);
    return;
  }
  const std::string& url = response.request.url;
  const ReadingMark::Scope reading(mark_, feed.state.id, url);
  auto document = read_document(feed, url, response.body, response.content_type);
  if (response.incomplete && !(document && document->feed.whole)) {
    feeds_.failed(feed, response, *response.incomplete);
    return;
  }
  if (!document) {
    feeds_.failed(feed, response, fetch::at_end_of_chain(response, document.error()));
    return;
  }
  const std::size_t fresh = take_document(feed, *document);
  subscriber_.polled(feed.state.id, fresh);
  note_hub(feed, response, &document->feed);
  feeds_.answered(feed, response, {&document->feed, fresh});
  // Of a document that broke off the server must not say next time that it has not changed.
  if (document->feed.whole) note_body(feed, validators, body_hash);
}

/// Changes nothing, so that a document that needs more memory than there is can be given up.
Result<Ingest::ReadDocument> Ingest::read_document(const Feed& feed, const std::string& url,
                                                   std::string_view body,
                                                   std::string_view content_type) {
  return within_memory([&]() -> Result<ReadDocument> {
    // Links are relative to it, and everybody sees them.
    const std::string base = has_secret_query(url) ? url.substr(0, url.find_first_of("?#")) : url;
    auto document = parse::parse_feed(body, content_type, base);
    if (!document) return document.error();
    ReadDocument out{*std::move(document), {}, feed.state.publisher, {}};
    if (!out.publisher.is_certain()) {
      // The first document that says whose the feed is counts.
      const Publisher at = outlet::publisher_at(feed.source.url);
      const bool is_open = out.publisher.name.empty() || out.publisher == at;
      if (is_open) out.publisher = outlet::publisher_of(feed.source.url, out.feed);
    }
    const Timestamp now = clock_();
    out.outlet = outlet_name(feed.source, out.feed);
    const Origin origin{feed.state.id, feed.source, out.outlet,
                        by_name_if_unknown(out.publisher, out.outlet),
                        out.feed.link.empty() ? base : out.feed.link};
    std::vector<EntryIdentity> identities = identities_of(out.feed, feed.state.id);
    for (std::size_t i = 0; i < identities.size(); ++i) {
      out.articles.push_back(
          prepare(out.feed.entries[i], std::move(identities[i]), origin, out.feed.growth, now));
    }
    // Feeds list the newest first, whose links come first; stories are numbered in the order of
    // events.
    std::ranges::reverse(out.articles);
    std::ranges::stable_sort(out.articles, {}, [](const Prepared& p) {
      return p.article.published.value_or(p.article.first_seen);
    });
    return out;
  });
}

/// Number of entries that nobody had seen.
std::size_t Ingest::take_document(Feed& feed, ReadDocument& document) {
  std::string title = public_title(document.feed.title);
  const bool renamed =
      title != feed.state.title && (preferred_.names(title) || preferred_.names(feed.state.title));
  feed.state.title = std::move(title);
  const bool is_named = feeds_.set_publisher(feed, document.publisher);
  if (renamed || (is_named && !preferred_.is_empty())) name_preferred();
  feed.state.uid = without_userinfo(document.feed.id);
  feed.state.rights = document.feed.rights;
  for (const std::string& warning : document.feed.warnings) {
    LogEvent("mended", LogArea::kFetch, LogLevel::kDebug)
        .field("url", feed.source.url)
        .text("what", warning)
        .emit();
  }
  feed.state.left_out = {};
  std::set<std::string> keys;
  for (const Prepared& prepared : document.articles) keys.insert(prepared.article.key);
  KnownEntries known(store_, feed.source.url, std::move(keys));
  std::set<std::string> taken;
  std::size_t fresh = 0;
  for (Prepared& prepared : document.articles) {
    // Two entries that do not differ: the first counts, or their texts would take turns.
    if (!taken.insert(prepared.article.key).second) {
      ++feed.state.left_out.repeated;
    } else if (take_entry(feed, std::move(prepared), known)) {
      ++fresh;
    }
  }
  return fresh;
}

bool Ingest::wants_page(const Feed& feed, const Prepared& prepared) const {
  const Article& article = prepared.article;
  const auto least = static_cast<std::size_t>(config_.pages.below_words);
  // What is older than the window is no copy of anything: a new feed's archive is left in peace.
  const bool in_window =
      article.published.value_or(article.first_seen) >= article.first_seen - config_.fold.window;
  // After a crash the feed's own words have to do: a page may have been the reason.
  return feed.source.pages && feed.state.crashes == 0 && prepared.document.body.size() < least &&
         in_window && !article.link.empty() && !article.canonical.empty() &&
         article.summary.size() + article.content.size() <= kMostWaitingBytes &&
         waiting_ < kMostWaiting && feed.waiting < kMostWaitingOfFeed;
}

/// True for an entry that nobody had seen.
bool Ingest::take_entry(Feed& feed, Prepared prepared, KnownEntries& known) {
  if (is_our_own(prepared)) {
    ++feed.state.left_out.own;
    return false;
  }
  const auto found = known.find(prepared);
  const bool is_elsewhere = found && found->how == KnownEntry::How::kTakenOver;
  if (found && !is_elsewhere) {
    take_known(feed, *found, std::move(prepared));
    return false;
  }
  if (is_waiting(feed, prepared.article)) return false;
  if (!found && was_forgotten(prepared.article)) {
    ++feed.state.left_out.forgotten;
    return false;
  }
  if (wants_page(feed, prepared)) {
    wait_for_page(feed, prepared);
  } else if (may_take_over(found)) {
    take_over(found->id, std::move(prepared));
  } else {
    take_new(std::move(prepared));
  }
  return !is_elsewhere;
}

/// True for an article that its own site's feed takes over, as long as it may leave its story, into
/// which others' words have brought it.
bool Ingest::may_take_over(const std::optional<KnownEntry>& known) {
  if (!known || known->how != KnownEntry::How::kTakenOver) return false;
  const auto article = store_.article(known->id);
  return article && is_young(article->first_seen);
}

void Ingest::take_known(Feed& feed, const KnownEntry& known, Prepared prepared) {
  using enum KnownEntry::How;
  if (known.how == kListedAgain) ++feed.state.left_out.listed_again;
  if (known.to_be_noted) {
    store_.note_listing(known.id, feed.state.id, prepared.article.text_hash);
  }
  if (known.how == kEdited) take_edit(known.id, std::move(prepared));
}

/// An entry of our own feeds that came back, through whatever aggregator: its articles are known.
bool Ingest::is_our_own(const Prepared& prepared) {
  const auto is_story = [this](const std::string& key) {
    return key.starts_with("urn:uuid:") && store_.is_story(key);
  };
  return is_story(prepared.article.key) ||
         std::ranges::any_of(prepared.identity.other_keys, is_story);
}

/// What is of the window is never forgotten: it is another entry under an old id.
bool Ingest::was_forgotten(const Article& article) {
  const Timestamp now = clock_();
  const bool is_recent = article.published && *article.published > now - config_.fold.window;
  return !is_recent && store_.was_forgotten(article, now);
}

void Ingest::wait_for_page(Feed& feed, const Prepared& prepared) {
  const Article& article = prepared.article;
  WaitingEntry waiting{0,
                       feed.state.id,
                       article.publisher.id(),
                       article.key,
                       article.link,
                       article.first_seen + config_.pages.wait,
                       pack_entry(prepared)};
  store_.add_waiting(waiting);
  ask_for_page(feed, waiting);
}

void Ingest::ask_for_page(Feed& feed, const WaitingEntry& waiting) {
  poller_.add_page(page_request(feed, waiting.page, waiting.link, waiting.deadline));
  ++feed.waiting;
  ++waiting_;
}

/// False if its feed is not on the list any more.
bool Ingest::ask_for_further_page(const fetch::Request& before, const std::string& url) {
  const Feed* const feed = feeds_.find(before.feed);
  if (feed == nullptr) return false;
  fetch::Request page = page_request(*feed, before.page, url, before.deadline);
  page.further = true;
  poller_.add_page(std::move(page));
  return true;
}

fetch::Request Ingest::page_request(const Feed& feed, std::uint64_t number, const std::string& url,
                                    Timestamp deadline) const {
  fetch::Request page;
  page.feed = feed.state.id;
  page.kind = fetch::Kind::kPage;
  page.page = number;
  page.url = url;
  page.deadline = std::min(deadline, clock_() + config_.pages.wait);  // the clock may have jumped
  page.access = access_to(feed.source, url);
  return page;
}

void Ingest::take_new(Prepared prepared) {
  Article& article = prepared.article;
  // One that waited comes after later ones.
  last_seen_ = std::max(article.first_seen - jumped_, last_seen_);
  fold::Incoming incoming{facts_of(article), std::move(prepared.document)};
  incoming.seen = last_seen_;
  settle();
  const fold::Decision decision = folder_.decide(incoming);
  const Timestamp published =
      std::min(article.published.value_or(article.first_seen), article.first_seen);
  const Timestamp came = now();
  const StoryId story = decision.story ? *decision.story : store_.add_story(published, came);
  const std::size_t before = decision.story ? store_.count_outlets(story) : 0;
  incoming.id = store_.add_article(article, story, decision.reason, came);
  article.id = incoming.id;
  store_.set_search(article.id, search_words_of(article, prepared.text));
  const fold::Prints prints = fold::prints_of(incoming.document);
  store_.save_prints(stored_prints(incoming, prints));
  folder_.remember(incoming, prints, story);
  changed_ = true;
  const auto what = decision.story ? StoryNews::kCopy : StoryNews::kStory;
  const std::size_t outlets = decision.story ? store_.count_outlets(story) : 1;
  news_.push_back({what, story, StoryId{}, article, decision.reason, outlets});
  announce(story, before, outlets);
  if (decision.story) prefer_as_lead(story, article);
  young_.emplace_back(incoming.id, came);
  revise_stories(fold::kMostMoves);
}

/// Articles settle in the order in which they came.
void Ingest::settle() {
  ArticleId settled{};
  while (!young_.empty() && !is_young(young_.front().second)) {
    settled = young_.front().first;
    young_.pop_front();
  }
  if (to_int(settled) != 0) folder_.settle(settled);
}

/// A story that so many outlets have by now counts as updated, if the operator wants that.
void Ingest::announce(StoryId story, std::size_t outlets_before, std::size_t outlets) {
  const auto wanted = static_cast<std::size_t>(config_.serve.update_at_outlets);
  if (wanted > 1 && outlets_before < wanted && outlets >= wanted) store_.announce(story, now());
}

/// The outlet is the agency that its text names. Any feed may call itself so.
bool Ingest::is_by_agency(const Article& article) {
  const Feed* const feed = feeds_.find(article.feed);
  std::string names = article.publisher.is_certain() ? article.publisher.name : "";
  if (feed != nullptr) names += '\n' + feed->source.label();
  return !article.wire.agency.empty() &&
         find_ignore_case(names, article.wire.agency) != std::string_view::npos;
}

/// Whether `article` stands for a story better than `lead` does. An order, so that two articles
/// never take turns.
bool Ingest::is_better_lead(const Article& article, const Article& lead) {
  const std::size_t rank = preferred_.rank(article.publisher);
  const std::size_t rank_of_lead = preferred_.rank(lead.publisher);
  if (rank != rank_of_lead) return rank < rank_of_lead;
  if (config_.fold.lead == "agency") return is_by_agency(article) && !is_by_agency(lead);
  return config_.fold.lead == "longest" && text_of(article).size() * 2 > text_of(lead).size() * 3;
}

/// While the story is young.
void Ingest::prefer_as_lead(StoryId story, const Article& article) {
  const bool any = config_.fold.lead != "earliest" || !config_.fold.prefer.empty();
  if (!any || !is_young(store_.story_created(story))) return;
  const auto lead = store_.lead_of(story);
  if (!lead || !is_better_lead(article, *lead)) return;
  store_.set_lead(story, article.id, now());
  news_.push_back(
      {StoryNews::kLead, story, StoryId{}, article, FoldReason(), store_.count_outlets(story)});
}

bool Ingest::is_young(Timestamp came) const { return clock_() <= came + config_.fold.settle; }

void Ingest::save_learned() {
  for (const LearnedSentence& sentence : folder_.take_learned()) store_.save_boilerplate(sentence);
  if (const auto words = folder_.take_learned_words()) store_.save_common_words(*words);
}

void Ingest::take_edit(ArticleId known, Prepared prepared) {
  prepared.article.id = known;
  const auto before = store_.article(known);
  if (!before) return;
  if (!before->page_text.empty()) {
    // The page was read once, and never again: what it said stays beside what the feed says now.
    prepared.article.page_text = before->page_text;
    prepared.article.wire = before->wire;
    prepared.article.canonical = before->canonical;
    prepared.text = prepared.article.page_text;
    prepared.document = document_of(prepared.article);
  }
  take_edit(*before, std::move(prepared));
}

/// Nothing of `before` stays.
void Ingest::take_edit(const Article& before, Prepared prepared) {
  const ArticleId known = before.id;
  const std::string words_before = search_words_of(before);
  store_.update_article(prepared.article, now());
  store_.change_search(known, words_before, search_words_of(prepared.article, prepared.text));
  changed_ = true;
  store_.update_prints(known, fold::pack(fold::prints_of(prepared.document)));
  settle();
  folder_.replace(known, std::move(prepared.document));
  revise_stories(kMostMovesByEdits);
}

/// An article that a feed from elsewhere had brought is its own site's from now on, and nothing
/// that the other said of it stays.
void Ingest::take_over(ArticleId known, Prepared prepared) {
  prepared.article.id = known;
  const auto before = store_.article(known);
  if (!before) return;
  store_.give_article(prepared.article);
  const std::uint64_t outlet = outlet_hash(prepared.article.publisher);
  store_.set_print_outlet(known, outlet);
  folder_.set_outlet(known, outlet);
  changed_ = true;
  const Article article = prepared.article;
  take_edit(*before, std::move(prepared));
  const auto placement = store_.placement(known);
  if (!placement) return;
  const StoryId story = placement->story;
  const auto lead = store_.lead_of(story);
  if (lead && lead->id == known) {
    news_.push_back(
        {StoryNews::kLead, story, StoryId{}, article, FoldReason(), store_.count_outlets(story)});
  } else {
    prefer_as_lead(story, article);
  }
}

/// What the last article changes in the stories that it touches. An article leaves `most` at most.
void Ingest::revise_stories(int most) {
  for (auto move = folder_.revise(); move; move = folder_.revise()) {
    const auto placement = store_.placement(move->article);
    if (!placement || (move->to != move->from && placement->moves >= most)) {
      folder_.hold(move->article);
    } else {
      take_move(*move);
    }
  }
}

void Ingest::take_move(const fold::Move& move) {
  const Timestamp at = now();
  if (move.to == move.from) {
    store_.set_reason(move.article, move.reason, at);
    return;
  }
  const auto article = store_.article(move.article);
  if (!article) return;
  const StoryId to =
      move.to ? *move.to
              : store_.add_story(article->published.value_or(at), store_.story_created(move.from));
  if (move.whole) {
    store_.merge_story(move.from, to, move.article, move.reason, at);
    folder_.merge(move.from, to);
    rulings_.load();
  } else {
    store_.move_article(move.article, to, move.reason, at);
    folder_.move(move.article, to);
  }
  const auto what = move.whole ? StoryNews::kMerge : StoryNews::kSplit;
  news_.push_back({what, to, move.from, *article, move.reason, store_.count_outlets(to)});
}

/// In the database, with numbers.
std::vector<StoryEvent> Ingest::keep_news() {
  std::vector<StoryEvent> out;
  for (const StoryNews& news : news_) {
    out.push_back(to_event(news, now()));
    store_.add_event(out.back(), now());
    ++told_[out.back().kind];
  }
  return out;
}

void Ingest::keep_tally() {
  for (const StoryNews& news : news_) {
    tally_.articles += news.what == StoryNews::kStory || news.what == StoryNews::kCopy;
    tally_.stories += news.what == StoryNews::kStory;
  }
  if (tally_.polls + tally_.articles == 0) return;
  tally_.hour = std::chrono::floor<std::chrono::hours>(now());
  store_.count_hour(tally_);
  tally_ = {};
}

/// The clock's time, but never before what it was: what is changed later is never dated earlier.
Timestamp Ingest::now() { return now_ = std::max(now_, clock_()); }

}  // namespace wirefold::app
