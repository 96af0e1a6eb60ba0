// Limits on the length of served documents, and the characters that they may hold.
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <simdjson.h>

#include <set>

#include "serve/fit.h"
#include "support/held_stories.h"
#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"
#include "wirefold/model/limits.h"
#include "wirefold/parse/feed.h"

namespace wirefold::serve {
namespace {

constexpr const char* kLists[] = {"/feed.atom", "/feed.rss", "/feed.json", "/", "/api/v1/stories"};

/// Newest first. Each has a title of `bytes` and a text that escaping makes longer.
std::vector<Story> stories_of(int count, std::size_t bytes) {
  std::vector<Story> out;
  for (int id = count; id > 0; --id) {
    Story story = test_story();
    story.id = StoryId{id};
    story.uid = "urn:uuid:" + std::to_string(id);
    story.members.resize(1);
    story.members[0].article.title = std::string(bytes, 't');
    std::string text = "<p>";
    while (text.size() < bytes) text += "&lt;b&gt; ";
    story.members[0].article.summary = text + "</p>";
    out.push_back(std::move(story));
  }
  return out;
}

TEST(ServedSize, IsBoundedAndOneStoryIsAlwaysThere) {
  for (const char* path : kLists) {
    const std::string many = body(path, stories_of(40, 400000));
    EXPECT_LE(many.size(), kMostDocumentBytes) << path;
    EXPECT_GT(many.size(), kMostDocumentBytes / 2) << path;
    const std::string giant = body(path, stories_of(2, kMostDocumentBytes));
    EXPECT_NE(giant.find(std::string(1000, 't')), std::string::npos) << path;
  }
}

TEST(ServedSize, IsOfNoConcernToOrdinaryStories) {
  for (const char* path : kLists) {
    const std::string text = body(path, stories_of(100, 2000), {{"limit", "100"}});
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(std::string(2000, 't'), at)) != std::string::npos;
         at += 2000) {
      ++count;
    }
    EXPECT_GE(count, 100u) << path;
  }
}

struct MadeOfWhatFits {
  std::vector<Event> entries;
  std::vector<std::size_t> made;  // Number of stories in each document that was made.
  std::string document;
};

/// Fits stories into documents of `frame` bytes and `each` bytes a story.
MadeOfWhatFits fitted_of(std::vector<Story> stories, ListedText listed, std::size_t frame,
                         std::size_t each) {
  MadeOfWhatFits out;
  out.entries = entries_of(std::move(stories));
  out.document = fitted(out.entries, StoryOrder::kNewest, listed, [&](std::span<const Event> some) {
    out.made.push_back(some.size());
    return std::string(frame + each * some.size(), 'x');
  });
  return out;
}

/// Pages, keys and the texts of copies are not listed, so their length does not matter.
TEST(ServedSize, MakesADocumentOfOrdinaryStoriesOnce) {
  std::vector<Story> stories = stories_of(60, 20000);
  for (Story& story : stories) {
    Article& lead = story.members[0].article;
    lead.page_text = std::string(200000, 'p');
    lead.key = std::string(2000, 'k');
    story.members.push_back(story.members[0]);
    story.members.back().article.summary = std::string(200000, 's');
  }
  EXPECT_EQ(fitted_of(stories, ListedText::kSummary, 1000, 50000).made,
            std::vector<std::size_t>{60});
  for (Story& story : stories) story.members[0].article.content = std::string(200000, 'c');
  EXPECT_EQ(fitted_of(stories, ListedText::kSummary, 1000, 50000).made.size(), 1u);
  EXPECT_EQ(fitted_of(stories, ListedText::kWhole, 1000, 50000).made.size(), 62u);
}

TEST(ServedSize, MakesNoDocumentOfFarTooMany) {
  for (const std::size_t count :
       fitted_of(stories_of(40, 800000), ListedText::kSummary, 1000, 3000000).made) {
    EXPECT_LE(count, 2u);
  }
}

TEST(ServedSize, CountsWhatIsAroundTheStories) {
  const MadeOfWhatFits out = fitted_of(stories_of(10, 10), ListedText::kWhole, 5 << 20, 1 << 20);
  EXPECT_EQ(out.document.size(), kMostDocumentBytes);
  ASSERT_EQ(out.entries.size(), 3u);
  EXPECT_EQ(out.entries.back().first, StoryId{8});
}

TEST(ServedSize, HasNoLinkToOlderStoriesWhereThereAreNone) {
  for (const int last : {2, 1}) {
    std::vector<Story> stories = stories_of(2, 10);
    stories[0].members[0].article.page_text = std::string(kMostStoryBytes, 'p');
    if (last == 2) stories.pop_back();
    for (const char* path : kLists) {
      const bool has = body(path, stories).find("before=2") != std::string::npos;
      EXPECT_EQ(has, last == 1) << path;
    }
  }
}

/// The largest event that is read, with texts of the greatest length.
Event large_event(int id) {
  Event event = entries_of(stories_of(id, 100)).front();
  event.id = EventId{id};
  event.reports.clear();
  Story story = stories_of(id, 1024).front();
  story.members[0].article.title = std::string(kMostTitleBytes, '"');
  story.members[0].article.outlet = std::string(kMostNameBytes, '"');
  story.members[0].article.link = "https://h.example/" + std::string(2000, '&');
  for (std::size_t i = 0; i < kMostReports; ++i) {
    EventLink link{StoryId{1}, 34, 41, 9, {}, {}};
    link.words.assign(kMostSharedWords, {std::string(kMostNameBytes, '<'), 9});
    event.reports.push_back({story, link, false});
  }
  return event;
}

TEST(ServedSize, OfALargeEventIsBounded) {
  HeldStories source({stories_of(1, 100)});
  source.entries = {large_event(1)};
  for (const char* path : {"/event/1", "/event/1.json", "/story/1", "/story/1.json"}) {
    const ResourcePtr one = rendered(*read_target(path, {}), source);
    EXPECT_EQ(one->status, 200) << path;
    EXPECT_LE(one->in(Coding::kIdentity).bytes.size(), kMostDocumentBytes) << path;
  }
  source.entries.clear();
  for (int id = 20; id > 0; --id) source.entries.push_back(large_event(id));
  for (const char* path : kLists) {
    const ResourcePtr list = rendered(*read_target(path, {{"by", "event"}}), source);
    EXPECT_LE(list->in(Coding::kIdentity).bytes.size(), kMostDocumentBytes) << path;
  }
}

std::string next_of(const std::string& text) {
  constexpr std::string_view kRel = "rel=\"prev-archive\"";
  const std::size_t at = text.find(kRel);
  if (at == std::string::npos) return {};
  const std::size_t from = text.find("before=", at) + 7;
  return text.substr(from, text.find('"', from) - from);
}

/// A client that follows the links to the archives gets every story.
TEST(ServedSize, LosesNoStory) {
  const std::vector<Story> stories = stories_of(130, 300000);
  std::set<std::string> ids;
  Arguments arguments;
  for (int documents = 0; documents < 130; ++documents) {
    const std::string text = body("/feed.atom", stories, arguments);
    EXPECT_LE(text.size(), kMostDocumentBytes);
    const auto feed = parse::parse_feed(text, "", "");
    ASSERT_TRUE(feed);
    for (const Entry& entry : feed->entries) ids.insert(entry.id);
    const std::string before = next_of(text);
    if (before.empty()) break;
    arguments = {{"before", before}};
  }
  EXPECT_EQ(ids.size(), 130u);
}

TEST(ServedSize, OfAStoryIsBoundedToo) {
  Story story = test_story();
  story.members.resize(1);
  for (int i = 0; i < 200; ++i) {
    story.members.push_back(test_member("O" + std::to_string(i), "T", "https://o.example/", 1));
    story.members.back().article.title = std::string(100000, '"');
  }
  for (const char* path : {"/story/7", "/story/7.json", "/story/7.atom"}) {
    EXPECT_LE(body(path, {story}).size(), kMostDocumentBytes) << path;
  }
  const std::string page = body("/story/7", {story});
  std::size_t shown = 0;
  for (std::size_t at = 0; (at = page.find("<li id=\"a", at)) != std::string::npos; ++at) ++shown;
  EXPECT_LT(shown, 201u);
  EXPECT_NE(page.find("+" + std::to_string(201 - shown) + " more copies are not shown here."),
            std::string::npos);
  story.members.resize(2);
  EXPECT_EQ(body("/story/7", {story}).find("not shown here"), std::string::npos);
}

TEST(ServedSize, OfAnEntryDoesNotGrowWithEveryOutlet) {
  Story story = test_story();
  for (int i = 0; i < 5000; ++i) {
    story.members.push_back(test_member("O" + std::to_string(i), "T", "https://o.example/", 1));
  }
  for (const char* path : {"/feed.atom", "/feed.rss"}) {
    EXPECT_LT(body(path, {story}).size(), 200000u) << path;
  }
}

/// Every text of an article has each kind of character that XML forbids, and some that it allows.
Story dirty_story() {
  std::string dirt = "\xF0\x9F\x98\x80";
  for (char c = 1; c < 0x20; ++c) dirt += c;
  dirt += "\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80\xFF\xEF\xBF\xBD";
  Story story = test_story();
  story.feed_title = story.feed_uid = story.feed_rights = dirt;
  for (Member& m : story.members) {
    Article& a = m.article;
    for (std::string* text : {&a.outlet, &a.title, &a.summary, &a.content, &a.page_text, &a.lang,
                              &a.image, &a.link, &a.wire.agency, &a.wire.place, &m.reason.rule}) {
      *text += dirt;
    }
    a.authors = a.categories = {dirt};
    a.enclosures = {{"https://h.example/" + dirt, dirt, 1}};
  }
  return story;
}

TEST(ServedCharacters, AreReadByXmlParsers) {
  for (const char* path : {"/feed.atom", "/feed.rss", "/story/7.atom", "/opml"}) {
    const std::string text = body(path, {dirty_story()});
    const Handle<xmlDoc, xmlFreeDoc> tree(
        xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    EXPECT_TRUE(tree) << path;
    EXPECT_TRUE(is_xml_text(text)) << path;
  }
}

TEST(ServedCharacters, AreNoOthersInJson) {
  for (const char* path : {"/feed.json", "/story/7.json", "/api/v1/stories"}) {
    const std::string text = body(path, {dirty_story()});
    simdjson::dom::parser parser;
    EXPECT_EQ(parser.parse(text).error(), simdjson::SUCCESS) << path;
    EXPECT_TRUE(is_xml_text(text)) << path;
    EXPECT_EQ(text.find("\\u"), std::string::npos) << path;
  }
}

TEST(ServedCharacters, AreNoOthersInPages) {
  for (const char* path : {"/", "/story/7"}) {
    const std::string text = body(path, {dirty_story()});
    for (const std::string_view bad :
         {"\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xED\xA0\x80", "\x01", "\x1F"}) {
      EXPECT_EQ(text.find(bad), std::string::npos) << path;
    }
  }
}

}  // namespace
}  // namespace wirefold::serve
