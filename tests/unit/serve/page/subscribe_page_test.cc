// The page that builds the address of a feed.
#include <gtest/gtest.h>

#include "support/held_stories.h"
#include "wirefold/serve/page/pages.h"

namespace wirefold::serve {
namespace {

const std::vector<Story> kStories = {test_story()};

std::string page_of(const Arguments& arguments, std::vector<Story> stories = kStories) {
  return body("/subscribe", std::move(stories), arguments);
}

/// How often `part` is in `text`.
int count_of(const std::string& text, std::string_view part) {
  int out = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++out;
  return out;
}

void expect_part(const std::string& page, std::string_view part) {
  EXPECT_NE(page.find(part), std::string::npos) << part << "\nis not in\n" << page;
}

const Arguments kAll = {{"q", "two  words"}, {"lang", "en"},       {"min_outlets", "4"},
                        {"outlet", "A B"},   {"group", "World/A"}, {"agency", "ANTARA"},
                        {"since", "360min"}, {"limit", "7"}};

TEST(SubscribePage, ShowsTheFiltersInItsForm) {
  const std::string page = page_of(kAll);
  for (const std::string_view part :
       {"<form id=\"builder\" class=\"builder\" action=\"subscribe\" method=\"get\">",
        "name=\"q\" value=\"two words\"", "<option value=\"en\" selected>English</option>",
        "<option value=\"id\">Indonesian</option>",
        "<option value=\"4\" selected>4 outlets or more</option>",
        "name=\"outlet\" list=\"outlet-list\" value=\"A B\"",
        "name=\"group\" list=\"group-list\" value=\"World/A\"",
        "name=\"agency\" list=\"agency-list\" value=\"ANTARA\"", "name=\"since\" value=\"6h\"",
        "name=\"limit\" value=\"7\" placeholder=\"100\" min=\"1\" max=\"1000\""}) {
    expect_part(page, part);
  }
}

TEST(SubscribePage, GivesTheAddressInEachFormat) {
  for (const char* file : {"feed.atom", "feed.rss", "feed.json"}) {
    const std::string plain = page_of({});
    expect_part(plain,
                std::string("value=\"https://w.example/") + file + "\" dir=\"ltr\" readonly>");
    expect_part(plain, std::string("<a href=\"") + file + "\">");
    const std::string filter =
        "?min_outlets=4&amp;lang=en&amp;outlet=A%20B&amp;group=World%2FA&amp;agency=ANTARA&amp;"
        "q=two%20words&amp;since=6h&amp;limit=7\"";
    const std::string filtered = page_of(kAll);
    expect_part(filtered, std::string("value=\"https://w.example/") + file + filter);
    expect_part(filtered, std::string("<a href=\"") + file + filter);
  }
}

TEST(SubscribePage, GivesNoAddressOfAnOrderOrAnOlderPage) {
  EXPECT_EQ(page_of({{"sort", "outlets"}, {"before", "3"}}), page_of({}));
}

TEST(SubscribePage, OffersWhatTheNewestStoriesHave) {
  Story other = test_story();
  other.id = StoryId{6};
  for (Member& copy : other.members) copy.article.lang = "ko";
  other.members[0].article.group = "World/\"Asia\"";
  other.members[0].article.wire.agency = "Yonhap";
  other.members[1].article.outlet = std::string(201, 'x');
  const std::string page = page_of({{"lang", "id"}}, {test_story(), other});
  expect_part(page, "<option value=\"ko\">Korean</option>");
  expect_part(page, "<datalist id=\"group-list\"><option value=\"World/&quot;Asia&quot;\"></data");
  expect_part(page, "<datalist id=\"agency-list\"><option value=\"Yonhap\"></datalist>");
  expect_part(page, "<option value=\"C &amp; Co\">");
  EXPECT_EQ(page.find(std::string(201, 'x')), std::string::npos) << "no filter takes such a name";
}

TEST(SubscribePage, OffersOutletsOfOneNameByWhatTheFilterAccepts) {
  Story story = test_story();
  for (const std::size_t i : {0u, 1u}) story.members[i].article.outlet = "Kabar";
  story.members[0].article.publisher = {"kabar.example", ""};
  story.members[1].article.publisher = {"other.example", "platform.example"};
  const std::string page = page_of({}, {story});
  expect_part(page, "<option value=\"kabar.example\" label=\"Kabar (kabar.example)\">");
  expect_part(page,
              "<option value=\"other.example via platform.example\" "
              "label=\"Kabar (other.example via platform.example)\">");
  expect_part(page, "<option value=\"C &amp; Co\">");
  EXPECT_EQ(page.find("value=\"Kabar"), std::string::npos);
}

TEST(SubscribePage, ShowsTheFirstStoriesOfTheFeed) {
  const std::string page = page_of({});
  expect_part(page,
              "<li><a href=\"story/7\" lang=\"id\" dir=\"auto\">Lead title</a>\n"
              "<span class=\"meta\"><b><bdi>A</bdi></b> · <time datetime=\"2024-10-04T00:00:00Z\">"
              "4 October 2024 at 00:00 UTC</time> · 3 outlets</span></li>");
  std::vector<Story> many(12, test_story());
  EXPECT_EQ(count_of(page_of({}, many), "<li><a href=\"story/7\""), 10);
  EXPECT_EQ(count_of(page_of({{"limit", "2"}}, many), "<li><a href=\"story/7\""), 2);
}

TEST(SubscribePage, ShortensLongTitles) {
  Story story = test_story();
  story.members[0].article.title = std::string(100'000, 't');
  EXPECT_LE(page_of({}, {story}).size(), 10'000u);
}

TEST(SubscribePage, SaysThatNoStoryMatchesYet) {
  const std::string page = page_of({{"lang", "ko"}});
  expect_part(page, "No story matches yet; the feed will have them as they come.</p>");
  EXPECT_EQ(page.find("<ol>"), std::string::npos);
  expect_part(page, "https://w.example/feed.atom?lang=ko\"");
  EXPECT_EQ(page_of({}).find("No story matches"), std::string::npos);
}

TEST(SubscribePage, EscapesFiltersAndStories) {
  constexpr std::string_view kHostile = "\"><script>hit()</script>&'";
  Story story = test_story();
  story.members[0].article.title = kHostile;
  story.members[0].article.outlet = kHostile;
  story.members[0].article.group = kHostile;
  story.members[0].article.wire.agency = kHostile;
  for (const char* name : {"q", "outlet", "group", "agency"}) {
    const std::string page = page_of({{name, std::string(kHostile)}}, {story});
    EXPECT_EQ(page.find("<script>"), std::string::npos) << name;
    expect_part(page, std::string("name=\"") + name + "\"");
    expect_part(page, "value=\"&quot;&gt;&lt;script&gt;hit()&lt;/script&gt;&amp;&#39;\"");
    expect_part(page, std::string("feed.rss?") + name + "=%22%3E%3Cscript%3Ehit%28%29");
  }
}

TEST(SubscribePage, HasTheWordsOfTheClientsLanguage) {
  Target target = *read_target("/subscribe", {{"lang", "ko"}});
  target.language = "id";
  const ResourcePtr page = rendered(target, kStories);
  const std::string& bytes = page->in(Coding::kIdentity).bytes;
  EXPECT_EQ(page->language, "id");
  for (const std::string_view part :
       {"<h1>Susun umpan</h1>", "Kantor berita <input", "Alamat umpan ini</h2>",
        "Salin <span class=\"unseen\">Atom</span></button>",
        "Belum ada berita yang cocok; umpan ini akan memuatnya begitu ada."}) {
    expect_part(bytes, part);
  }
  for (const std::string_view english : {"Build", "Group", "Copy", "No story", "Addresses"}) {
    EXPECT_EQ(bytes.find(english), std::string::npos) << english;
  }
}

TEST(SubscribePage, IsAsNewAsItsStories) {
  Story newer = test_story();
  newer.changed = test_time(5);
  newer.members.resize(1);
  const auto page = rendered("/subscribe", {newer, test_story()}, {{"min_outlets", "2"}});
  EXPECT_EQ(page->modified, test_time(5)) << "the form offers what the newest story has";
  EXPECT_FALSE(page->ends);
  EXPECT_TRUE(page->is_page);
  EXPECT_TRUE(rendered("/subscribe", kStories, {{"since", "6h"}})->ends);
}

TEST(SubscribePage, HasALinkOnTheFrontPage) {
  expect_part(body("/", kStories), "<a href=\"subscribe\">More…</a></nav>");
  expect_part(body("/", kStories, {{"lang", "id"}, {"q", "a\"b"}}),
              "<a href=\"subscribe?lang=id&amp;q=a%22b\">More…</a></nav>");
}

}  // namespace
}  // namespace wirefold::serve
