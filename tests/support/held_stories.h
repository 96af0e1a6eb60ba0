// Serves stories without a database.
#pragma once

#include <algorithm>
#include <mutex>
#include <vector>

#include "unit/serve/stories.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/entries.h"

namespace wirefold::serve {

/// Holds stories, newest first. Safe from any thread.
class HeldStories : public Source {
 public:
  explicit HeldStories(std::vector<Story> stories, std::vector<Event> by_event = {})
      : entries(std::move(by_event)), held_(std::move(stories)) {}

  void set(std::vector<Story> stories) {
    const std::lock_guard lock(mutex_);
    held_ = std::move(stories);
  }

  std::vector<Story> stories(const StoryQuery& query) override {
    const std::lock_guard lock(mutex_);
    std::vector<Story> out;
    for (const Event& entry : matching(entries_of(held_), query)) out.push_back(first_of(entry));
    return out;
  }
  std::size_t count_stories(const StoryQuery& query, std::size_t most) override {
    StoryQuery all = query;
    all.before.reset();
    all.limit = most;
    return stories(all).size();
  }
  bool covers_all(const StoryQuery&) override { return true; }
  std::optional<Story> story(StoryId id) override {
    const std::lock_guard lock(mutex_);
    const auto it = std::ranges::find_if(held_, [id](const Story& s) { return s.id == id; });
    return it == held_.end() ? std::nullopt : std::optional(*it);
  }
  std::optional<StoryId> successor(StoryId id) override {
    return to_int(id) == 3 ? std::optional(StoryId{7}) : std::nullopt;
  }
  std::optional<Article> article(ArticleId id) override {
    const std::lock_guard lock(mutex_);
    for (const Story& s : held_) {
      for (const Member& m : s.members) {
        if (m.article.id == id) return m.article;
      }
    }
    return std::nullopt;
  }
  std::optional<StoryId> story_of(ArticleId id) override {
    return article(id) ? std::optional(StoryId{7}) : std::nullopt;
  }
  std::vector<EndedStory> ended_stories(Timestamp, std::size_t) override { return ended; }
  std::vector<FeedDay> feed_days(Timestamp) override { return {}; }
  std::vector<ArticleOrigin> origins(Timestamp, std::size_t) override { return {}; }
  std::vector<HourTally> hours(Timestamp) override { return {}; }

  std::vector<Event> events(const StoryQuery& query) override { return matching(entries, query); }
  std::size_t count_events(const StoryQuery& query, std::size_t most) override {
    StoryQuery all = query;
    all.before.reset();
    all.limit = most;
    return events(all).size();
  }
  std::optional<Event> event(EventId id) override {
    const auto it = std::ranges::find(entries, id, &Event::id);
    return it == entries.end() || !is_event(*it) ? std::nullopt : std::optional(*it);
  }
  StoryContext around(StoryId story) override {
    StoryContext out;
    for (const Event& entry : entries) {
      const auto has = [story](const Report& r) { return r.story.id == story; };
      if (is_event(entry) && std::ranges::any_of(entry.reports, has)) out.event = entry;
    }
    out.related = related;
    return out;
  }
  std::vector<EndedStory> ended_events(Timestamp, std::size_t) override { return ended_entries; }
  std::vector<Override> rulings() override { return orders; }

  std::vector<Override> orders;
  std::vector<EndedStory> ended;
  std::vector<EndedStory> ended_entries;
  std::vector<Event> entries;         ///< By event; newest first. Not to be set while it is in use.
  std::vector<RelatedStory> related;  ///< Of every story.

 private:
  static bool is_wanted(const Event& entry, const StoryQuery& query) {
    const auto speaks = [&query](const Report& r) { return r.story.lead().lang == query.lang; };
    return (query.lang.empty() || std::ranges::any_of(entry.reports, speaks)) &&
           static_cast<int>(count_outlets(entry)) >= query.min_outlets &&
           (!query.before || to_int(entry.first) < *query.before) &&
           (!query.changed_since || entry.changed >= *query.changed_since);
  }

  static std::vector<Event> matching(const std::vector<Event>& entries, const StoryQuery& query) {
    std::vector<Event> out;
    std::size_t bytes = 0;
    for (const Event& entry : entries) {
      if (query.most_bytes != 0 && bytes >= query.most_bytes) break;
      if (!is_wanted(entry, query) || out.size() == query.limit) continue;
      out.push_back(entry);
      bytes += bytes_of(entry);
    }
    return out;
  }

  std::mutex mutex_;
  std::vector<Story> held_;
};

/// Renders from `source` at a time long after the last change.
inline ResourcePtr rendered(const Target& target, Source& source, const Site& site = test_site()) {
  Traffic traffic;
  Renderer renderer(source, traffic);
  renderer.set_site(site, {});
  renderer.set_health({});
  return renderer.render(target, test_time(1000));
}

/// Renders `stories` at a time long after their last change.
inline ResourcePtr rendered(const Target& target, std::vector<Story> stories,
                            const Site& site = test_site()) {
  HeldStories source(std::move(stories));
  return rendered(target, source, site);
}

inline ResourcePtr rendered(const std::string& path, std::vector<Story> stories,
                            const Arguments& arguments = {}, const Site& site = test_site()) {
  return rendered(*read_target(path, arguments), std::move(stories), site);
}

inline std::string body(const std::string& path, std::vector<Story> stories,
                        const Arguments& arguments = {}, const Site& site = test_site()) {
  return rendered(path, std::move(stories), arguments, site)->in(Coding::kIdentity).bytes;
}

}  // namespace wirefold::serve
