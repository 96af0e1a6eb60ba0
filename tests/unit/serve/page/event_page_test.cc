// Events on the pages.
#include <gtest/gtest.h>

#include "unit/serve/events.h"

namespace wirefold::serve {
namespace {

void expect_parts(const std::string& page, const std::vector<std::string_view>& parts) {
  for (const std::string_view part : parts) {
    EXPECT_NE(page.find(part), std::string::npos) << part << "\nis not in\n" << page;
  }
}

std::string page_of(HeldStories& source, const std::string& path, std::string_view language = "en",
                    const Site& site = test_site()) {
  Target target = *read_target(path, {});
  target.language = language;
  return rendered(target, source, site)->in(Coding::kIdentity).bytes;
}

std::string related_page(const Site& site = test_site()) {
  HeldStories source = test_events();
  source.related = {{report_story(5, "g", "Near", 1), test_link(StoryId{5})}};
  return page_of(source, "/story/8", "en", site);
}

TEST(EventPage, ListsTheReportsInOrderOfTime) {
  const std::string page = event_body("/event/3");
  expect_parts(
      page, {"<title>Event: Lead title – Our &lt;news&gt;</title>", "<h1 lang=\"id\" dir=\"auto\">",
             "<span class=\"badge\">5 outlets</span>",
             "An event is what happened:", "<a href=\"3.json\">JSON</a>", "<h2>3 reports</h2>",
             "· 3 copies</p>", "<p class=\"why\">the first report</p>",
             "<p class=\"why\">like <bdi>A</bdi>: 34 of 100; 1 h apart<br>41 of 100 by the shared "
             "words alone: <bdi lang=\"id\">Skisaison 21, Gondeln 9, &lt;Saalbach&gt; 5</bdi> and "
             "2 more</p>",
             "<p class=\"why\">placed here by a manual override</p>",
             "<a class=\"page\" href=\"../story/8\"><time", ">D &lt;tells&gt;</a></h3>",
             "<ol class=\"timeline\""});
  const std::size_t list = page.find("<ol class=\"members\">");
  const std::size_t e = page.find("<li id=\"s9\">", list);
  const std::size_t d = page.find("<li id=\"s8\">", list);
  EXPECT_LT(page.find("<li id=\"s7\">", list), e);
  EXPECT_LT(e, d) << "E was before D";
}

TEST(EventPage, HasTheWordsOfTheClientsLanguage) {
  HeldStories source = test_events();
  const std::string page = page_of(source, "/event/3", "id");
  expect_parts(page,
               {"<html lang=\"id\">", "<title>Peristiwa: ", "Peristiwa adalah apa yang terjadi",
                "<h2>3 laporan</h2>", "34 dari 100; selisih 1 jam", "laporan pertama"});
  for (const std::string_view english : {"report", "apart", "Event"}) {
    EXPECT_EQ(page.find(english), std::string::npos) << english;
  }
}

TEST(EventPage, CountsTheReportsThatItLeavesOut) {
  HeldStories source = test_events();
  source.entries[1].left_out = 20;
  expect_parts(page_of(source, "/event/3"),
               {"<h2>23 reports</h2>", "+20 more reports are not shown here."});
  EXPECT_EQ(event_body("/event/3").find("not shown here"), std::string::npos);
}

TEST(StoryPageEvents, ShowsTheOtherReports) {
  const std::string page = event_body("/story/8");
  expect_parts(
      page, {"<p class=\"own\"><a href=\"#same_event\">3 outlets report it in their own words</a>",
             "<h2 id=\"same_event\">Same event</h2>\n<ul class=\"members reports\">",
             "<p class=\"own\"><a href=\"../event/3\">All reports of this event</a></p>",
             "<li id=\"s7\">", "<li id=\"s9\">",
             "34 of 100: <bdi lang=\"id\">Skisaison, Gondeln, &lt;Saalbach&gt;</bdi>; 1 h apart"});
  EXPECT_EQ(page.find("<li id=\"s8\">"), std::string::npos) << "it is this story";
  EXPECT_EQ(page.find("the first report"), std::string::npos) << "what both share says more";
  EXPECT_EQ(event_body("/story/10").find("Same event"), std::string::npos);
}

TEST(StoryPageEvents, NamesAThirdReportThatAnotherIsLike) {
  const std::string page = event_body("/story/9");
  expect_parts(page, {"<p class=\"why\">like <bdi>A</bdi>: 34 of 100: <bdi lang=\"id\">Skisaison, ",
                      "<p class=\"why\">the first report</p>"});
}

TEST(StoryPageEvents, ShowsRelatedStories) {
  const std::string page = related_page();
  expect_parts(page,
               {"<h2 id=\"related\">Related</h2>\n<ul class=\"members reports\">\n<li id=\"s5\">",
                ">Near</a></h3>"});
  EXPECT_LT(page.find("Same event</h2>"), page.find("Related</h2>"));
  EXPECT_EQ(event_body("/story/8").find("Related"), std::string::npos);
}

TEST(StoryPageEvents, AreHiddenWhereTheSiteSaysSo) {
  Site site = test_site();
  site.events = false;
  const std::string page = related_page(site);
  EXPECT_EQ(page.find("Same event"), std::string::npos);
  EXPECT_EQ(page.find("Related"), std::string::npos);
  expect_parts(event_body("/story/8.json", {}, site), {"\"event\":{"});
  expect_parts(event_body("/event/3", {}, site), {"<h2>3 reports</h2>"});
}

TEST(StoryPageEvents, ListsTenOfManyReports) {
  HeldStories source = test_events();
  for (int id = 100; id < 150; ++id) {
    source.entries[1].reports.push_back(
        {report_story(id, "o" + std::to_string(id), "T", 3), test_link(StoryId{7}), false});
  }
  const std::string page = page_of(source, "/story/8");
  std::size_t listed = 0;
  for (std::size_t at = 0; (at = page.find("<li id=\"s", at)) != std::string::npos; ++at) ++listed;
  EXPECT_EQ(listed, 10u);
}

TEST(FrontPageByEvent, ShowsWhoElseReportsAnEvent) {
  const std::string page = event_body("/", {{"by", "event"}});
  expect_parts(
      page,
      {"<h1>Our &lt;news&gt;: by event</h1>", "2 entries from 4 stories; 1 of several reports.",
       "<article id=\"s7\" class=\"w5\">", "<a class=\"page\" href=\"event/3\">",
       "<a class=\"badge\" href=\"event/3\">5 outlets</a>",
       "<p class=\"own\"><a href=\"event/3\">3 outlets report it in their own words</a></p>\n"
       "<ul class=\"others\">\n<li><b><bdi>d</bdi></b> <bdi lang=\"id\"><a "
       "href=\"https://d.example/1\">D &lt;tells&gt;</a></bdi></li>",
       "<article id=\"s10\">", "<a class=\"page\" href=\"story/10\">",
       "<option value=\"event\" selected>", "<details class=\"filters\" open>",
       "href=\"feed.atom?by=event\""});
  const std::string stories = event_body("/");
  EXPECT_EQ(stories.find("in their own words"), std::string::npos);
  expect_parts(stories, {"4 stories from 7 articles", "<option value=\"event\">event</option>"});
}

TEST(FrontPageByEvent, CountsTheReportsThatItDoesNotShow) {
  HeldStories source = test_events();
  Event& event = source.entries[1];
  for (int id = 100; id < 110; ++id) {
    event.reports.push_back({report_story(id, "o", "T", 3), test_link(StoryId{7}), false});
  }
  event.left_out = 50;
  const Target target = *read_target("/", {{"by", "event"}});
  expect_parts(rendered(target, source)->in(Coding::kIdentity).bytes,
               {"<li><a class=\"more\" href=\"event/3\">+57 more</a></li>"});
}

TEST(SubscribePageByEvent, BuildsTheFeedByEvent) {
  const std::string page = event_body("/subscribe", {{"by", "event"}});
  expect_parts(page, {"<option value=\"event\" selected>event</option>",
                      "https://w.example/feed.atom?by=event\"",
                      "<li><a href=\"event/3\" lang=\"id\" dir=\"auto\">Lead title</a>",
                      "UTC</time> · 5 outlets</span>", "<li><a href=\"story/10\""});
  expect_parts(event_body("/subscribe"),
               {"<select form=\"builder\" name=\"by\">", "<li><a href=\"story/7\""});
}

TEST(PagesOfEvents, EscapeWhatOutletsWrite) {
  constexpr std::string_view kHostile = "\"><script>hit()</script>&'";
  HeldStories source = test_events();
  for (Report& report : source.entries[1].reports) {
    report.link = test_link(StoryId{7});
    for (SharedWord& word : report.link.words) word.word = kHostile;
    for (Member& m : report.story.members) {
      m.article.title = m.article.outlet = m.article.lang = kHostile;
      m.article.link = "javascript:alert(1)";
    }
  }
  source.related = {{source.entries[1].reports[1].story, source.entries[1].reports[1].link}};
  for (const char* path : {"/event/3", "/story/8", "/?by=event", "/subscribe?by=event"}) {
    const std::string_view url = path;
    const std::size_t query = url.find('?');
    const Arguments arguments =
        query == std::string_view::npos ? Arguments{} : Arguments{{"by", "event"}};
    const Target target = *read_target(url.substr(0, query), arguments);
    const std::string page = rendered(target, source)->in(Coding::kIdentity).bytes;
    EXPECT_EQ(page.find("<script>"), std::string::npos) << path;
    EXPECT_EQ(page.find("javascript:"), std::string::npos) << path;
    EXPECT_NE(page.find("&quot;&gt;&lt;script&gt;hit()"), std::string::npos) << path;
  }
}

}  // namespace
}  // namespace wirefold::serve
