// A site and a story with everything that can be served.
#pragma once

#include "wirefold/model/story.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

inline Timestamp test_time(int hours) { return Timestamp(std::chrono::hours(480000 + hours)); }

inline Site test_site() {
  Site site;
  site.title = "Our <news>";
  site.base_url = "https://w.example";
  site.uid = "urn:uuid:site";
  site.version = "1.2.3";
  site.max_age = std::chrono::minutes(5);
  site.born = test_time(-100);
  return site;
}

inline Member test_member(const std::string& outlet, const std::string& title,
                          const std::string& link, int hour) {
  Member m;
  m.article.outlet = outlet;
  m.article.title = title;
  m.article.link = link;
  m.article.lang = "id";
  m.article.summary = "<p>Text &amp; more</p>";
  m.article.published = test_time(hour);
  m.reason = {ArticleId{1}, 2, 0.974, "text"};
  return m;
}

/// Led by outlet A, copied by B (twice) and by C, which has a title for testing escapes.
inline Story test_story() {
  Story s;
  s.id = StoryId{7};
  s.uid = "urn:uuid:story7";
  s.published = test_time(0);
  s.updated = test_time(1);
  s.changed = test_time(3);
  s.feed_url = "https://a.example/feed";
  s.feed_title = "Feed of A";
  s.members = {test_member("A", "Lead title", "https://a.example/1", 0),
               test_member("B", "Lead title", "https://b.example/1?x=1&y=2", 1),
               test_member("B", "Again", "https://b.example/2", 2),
               test_member("C & Co", "<script>alert(1)</script>", "https://c.example/1", 3)};
  s.members[0].reason = {{}, -1, 0, "new"};
  s.members[0].article.authors = {"Ana"};
  s.members[0].article.categories = {"World"};
  s.members[0].article.enclosures = {{"https://a.example/a.mp3", "audio/mpeg", 12}};
  return s;
}

}  // namespace wirefold::serve
