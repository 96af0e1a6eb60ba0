// How the operator adds, changes and removes feeds.
#include <gtest/gtest.h>

#include "asking.h"

namespace wirefold::serve {
namespace {

struct FeedPages : Asking {
  /// The page of the search for `typed`, once it is done.
  ResourcePtr found(const std::string& typed = "paper.example") {
    const auto answer = post("/operator/feeds/find", {{"typed", typed}});
    EXPECT_EQ(answer->status, 303);
    return finished("/" + answer->location.substr(answer->location.find("operator")));
  }

  ResourcePtr imported(const Arguments& fields) {
    const auto answer = post("/operator/feeds/import", fields);
    EXPECT_EQ(answer->status, 303);
    return finished("/" + answer->location.substr(answer->location.find("operator")));
  }
};

TEST_F(FeedPages, OfferToAddImportAndExport) {
  expect_parts(get("/operator/feeds"), {"<form action=\"./../operator/feeds/find\" method=\"post\"",
                                        "<input name=\"typed\"", "enctype=\"multipart/form-data\"",
                                        "<input type=\"file\" name=\"file\"",
                                        "<textarea name=\"text\"", "<a href=\"../opml\""});
}

TEST_F(FeedPages, ShowAFoundFeedBeforeItIsAdded) {
  actions.found.url = "https://paper.example/feed?a=1&b=2";
  actions.found.title = "The <Paper>";
  actions.found.lang = "en";
  actions.found.moved_from = "http://paper.example/";
  actions.found.entries = {{"One <b>", "https://paper.example/1", test_time(1)},
                           {"Two", "javascript:alert(1)", {}}};
  actions.found.offered = {actions.found.url, "https://paper.example/sport"};
  const auto page = found();
  expect_parts(page, {"<h1>Feed found</h1>", "The &lt;Paper&gt;", "One &lt;b&gt;</a>",
                      "name=\"url\" value=\"https://paper.example/feed?a=1&amp;b=2\"",
                      "name=\"name\" value=\"The &lt;Paper&gt;\"", "name=\"lang\" value=\"en\"",
                      "http://paper.example/</span> has moved here for good",
                      "name=\"typed\" value=\"https://paper.example/sport\"",
                      "<form action=\"./../../operator/feeds/add\" method=\"post\""});
  EXPECT_EQ(text(page).find("javascript:"), std::string::npos);
  EXPECT_EQ(text(page).find("name=\"typed\" value=\"https://paper.example/feed"), std::string::npos)
      << "it is the feed that was found";
  EXPECT_TRUE(actions.what.empty()) << "it is only shown";
}

TEST_F(FeedPages, SayThatAFeedIsListed) {
  actions.found.url = actions.listed = "https://paper.example/feed";
  const auto page = found();
  expect_parts(page, {"It is on the list already: f.opml:7."});
  EXPECT_EQ(text(page).find("operator/feeds/add"), std::string::npos);
}

TEST_F(FeedPages, SayWhatWasTriedInVain) {
  actions.found.tried = {{"https://paper.example/<rss>", "404 & no feed"}};
  expect_parts(found(), {"<h1>No feed found</h1>", "https://paper.example/&lt;rss&gt;",
                         "404 &amp; no feed"});
  actions.problem = "not <an> address";
  expect_parts(found("<x>"), {"&lt;x&gt;</span>: not &lt;an&gt; address"});
}

TEST_F(FeedPages, AskAgainWhileASearchGoesOn) {
  const auto task = tasks.start({}, [](const Tasks::Change&, const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
  });
  ASSERT_TRUE(task);
  const auto page = get("/operator/task/" + std::to_string(*task));
  EXPECT_EQ(page->refresh, "1");
  expect_parts(page, {"Looking for the feed of"});
  bool has_refresh = false;
  for (const auto& [name, value] : headers_of(*page, {})) {
    has_refresh = has_refresh || (name == "Refresh" && value == "1");
  }
  EXPECT_TRUE(has_refresh);
}

TEST_F(FeedPages, StopATask) {
  const auto task = tasks.start({}, [](const Tasks::Change&, const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
  });
  ASSERT_TRUE(task);
  const std::string number = std::to_string(*task);
  expect_parts(get("/operator/task/" + number),
               {"action=\"./../../operator/task/stop\"", "name=\"task\" value=\"" + number + "\""});
  EXPECT_EQ(post("/operator/task/stop", {{"task", number}})->location,
            "./../../operator/task/" + number);
  EXPECT_EQ(finished("/operator/task/" + number)->refresh, "");
  EXPECT_EQ(post("/operator/task/stop")->status, 400);
  EXPECT_EQ(post("/operator/task/stop", {{"task", "99"}})->status, 303) << "it is gone";
}

TEST_F(FeedPages, SayThatTooManySearchesRun) {
  for (std::size_t i = 0; i < Tasks::kMostRunning; ++i) {
    tasks.start({}, [](const Tasks::Change&, const std::stop_token& stop) {
      while (!stop.stop_requested()) std::this_thread::yield();
    });
  }
  EXPECT_EQ(post("/operator/feeds/find", {{"typed", "x"}})->status, 503);
  EXPECT_EQ(get("/operator/task/99")->status, 404);
}

TEST_F(FeedPages, AddAFeed) {
  const auto answer = post("/operator/feeds/add", {{"url", "https://paper.example/feed"},
                                                   {"name", " The  Paper "},
                                                   {"group", "World/Asia"},
                                                   {"lang", "en"}});
  EXPECT_EQ(answer->location, "./../../operator/feeds?said=added");
  ASSERT_EQ(actions.what, std::vector<std::string>{"add"});
  EXPECT_EQ(actions.feeds[0].url, "https://paper.example/feed");
  EXPECT_EQ(actions.feeds[0].name, "The Paper");
  EXPECT_EQ(actions.feeds[0].group, "World/Asia");
  EXPECT_EQ(actions.feeds[0].lang, "en");
  expect_parts(get("/operator/feeds", {{"said", "added"}}), {"The feed is on the list"});
}

TEST_F(FeedPages, RefuseWrongFields) {
  for (const Arguments& wrong :
       {Arguments{{"url", "file:///etc/passwd"}}, Arguments{{"url", "javascript:alert(1)"}},
        Arguments{{"name", "x"}},
        Arguments{{"url", "https://a.example/"}, {"lang", std::string(36, 'e')}},
        Arguments{{"url", "https://a.example/"}, {"name", "\xff"}},
        Arguments{{"url", "https://a.example/"}, {"name", std::string("a\0b", 3)}},
        Arguments{{"url", "https://a.example/"}, {"group", std::string(1001, 'x')}}}) {
    EXPECT_EQ(post("/operator/feeds/add", wrong)->status, 400);
  }
  for (const char* const path : {"/operator/feeds/edit", "/operator/feeds/remove"}) {
    EXPECT_EQ(get(path)->status, 400) << path;
    EXPECT_EQ(get(path, {{"feed", "6"}})->status, 404) << path;
    EXPECT_EQ(post(path, {{"feed", "x"}})->status, 400) << path;
  }
  EXPECT_EQ(post("/operator/feeds/retry")->status, 400);
  EXPECT_EQ(post("/operator/feeds/find", {{"typed", "  "}})->status, 400);
  EXPECT_EQ(post("/operator/feeds/import")->status, 400);
  EXPECT_TRUE(actions.what.empty());
}

TEST_F(FeedPages, ShowAFeedBeforeItIsChanged) {
  actions.source.emplace();
  actions.source->url = "https://paper.example/feed?token=s3cr3t";
  actions.source->name = "The \"Paper\"";
  actions.source->group = "World";
  const auto edit = get("/operator/feeds/edit", {{"feed", "5"}});
  expect_parts(edit, {"name=\"name\" value=\"The &quot;Paper&quot;\"",
                      "name=\"group\" value=\"World\"", "name=\"feed\" value=\"5\""});
  const auto remove = get("/operator/feeds/remove", {{"feed", "5"}});
  expect_parts(remove, {"The &quot;Paper&quot;", "Its articles stay.",
                        "<form action=\"./../../operator/feeds/remove\" method=\"post\""});
  for (const auto& page : {edit, remove}) {
    EXPECT_EQ(text(page).find("s3cr3t"), std::string::npos) << "a secret";
  }
}

TEST_F(FeedPages, ChangeFeeds) {
  post("/operator/feeds/edit", {{"feed", "5"}, {"name", "N"}, {"group", "G"}, {"lang", "id"}});
  post("/operator/feeds/remove", {{"feed", "6"}});
  EXPECT_EQ(post("/operator/feeds/retry", {{"feed", "7"}})->location,
            "./../../operator/feeds?said=retried");
  ASSERT_EQ(actions.what, (std::vector<std::string>{"edit", "remove", "retry"}));
  EXPECT_EQ(actions.feeds[0].url, "5");
  EXPECT_EQ(actions.feeds[0].name, "N");
  EXPECT_EQ(actions.feeds[0].lang, "id");
  EXPECT_EQ(actions.feeds[1].url, "6");
  EXPECT_EQ(actions.feeds[2].url, "7");
  actions.problem = "the list <cannot> be written";
  const auto page = post("/operator/feeds/remove", {{"feed", "6"}});
  EXPECT_EQ(page->status, 409);
  expect_parts(page, {"the list &lt;cannot&gt; be written"});
}

TEST_F(FeedPages, ShowTheLastFateOfALine) {
  ImportLine line;
  line.feed.url = "https://a.example/feed";
  actions.lines = {line, line};
  actions.lines[1].fate = ImportFate::kKnown;
  expect_parts(imported({{"text", "x"}}),
               {"1 of 2 feeds; added: 0, already listed: 1, unreadable: 0"});
}

TEST_F(FeedPages, ImportAList) {
  ImportLine broken;
  broken.feed.url = "https://b.example/<feed>";
  broken.feed.name = "B & B";
  broken.fate = ImportFate::kBroken;
  broken.why = "404 <b>";
  ImportLine added;
  added.feed.url = "https://a.example/feed";
  added.moved_from = "http://a.example/old";
  added.outlet_left_out = true;
  added.number = 1;
  actions.lines = {added, broken};
  const auto page = imported({{"file", "<opml>"}, {"text", "ignored"}});
  EXPECT_EQ(actions.imported, "<opml>");
  expect_parts(page, {"<h1>The list is imported</h1>",
                      "2 of 2 feeds; added: 1, already listed: 0, unreadable: 1", "B &amp; B",
                      "https://b.example/&lt;feed&gt;", "404 &lt;b&gt;",
                      "http://a.example/old</span> has moved here for good; its outlet is left out",
                      "line 3: &lt;a tag&gt;"});
  imported({{"file", ""}, {"text", "<opml/>"}});
  EXPECT_EQ(actions.imported, "<opml/>");
  actions.problem = "no OPML";
  expect_parts(imported({{"text", "x"}}),
               {"<h1>The list is not imported</h1>",
                "<p class=\"error\" role=\"alert\">no OPML</p>", "readable: 1"});
}

}  // namespace
}  // namespace wirefold::serve
