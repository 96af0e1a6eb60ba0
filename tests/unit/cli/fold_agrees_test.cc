// wirefold fold and the daemon decide alike.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "wirefold/ingest/ingest.h"
#include "support/recording_listener.h"
#include "support/fold_pairs.h"
#include "wirefold/base/strings.h"

namespace wirefold::app {
namespace {

using test::Stories;

/// What the daemon makes of the articles, each in a document of its outlet's feed.
Stories folded_by_daemon(const std::vector<InputArticle>& articles) {
  config::Config config;
  config.pages.below_words = 0;
  std::map<std::string, FeedSource> sources;
  for (const InputArticle& a : articles) {
    FeedSource& source = sources[a.outlet];
    source.outlet = a.outlet;
    source.url = "https://" + std::to_string(sources.size()) + ".example/feed";
  }
  for (const auto& [outlet, source] : sources) config.sources.push_back(source);
  store::Store store(":memory:", wall_clock_now());
  BoundedQueue<Work> queue(4);
  Poller poller(queue);
  PushReceiver receiver(queue, wall_clock_now);
  test::Listener audience;
  Ingest ingest(store, poller, receiver, config, audience);
  for (const InputArticle& a : articles) {
    fetch::Response response;
    response.request.feed = store.feed(sources[a.outlet].url).id;
    response.status = 200;
    response.request.url = sources[a.outlet].url;
    const std::string date =
        a.published ? "<published>" + format_rfc3339(*a.published) + "</published>" : "";
    const std::string link = a.url.empty() ? "" : "<link href=\"" + test::escaped(a.url) + "\"/>";
    response.body =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:x:" + test::escaped(a.id) +
        "</id><title>" + test::escaped(a.title) + "</title>" + link + date +
        "<content type=\"html\">" + test::escaped(test::html_of(a.text)) +
        "</content></entry></feed>";
    ingest.take(std::move(response));
  }
  Stories out;
  for (const Story& story : store.recent_stories(1000)) {
    std::set<std::string> members;
    for (const Member& member : story.members) members.insert(member.article.key.substr(6));
    out.insert(members);
  }
  return out;
}

TEST(FoldAgreesTest, TheCommandAndTheDaemonMakeTheSameStories) {
  std::size_t together = 0;
  for (const test::FoldFixture& fixture : test::fold_fixtures()) {
    SCOPED_TRACE(fixture.kind + ": " + fixture.name);
    std::vector<InputArticle> articles;
    for (const InputArticle& a : fixture.articles) articles.push_back(test::as_feed_has_it(a));
    const Stories stories = test::folded(articles);
    EXPECT_EQ(folded_by_daemon(fixture.articles), stories);
    together += stories.size() == 1;
  }
  EXPECT_GE(together, 25u);
}

}  // namespace
}  // namespace wirefold::app
