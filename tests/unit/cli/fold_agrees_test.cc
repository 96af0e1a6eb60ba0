// wirefold fold and the daemon fold alike.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

#include "support/database.h"
#include "support/fold_pairs.h"
#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "wirefold/base/strings.h"
#include "wirefold/ingest/ingest.h"

namespace wirefold::cli {
namespace {

using test::Stories;

/// The daemon's stories for the articles, each in a document of its outlet's feed.
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
  test::RecordingListener listener;
  test::Pipeline pipeline;
  store::Database& store = pipeline.store;
  pipeline.start(config, listener);
  for (const InputArticle& a : articles) {
    fetch::Response response;
    response.request.tag.owner = to_int(test::feed_at(store, sources[a.outlet].url).id);
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
    pipeline.take(std::move(response));
  }
  Stories out;
  for (const Story& story : test::recent_stories(store, 1000)) {
    std::set<std::string> members;
    for (const Member& member : story.members) members.insert(member.article.key.substr(6));
    out.insert(members);
  }
  return out;
}

TEST(FoldAgreesTest, TheCommandAndTheDaemonMakeTheSameStories) {
  constexpr std::size_t kStep = WIREFOLD_FEW_ROUNDS ? 4 : 1;
  const std::vector<test::FoldFixture> fixtures = test::fold_fixtures();
  std::size_t together = 0;
  for (std::size_t i = 0; i < fixtures.size(); i += kStep) {
    const test::FoldFixture& fixture = fixtures[i];
    SCOPED_TRACE(fixture.kind + ": " + fixture.name);
    std::vector<InputArticle> articles;
    for (const InputArticle& a : fixture.articles) articles.push_back(test::as_feed_has_it(a));
    const Stories stories = test::folded(articles);
    EXPECT_EQ(folded_by_daemon(fixture.articles), stories);
    together += stories.size() == 1;
  }
  EXPECT_GE(kStep * together, 25u);
}

}  // namespace
}  // namespace wirefold::cli
