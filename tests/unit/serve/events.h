// An event with everything that can be served.
#pragma once

#include <string>
#include <utility>

#include "support/held_stories.h"

namespace wirefold::serve {

inline Story report_story(int id, const std::string& outlet, const std::string& title, int hour) {
  Story out = test_story();
  out.id = StoryId{id};
  out.uid = "urn:uuid:story" + std::to_string(id);
  out.published = out.updated = out.changed = test_time(hour);
  out.members = {test_member(outlet, title, "https://" + outlet + ".example/1", hour)};
  out.members[0].reason = {{}, -1, 0, "new"};
  return out;
}

/// "34 of 100" with three words, one hour apart.
inline EventLink test_link(StoryId like) {
  return {like,
          34,
          41,
          5,
          {{"Skisaison", 21}, {"Gondeln", 9}, {"<Saalbach>", 5}},
          std::chrono::hours(1)};
}

/// Event 3: test_story(), then the reports of D (with its link to it) and of E (placed there).
inline Event test_event() {
  Event out;
  out.id = EventId{3};
  out.uid = "urn:uuid:event3";
  out.first = StoryId{7};
  out.published = test_time(0);
  out.updated = test_time(2);
  out.changed = test_time(9);
  out.reports = {{test_story(), {}, false},
                 {report_story(8, "d", "D <tells>", 2), test_link(StoryId{7}), false},
                 {report_story(9, "e", "E tells", 1), {}, true}};
  return out;
}

/// By event: a story alone, then test_event().
inline std::vector<Event> test_entries() {
  Event alone = entries_of({report_story(10, "f", "Alone", 5)}).front();
  alone.uid = "urn:uuid:alone10";
  return {alone, test_event()};
}

/// Has the stories of test_entries(), and the entries.
inline HeldStories test_events() {
  return HeldStories({report_story(10, "f", "Alone", 5), report_story(9, "e", "E tells", 1),
                      report_story(8, "d", "D <tells>", 2), test_story()},
                     test_entries());
}

/// The document at `path`, from test_events().
inline std::string event_body(const std::string& path, const Arguments& arguments = {},
                              const Site& site = test_site()) {
  HeldStories source = test_events();
  return rendered(*read_target(path, arguments), source, site)->in(Coding::kIdentity).bytes;
}

}  // namespace wirefold::serve
