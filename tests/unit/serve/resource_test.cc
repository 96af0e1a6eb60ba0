#include "wirefold/serve/resource.h"

#include <gtest/gtest.h>

#include "support/held_stories.h"
#include "wirefold/serve/desk.h"

namespace wirefold::serve {
namespace {

TEST(Resource, IsWeighedAsLongAsSomebodyHasIt) {
  const std::size_t before = rendered_bytes();
  ResourcePtr first = make_resource({}, std::string(100'000, 'x'));
  EXPECT_GE(rendered_bytes() - before, 100'000u);
  const std::shared_ptr<const std::string> body(first, &first->in(Coding::kIdentity).bytes);
  first = nullptr;
  EXPECT_GE(rendered_bytes() - before, 100'000u) << "a transfer still has its body";
}

TEST(Resource, NothingIsMadeOnDemandWhileOldOnesTakeTooMuch) {
  HeldStories stories({test_story()});
  Traffic traffic;
  Desk desk(stories, traffic, [] { return test_time(1000); });
  desk.feeds_changed({});
  desk.site_changed(test_site(), {});
  desk.prepare();
  const Target filtered = *read_target("/feed.atom", {{"lang", "id"}});
  EXPECT_TRUE(desk.ask(filtered, [](const ResourcePtr&) {}));
  std::vector<ResourcePtr> old;  // as very slow clients hold them
  while (rendered_bytes() <= kMostRenderedBytes) {
    old.push_back(make_resource({}, std::string(std::size_t{8} << 20, 'x')));
  }
  const Target other = *read_target("/feed.atom", {{"lang", "en"}});
  EXPECT_FALSE(desk.ask(other, [](const ResourcePtr&) {}));
  EXPECT_TRUE(desk.find(*read_target("/feed.atom", {}))) << "what is ready is served";
  old.clear();
  EXPECT_TRUE(desk.ask(other, [](const ResourcePtr&) {}));
}

}  // namespace
}  // namespace wirefold::serve
