// Rows 17, 24, 30, 32 and 33: discovery, archives, empty feeds, the icon, and the list of feeds.
#include <simdjson.h>

#include <set>

#include "served/newsroom.h"
#include "wirefold/html/page_links.h"
#include "wirefold/parse/opml.h"

namespace wirefold::test {
namespace {

using Discovery = Newsroom;

TEST_F(Discovery, Row17_PageAndFeedsFindEachOther) {
  start();
  const std::string base = "https://news.example/wire/";
  for (const std::string filter : {"", "?lang=id"}) {
    const pugi::xml_document atom = xml("/feed.atom" + filter);
    EXPECT_EQ(atom.select_node("/feed/link[@rel='alternate']").node().attribute("href").value(),
              base + filter);
    std::vector<std::string> found;
    std::set<std::string> titles;
    for (const html::PageLink& link : html::page_links(get("/" + filter).body, base).links) {
      if (link.rel != std::vector<std::string>{"alternate"}) continue;
      found.push_back(link.type + ' ' + link.href);
      titles.insert(link.title);
    }
    EXPECT_EQ(found,
              (std::vector<std::string>{"application/atom+xml " + base + "feed.atom" + filter,
                                        "application/rss+xml " + base + "feed.rss" + filter,
                                        "application/feed+json " + base + "feed.json" + filter}));
    EXPECT_EQ(titles.size(), 3u) << "told apart by their titles";
  }
}

class Archive : public Newsroom {
 protected:
  void many_stories() {
    config.serve.stories = 50;
    start();
    for (int i = 0; i < 13; ++i) {
      std::vector<News> news;
      for (int j = 0; j < 29; ++j) {
        const std::string id = std::to_string(100 * i + j);
        news.push_back({id, "T" + id, text_of(100 * i + j), ""});
      }
      take("Alpha", news);
    }
  }

  /// Path and query of one of the server's own URLs.
  static std::string target_of(const std::string& url) {
    const std::string base = "https://news.example/wire";
    EXPECT_TRUE(url.starts_with(base)) << url;
    return url.substr(base.size());
  }
};

TEST_F(Archive, Row24_OlderStoriesAreReachedFromTheNewest) {
  many_stories();
  for (const std::string filter : {"", "?lang=en"}) {
    std::set<std::string> ids;
    std::set<std::string> seen;
    std::string target = "/feed.atom" + filter;
    while (!target.empty()) {
      ASSERT_TRUE(seen.insert(target).second) << "a loop at " << target;
      const pugi::xml_document atom = xml(target);
      const bool is_archive = !atom.select_nodes("//fh:archive").empty();
      EXPECT_EQ(is_archive, seen.size() > 1);
      if (is_archive) {
        EXPECT_EQ(
            target_of(atom.select_node("//link[@rel='current']").node().attribute("href").value()),
            "/feed.atom" + filter);
      }
      for (const auto& id : atom.select_nodes("//entry/id")) ids.insert(id.node().child_value());
      const std::string next =
          atom.select_node("//link[@rel='prev-archive']").node().attribute("href").value();
      target = next.empty() ? "" : target_of(next);
    }
    EXPECT_EQ(ids.size(), 13u * 29) << filter;
    EXPECT_GE(seen.size(), 4u);
  }
  std::set<std::string> ids;
  std::set<std::string> seen;
  for (std::string target = "/feed.json"; !target.empty();) {
    ASSERT_TRUE(seen.insert(target).second) << "a loop at " << target;
    simdjson::dom::parser parser;
    const std::string json = get(target).body;
    const auto document = parser.parse(json);
    for (const auto item : simdjson::dom::array(document["items"])) {
      ids.insert(std::string(std::string_view(item["id"])));
    }
    std::string_view next;
    target =
        document["next_url"].get(next) == simdjson::SUCCESS ? target_of(std::string(next)) : "";
  }
  EXPECT_EQ(ids.size(), 13u * 29);
}

TEST_F(Archive, Row24_AnArchiveKeepsItsUrlAndItsEntries) {
  many_stories();
  const std::string before = get("/feed.atom?before=100").body;
  const auto next = [this](const std::string& target) {
    return std::string(
        xml(target).select_node("//link[@rel='prev-archive']").node().attribute("href").value());
  };
  EXPECT_EQ(next("/feed.atom"), "https://news.example/wire/feed.atom?before=400");
  EXPECT_EQ(next("/feed.atom?before=400"), "https://news.example/wire/feed.atom?before=300");
  take("Beta", {{"b", "New", text_of(5000), ""}});
  EXPECT_EQ(get("/feed.atom?before=100").body, before);
  EXPECT_EQ(next("/feed.atom"), "https://news.example/wire/feed.atom?before=400");
}

TEST_F(Discovery, Row30_AnEmptyFeedOnlyWhereThereAreNoStories) {
  start();
  for (const char* format : kFormats) EXPECT_TRUE(feed(format).entries.empty()) << format;
  take("Alpha", {{"1", "One", text_of(1), ""}});
  stop();
  start();
  for (const char* format : kFormats) {
    EXPECT_EQ(feed(format).entries.size(), 1u) << format << ", from the first answer on";
  }
}

TEST_F(Discovery, Row32_TheFeedHasAnIcon) {
  start();
  EXPECT_STREQ(xml("/feed.atom").child("feed").child_value("icon"),
               "https://news.example/wire/icon.svg");
  simdjson::dom::parser parser;
  const std::string json = get("/feed.json").body;
  const auto document = parser.parse(json);
  EXPECT_EQ(std::string_view(document["icon"]), "https://news.example/wire/icon.svg");
  EXPECT_EQ(std::string_view(document["favicon"]), "https://news.example/wire/icon.svg");
  EXPECT_EQ(get("/icon.svg").header("content-type"), "image/svg+xml");
}

TEST_F(Discovery, Row33_TheFeedListGoesOutAndComesBack) {
  config.sources[0].group = "World/Asia & more";
  config.sources[0].lang = "id";
  config.sources[1].group = "World";
  FeedSource local;
  local.url = "file:///home/ana/secret.xml";
  FeedSource paid;
  paid.url = "https://paid.example/feed?key=1";
  paid.access = std::make_shared<FeedAccess>();
  config.sources.push_back(local);
  config.sources.push_back(paid);
  start();
  const RawAnswer opml = get("/opml");
  EXPECT_EQ(opml.header("content-type"), "text/x-opml; charset=utf-8");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(opml.body.c_str()));
  EXPECT_STREQ(document.child("opml").attribute("version").value(), "2.0");
  const pugi::xml_node first = document.select_node("//outline[@xmlUrl]").node();
  EXPECT_STREQ(first.attribute("type").value(), "rss");
  EXPECT_STREQ(first.attribute("htmlUrl").value(), "https://alpha.example/");
  EXPECT_EQ(opml.body.find("secret"), std::string::npos);
  EXPECT_EQ(opml.body.find("paid.example"), std::string::npos) << "it has a key";
  const auto back = parse::parse_opml(opml.body, "list.opml");
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 4u);
  for (const FeedSource& source : *back) {
    const auto known = std::ranges::find_if(
        config.sources, [&source](const FeedSource& s) { return s.url == source.url; });
    ASSERT_NE(known, config.sources.end()) << source.url;
    EXPECT_EQ(source.outlet, known->outlet);
    EXPECT_EQ(source.label(), known->label());
    EXPECT_EQ(source.group, known->group);
    EXPECT_EQ(source.lang, known->lang);
  }
}

TEST_F(Discovery, Row33_AListOfAnotherProgramKeepsItsFolders) {
  const auto list = parse::parse_opml(
      "<opml version=\"1.1\"><body><outline text=\"News\" custom=\"1\">"
      "<outline text=\"Asia\"><outline text=\"A\" xmlUrl=\"https://a.example/\" rating=\"5\"/>"
      "</outline></outline></body></opml>",
      "list.opml");
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 1u);
  EXPECT_EQ(list->at(0).group, "News/Asia");
}

}  // namespace
}  // namespace wirefold::test
