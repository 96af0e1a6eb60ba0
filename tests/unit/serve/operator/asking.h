// Asks for the operator's pages.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <thread>

#include "fake_actions.h"
#include "unit/serve/events.h"
#include "wirefold/serve/operator/operator_pages.h"

namespace wirefold::serve {

struct Asking : testing::Test {
  ResourcePtr ask(const std::string& path, const Arguments& fields, bool is_post) {
    return pages.answer(test_site(), {path, is_post, fields, session, language});
  }

  ResourcePtr get(const std::string& path, const Arguments& fields = {}) {
    return ask(path, fields, false);
  }

  ResourcePtr post(const std::string& path, const Arguments& fields = {}) {
    return ask(path, fields, true);
  }

  /// The page of a task once it is done.
  ResourcePtr finished(const std::string& path) {
    ResourcePtr out = get(path);
    while (!out->refresh.empty()) {
      std::this_thread::yield();
      out = get(path);
    }
    return out;
  }

  static std::string text(const ResourcePtr& page) { return page->in(Coding::kIdentity).bytes; }

  static void expect_parts(const ResourcePtr& page, const std::vector<std::string_view>& parts) {
    for (const std::string_view part : parts) {
      EXPECT_NE(text(page).find(part), std::string::npos) << part << "\nis not in\n" << text(page);
    }
  }

  HeldStories source = test_events();
  FakeActions actions;
  Tasks tasks;
  OperatorPages pages{source, actions, tasks};
  Session session{"Ana <b>", "ab12"};
  std::string language = "en";
};

}  // namespace wirefold::serve
