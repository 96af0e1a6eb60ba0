// wirefold fold and the daemon fold alike.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

#include "cli/fold_stream.h"
#include "support/database.h"
#include "support/fold_pairs.h"
#include "support/pipeline.h"
#include "support/recent_stories.h"
#include "support/recording_listener.h"
#include "support/sentences.h"
#include "wirefold/base/strings.h"
#include "wirefold/ingest/ingest.h"

namespace wirefold::cli {
namespace {

using test::Stories;

/// Passes the articles to the daemon, each in a document of its outlet's feed.
void take_all(test::Pipeline& pipeline, test::RecordingListener& listener,
              const std::vector<InputArticle>& articles) {
  config::Config config;
  config.pages.below_words = 0;
  std::map<std::string, FeedSource> sources;
  for (const InputArticle& a : articles) {
    FeedSource& source = sources[a.outlet];
    if (!source.url.empty()) continue;
    source.outlet = a.outlet;
    source.url = "https://" + std::to_string(sources.size()) + ".example/feed";
  }
  for (const auto& [outlet, source] : sources) config.sources.push_back(source);
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
}

/// The daemon's stories for the articles.
Stories folded_by_daemon(const std::vector<InputArticle>& articles) {
  test::RecordingListener listener;
  test::Pipeline pipeline;
  take_all(pipeline, listener, articles);
  Stories out;
  for (const Story& story : test::recent_stories(pipeline.store, 1000)) {
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

/// Reports of happenings in made-up words, by three outlets. Those of one happening share most of
/// their words, and those of one outlet and happening are the next part of a series.
std::vector<InputArticle> reports() {
  std::vector<InputArticle> out;
  for (unsigned i = 0; i < 120; ++i) {
    const unsigned happening = i * 7 % 25;
    InputArticle a;
    a.id = std::to_string(i);
    a.outlet = "Outlet " + std::to_string(i % 3);
    for (unsigned k = 0; k < 30; ++k) {
      const bool own = k % 4 == i % 4;
      a.text +=
          "k" + test::sentence(own ? 5000 + 31 * i + k : 100 * happening + k).substr(0, 9) + " ";
    }
    a.title = a.text.substr(0, 50);
    a.published = wall_clock_now() - std::chrono::hours(200) + std::chrono::hours(i);
    out.push_back(a);
  }
  return out;
}

TEST(FoldAgreesTest, TheCommandAndTheDaemonMakeTheSameEvents) {
  const std::vector<InputArticle> articles = reports();
  FoldStream stream({}, events::Rules());
  std::map<std::string, std::set<std::string>> events;
  const auto note = [&events](const std::vector<FoldStream::Line>& lines) {
    for (const FoldStream::Line& line : lines) {
      if (!line.event.empty()) events[line.event].insert(line.id);
    }
  };
  for (const InputArticle& a : articles) note(stream.take(test::as_feed_has_it(a)));
  note(stream.finish());
  Stories expected;
  for (const auto& [first, ids] : events) expected.insert(ids);
  EXPECT_GE(expected.size(), 5U);

  test::RecordingListener listener;
  test::Pipeline pipeline;
  take_all(pipeline, listener, articles);
  StoryQuery query;
  query.limit = 1000;
  Stories found;
  for (const Event& event : pipeline.store.events().events(query)) {
    if (to_int(event.id) == 0 || event.reports.size() < 2) continue;
    std::set<std::string> ids;
    for (const Report& report : event.reports) {
      for (const Member& member : report.story.members) {
        ids.insert(member.article.key.substr(6));
      }
    }
    found.insert(ids);
  }
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace wirefold::cli
