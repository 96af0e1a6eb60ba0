// Feeds and JSON by event.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <pugixml.hpp>

#include "unit/serve/events.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/parse/feed.h"

namespace wirefold::serve {
namespace {

const Arguments kByEvent = {{"by", "event"}};
constexpr const char* kFeeds[] = {"/feed.atom", "/feed.rss", "/feed.json"};

std::vector<Entry> entries_read(const std::string& bytes) {
  Result<ParsedFeed> feed = parse::parse_feed(bytes, "", "");
  if (!feed) {
    ADD_FAILURE() << feed.error().detail;
    return {};
  }
  EXPECT_TRUE(feed->warnings.empty());
  return std::move(feed->entries);
}

const std::string& html_of(const Entry& entry) {
  return entry.content.empty() ? entry.summary.value : entry.content.value;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(RenderEvents, HasOneEntryForAnEventAndOneForEachOtherStory) {
  for (const char* path : kFeeds) {
    const std::vector<Entry> entries = entries_read(event_body(path, kByEvent));
    ASSERT_EQ(entries.size(), 2u) << path;
    EXPECT_EQ(entries[0].id, "urn:uuid:alone10");
    EXPECT_EQ(entries[1].id, "urn:uuid:event3");
    EXPECT_EQ(html::one_line(entries[1].title), "Lead title");
    EXPECT_EQ(entries[1].link, "https://a.example/1");
    EXPECT_EQ(entries[1].published, test_time(0));
    EXPECT_EQ(entries_read(event_body(path)).size(), 4u) << "stories stay as they are";
  }
  EXPECT_EQ(entries_read(event_body("/feed.atom", kByEvent))[1].updated, test_time(2));
}

TEST(RenderEvents, ListsAllReportsWithTheirWords) {
  for (const char* path : kFeeds) {
    const std::string html = html_of(entries_read(event_body(path, kByEvent)).at(1));
    for (const std::string_view part :
         {"Text &amp; more", "3 media memberitakannya dengan kata-kata sendiri",
          "A</a>: Lead title (4 Oktober 2024 pukul 00.00 UTC)", "laporan pertama",
          "Juga di <a href=\"https://b.example/1?x=1&amp;y=2\">B</a>, ",
          "<a href=\"https://d.example/1\">d</a>: D &lt;tells&gt; (4 Oktober 2024 pukul 02.00 UTC)",
          "34 dari 100: ", "Skisaison, Gondeln, &lt;Saalbach&gt;", "; selisih 1 jam",
          "ditempatkan di sini oleh operator", "<a href=\"https://w.example/event/3\">"}) {
      EXPECT_TRUE(has(html, part)) << path << ' ' << part << "\n" << html;
    }
    EXPECT_FALSE(has(html, "Juga di:")) << "the list of copies is that of the first story alone";
  }
}

TEST(RenderEvents, ShowsAStoryAloneAsInTheFeedOfStories) {
  for (const char* path : kFeeds) {
    std::string by_event = event_body(path, {{"by", "event"}, {"limit", "1"}});
    const Entry alone = entries_read(by_event).at(0);
    const Entry story = entries_read(event_body(path)).at(0);
    EXPECT_EQ(story.id, "urn:uuid:story10");
    EXPECT_EQ(html_of(alone), html_of(story));
    EXPECT_EQ(alone.link, story.link);
    EXPECT_EQ(alone.published, story.published);
  }
}

TEST(RenderEvents, HasAnIdAndATitleOfItsOwn) {
  EXPECT_TRUE(has(event_body("/feed.atom", kByEvent), "<title>Our &lt;news&gt;: by event</title>"));
  const auto id_of = [](const Arguments& arguments) {
    pugi::xml_document document;
    document.load_string(event_body("/feed.atom", arguments).c_str());
    return std::string(document.child("feed").child_value("id"));
  };
  EXPECT_NE(id_of(kByEvent), id_of({}));
  EXPECT_NE(id_of(kByEvent), id_of({{"by", "event"}, {"lang", "id"}}));
}

TEST(RenderEvents, LinksTheOtherReportsAndTheCopiesInAtom) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(event_body("/feed.atom", kByEvent).c_str()));
  std::vector<std::string> related;
  for (const auto& entry : document.child("feed").children("entry")) {
    for (const auto& link : entry.children("link")) {
      if (std::string_view(link.attribute("rel").value()) == "related") {
        related.emplace_back(link.attribute("title").value());
      }
    }
  }
  EXPECT_EQ(related, (std::vector<std::string>{"d", "e", "B", "C & Co"}));
}

TEST(RenderEvents, MarksTheEntriesThatEndedInAtom) {
  HeldStories source = test_events();
  source.ended = {{"urn:uuid:ended-story", test_time(3)}};
  source.ended_entries = {{"urn:uuid:ended-entry", test_time(3)}};
  const auto served = [&source](const Arguments& arguments) {
    return rendered(*read_target("/feed.atom", arguments), source)->in(Coding::kIdentity).bytes;
  };
  EXPECT_TRUE(has(served(kByEvent), "ref=\"urn:uuid:ended-entry\""));
  EXPECT_FALSE(has(served(kByEvent), "ended-story"));
  EXPECT_FALSE(has(served({}), "ended-entry"));
}

TEST(RenderEvents, HasOnlyWhatChangedInADelta) {
  HeldStories source = test_events();
  Target target = *read_target("/feed.atom", kByEvent);
  target.delta_base = test_time(6);
  const auto entries = entries_read(rendered(target, source)->in(Coding::kIdentity).bytes);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].id, "urn:uuid:event3");
}

TEST(RenderEvents, PagesByTheFirstStory) {
  const std::string first = event_body("/api/v1/stories", {{"by", "event"}, {"limit", "1"}});
  EXPECT_TRUE(
      has(first, "\"next\":\"https://w.example/api/v1/stories?by=event&limit=1&before=10\""))
      << first;
  EXPECT_TRUE(has(first, "\"total\":2")) << first;
  const auto second = entries_read(event_body("/feed.atom", {{"by", "event"}, {"before", "10"}}));
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].id, "urn:uuid:event3");
}

simdjson::dom::element parsed(simdjson::dom::parser& parser, const std::string& json) {
  return parser.parse(json);
}

void expect_event(const simdjson::dom::element& event) {
  EXPECT_EQ(std::int64_t(event["event"]), 3);
  EXPECT_EQ(std::string_view(event["id"]), "urn:uuid:event3");
  EXPECT_EQ(std::string_view(event["page"]), "https://w.example/event/3");
  EXPECT_EQ(std::int64_t(event["outlets"]), 5);
  EXPECT_EQ(event["reports"].get_array().size(), 3u);
  const auto d = event["reports"].at(1);
  EXPECT_EQ(std::int64_t(d["story"]), 8);
  EXPECT_EQ(std::int64_t(d["like"]), 7);
  EXPECT_EQ(std::int64_t(d["points"]), 34);
  EXPECT_EQ(std::int64_t(d["likeness"]), 41);
  EXPECT_EQ(std::int64_t(d["shared_words"]), 5);
  EXPECT_EQ(std::int64_t(d["seconds_apart"]), 3600);
  EXPECT_EQ(std::string_view(d["words"].at(2)["word"]), "<Saalbach>");
  EXPECT_EQ(std::int64_t(d["words"].at(2)["points"]), 5);
  EXPECT_EQ(std::int64_t(event["reports"].at(0)["copies"]), 3);
  EXPECT_TRUE(event["reports"].at(0)["points"].error()) << "the first is like none";
  EXPECT_TRUE(bool(event["reports"].at(2)["by_operator"]));
}

TEST(RenderEvents, HasTheEventInEveryJson) {
  simdjson::dom::parser parser;
  expect_event(parsed(parser, event_body("/event/3.json")));
  expect_event(parsed(parser, event_body("/story/8.json"))["event"]);
  expect_event(parsed(parser, event_body("/api/v1/stories", kByEvent))["stories"].at(1)["event"]);
  expect_event(
      parsed(parser, event_body("/feed.json", kByEvent))["items"].at(1)["_wirefold"]["event"]);
  EXPECT_TRUE(parsed(parser, event_body("/story/10.json"))["event"].error());
  EXPECT_TRUE(parsed(parser, event_body("/api/v1/stories"))["stories"].at(3)["event"].error());
}

TEST(RenderEvents, HasRelatedStoriesInTheJsonOfAStory) {
  HeldStories source = test_events();
  source.related = {{report_story(5, "g", "Near", 1), test_link(StoryId{5})}};
  simdjson::dom::parser parser;
  const auto resource = rendered(*read_target("/story/7.json", {}), source);
  const auto json = parsed(parser, resource->in(Coding::kIdentity).bytes);
  EXPECT_EQ(std::int64_t(json["related"].at(0)["story"]), 5);
  EXPECT_EQ(std::int64_t(json["related"].at(0)["points"]), 34);
  EXPECT_EQ(std::string_view(json["id"]), "urn:uuid:story7");
}

TEST(RenderEvents, SaysHowManyReportsItLeavesOut) {
  HeldStories source = test_events();
  source.entries[1].left_out = 20;
  const auto resource = rendered(*read_target("/event/3.json", {}), source);
  EXPECT_TRUE(has(resource->in(Coding::kIdentity).bytes, "\"reports_left_out\":20"));
  EXPECT_FALSE(has(event_body("/event/3.json"), "left_out"));
}

TEST(RenderEvents, KnowsNoOtherEvent) {
  HeldStories source = test_events();
  for (const char* path : {"/event/4", "/event/4.json", "/event/7"}) {
    const ResourcePtr resource = rendered(*read_target(path, {}), source);
    EXPECT_EQ(resource->status, 404) << path;
    EXPECT_EQ(resource->in(Coding::kIdentity).bytes, "no such event\n");
  }
  const ResourcePtr known = rendered(*read_target("/event/3", {}), source);
  EXPECT_EQ(known->status, 200);
  EXPECT_EQ(known->modified, test_time(9));
}

TEST(RenderEvents, IsAsNewAsTheEventOfAStory) {
  HeldStories source = test_events();
  EXPECT_EQ(rendered(*read_target("/story/8", {}), source)->modified, test_time(9));
  source.related = {{report_story(5, "g", "Near", 11), test_link(StoryId{5})}};
  EXPECT_EQ(rendered(*read_target("/story/8", {}), source)->modified, test_time(11));
  EXPECT_EQ(rendered(*read_target("/story/8.atom", {}), source)->modified, test_time(2));
}

}  // namespace
}  // namespace wirefold::serve
