// Serves stories without a database.
#pragma once

#include <algorithm>
#include <mutex>
#include <vector>

#include "unit/serve/stories.h"
#include "wirefold/serve/desk.h"

namespace wirefold::serve {

/// Holds stories, newest first. Safe from any thread.
class HeldStories : public Source {
 public:
  explicit HeldStories(std::vector<Story> stories) : held_(std::move(stories)) {}

  void set(std::vector<Story> stories) {
    const std::lock_guard lock(mutex_);
    held_ = std::move(stories);
  }

  std::vector<Story> stories(const StoryQuery& query) override {
    const std::lock_guard lock(mutex_);
    std::vector<Story> out;
    std::size_t bytes = 0;
    for (const Story& s : held_) {
      if (query.most_bytes != 0 && bytes >= query.most_bytes) break;
      const bool wanted = (query.lang.empty() || s.lead().lang == query.lang) &&
                          std::ssize(outlets_of(s)) >= query.min_outlets &&
                          (!query.before || to_int(s.id) < *query.before) &&
                          (!query.changed_since || s.changed >= *query.changed_since);
      if (!wanted || out.size() == query.limit) continue;
      out.push_back(s);
      bytes += bytes_of(s);
    }
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

  std::vector<EndedStory> ended;

 private:
  std::mutex mutex_;
  std::vector<Story> held_;
};

/// Renders `stories` at a time long after their last change.
inline ResourcePtr rendered(const Target& target, std::vector<Story> stories,
                            const Site& site = test_site()) {
  HeldStories source(std::move(stories));
  Traffic traffic;
  Renderer renderer(source, traffic);
  renderer.set_site(site, {});
  renderer.set_health({});
  return renderer.render(target, test_time(1000));
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
