#include "ingest.h"

#include <algorithm>
#include <set>

#include "settings.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/log.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/parse/feed.h"

namespace wirefold::app {
namespace {

constexpr std::chrono::seconds kPublishEvery(1);

serve::Site site_of(const config::Config& config, store::Store& store) {
  return {config.serve.title, config::base_url(config), store.uid(),
          WIREFOLD_VERSION,   config.serve.max_age,     store.born()};
}

fold::Incoming incoming_of(const Article& article, Document document) {
  return {
      article.id,        hash64(article.outlet), article.link.empty() ? 0 : hash64(article.link),
      article.published, article.first_seen,     std::move(document)};
}

/// RFC 9111 section 4.3.4: a 304 may bring new validators; those it leaves out stay.
void refresh(Validators& stored, const Validators& received) {
  if (!received.etag.empty()) stored.etag = received.etag;
  if (!received.last_modified.empty()) stored.last_modified = received.last_modified;
}

void log_feed(const FeedSource& source, const FeedState& state, std::string_view what,
              LogLevel level) {
  LogEvent event("feed", level);
  event.field("state", what).field("url", source.url);
  if (!state.last_error.empty()) event.text("error", state.last_error);
  if (state.next_poll) event.field("next", format_rfc3339(*state.next_poll));
  event.emit();
}

}  // namespace

Ingest::Ingest(store::Store& store, Poller& poller, const config::Config& config, Publish publish)
    : store_(store),
      poller_(poller),
      config_(config),
      publish_(std::move(publish)),
      folder_(rules_of(config)),
      events_(config.log.stories) {
  load_window();
  load_feeds();
  publish_now();
}

void Ingest::load_window() {
  store_.for_each_article(wall_clock_now() - config_.fold.window,
                          [this](const Article& article, StoryId story) {
                            folder_.remember(incoming_of(article, document_of(article)), story);
                          });
}

void Ingest::load_feeds() {
  feeds_.clear();
  std::vector<FeedState> states;
  store::Store::Transaction transaction(store_);
  for (const FeedSource& source : config_.sources) {
    const FeedState state = store_.feed(source.url);
    states.push_back(state);
    feeds_[state.id] = {source, state};
  }
  transaction.commit();
  poller_.set_feeds(states, static_cast<std::size_t>(config_.fetch.per_host));
}

void Ingest::apply(const config::Config& config) {
  config_ = config;
  folder_.set_rules(rules_of(config_));
  events_.reopen(config_.log.stories);
  load_feeds();
  publish_now();
}

void Ingest::publish_changes(bool more_waits) {
  const bool due = std::chrono::steady_clock::now() - last_publish_ >= kPublishEvery;
  if (changed_ && (due || !more_waits)) publish_now();
}

void Ingest::publish_now() {
  const auto limit = static_cast<std::size_t>(config_.serve.stories);
  publish_(
      std::make_shared<serve::Snapshot>(site_of(config_, store_), store_.recent_stories(limit)));
  changed_ = false;
  last_publish_ = std::chrono::steady_clock::now();
}

void Ingest::take(fetch::Response&& response) {
  const auto it = feeds_.find(response.feed);
  if (it == feeds_.end()) return;  // taken off the list while it was on its way
  Feed& feed = it->second;
  std::vector<Said> said;
  store::Store::Transaction transaction(store_);
  if (response.error) {
    failed(feed, response, *response.error);
  } else {
    answered(feed, response, said);
  }
  store_.save_feed(feed.state);
  transaction.commit();
  poller_.reschedule(feed.state);
  say(said);
}

void Ingest::answered(Feed& feed, const fetch::Response& response, std::vector<Said>& said) {
  FeedState& state = feed.state;
  const std::uint64_t body_hash = hash64(response.body);
  std::optional<int> ttl_minutes;
  if (response.status == 304) {
    refresh(state.validators, response.validators);
  } else {
    if (body_hash != state.body_hash) {
      const auto document =
          parse::parse_feed(response.body, response.content_type, response.final_url);
      if (!document) {
        failed(feed, response, document.error());
        return;
      }
      ttl_minutes = document->ttl_minutes;
      take_document(feed, response, *document, said);
    }
    state.validators = response.validators;
    state.body_hash = body_hash;
  }
  const bool was_failing = state.failures > 0;
  state.failures = 0;
  state.last_error.clear();
  schedule_next(feed, response, schedule::Outcome::kAnswered, ttl_minutes);
  if (was_failing) log_feed(feed.source, state, "recovered", LogLevel::kInfo);
}

void Ingest::failed(Feed& feed, const fetch::Response& response, const Error& error) {
  FeedState& state = feed.state;
  const bool gone = response.status == 410;
  ++state.failures;
  state.gone = gone;
  state.last_error = std::string(to_string(error.code)) + ": " + error.detail;
  schedule_next(feed, response, gone ? schedule::Outcome::kGone : schedule::Outcome::kFailed, {});
  if (gone) {
    log_feed(feed.source, state, "gone", LogLevel::kWarning);
  } else if (state.failures == 1) {
    log_feed(feed.source, state, "failing", LogLevel::kWarning);
  }
}

void Ingest::schedule_next(Feed& feed, const fetch::Response& response, schedule::Outcome outcome,
                           std::optional<int> ttl_minutes) {
  const schedule::Policy policy{feed.source.interval.value_or(config_.fetch.interval),
                                config_.fetch.ceiling};
  const Timestamp now = wall_clock_now();
  feed.state.last_poll = now;
  feed.state.next_poll = schedule::next_poll(
      policy,
      {now, outcome, feed.state.failures, response.fresh_for, response.retry_after, ttl_minutes},
      hash64(feed.source.url));
}

void Ingest::take_document(Feed& feed, const fetch::Response& response, const ParsedFeed& document,
                           std::vector<Said>& said) {
  feed.state.title = html::one_line(document.title);
  for (const std::string& warning : document.warnings) {
    LogEvent("mended", LogLevel::kDebug).field("url", feed.source.url).text("what", warning).emit();
  }
  const Timestamp now = wall_clock_now();
  const std::string outlet = outlet_name(feed.source, document);
  const std::string& base = document.link.empty() ? response.final_url : document.link;
  std::set<std::string> keys;
  // Feeds list the newest first; stories are numbered in the order of events.
  std::vector<Prepared> articles;
  for (auto entry = document.entries.rbegin(); entry != document.entries.rend(); ++entry) {
    articles.push_back(prepare(*entry, feed.source, feed.state.id, outlet, base, now));
  }
  std::stable_sort(articles.begin(), articles.end(), [](const Prepared& a, const Prepared& b) {
    return a.article.published.value_or(a.article.first_seen) <
           b.article.published.value_or(b.article.first_seen);
  });
  for (Prepared& prepared : articles) {
    // Two entries of one document under one id: the first counts, or they would take turns.
    if (keys.insert(prepared.article.key).second) take_entry(std::move(prepared), said);
  }
}

void Ingest::take_entry(Prepared prepared, std::vector<Said>& said) {
  Article& article = prepared.article;
  if (const auto known = store_.find_article(article.outlet, article.key)) {
    if (known->text_hash != article.text_hash) take_edit(*known, std::move(prepared));
    return;
  }
  fold::Incoming incoming = incoming_of(article, std::move(prepared.document));
  const fold::Decision decision = folder_.decide(incoming);
  const Timestamp published =
      std::min(article.published.value_or(article.first_seen), article.first_seen);
  const StoryId story =
      decision.story ? *decision.story : store_.add_story(published, article.first_seen);
  incoming.id = store_.add_article(article, story, decision.reason);
  article.id = incoming.id;
  folder_.remember(std::move(incoming), story);
  changed_ = true;
  const std::size_t outlets = decision.story ? store_.count_outlets(story) : 1;
  said.push_back({story, std::move(article), decision.reason, outlets});
}

void Ingest::take_edit(const store::KnownArticle& known, Prepared prepared) {
  prepared.article.id = known.id;
  store_.update_article(prepared.article, prepared.article.first_seen);
  folder_.replace(known.id, std::move(prepared.document));
  changed_ = true;
}

void Ingest::say(const std::vector<Said>& said) {
  for (const Said& s : said) {
    if (to_int(s.reason.like) == 0) {
      events_.story(s.story, s.article);
    } else {
      events_.copy(s.story, s.article, s.reason, s.outlets);
    }
  }
}

}  // namespace wirefold::app
