#include "wirefold/serve/resource.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/held_stories.h"
#include "wirefold/serve/desk.h"

namespace wirefold::serve {
namespace {

TEST(Resource, APictureIsSentAsItIsAndShowsNothingElse) {
  Resource head;
  head.content_type = "image/png";
  head.is_picture = true;
  const ResourcePtr picture = make_resource(std::move(head), std::string(5000, 'x'));
  EXPECT_TRUE(picture->in(Coding::kGzip).bytes.empty());
  EXPECT_TRUE(picture->in(Coding::kBrotli).bytes.empty());
  const Headers headers = headers_of(*picture, {});
  const auto has = [&headers](const char* name, const char* value) {
    return std::ranges::find(headers, std::pair<std::string, std::string>(name, value)) !=
           headers.end();
  };
  EXPECT_TRUE(has("Content-Security-Policy", "default-src 'none'; sandbox"));
  EXPECT_TRUE(has("X-Content-Type-Options", "nosniff"));
}

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

std::string value_of(const Headers& headers, std::string_view name) {
  const auto found =
      std::ranges::find_if(headers, [name](const auto& header) { return header.first == name; });
  return found == headers.end() ? "" : found->second;
}

std::string type_for(const ResourcePtr& resource, std::string_view accept) {
  const Choice choice = choose(*resource, {"", "", "", "", accept});
  return value_of(headers_of(*resource, choice), "Content-Type");
}

constexpr std::string_view kBrowser =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

TEST(Resource, IsPlainXmlForBrowsersAndAFeedForAllOthers) {
  struct Case {
    const char* path;
    std::string type;
  };
  for (const Case& c : {Case{"/feed.atom", "application/atom+xml; charset=utf-8"},
                        Case{"/feed.rss", "application/rss+xml; charset=utf-8"},
                        Case{"/story/7.atom", "application/atom+xml; charset=utf-8"}}) {
    const ResourcePtr feed = rendered(c.path, {test_story()});
    EXPECT_EQ(type_for(feed, kBrowser), "application/xml; charset=utf-8") << c.path;
    const std::string named = c.type.substr(0, c.type.find(';')) + ";q=0.5, text/html, */*;q=0.1";
    for (const std::string& accept :
         {std::string(), std::string("*/*"), std::string("application/xml"), named}) {
      EXPECT_EQ(type_for(feed, accept), c.type) << c.path << ' ' << accept;
    }
  }
  EXPECT_EQ(type_for(rendered("/feed.json", {}), kBrowser), "application/feed+json; charset=utf-8");
  EXPECT_EQ(type_for(rendered("/opml", {}), kBrowser), "text/x-opml; charset=utf-8");
}

TEST(Resource, AllowsAFeedItsStyleSheetAndNothingElse) {
  for (const char* path : {"/feed.atom", "/feed.rss", "/story/7.atom"}) {
    const Headers headers = headers_of(*rendered(path, {test_story()}), {});
    EXPECT_EQ(value_of(headers, "Content-Security-Policy"),
              "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
              "frame-ancestors 'none'")
        << path;
    EXPECT_EQ(value_of(headers, "Vary"), "Accept-Encoding, Accept") << path;
  }
  EXPECT_EQ(value_of(headers_of(*rendered("/feed.json", {}), {}), "Content-Security-Policy"), "");
}

TEST(Resource, OfTheFeedsStyleSheetIsKeptForADay) {
  const Headers headers = headers_of(*rendered("/feed.css", {}), {});
  EXPECT_EQ(value_of(headers, "Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(value_of(headers, "Cache-Control"), "public, max-age=86400");
}

}  // namespace
}  // namespace wirefold::serve
