#include "wirefold/serve/renderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <span>

#include "fit.h"
#include "serve/page/copy_kinds.h"
#include "serve/page/copying.h"
#include "serve/render/story_html.h"
#include "serve/words/filter_words.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/secret_query.h"
#include "wirefold/serve/entries.h"
#include "wirefold/serve/page/pages.h"
#include "wirefold/serve/render/render.h"
#include "wirefold/serve/render/render_feeds.h"

namespace wirefold::serve {
namespace {

constexpr char kAtomType[] = "application/atom+xml; charset=utf-8";
constexpr char kRssType[] = "application/rss+xml; charset=utf-8";
constexpr char kJsonType[] = "application/json; charset=utf-8";
constexpr char kHtmlType[] = "text/html; charset=utf-8";
constexpr char kTextType[] = "text/plain; charset=utf-8";

// Archives are cut at story ids that are multiples of this number, so that their URLs are stable.
constexpr std::int64_t kArchiveStories = 100;

// Ended entries are listed this long, for readers that poll once a week.
constexpr std::chrono::days kTombstoneLife(7);
constexpr std::size_t kMostTombstones = 100;

// Maximum age of the state of the feeds in caches, because the state changes often.
constexpr std::chrono::seconds kHealthAge(10);

constexpr std::chrono::days kHoursShown(7);

// Articles that are asked whose texts they have, some 10 µs each.
constexpr std::size_t kMostOrigins = 20000;

// Age up to which the past of the feeds is shown again. To count 200,000 articles takes half a
// second.
constexpr std::chrono::minutes kHistoryAge(1);

// The most reported stories beside the front page: of a day that ends with the last full hour.
constexpr std::chrono::hours kTopPeriod(24);
constexpr std::size_t kTopStories = 8;
constexpr int kTopOutlets = 2;

// Age up to which the list is shown again. To count the outlets of two days' stories takes long.
constexpr std::chrono::seconds kTopAge(5);

// Stories on the page that builds the address of their feed.
constexpr std::size_t kPreviewStories = 10;

/// True if the page shows all of the newest stories.
bool has_top(const Target& target) {
  return target.kind == Kind::kFrontPage && target.filter.empty() && !target.query.before;
}

Timestamp hour_of(Timestamp time) { return std::chrono::floor<std::chrono::hours>(time); }

bool is_fresh(Timestamp made, std::chrono::seconds age, Timestamp now) {
  return now >= made && now - made < age;
}

StoryQuery top_query(Timestamp hour) {
  StoryQuery out;
  out.min_outlets = kTopOutlets;
  out.order = StoryOrder::kOutlets;
  out.changed_since = hour - kTopPeriod;
  out.limit = kTopStories;
  out.most_bytes = kMostStoryBytes;
  return out;
}

std::string cache_for(const Site& site, std::chrono::seconds age) {
  return serve::cache_for(site.is_private, age);
}

Resource head_of(const Site& site, const char* type, Timestamp modified) {
  Resource out;
  out.content_type = type;
  out.cache_control = cache_for(site, site.max_age);
  out.is_private = site.is_private;
  out.is_page = std::string_view(type) == kHtmlType;
  out.has_sessions = out.is_page && site.has_sign_in;
  out.is_styled = std::string_view(type) == kAtomType || std::string_view(type) == kRssType;
  out.modified = modified;
  return out;
}

/// The same for what may be a page: it has the language of the target, and no cache keeps it if it
/// is for a session. `age` is its age in caches.
Resource head_of(const Site& site, const char* type, Timestamp modified, const Target& target,
                 std::chrono::seconds age) {
  Resource out = head_of(site, type, modified);
  out.cache_control = target.session ? "no-store" : cache_for(site, age);
  out.for_one = target.session.has_value();
  if (out.is_page) out.language = target.language;
  return out;
}

/// The document for a target, still without entries. The title of a page is in its language, that
/// of a feed in English, because a feed has one title for all clients.
FeedDocument document_for(const Site& site, const Target& target, bool has_feeds) {
  FeedDocument out{site, site.uid, site.title, target.filter, {}, {}, {}, {}, {}, has_feeds};
  if (target.filter.empty()) return out;
  out.uid = "urn:uuid:" + hash_uuid(site.uid + '?' + target.filter);
  out.title += ": " + filter_words(words_of(target.language), target);
  return out;
}

/// The place of the last entry by id; 0 if there is none.
std::int64_t oldest_of(std::span<const Event> entries) {
  const auto it = std::ranges::min_element(entries, {}, &Event::first);
  return it == entries.end() ? 0 : to_int(it->first);
}

/// The `before` of the next older document; 0 if there is none, or if entries are ordered by
/// outlets, because no id then divides the documents. After a document that was `cut` for its size,
/// the next one continues where it ends.
std::int64_t next_before(const Target& target, std::span<const Event> entries, std::size_t limit,
                         bool cut) {
  if ((entries.size() < limit && !cut) || target.query.order != StoryOrder::kNewest) return 0;
  const std::int64_t oldest = oldest_of(entries);
  if (!target.is_feed() || cut) return oldest > 1 ? oldest : 0;
  const std::int64_t up = (oldest + kArchiveStories - 1) / kArchiveStories * kArchiveStories;
  return oldest > 1 ? up : 0;
}

/// For any format but the front page.
std::string text_of(const FeedDocument& document, const Target& target) {
  switch (target.kind) {
    case Kind::kAtom:
      return render_atom(document);
    case Kind::kRss:
      return render_rss(document);
    case Kind::kJsonFeed:
      return render_json(document);
    default:
      return render_stories_json(document, target);
  }
}

const char* type_of(Kind kind) {
  switch (kind) {
    case Kind::kAtom:
      return kAtomType;
    case Kind::kRss:
      return kRssType;
    case Kind::kJsonFeed:
      return "application/feed+json; charset=utf-8";
    case Kind::kFrontPage:
      return kHtmlType;
    default:
      return kJsonType;
  }
}

ListedText listed_text(const Site& site, const Target& target) {
  if (!target.is_feed()) return ListedText::kTeaser;
  return site.full_content ? ListedText::kWhole : ListedText::kSummary;
}

std::string link_header(const Site& site, const FeedDocument& document, const Target& target) {
  std::string out = '<' + document.self(target.path) + ">; rel=\"self\"";
  if (!site.hub.empty() && document.before.empty()) out += ", <" + site.hub + ">; rel=\"hub\"";
  return out;
}

ResourcePtr not_found(const Site& site, std::string reason) {
  Resource head = head_of(site, kTextType, {});
  head.status = 404;
  return make_resource(std::move(head), std::move(reason));
}

/// The last change of what the page of a story shows.
Timestamp changed_around(const Story& story, const StoryContext& context) {
  Timestamp latest = story.changed;
  if (context.event) latest = std::max(latest, context.event->changed);
  for (const RelatedStory& one : context.related) latest = std::max(latest, one.story.changed);
  return latest;
}

/// Anyone may see the list, so secrets in the URLs of paid feeds are masked.
void mask_secrets(FeedLine& line) {
  line.is_secret = has_secret_query(line.url);
  line.url = without_secret_values(line.url);
  for (std::string* const text : {&line.outlet, &line.error, &line.why, &line.note}) {
    *text = without_secret_values_inside(*text);
  }
}

}  // namespace

struct Renderer::State {
  std::shared_ptr<const Site> site;
  std::shared_ptr<const std::vector<FeedSource>> sources;
  std::shared_ptr<const FeedHealth> health;
};

Renderer::Renderer(Source& source, const Traffic& traffic)
    : source_(source), traffic_(traffic), comparisons_(std::make_unique<CopyComparisons>()) {}

Renderer::~Renderer() = default;

void Renderer::set_site(Site site, std::vector<FeedSource> sources) {
  site_.set(std::make_shared<const Site>(std::move(site)));
  sources_.set(std::make_shared<const std::vector<FeedSource>>(std::move(sources)));
}

void Renderer::set_health(FeedHealth health) {
  for (FeedLine& line : health.lines) mask_secrets(line);
  health_.set(std::make_shared<const FeedHealth>(std::move(health)));
}

ResourcePtr Renderer::render(const Target& target, Timestamp now) {
  assert(check_.is_here());
  const State state{site_.copy(), sources_.copy(), health_.copy()};
  const Site& site = *state.site;
  const auto whole_day = [&](const char* type, std::string body) {
    Resource head = head_of(site, type, site.born);
    head.cache_control = cache_for(site, std::chrono::hours(24));
    return make_resource(std::move(head), std::move(body));
  };
  switch (target.kind) {
    case Kind::kStoryPage:
    case Kind::kStoryJson:
    case Kind::kStoryAtom:
      return story(state, target, now);
    case Kind::kEventPage:
    case Kind::kEventJson:
      return event(state, target, now);
    case Kind::kApiArticle:
      return article(state, target);
    case Kind::kPicture:  // not made here: see Pictures
    case Kind::kOutletIcon:
      return not_found(site, "no such picture\n");
    case Kind::kFeedsPage:
      return feeds_page(state, target);
    case Kind::kSubscribePage:
      return subscribe_page(state, target, now);
    case Kind::kApiFeeds: {
      Resource head = head_of(site, kJsonType, state.health->at);
      head.cache_control = cache_for(site, std::min(site.max_age, kHealthAge));
      return make_resource(std::move(head), render_feeds_json(site, *state.health, target));
    }
    case Kind::kMetrics: {
      Resource head = head_of(site, "text/plain; version=0.0.4; charset=utf-8", {});
      head.cache_control = "no-store";
      return make_resource(std::move(head), render_metrics(site, *state.health, traffic_));
    }
    case Kind::kOpml:
      return make_resource(head_of(site, "text/x-opml; charset=utf-8", {}),
                           render_opml(site, *state.sources));
    case Kind::kStyle:
      return whole_day("text/css; charset=utf-8", style_sheet());
    case Kind::kFeedStyle:
      return whole_day("text/css; charset=utf-8", feed_style_sheet());
    case Kind::kScript:
      return whole_day("text/javascript; charset=utf-8", live_script());
    case Kind::kIcon:
      return whole_day("image/svg+xml", icon_svg());
    case Kind::kOpenApi:
      return whole_day(kJsonType, openapi_json());
    default:
      return feed(state, target, now);
  }
}

/// The override that a page tells its operator about.
std::optional<Override> Renderer::ruling_of(const Target& target) {
  if (!target.session || target.ruling == 0) return std::nullopt;
  return find_override(source_.rulings(), target.ruling);
}

/// Stories or, if `by_event`, entries by event.
std::vector<Event> Renderer::entries(const StoryQuery& query, bool by_event) {
  return by_event ? source_.events(query) : entries_of(source_.stories(query));
}

/// True if the source stopped early because the texts are large, and there are more entries.
bool Renderer::goes_on(StoryQuery query, bool by_event, const std::vector<Event>& found) {
  std::size_t bytes = 0;
  for (const Event& entry : found) bytes += bytes_of(entry);
  if (found.size() >= query.limit || bytes < query.most_bytes) return false;
  if (query.order != StoryOrder::kNewest) return true;
  query.before = oldest_of(found);
  query.limit = 1;
  return !entries(query, by_event).empty();
}

/// Asks for the top list if the present one is no longer fresh. Returns the end of a page with it.
Timestamp Renderer::renew_top(Timestamp now) {
  const Timestamp next_hour = hour_of(now) + std::chrono::hours(1);
  const bool is_of_hour = hour_of(top_at_) == hour_of(now);
  if (!top_.empty() && is_of_hour && is_fresh(top_at_, kTopAge, now)) {
    return std::min(next_hour, top_at_ + kTopAge);  // stories may have changed since
  }
  top_.clear();
  for (const Story& story : source_.stories(top_query(hour_of(now)))) {
    const Article& lead = story.lead();
    top_.push_back({story.id, lead.lang, title_of(lead), outlets_of(story).size()});
  }
  top_at_ = now;
  return next_hour;
}

ResourcePtr Renderer::feed(const State& state, const Target& target, Timestamp now) {
  const Site& site = *state.site;
  StoryQuery query = target.query_at(now);
  const bool is_archive = query.before && target.is_feed();
  if (query.limit == 0) query.limit = site.stories;
  if (is_archive) query.limit = kArchiveStories;
  query.most_bytes = kMostStoryBytes;
  std::vector<Event> listed = entries(query, target.by_event);
  FeedDocument document = document_for(site, target, !state.sources->empty());
  document.entries = listed;
  const bool stopped = goes_on(query, target.by_event, listed);
  if (!target.is_feed()) {
    const std::size_t found = stopped ? query.limit : listed.size();
    document.total = total_of(source_, query, found, target.by_event);
  }
  if (query.before) document.before = "before=" + std::to_string(*query.before);
  std::vector<EndedStory> ended;
  if (target.kind == Kind::kAtom && !is_archive) {
    const Timestamp since = document.changed() - kTombstoneLife;
    ended = target.by_event ? source_.ended_events(since, kMostTombstones)
                            : source_.ended_stories(since, kMostTombstones);
    document.ended = ended;
  }
  std::optional<Timestamp> top_ends;
  if (has_top(target)) top_ends = renew_top(now);
  const std::optional<Override> ruling = ruling_of(target);
  const auto text = [&, found = listed.size()](std::span<const Event> some) {
    document.entries = some;
    const bool cut = stopped || some.size() < found;
    const std::int64_t before = next_before(target, some, query.limit, cut);
    document.older = before == 0 ? "" : "before=" + std::to_string(before);
    if (target.kind != Kind::kFrontPage) return text_of(document, target);
    const auto top = top_ends ? std::span<const TopStory>(top_) : std::span<const TopStory>();
    return render_front_page({document, target, top, ruling}, *comparisons_);
  };
  std::string body = fitted(listed, query.order, listed_text(site, target), text);
  Resource head = head_of(site, type_of(target.kind), document.changed(), target, site.max_age);
  head.is_settled = head.modified < now;
  if (target.since) head.ends = target.since->moves_at(now);
  if (top_ends) head.ends = top_ends;
  if (target.is_feed()) {
    head.link = link_header(site, document, target);
    head.for_scripts = site.for_scripts;
  }
  return make_resource(std::move(head), std::move(body));
}

ResourcePtr Renderer::story(const State& state, const Target& target, Timestamp now) {
  const Site& site = *state.site;
  auto story = source_.story(StoryId{target.id});
  if (!story) return missing(state, target);
  const bool is_page = target.kind == Kind::kStoryPage;
  const bool is_atom = target.kind == Kind::kStoryAtom;
  StoryContext context;
  if (!is_atom && (site.events || !is_page)) context = source_.around(story->id);
  Resource head = head_of(site,
                          is_page   ? kHtmlType
                          : is_atom ? kAtomType
                                    : kJsonType,
                          changed_around(*story, context), target, site.max_age);
  head.is_settled = head.modified < now;
  std::size_t left_out = 0;
  const std::optional<Override> ruling = ruling_of(target);
  const auto text = [&] {
    return is_page   ? render_story_page(site, {*story, context, left_out, ruling}, target)
           : is_atom ? render_copies(site, *story)
                     : render_story_json(site, *story, context);
  };
  std::string body = text();
  while (body.size() > kMostDocumentBytes && story->members.size() > 1) {
    const std::size_t less = story->members.size() / 2;  // drop the latest copies
    left_out += less;
    story->members.resize(story->members.size() - less);
    body = text();
  }
  return make_resource(std::move(head), std::move(body));
}

ResourcePtr Renderer::event(const State& state, const Target& target, Timestamp now) {
  const Site& site = *state.site;
  const auto event = source_.event(EventId{target.id});
  if (!event) return not_found(site, "no such event\n");
  const bool is_page = target.kind == Kind::kEventPage;
  Resource head =
      head_of(site, is_page ? kHtmlType : kJsonType, event->changed, target, site.max_age);
  head.is_settled = head.modified < now;
  return make_resource(std::move(head),
                       is_page ? render_event_page(site, {*event, ruling_of(target)}, target)
                               : render_event_json(site, *event));
}

/// Redirects from a merged story to the story it became part of; 404 for any other.
ResourcePtr Renderer::missing(const State& state, const Target& target) {
  const Site& site = *state.site;
  const auto into = source_.successor(StoryId{target.id});
  if (!into) return not_found(site, "no such story\n");
  Resource head = head_of(site, kTextType, {});
  head.status = 301;
  const std::size_t dot = target.path.find('.');
  head.location = site.base_url + "/story/" + std::to_string(to_int(*into)) +
                  (dot == std::string::npos ? "" : target.path.substr(dot));
  return make_resource(std::move(head), "moved\n");
}

ResourcePtr Renderer::article(const State& state, const Target& target) {
  const ArticleId id{target.id};
  const auto article = source_.article(id);
  const auto story = source_.story_of(id);
  if (!article || !story) return not_found(*state.site, "no such article\n");
  return make_resource(head_of(*state.site, kJsonType, {}),
                       render_article_json(*state.site, *article, *story));
}

/// Asks again what takes long only if it is no longer fresh.
void Renderer::renew_history(Timestamp now) {
  history_.hours = source_.hours(now - kHoursShown);
  if (is_fresh(history_at_, kHistoryAge, now)) return;
  history_.first_day = std::chrono::floor<std::chrono::days>(now) -
                       std::chrono::days(static_cast<int>(kDaysShown) - 1);
  history_.days = source_.feed_days(history_.first_day);
  const std::vector<ArticleOrigin> origins = source_.origins(history_.first_day, kMostOrigins);
  history_.copying = who_copies_whom(origins);
  history_.articles = origins.size();
  history_at_ = now;
}

ResourcePtr Renderer::feeds_page(const State& state, const Target& target) {
  const Site& site = *state.site;
  const FeedHealth& health = *state.health;
  renew_history(health.at);
  Resource head = head_of(site, kHtmlType, health.at, target, std::min(site.max_age, kHealthAge));
  return make_resource(std::move(head),
                       render_feeds(site, {health, history_, ruling_of(target)}, target));
}

ResourcePtr Renderer::subscribe_page(const State& state, const Target& target, Timestamp now) {
  const Site& site = *state.site;
  StoryQuery newest;
  newest.limit = site.stories;
  newest.most_bytes = kMostStoryBytes;
  const std::vector<Event> offered = entries(newest, false);
  StoryQuery query = target.query_at(now);
  if (query.limit == 0) query.limit = site.stories;
  query.most_bytes = kMostStoryBytes;
  std::vector<Event> first = entries(query, target.by_event);  // in the order of the feed
  first.resize(std::min(first.size(), kPreviewStories));
  FeedDocument document = document_for(site, target, !state.sources->empty());
  document.entries = offered;
  const Timestamp offers_changed = document.changed();
  document.entries = first;
  Resource head =
      head_of(site, kHtmlType, std::max(offers_changed, document.changed()), target, site.max_age);
  head.is_settled = head.modified < now;
  if (target.since) head.ends = target.since->moves_at(now);
  return make_resource(std::move(head), render_subscribe_page({document, target, offered}));
}

}  // namespace wirefold::serve
