#include "serve/http/router.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

constexpr std::size_t kMost = 100;

/// Expects bodies for "/in/box" and "/hub", and keeps the last one.
class Recorder : public Handler {
 public:
  bool expects(std::string_view path) override { return path == "/in/box" || path == "/hub"; }
  Reply take(Request&& request) override {
    last = std::move(request);
    return {202, "taken"};
  }
  Request last;
};

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router.add({"/in/", &inbox, 10});
    router.add({"/hub", &hub, kMost});
  }

  Handler* handler_of(std::string_view url, std::string_view method) const {
    const Route* const route = router.find(url, method);
    return route == nullptr ? nullptr : route->handler;
  }

  Recorder inbox;
  Recorder hub;
  Router router{kMost};
};

TEST_F(RouterTest, FindsTheHandlerOfAPathOrOfAllBelowIt) {
  EXPECT_EQ(handler_of("/in/box", "POST"), &inbox);
  EXPECT_EQ(handler_of("/in/", "GET"), &inbox);
  EXPECT_EQ(handler_of("/hub", "GET"), &hub);
  for (const char* url : {"/in", "/", "/hub/", "/hubs", "/feed.atom", ""}) {
    EXPECT_EQ(handler_of(url, "POST"), nullptr) << url;
  }
  for (const char* method : {"HEAD", "OPTIONS", "PUT", "post"}) {
    EXPECT_EQ(handler_of("/hub", method), nullptr) << method;
  }
}

TEST_F(RouterTest, GivesTheHandlerTheWholeBody) {
  Body body;
  router.keep(body, "/in/box", "POST", "01234");
  router.keep(body, "/in/box", "POST", "56789");
  Request request;
  request.path = "/in/box";
  EXPECT_EQ(router.call(*router.find("/in/box", "POST"), request, body).status, 202);
  EXPECT_EQ(inbox.last.path, "/in/box");
  EXPECT_EQ(inbox.last.body, "0123456789");
}

TEST_F(RouterTest, RefusesABodyAboveTheLimitOfItsRoute) {
  Body body;
  router.keep(body, "/in/box", "POST", "0123456789");
  EXPECT_FALSE(body.is_too_large);
  router.keep(body, "/in/box", "POST", "x");
  EXPECT_TRUE(body.is_too_large);
  router.keep(body, "/in/box", "POST", "x");
  EXPECT_EQ(body.bytes, "") << "nothing of it is kept";
  EXPECT_EQ(router.call(*router.find("/in/box", "POST"), {}, body).status, 413);
  EXPECT_EQ(inbox.last.body, "");
}

TEST_F(RouterTest, DropsBodiesThatNoHandlerExpects) {
  const std::string large(11, 'x');
  Body body;
  router.keep(body, "/in/else", "POST", large);
  router.keep(body, "/feed.atom", "POST", large);
  router.keep(body, "/in/box", "PUT", large);
  EXPECT_EQ(body.bytes, "");
  EXPECT_FALSE(body.is_too_large);
}

/// Fills the room for all incomplete bodies.
class FullRouter : public RouterTest {
 protected:
  FullRouter() { router.keep(large, "/hub", "POST", std::string(kMost, 'x')); }

  bool has_room() {
    Body body;
    router.keep(body, "/in/box", "POST", "x");
    router.drop(body);
    return !body.is_too_large;
  }

  Body large;
};

TEST_F(FullRouter, RefusesFurtherBodiesUntilOneIsDropped) {
  EXPECT_FALSE(large.is_too_large);
  EXPECT_FALSE(has_room());
  router.drop(large);
  EXPECT_TRUE(has_room());
}

TEST_F(FullRouter, HasRoomAgainOnceTheHandlerHasTheBody) {
  router.call(*router.find("/hub", "POST"), {}, large);
  EXPECT_TRUE(has_room());
  router.drop(large);  // as at the end of the request
  EXPECT_TRUE(has_room()) << "its bytes are counted off once";
  Body next;
  router.keep(next, "/hub", "POST", std::string(kMost + 1, 'x'));
  EXPECT_TRUE(next.is_too_large);
}

TEST_F(FullRouter, HasRoomAgainOnceTheBodyIsTooLarge) {
  router.keep(large, "/hub", "POST", "x");
  EXPECT_TRUE(large.is_too_large);
  EXPECT_TRUE(has_room());
}

}  // namespace
}  // namespace wirefold::serve
