// JSON Feed as publishers write it, one fact a row.
#include "facts.h"

namespace wirefold::parse {
namespace {

TEST(ParseJsonFeed, ReadsItemsAsPublishersWriteThem) {
  const Fact facts[] = {
      {"id", in_json_item(R"("id":"a")"), "id", "a"},
      {"id that is a number", in_json_item(R"("id":7)"), "id", "7"},
      {"url", in_json_item(R"("url":"/1")"), "link", "https://h.example/1"},
      {"external_url where there is no url", in_json_item(R"("external_url":"x.html")"), "link",
       "https://h.example/feed/x.html"},
      {"no address at all", in_json_item(R"("id":"a")"), "link", ""},
      {"content_html", in_json_item(R"("content_html":"<a href=\"x\">y</a>")"), "content",
       "<a href=\"https://h.example/feed/x\">y</a>"},
      {"content_text", in_json_item(R"("content_text":"a < b")"), "content", "a < b"},
      {"content_html before content_text",
       in_json_item(R"("content_text":"t","content_html":"<p>h</p>")"), "content", "<p>h</p>"},
      {"summary", in_json_item(R"("summary":"s")"), "summary", "s"},
      {"dates", in_json_item(R"("date_published":"2024-11-10T12:06:00Z")"), "published",
       "2024-11-10T12:06:00Z"},
      {"a date as a number", in_json_item(R"("date_published":1731240360)"), "published",
       "2024-11-10T12:06:00Z"},
      {"a date that is none", in_json_item(R"("date_modified":"soon")"), "warning",
       "entry 1: date_modified is not a date: soon"},
      {"authors of 1.1", in_json_item(R"("authors":[{"name":"A"},{"url":"u"},{"name":"B"}])"),
       "authors", "A|B"},
      {"author of 1.0", in_json_item(R"("author":{"name":"A"})"), "authors", "A"},
      {"authors without brackets", in_json_item(R"("authors":{"name":"A"})"), "authors", "A"},
      {"authors as strings", in_json_item(R"("authors":["A"])"), "authors", "A"},
      {"the feed's author for items without",
       R"({"version":"https://jsonfeed.org/version/1","author":{"name":"A"},"items":[{"id":"a"}]})",
       "authors", "A"},
      {"tags, one of them twice", in_json_item(R"("tags":["a"," a ","b",5])"), "categories", "a|b"},
      {"attachments",
       in_json_item(
           R"("attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":5},{}])"),
       "enclosures", "https://h.example/feed/a.mp3 audio/mpeg 5"},
      {"language", in_json_item(R"("language":"de")"), "lang", "de"},
      {"items that are none", R"({"items":[1,"x",null,{"id":"a"}]})", "count", "1"},
      {"hubs", R"({"items":[],"hubs":[{"type":"WebSub","url":"https://hub.example/"}]})",
       "feed.hub", "https://hub.example/"},
      {"no home page: the feed's own address",
       R"({"items":[],"feed_url":"https://h.example/feed.json"})", "feed.link",
       "https://h.example/feed.json"},
  };
  expect_facts(facts);
}

TEST(ParseJsonFeed, MendsWhatIsWrittenByHand) {
  const Fact facts[] = {
      {"a line break inside a string", in_json_item("\"title\":\"a\nb\""), "title", "a\nb"},
      {"a line break inside a string is said", in_json_item("\n\"title\":\"a\nb\""), "warning",
       "line 2: a control character in a string"},
      {"a comma behind the last member", in_json_item(R"("title":"a",)"), "title", "a"},
      {"a comma behind the last item", R"({"items":[{"title":"a"},]})", "title", "a"},
      {"an escape of JavaScript", in_json_item(R"("title":"it\'s")"), "title", "it's"},
      {"a document that breaks off keeps its whole items",
       R"({"items":[{"title":"a"},{"title":"b"},{"title":"c)", "count", "2"},
      {"a document that breaks off is said", R"({"items":[{"title":"a"},{"title":)", "warning",
       "breaks off"},
      {"junk behind the end", R"({"items":[{"title":"a"}]} <!-- served -->)", "title", "a"},
  };
  expect_facts(facts);
}

}  // namespace
}  // namespace wirefold::parse
