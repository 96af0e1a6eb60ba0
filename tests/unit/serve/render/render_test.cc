#include "wirefold/serve/render/render.h"

#include <gtest/gtest.h>

#include <set>

#include <pugixml.hpp>

#include "support/held_stories.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/parse/feed.h"

namespace wirefold::serve {
namespace {

const std::vector<Story> kStories = {test_story()};

ParsedFeed read_back(const std::string& bytes) {
  Result<ParsedFeed> feed = parse::parse_feed(bytes, "", "");
  if (!feed) {
    ADD_FAILURE() << feed.error().detail;
    return {};
  }
  EXPECT_TRUE(feed->warnings.empty());
  return std::move(*feed);
}

void expect_same_story(const Entry& e) {
  EXPECT_EQ(e.id, "urn:uuid:story7");
  EXPECT_EQ(html::one_line(e.title), "Lead title");
  EXPECT_EQ(e.link, "https://a.example/1");
  EXPECT_EQ(e.published, test_time(0));
  ASSERT_FALSE(e.authors.empty());
  EXPECT_EQ(e.authors.front(), "A");
  EXPECT_EQ(e.categories, std::vector<std::string>{"World"});
  ASSERT_EQ(e.enclosures.size(), 1u);
  const std::string& body = e.content.empty() ? e.summary.value : e.content.value;
  EXPECT_NE(body.find("Text &amp; more"), std::string::npos) << body;
  EXPECT_NE(body.find("<p>Juga di:</p>"), std::string::npos);
  EXPECT_NE(body.find("B</a> (4 Oktober 2024 pukul 01.00 UTC)</li>"), std::string::npos) << body;
  EXPECT_NE(body.find("<a href=\"https://b.example/1?x=1&amp;y=2\">B</a>"), std::string::npos);
  EXPECT_NE(body.find("C &amp; Co"), std::string::npos);
  EXPECT_EQ(body.find("b.example/2"), std::string::npos);  // an outlet is named once
  EXPECT_EQ(body.find("<script>"), std::string::npos);
}

TEST(RenderAtom, IsReadBackAsItWasMeant) {
  const ParsedFeed feed = read_back(body("/feed.atom", kStories));
  EXPECT_EQ(html::one_line(feed.title), "Our <news>");
  EXPECT_EQ(feed.self, "https://w.example/feed.atom");
  ASSERT_EQ(feed.entries.size(), 1u);
  expect_same_story(feed.entries[0]);
  EXPECT_EQ(feed.entries[0].updated, test_time(1));
  EXPECT_EQ(feed.entries[0].source, "Feed of A");
}

TEST(RenderAtom, LinksEveryOtherOutlet) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(body("/feed.atom", kStories).c_str()));
  std::vector<std::string> related;
  for (const auto& link : document.child("feed").child("entry").children("link")) {
    if (std::string_view(link.attribute("rel").value()) == "related") {
      related.emplace_back(link.attribute("title").value());
    }
  }
  EXPECT_EQ(related, (std::vector<std::string>{"B", "C & Co"}));
}

TEST(RenderAtom, DatesTheFeedByItsLastChange) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(body("/feed.atom", kStories).c_str()));
  EXPECT_EQ(document.child("feed").child_value("updated"), format_rfc3339(test_time(3)));
  ASSERT_TRUE(document.load_string(body("/feed.atom", {}).c_str()));
  EXPECT_EQ(document.child("feed").child_value("updated"), format_rfc3339(test_time(-100)));
}

TEST(RenderAtom, KeepsThePathOfALocalFeedPrivate) {
  Story story = test_story();
  story.feed_url = "file:///home/ana/feeds/a.xml";
  const std::vector<Story> stories = {story};
  for (const std::string& bytes : {body("/feed.atom", stories), body("/feed.rss", stories),
                                   body("/feed.json", stories), body("/", stories)}) {
    EXPECT_EQ(bytes.find("/home/ana"), std::string::npos);
  }
}

TEST(RenderRss, IsReadBackAsItWasMeant) {
  const ParsedFeed feed = read_back(body("/feed.rss", kStories));
  EXPECT_EQ(html::one_line(feed.title), "Our <news>");
  EXPECT_EQ(feed.hints.ttl_minutes, 5);
  ASSERT_EQ(feed.entries.size(), 1u);
  expect_same_story(feed.entries[0]);
}

TEST(RenderJson, IsReadBackAsItWasMeant) {
  const std::string bytes = body("/feed.json", kStories);
  const ParsedFeed feed = read_back(bytes);
  EXPECT_EQ(feed.self, "https://w.example/feed.json");
  ASSERT_EQ(feed.entries.size(), 1u);
  expect_same_story(feed.entries[0]);
  EXPECT_NE(bytes.find("\"_wirefold\""), std::string::npos);
  EXPECT_NE(bytes.find("\"similarity\":0.974"), std::string::npos);
}

TEST(RenderPage, EscapesWhatOutletsWrite) {
  const std::string page = body("/", kStories);
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(page.find("<title>Our &lt;news&gt;</title>"), std::string::npos);
  EXPECT_NE(page.find("3 outlets"), std::string::npos);
  EXPECT_NE(page.find("rel=\"alternate\" type=\"application/atom+xml\""), std::string::npos);
}

TEST(RenderPage, CountsWhatIsShownAndWhatThereIs) {
  Story one = test_story();
  Story two = test_story();
  one.id = StoryId{8};
  two.members.resize(1);
  const std::vector<Story> stories = {one, two};
  EXPECT_NE(body("/", stories).find("2 stories from 5 articles; 1 with more than one article."),
            std::string::npos);
  EXPECT_NE(body("/", stories, {{"limit", "1"}}).find("1 of 2 stories, these from 4 articles; 1 "),
            std::string::npos);
  EXPECT_NE(body("/", stories, {{"before", "8"}}).find("1 of 2 stories, these from 1 article; 0 "),
            std::string::npos);
  EXPECT_NE(body("/", {two}).find("1 story from 1 article; 0 with more than one article"),
            std::string::npos);
  EXPECT_TRUE(body("/api/v1/stories", stories, {{"limit", "1"}})
                  .ends_with("],\"total\":2,\"next\":\"https://w.example/api/v1/stories?limit=1&"
                             "before=8\"}\n"));
}

TEST(RenderPage, KeepsATimeInItsFormAndTitle) {
  const std::string page = body("/", kStories, {{"since", "2000h"}});
  EXPECT_NE(page.find("<input type=\"hidden\" form=\"search\" name=\"since\" value=\"2000h\">"),
            std::string::npos);
  EXPECT_NE(page.find("<h1>Our &lt;news&gt;: new in the last 2000 hours</h1>"), std::string::npos);
}

/// `count` stories, a day and an outlet more for each, newest first.
std::vector<Story> stories_of_days(int count) {
  std::vector<Story> out;
  for (int i = count; i > 0; --i) {
    Story story = test_story();
    story.id = StoryId{i};
    story.published = test_time(24 * i);
    story.changed = test_time(990);
    story.members.resize(1);
    for (int outlet = 1; outlet < i; ++outlet) {
      const std::string name = "Outlet " + std::to_string(outlet);
      story.members.push_back(test_member(name, name + " has it", "https://o.example/", 0));
    }
    out.push_back(std::move(story));
  }
  return out;
}

/// How often `part` is in `text`.
int count_of(const std::string& text, std::string_view part) {
  int out = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++out;
  return out;
}

TEST(RenderPage, ShowsStoriesByDay) {
  std::vector<Story> stories = stories_of_days(2);
  stories.push_back(stories.back());
  stories.back().id = StoryId{9};
  const std::string page = body("/", stories);
  EXPECT_EQ(count_of(page, "<section class=\"day\">"), 2);
  EXPECT_NE(page.find("<h2><time datetime=\"2024-10-05\">Saturday, 5 October 2024</time></h2>"),
            std::string::npos);
  EXPECT_NE(page.find(">00:00 UTC</time>"), std::string::npos);
}

TEST(RenderPage, ShowsDatesWhereStoriesAreNotInTheirOrder) {
  const std::string page = body("/", stories_of_days(3), {{"sort", "outlets"}});
  EXPECT_EQ(count_of(page, "<section>"), 1);
  EXPECT_EQ(count_of(page, "<h2><time"), 0);
  EXPECT_NE(page.find(">5 October 2024 at 00:00 UTC</time>"), std::string::npos);
}

TEST(RenderPage, ShowsThreeOtherHeadlinesAndNamesTheRest) {
  const std::string page = body("/", {stories_of_days(12).front()});
  EXPECT_EQ(count_of(page, " has it</a></bdi></li>"), 3);
  EXPECT_NE(page.find(">12 outlets</a>"), std::string::npos);
  EXPECT_NE(page.find("<article id=\"s12\" class=\"w5\">"), std::string::npos);
  EXPECT_NE(page.find("Also in <bdi><a "), std::string::npos);
  EXPECT_NE(page.find(">Outlet 7</a></bdi> <a class=\"more\" href=\"story/12\">+4 more</a></p>"),
            std::string::npos);
}

TEST(RenderPage, NamesOutletsWithTheSameHeadline) {
  const std::string page = body("/", kStories);
  EXPECT_NE(page.find("<p class=\"also\">Also in <bdi><a href=\"https://b.example/1?x=1&amp;y=2\""),
            std::string::npos);
  EXPECT_EQ(count_of(page, "<ul class=\"others\">"), 1);
}

TEST(RenderPage, NamesTheLanguageOfAHeadlineAlone) {
  Story story = test_story();
  story.changed = test_time(999);  // so that it is also in the top list
  for (Member& member : story.members) member.article.lang = "ar";
  const std::string page = body("/", {story});
  EXPECT_NE(page.find("<li><b><bdi>C &amp; Co</bdi></b> <bdi lang=\"ar\"><a href=\"https://c"),
            std::string::npos);
  EXPECT_NE(page.find("<li><a href=\"story/7\" lang=\"ar\" dir=\"auto\">Lead title</a> <span"),
            std::string::npos);
  EXPECT_EQ(page.find("<li lang"), std::string::npos);
}

TEST(RenderPage, SaysHowCopiesDiffer) {
  Story story = test_story();
  story.members[1].article.id = ArticleId{2};
  story.members[3].article.id = ArticleId{3};
  story.members[3].article.summary = "<p>Text and more, quite another</p>";
  EXPECT_NE(body("/", {story}).find("<p class=\"kinds\">1 word for word · 1 with 3 new words</p>"),
            std::string::npos);
}

TEST(RenderPage, HasTheDayAndTimeOfTheOutlet) {
  std::vector<Story> stories = {test_story(), test_story()};
  const Timestamp day = std::chrono::floor<std::chrono::days>(test_time(0));
  for (Story& story : stories) story.published = day + std::chrono::hours(18);
  stories[0].members[0].article.utc_offset = std::chrono::minutes(450);
  const std::string page = body("/", stories);
  const std::string next = format_rfc3339(day + std::chrono::days(1)).substr(0, 10);
  const std::size_t tomorrow = page.find("<h2><time datetime=\"" + next + "\">");
  const std::size_t today =
      page.find("<h2><time datetime=\"" + format_rfc3339(day).substr(0, 10) + "\">");
  ASSERT_NE(tomorrow, std::string::npos);
  ASSERT_NE(today, std::string::npos);
  EXPECT_LT(tomorrow, page.find(">01:30 UTC+7:30</time>"));
  EXPECT_LT(page.find(">01:30 UTC+7:30</time>"), today);
  EXPECT_LT(today, page.find(">18:00 UTC</time>"));
}

TEST(RenderPage, ShowsTheMostReportedBesideAllStories) {
  const std::vector<Story> stories = stories_of_days(3);
  const std::string page = body("/", stories);
  const std::size_t top = page.find("<aside class=\"top\"");
  ASSERT_NE(top, std::string::npos);
  EXPECT_EQ(count_of(page.substr(top), "<li"), 2) << "one story has a single outlet";
  EXPECT_EQ(body("/", stories, {{"lang", "id"}}).find("<aside"), std::string::npos);
  EXPECT_EQ(body("/", stories, {{"before", "2"}}).find("<aside"), std::string::npos);
  EXPECT_EQ(body("/", {stories.back()}).find("<aside"), std::string::npos);
}

TEST(RenderPage, EndsWithTheHourOfItsMostReportedStories) {
  const ResourcePtr page = rendered("/", kStories);
  ASSERT_TRUE(page->ends);
  EXPECT_EQ(*page->ends, std::chrono::floor<std::chrono::hours>(*page->ends));
  EXPECT_FALSE(rendered("/", kStories, {{"lang", "id"}})->ends);
}

TEST(RenderPage, HasTheWordsOfTheClientsLanguage) {
  Target target = *read_target("/", {});
  target.language = "id";
  const ResourcePtr page = rendered(target, kStories);
  const std::string& bytes = page->in(Coding::kIdentity).bytes;
  EXPECT_NE(bytes.find("<html lang=\"id\">"), std::string::npos);
  EXPECT_NE(bytes.find("1 berita dari 4 artikel"), std::string::npos);
  EXPECT_EQ(page->language, "id");
  EXPECT_EQ(rendered("/", kStories)->language, "en");
  EXPECT_EQ(rendered("/feed.atom", kStories)->language, "");
}

TEST(RenderPage, OfFiftyStoriesIsSmall) {
  std::vector<Story> stories = stories_of_days(50);
  for (Story& story : stories) story.members.resize(std::min<std::size_t>(story.members.size(), 6));
  EXPECT_LE(body("/", stories).size(), 60'000u);
}

TEST(RenderPage, NeverLinksToScripts) {
  Story story = test_story();
  story.members[0].article.link = "javascript:alert(1)";
  EXPECT_EQ(body("/", std::vector{story}).find("javascript:"), std::string::npos);
}

/// A story of one article that `rule` has kept apart.
std::vector<Story> alone_by(std::string_view rule, ArticleId like) {
  Story story = test_story();
  story.members.resize(1);
  story.members[0].reason = {like, -1, 0.974, std::string(rule)};
  return {story};
}

TEST(RenderStory, NamesTheArticleThatItsTextIsContainedIn) {
  const std::string json = body("/story/7.json", alone_by(kContained, ArticleId{42}));
  EXPECT_NE(json.find("\"rule\":\"contained\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"contained_in\":42"), std::string::npos) << json;
  EXPECT_NE(json.find("\"similarity\":0.974"), std::string::npos) << json;
  EXPECT_EQ(json.find("\"like\""), std::string::npos) << "it is no copy";
}

TEST(RenderStory, CallsACopyLikeAnother) {
  const std::string json = body("/story/7.json", kStories);
  EXPECT_NE(json.find("\"like\":1"), std::string::npos) << json;
  EXPECT_EQ(json.find("contained_in"), std::string::npos) << json;
}

TEST(RenderStory, NamesNothingThatACompilationIsLike) {
  const std::string json = body("/story/7.json", alone_by(kCompilation, ArticleId{}));
  EXPECT_NE(json.find("\"rule\":\"compilation\""), std::string::npos) << json;
  EXPECT_EQ(json.find("contained_in"), std::string::npos) << json;
  EXPECT_EQ(json.find("\"like\""), std::string::npos) << json;
}

TEST(RenderStory, SaysOnItsPageWhatIsContainedAndWhatContains) {
  const std::string part = "also contained in an article that holds several stories";
  const std::string whole = "an article that holds the texts of several stories";
  const std::string first = "the first article with this text";
  const std::string contained = body("/story/7", alone_by(kContained, ArticleId{42}));
  EXPECT_NE(contained.find(part), std::string::npos);
  EXPECT_EQ(contained.find("folded by"), std::string::npos);
  EXPECT_EQ(contained.find(first), std::string::npos);
  const std::string compilation = body("/story/7", alone_by(kCompilation, ArticleId{}));
  EXPECT_NE(compilation.find(whole), std::string::npos);
  EXPECT_EQ(compilation.find(first), std::string::npos);
  const std::string other = body("/story/7", kStories);
  EXPECT_EQ(other.find(part), std::string::npos);
  EXPECT_EQ(other.find(whole), std::string::npos);
  EXPECT_NE(other.find(first), std::string::npos);
}

/// A member with the text of its page.
Member told(ArticleId id, const std::string& outlet, const std::string& text, int hour,
            const FoldReason& reason) {
  Member m = test_member(outlet, "Library opens", "https://" + outlet + ".example/1", hour);
  m.article.id = id;
  m.article.page_text = text;
  m.reason = reason;
  return m;
}

constexpr char kOpening[] =
    "The town of Ellerby opens its new library on Saturday, after three years.";
constexpr char kMore[] = "It has room for many books and a reading hall under a roof of glass.";

/// A lead with two paragraphs, and copies.
Story library_story(std::vector<Member> copies) {
  const std::string text = std::string(kOpening) + '\n' + kMore;
  Story story = test_story();
  story.members = {told(ArticleId{1}, "first", text, 0, {{}, -1, 0, "new"})};
  for (Member& m : copies) story.members.push_back(std::move(m));
  return story;
}

/// The line of each member that says why it is in the story.
std::vector<std::string> why_lines(const std::string& page) {
  constexpr std::string_view kBegin = "<p class=\"why\">";
  std::vector<std::string> out;
  for (std::size_t at = page.find(kBegin); at != std::string::npos; at = page.find(kBegin, at)) {
    at += kBegin.size();
    out.push_back(page.substr(at, page.find("</p>", at) - at));
  }
  return out;
}

TEST(RenderStory, SaysInWordsWhyEachArticleIsThere) {
  const std::string text = std::string(kOpening) + '\n' + kMore;
  const std::string other = "Quite another report, of which not a line is to be found elsewhere.";
  const FoldReason by_text = {ArticleId{1}, 2, 0.974, "text"};
  const Story story = library_story({
      told(ArticleId{2}, "second", text, 3, by_text),
      told(ArticleId{3}, "third", kOpening, 0, by_text),
      told(ArticleId{4}, "<fourth>", other, 1, {ArticleId{2}, 2, 0.7, "text"}),
      told(ArticleId{5}, "fifth", text, 24 * 3, {ArticleId{1}, -1, 1, "link"}),
      told(ArticleId{6}, "sixth", text, 0, {ArticleId{2}, -1, 0, "operator"}),
      told(ArticleId{7}, "seventh", text, 0, {ArticleId{4}, 3, 0.95, "text"}),
      told(ArticleId{8}, "eighth", text, 0, {ArticleId{999}, 3, 0.95, "text"}),
      told(ArticleId{9}, "ninth", text, 0, {ArticleId{1}, -1, 0, "some rule to come"}),
      told(ArticleId{10}, "tenth", text, 0, {ArticleId{}, -1, 0, "new"}),
  });
  const std::string page = body("/story/7", {story});
  EXPECT_EQ(why_lines(page),
            (std::vector<std::string>{
                "the first article with this text",
                "compared with the lead: word for word, 3 hours apart",
                "compared with the lead: the first paragraph, at the same time",
                "like <bdi>second</bdi>: most of the shorter text in common; "
                "compared with the lead: same headline, its own text, 1 hour apart",
                "same link; compared with the lead: word for word, 3 days apart",
                "placed here by a manual override; compared with the lead: word for word, at the "
                "same time",
                "like <bdi>&lt;fourth&gt;</bdi>: nearly all of the shorter text in common; "
                "compared with the lead: word for word, at the same time",
                "compared with the lead: word for word, at the same time",
                "compared with the lead: word for word, at the same time",
                "the first article with this text; compared with the lead: word for word, at the "
                "same time"}));
  for (const char* figure : {"bits", "folded by", "% of", "&quot;text&quot;"}) {
    EXPECT_EQ(page.find(figure), std::string::npos) << figure;
  }
}

TEST(RenderStory, SaysHowLongAfterWhomACopyCame) {
  const FoldReason by_text = {ArticleId{1}, 2, 0.974, "text"};
  const std::string page = body("/story/7", {library_story({
                                                told(ArticleId{2}, "second", kOpening, 3, by_text),
                                                told(ArticleId{3}, "third", kOpening, 0, by_text),
                                            })});
  EXPECT_EQ(count_of(page, "<p class=\"why delay\">"), 1) << "none at the same time";
  EXPECT_NE(page.find("<p class=\"why delay\">3 h 00 min after <bdi>first</bdi></p>"),
            std::string::npos);
}

TEST(RenderStory, ShowsWhoPublishedWhenInWordsOfThePage) {
  const Story story = library_story({told(ArticleId{2}, "second", kOpening, 3, {}),
                                     told(ArticleId{3}, "third", kOpening, 50, {})});
  const auto expect_parts = [](const std::string& page, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) EXPECT_NE(page.find(part), std::string::npos) << part;
  };
  expect_parts(body("/story/7", {story}),
               {"aria-label=\"When each outlet published\"", ">first</text>", ">+3 h 00 min</text>",
                ">+2 d 2 h</text>", ">4 October 2024 at 00:00 UTC</span>",
                ">6 October 2024 at 02:00 UTC</span>"});
  Target target = *read_target("/story/7", {});
  target.language = "id";
  expect_parts(
      rendered(target, {story})->in(Coding::kIdentity).bytes,
      {"aria-label=\"Kapan setiap media menerbitkan\"", ">pertama</text>", ">+3 jam 00 mnt</text>",
       ">+2 hari 2 jam</text>", ">4 Oktober 2024 pukul 00.00 UTC</span>"});
}

TEST(RenderStory, ExplainsTheMarksOfADifference) {
  const std::string passage = "The ferry left at noon with ninety passengers. ";
  const std::string rest = "It rained all day in the old harbour of Ellerby and nobody came. ";
  Story story = test_story();
  story.members.resize(2);
  story.members[0].article.page_text = passage + rest;
  story.members[1].article.page_text = rest + "News: " + passage;
  const std::string page = body("/story/7", {story});
  EXPECT_NE(page.find("<p class=\"legend\"><ins>new</ins> <ins class=\"moved\">moved here</ins> "
                      "<del class=\"moved\">moved from here</del> </p>"),
            std::string::npos);
  EXPECT_NE(page.find("<ins>News: </ins><ins class=\"moved\">" + passage), std::string::npos);
  story.members[1].article.page_text = passage + rest;
  EXPECT_EQ(body("/story/7", {story}).find("legend"), std::string::npos);
}

TEST(RenderStory, HasTheCommandsThatPutItRight) {
  Story story = test_story();
  story.members[1].article.id = ArticleId{21};
  const std::string page = body("/story/7", {story});
  for (const char* command : {"split 21", "pin 7", "merge 7 OTHER", "never 7 OTHER", "undo"}) {
    EXPECT_NE(page.find("<code>wirefold story " + std::string(command) + "</code>"),
              std::string::npos)
        << command;
  }
  story.members.resize(1);
  const std::string alone = body("/story/7", {story});
  EXPECT_EQ(alone.find("story split"), std::string::npos);
  EXPECT_EQ(alone.find("story pin"), std::string::npos);
}

TEST(RenderStory, HasFewerWordsForCopiesThatItDoesNotCompare) {
  std::vector<Member> copies;
  for (int i = 2; i <= 30; ++i) {
    copies.push_back(told(ArticleId{i}, "copy", kOpening, 0, {ArticleId{1}, 2, 0.974, "text"}));
  }
  const std::vector<std::string> lines = why_lines(body("/story/7", {library_story(copies)}));
  ASSERT_EQ(lines.size(), 30u);
  EXPECT_EQ(lines[20], "compared with the lead: the first paragraph, at the same time");
  EXPECT_EQ(lines[21], "like <bdi>first</bdi>: nearly all of the shorter text in common");
}

TEST(RenderStory, HasWordsWhereThereIsNoText) {
  Member copy = told(ArticleId{2}, "second", "", 1, {ArticleId{1}, -1, 1, "headline"});
  copy.article.summary.clear();
  copy.article.title = "Books for Ellerby";
  EXPECT_EQ(why_lines(body("/story/7", {library_story({copy})})).at(1),
            "like <bdi>first</bdi>: same headline");
}

TEST(RenderStory, TellsArticlesOfOneNameAndKeyApart) {
  Story story = test_story();
  for (Member& m : story.members) m.article.key = "1";
  const auto ids = [](const Story& of) {
    std::set<std::string> out;
    for (const Entry& entry : read_back(render_copies(test_site(), of)).entries) {
      out.insert(entry.id);
    }
    return out;
  };
  story.members[2].article.publisher = {"impostor.example", ""};
  const auto all = ids(story);
  EXPECT_EQ(all.size(), 4u);
  story.members.erase(story.members.begin() + 2);
  for (const std::string& id : ids(story))
    EXPECT_TRUE(all.contains(id)) << "the others keep theirs";
}

TEST(RenderAll, GivesATitleToAnUntitledStory) {
  Story story = test_story();
  story.members[0].article.title.clear();
  const ParsedFeed feed = read_back(body("/feed.json", std::vector{story}));
  EXPECT_EQ(html::one_line(feed.entries.at(0).title), "Text & more");
}

TEST(RenderAll, GivesTheSameBytesForTheSameStories) {
  for (const char* path : {"/feed.atom", "/feed.rss", "/feed.json", "/", "/story/7"}) {
    const ResourcePtr a = rendered(path, kStories);
    const ResourcePtr b = rendered(path, kStories);
    EXPECT_EQ(a->in(Coding::kIdentity).bytes, b->in(Coding::kIdentity).bytes) << path;
    EXPECT_EQ(a->in(Coding::kIdentity).etag, b->in(Coding::kIdentity).etag) << path;
  }
  Story other = test_story();
  other.members.pop_back();
  EXPECT_NE(rendered("/feed.atom", kStories)->in(Coding::kIdentity).etag,
            rendered("/feed.atom", {other})->in(Coding::kIdentity).etag);
}

}  // namespace
}  // namespace wirefold::serve
