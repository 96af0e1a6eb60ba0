// Shortcuts for the tests of the store, which know no area above it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "support/changes.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/strings.h"
#include "wirefold/store/database.h"

namespace wirefold::store {

inline const Timestamp kNow = Timestamp(std::chrono::hours(480000));

/// FoldReason of an article that is the first of its story.
inline const FoldReason kFirst{ArticleId{}, -1, 0, "new"};

/// The words under which these tests store an article: those of its title.
inline std::string title_words(const Article& article) { return to_lower_ascii(article.title); }

/// Opens the database `path`.
inline std::unique_ptr<Database> opened(const std::string& path) {
  return open(path, kNow, title_words);
}

using test::change;

/// The state of the feed at `url`, which is added if it is unknown.
inline FeedState enter(Transaction& to, const std::string& url) {
  return to.feeds().enter({&url, 1}).at(0);
}

/// Stores `article`, which may be found under the words of its title.
inline ArticleId join(Transaction& to, const Article& article, StoryId story,
                      const FoldReason& reason = kFirst, Timestamp now = kNow) {
  return to.folding().add_article(article, story, reason, title_words(article), now);
}

/// Stores `article` in a new story.
inline StoryId open_story(Transaction& to, const Article& article, Timestamp now = kNow) {
  const StoryId story = to.folding().add_story(now, now);
  join(to, article, story, kFirst, now);
  return story;
}

/// Stores the new text of `article.id`.
inline void edit(Transaction& to, const Article& article, Timestamp now = kNow) {
  to.folding().update_article(article, title_words(article), now);
}

/// An article with a value in each field. Its text, page and twin hash follow from `key`.
inline Article make_article(FeedId feed, const std::string& outlet, const std::string& key) {
  Article a;
  a.feed = feed;
  a.outlet = outlet;
  a.key = key;
  a.link = "https://h.example/" + key;
  a.canonical = "https://h.example/canonical/" + key;
  a.title = "title of " + key;
  a.summary = "<p>s</p>";
  a.content = "<p>c</p>";
  a.page_text = "First line of " + key + ".\nSecond.";
  a.wire = {"Reuters", "HARBOUR", "abc"};
  a.lang = "id";
  a.group = "World/Asia";
  a.authors = {"Ana", "Bo"};
  a.categories = {"World"};
  a.enclosures = {{"https://h.example/a.mp3", "audio/mpeg", 12}, {"https://h.example/b", "", {}}};
  a.image = "https://h.example/" + key + ".jpg";
  a.published = kNow - std::chrono::hours(1);
  a.first_seen = kNow;
  a.text_hash = ~hash64(key);
  a.twin_hash = hash64(a.title);
  return a;
}

/// The entry of which `article` was made.
inline Probe probe_of(const Article& article) {
  Probe out;
  out.asker = {article.publisher, article.feed};
  out.key = out.hash_key = article.key;
  out.canonical = article.canonical;
  out.page = article.canonical;
  out.title = article.title;
  out.outlet = article.outlet;
  out.text_hash = article.text_hash;
  out.twin_hash = article.twin_hash;
  return out;
}

/// The same entry after its text was edited.
inline Probe edited(Probe entry) {
  entry.text_hash ^= 1;
  return entry;
}

inline Candidates look_up(View& view, const Probe& entry) {
  return view.folding().lookup({&entry, 1}).at(0);
}

/// At most `limit` stories, the newest first.
inline std::vector<Story> newest_stories(View& view, std::size_t limit = 1000) {
  StoryQuery query;
  query.limit = limit;
  return view.reading().stories(query);
}

/// The ids of the stories with these words, the newest first.
inline std::vector<std::int64_t> found(View& view, const std::string& words) {
  StoryQuery query;
  query.words = words;
  query.limit = 1000;
  std::vector<std::int64_t> out;
  for (const Story& story : view.reading().stories(query)) out.push_back(to_int(story.id));
  return out;
}

}  // namespace wirefold::store
