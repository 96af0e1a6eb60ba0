// An operator beside a daemon without threads and network.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "support/temp_dir.h"
#include "wirefold/ingest/ingest.h"

namespace wirefold::test {

/// Five sentences that share no word with the text of another number.
inline std::string text_of(int number) {
  std::string out;
  for (int i = 0; i < 60; ++i)
    out += "w" + std::to_string(number * 1000 + i) + (i % 12 == 11 ? ". " : " ");
  return out;
}

class Operator : public testing::Test {
 protected:
  Operator() {
    for (const std::string name : {"A", "B", "C", "D"}) {
      FeedSource source;
      source.url = "https://" + name + ".example/feed";
      source.outlet = name;
      config.sources.push_back(source);
    }
    config.pages.below_words = 0;
    config.fold.settle = std::chrono::hours(1000);
    start();
  }

  void stop() {
    pipeline.reset();
    store = nullptr;
    ingest = nullptr;
  }

  void start() {
    stop();
    pipeline = std::make_unique<Pipeline>(path);
    store = &pipeline->store;
    pipeline->start(config, listener);
    ingest = pipeline->ingest;
  }

  /// Makes `text` the only entry of the outlet's feed and returns its story.
  StoryId take(const std::string& outlet, const std::string& text) {
    const std::string url = "https://" + outlet + ".example/feed";
    fetch::Response r;
    r.request.tag.owner = to_int(feed_at(*store, url).id);
    r.request.url = url;
    r.status = 200;
    r.body = "<rss version=\"2.0\"><channel><title>T</title><item><guid>" + outlet +
             "</guid><title>Title of " + outlet + "</title><description>" + text +
             "</description></item></channel></rss>";
    pipeline->take(r);
    return story_of(outlet);
  }

  ArticleId id_of(const std::string& outlet) {
    for (const Story& story : recent_stories(*store, 100)) {
      for (const Member& m : story.members) {
        if (m.article.outlet == outlet) return m.article.id;
      }
    }
    throw std::runtime_error("no article of " + outlet);
  }
  StoryId story_of(const std::string& outlet) {
    return store->reading().placement(id_of(outlet))->story;
  }

  /// Adds an override, as another program would, and returns it after the daemon has handled it.
  Override say(OverrideKind kind, StoryId story, StoryId other = {},
               std::vector<ArticleId> articles = {}) {
    Override order;
    order.kind = kind;
    order.story = story;
    order.other = other;
    order.articles = std::move(articles);
    return say(order);
  }

  Override undo(const Override& of) {
    Override order;
    order.kind = OverrideKind::kUndo;
    order.undoes = of.id;
    return say(order);
  }

  Override say(Override order) {
    order.made = wall_clock_now();
    store::add_override(path, order);
    ingest->take_orders();
    return known(order.id).value();
  }

  std::optional<Override> known(std::int64_t id) {
    for (const Override& order : store->overrides().all()) {
      if (order.id == id) return order;
    }
    return std::nullopt;
  }

  /// The overrides in force, each as "KIND STORY OTHER".
  std::vector<std::string> holding() {
    std::vector<std::string> out;
    for (const Override& order : store->overrides().all()) {
      if (!order.stands() || order.rests()) continue;
      out.push_back(std::string(to_string(order.kind)) + ' ' + std::to_string(to_int(order.story)) +
                    ' ' + std::to_string(to_int(order.other)));
    }
    return out;
  }

  static std::string never(StoryId story, StoryId other) {
    return "never " + std::to_string(to_int(story)) + ' ' + std::to_string(to_int(other));
  }
  static std::string pin(StoryId story) { return "pin " + std::to_string(to_int(story)) + " 0"; }

  std::vector<std::string> events_since(std::size_t first) {
    std::vector<std::string> out;
    for (std::size_t i = first; i < listener.events.size(); ++i) {
      out.push_back(listener.events[i].kind);
    }
    return out;
  }

  TempDir dir;
  std::string path = dir.path("wirefold.db");
  config::Config config;
  std::unique_ptr<Pipeline> pipeline;
  store::Database* store = nullptr;
  RecordingListener listener;
  ingest::Ingest* ingest = nullptr;
};

}  // namespace wirefold::test
