// Rows 1 to 7, 18 to 23, 26 and 27: what an entry contains, and when it changes.
#include <simdjson.h>
#include <map>
#include <set>

#include "served/newsroom.h"
#include "wirefold/html/text_construct.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;

/// Ids of the entries in document order.
std::vector<std::string> ids(const ParsedFeed& feed) {
  std::vector<std::string> out;
  for (const Entry& e : feed.entries) out.push_back(e.id);
  return out;
}

const News kFire{"1", "Fire on a ferry", text_of(1), ""};
const News kOther{"9", "A bakery opens", text_of(2), ""};

class Entries : public Newsroom {
 protected:
  /// Takes a story of Alpha, and Beta's copy of it under another title.
  void two_outlets() {
    start();
    take("Alpha", {kFire});
    take("Beta", {{"b", "Ferry burns", text_of(1), ""}});
  }

  std::string entry_bytes(const std::string& id) const {
    const std::string atom = get("/feed.atom").body;
    const std::size_t at = atom.find("<id>" + id + "</id>");
    const std::size_t begin = atom.rfind("<entry", at);
    return at == std::string::npos ? "" : atom.substr(begin, atom.find("</entry>", at) - begin);
  }
};

TEST_F(Entries, Row01_IdsArePermanentAndTheSameInAllFormats) {
  config.fold.prefer = "Beta";
  start();
  take("Alpha", {kFire});
  const std::vector<std::string> first = ids(feed("/feed.atom"));
  ASSERT_EQ(first.size(), 1u);
  EXPECT_TRUE(first[0].starts_with("urn:uuid:")) << first[0];
  EXPECT_EQ(xml("/feed.rss").select_node("//guid").node().attribute("isPermaLink").as_string(),
            std::string("false"));
  take("Beta", {{"b", "Another title, another lead", text_of(1), ""}});
  EXPECT_EQ(html::one_line(feed("/feed.atom").entries.at(0).title), "Another title, another lead");
  config.serve.base_url = "https://elsewhere.example";
  start();
  for (const char* format : kFormats) EXPECT_EQ(ids(feed(format)), first) << format;
}

TEST_F(Entries, Row02_EveryJsonItemHasAnId) {
  two_outlets();
  take("Gamma", {{"g", "", text_of(3), ""}, {"h", "", "", ""}});
  simdjson::dom::parser parser;
  const std::string json = get("/feed.json").body;
  simdjson::dom::array items = parser.parse(json)["items"];
  EXPECT_EQ(items.size(), 3u);
  for (const auto item : items) EXPECT_FALSE(std::string_view(item["id"]).empty());
}

TEST_F(Entries, Row03_NoIdStandsTwiceInADocument) {
  start();
  std::vector<News> news;
  for (int i = 0; i < 30; ++i) news.push_back({std::to_string(i % 20), "T", text_of(i), ""});
  take("Alpha", news);
  take("Beta", news);
  for (const char* format : kFormats) {
    const auto all = ids(feed(format));
    EXPECT_EQ(std::set(all.begin(), all.end()).size(), all.size()) << format;
    EXPECT_EQ(all.size(), 30u) << format << ": an id that entries share names none of them";
  }
}

TEST_F(Entries, Row04_UpdatedMovesOnlyOnASignificantChange) {
  start();
  take("Alpha", {kFire});
  const Entry before = feed("/feed.atom").entries.at(0);
  EXPECT_EQ(before.published, before.updated);
  take("Beta", {{"b", "Ferry burns", text_of(1), ""}});
  EXPECT_EQ(feed("/feed.atom").entries.at(0).updated, before.updated) << "a new copy";
  take("Alpha", {{"1", "Fire on a ferry put out", text_of(1), ""}});
  const Entry after = feed("/feed.atom").entries.at(0);
  EXPECT_GT(after.updated, before.updated) << "the lead was corrected";
  EXPECT_EQ(after.published, before.published);
}

TEST_F(Entries, Row04_TheNumberOfOutletsCountsIfTheOperatorWantsIt) {
  config.serve.update_at_outlets = 3;
  two_outlets();
  const auto at_two = feed("/feed.atom").entries.at(0).updated;
  take("Gamma", {{"g", "Ferry", text_of(1), ""}});
  const auto at_three = feed("/feed.atom").entries.at(0).updated;
  EXPECT_GT(at_three, at_two);
  take("Delta", {{"d", "Ferry", text_of(1), ""}});
  EXPECT_EQ(feed("/feed.atom").entries.at(0).updated, at_three);
}

TEST_F(Entries, Row05_AnEntryStaysByteForByteWhileItsStoryDoes) {
  two_outlets();
  const std::string id = feed("/feed.atom").entries.at(0).id;
  const std::string before = entry_bytes(id);
  ASSERT_NE(before.find("Ferry burns"), std::string::npos);
  pass(40h);
  take("Gamma", {kOther});
  EXPECT_EQ(entry_bytes(id), before);
}

TEST_F(Entries, Row06_DatesAreThoseOfTheLastChangeAndNeverNow) {
  two_outlets();
  const Timestamp changed = now() - 1s;
  const std::string atom = get("/feed.atom").body;
  const std::string rss = get("/feed.rss").body;
  EXPECT_EQ(xml("/feed.atom").child("feed").child_value("updated"), format_rfc3339(changed));
  EXPECT_EQ(xml("/feed.rss").select_node("//lastBuildDate").node().child_value(),
            format_http_date(changed));
  pass(100h);
  start();
  EXPECT_EQ(get("/feed.atom").body, atom);
  EXPECT_EQ(get("/feed.rss").body, rss);
}

TEST_F(Entries, Row07_NewestFirstAndALateCopyMovesNothing) {
  start();
  take("Alpha", {kFire});
  take("Alpha", {kOther});
  const auto before = ids(feed("/feed.atom"));
  EXPECT_EQ(html::one_line(feed("/feed.atom").entries.at(0).title), kOther.title);
  take("Beta", {{"b", "Ferry burns", text_of(1), ""}});
  for (const char* format : kFormats) EXPECT_EQ(ids(feed(format)), before) << format;
}

TEST_F(Entries, Row18_EachEntryNamesTheFeedThatItComesFrom) {
  two_outlets();
  const pugi::xml_document atom = xml("/feed.atom");
  const pugi::xml_node source = atom.child("feed").child("entry").child("source");
  EXPECT_STREQ(source.child_value("id"), "https://alpha.example/feed");
  EXPECT_STREQ(source.child_value("title"), "Feed of Alpha");
  EXPECT_STREQ(source.child_value("rights"), "(c) Alpha");
  EXPECT_NE(std::string(source.child_value("updated")), "");
  EXPECT_STREQ(source.child("link").attribute("rel").value(), "self");
  EXPECT_STREQ(source.child("link").attribute("href").value(), "https://alpha.example/feed");
}

TEST_F(Entries, Row19_OtherCopiesAreSeenByPeopleAndPrograms) {
  two_outlets();
  const pugi::xml_document atom = xml("/feed.atom");
  const pugi::xml_node related = atom.select_node("//entry/link[@rel='related']").node();
  EXPECT_STREQ(related.attribute("href").value(), "https://beta.example/b");
  EXPECT_STREQ(related.attribute("title").value(), "Beta");
  EXPECT_STREQ(related.attribute("hreflang").value(), "en");
  for (const char* format : kFormats) {
    const Entry entry = feed(format).entries.at(0);
    const std::string& html = entry.content.empty() ? entry.summary.value : entry.content.value;
    EXPECT_NE(html.find("Also in"), std::string::npos) << format;
    EXPECT_NE(html.find("<a href=\"https://beta.example/b\">Beta</a>"), std::string::npos) << html;
  }
  EXPECT_STREQ(xml("/feed.rss").select_node("//item/source").node().attribute("url").value(),
               "https://alpha.example/feed");
  simdjson::dom::parser parser;
  const std::string json = get("/feed.json").body;
  const auto extension = parser.parse(json)["items"].at(0)["_wirefold"];
  EXPECT_TRUE(std::string_view(extension["about"]).starts_with("https://news.example/wire/story/"));
  EXPECT_EQ(std::string_view(extension["articles"].at(1)["outlet"]), "Beta");
}

TEST_F(Entries, Row20_TheUrlOfAJsonItemIsTheLeadsArticle) {
  two_outlets();
  simdjson::dom::parser parser;
  const std::string json = get("/feed.json").body;
  const auto item = parser.parse(json)["items"].at(0);
  EXPECT_EQ(std::string_view(item["url"]), "https://alpha.example/1");
  EXPECT_NE(item["external_url"].error(), simdjson::SUCCESS);
}

TEST_F(Entries, Row21_ThereIsAlwaysAnAuthor) {
  start();
  take("Alpha", {kFire, {"2", "With", text_of(4), "<author>Ana</author>"}});
  const pugi::xml_document atom = xml("/feed.atom");
  EXPECT_STREQ(atom.child("feed").child("author").child_value("name"), "Wire");
  std::set<std::string> names;
  for (const auto& node : atom.select_nodes("//entry/author/name")) {
    names.insert(node.node().child_value());
  }
  EXPECT_EQ(names, std::set<std::string>{"Alpha"}) << "the outlet, whoever wrote";
  EXPECT_EQ(atom.select_nodes("//entry/contributor/name[text()='Ana']").size(), 1u);
}

TEST_F(Entries, Row22_SummariesByDefaultAndWholeTextsOnDemand) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += text_of(i);
  const News news{"1", "Long", text + "<p>The very end.</p>", ""};
  start();
  take("Alpha", {news});
  const auto body = [this] { return feed("/feed.atom").entries.at(0).content.value; };
  EXPECT_LT(body().size(), 1000u);
  EXPECT_EQ(body().find("The very end"), std::string::npos);
  config.serve.content = "full";
  start();
  EXPECT_NE(body().find("The very end"), std::string::npos);
}

TEST_F(Entries, Row22_WhatStrangersWriteIsHarmless) {
  start();
  take("Alpha", {{"1", "Bad \x01 title",
                  text_of(1,
                          "<script>alert(1)</script><img src=x onerror=alert(1)>"
                          "<a href=\"/more\">more</a>\x02"),
                  ""}});
  for (const char* format : kFormats) {
    const std::string bytes = get(format).body;
    for (const char* bad : {"alert(1)", "onerror", "\x01", "\x02", "\\u0001", "\\u0002"}) {
      EXPECT_EQ(bytes.find(bad), std::string::npos) << format << ' ' << bad;
    }
    EXPECT_NE(bytes.find("https://alpha.example/more"), std::string::npos) << format;
  }
}

TEST_F(Entries, FormsOfOneFileAreOneEnclosure) {
  start();
  const auto file = [](const std::string& name) {
    return "<media:content url=\"https://i.example/" + name + "\"/>";
  };
  take("Alpha", {{"1", "Film", text_of(1),
                  "<media:group>" + file("a.webm") + file("a.mp4") + file("a.swf") +
                      "</media:group>" + file("b.mp3")}});
  const auto urls = [](const simdjson::dom::array& files) {
    std::string out;
    for (const auto one : files) {
      std::string_view title;
      if (one["title"].get(title) != simdjson::SUCCESS) title = "-";
      out.append(std::string_view(one["url"])).append(" ").append(title).append(" ");
    }
    return out;
  };
  simdjson::dom::parser parser;
  const std::string json = get("/feed.json").body;
  const simdjson::dom::element item = parser.parse(json)["items"].at(0);
  EXPECT_EQ(urls(item["attachments"]),
            "https://i.example/a.mp4 1 https://i.example/a.webm 1 https://i.example/a.swf 1 "
            "https://i.example/b.mp3 - ");
  const std::string atom = get("/feed.atom").body;
  EXPECT_NE(atom.find("a.mp4"), std::string::npos);
  EXPECT_NE(atom.find("b.mp3"), std::string::npos);
  EXPECT_EQ(atom.find("a.webm"), std::string::npos);
  const std::string rss = get("/feed.rss").body;
  EXPECT_NE(rss.find("a.mp4"), std::string::npos);
  EXPECT_EQ(rss.find("a.webm"), std::string::npos);
}

TEST_F(Entries, PicturesGoWithTheirStories) {
  start();
  take("Alpha",
       {{"1", "Thumbnail", text_of(1), "<media:thumbnail url=\"https://i.example/1.jpg\"/>"},
        {"2", "Enclosure", text_of(2),
         "<enclosure url=\"https://i.example/2.png\" type=\"image/png\" length=\"1\"/>"},
        {"3", "Inline", text_of(3, "<img src=\"/3.gif?a=1&amp;b=2\">"), ""},
        {"4", "None", text_of(4), "<media:thumbnail url=\"javascript:alert(1)\"/>"}});
  std::map<std::string, std::string> images;
  simdjson::dom::parser parser;
  const std::string json = get("/feed.json").body;
  for (const auto item : simdjson::dom::array(parser.parse(json)["items"])) {
    std::string_view image;
    if (item["image"].get(image) != simdjson::SUCCESS) image = "";
    images[std::string(std::string_view(item["title"]))] = image;
  }
  EXPECT_EQ(images,
            (std::map<std::string, std::string>{{"Thumbnail", "https://i.example/1.jpg"},
                                                {"Enclosure", "https://i.example/2.png"},
                                                {"Inline", "https://alpha.example/3.gif?a=1&b=2"},
                                                {"None", ""}}));
  for (const char* format : {"/feed.atom", "/feed.rss"}) {
    EXPECT_EQ(xml(format).select_nodes("//media:thumbnail").size(), 3u) << format;
  }
}

TEST_F(Entries, AnAgencyOrTheLongestCopyMayLead) {
  const std::string more = "<p>" + text_of(77) + "</p>";
  const auto lead = [this] { return html::one_line(feed("/feed.json").entries.at(0).title); };
  config.fold.lead = "longest";
  start();
  take("Alpha", {{"1", "Short", text_of(1), ""}});
  take("Beta", {{"b", "A little longer", text_of(1, "And a few words."), ""}});
  EXPECT_EQ(lead(), "Short") << "not by half";
  take("Gamma", {{"g", "Long", text_of(1) + more, ""}});
  EXPECT_EQ(lead(), "Long");
  take("Delta", {{"d", "As long", text_of(1) + more, ""}});
  EXPECT_EQ(lead(), "Long") << "it does not flip";
  config.fold.lead = "agency";
  config.sources[1].outlet = "Reuters";
  start();
  take("Alpha", {{"2", "By another", text_of(2, "(Reuters)"), ""}});
  take("Beta", {{"b2", "By the agency", "<p>HARBOUR (Reuters) - </p>" + text_of(2), ""}});
  EXPECT_EQ(lead(), "By the agency");
}

TEST_F(Entries, Row23_AFeedStaysSmall) {
  start();
  std::vector<News> news;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (int part = 0; part < 12; ++part) text += text_of(100 * i + part);
    news.push_back({std::to_string(i), "Title of number " + std::to_string(i), text, ""});
  }
  take("Alpha", news);
  for (const char* format : kFormats) {
    EXPECT_EQ(feed(format).entries.size(), 100u) << format;
    EXPECT_LT(get(format).body.size(), 250000u) << format;
    EXPECT_EQ(feed(std::string(format) + "?limit=20").entries.size(), 20u) << format;
  }
}

class Merging : public Entries {
 protected:
  /// Beta's entry turns out to be a copy of Alpha's once its text arrives.
  void merge() {
    start();
    take("Alpha", {kFire});
    take("Beta", {{"b", "Ferry burns", "What happened in the night. Read on.", ""}});
    before = ids(feed("/feed.atom"));
    take("Beta", {{"b", "Ferry burns", text_of(1), ""}});
  }

  std::vector<std::string> before;
};

TEST_F(Merging, Row26_AStoryThatWentIntoAnotherLeavesATombstone) {
  merge();
  ASSERT_EQ(before.size(), 2u);
  const pugi::xml_document atom = xml("/feed.atom");
  const auto tombstones = atom.select_nodes("//at:deleted-entry");
  ASSERT_EQ(tombstones.size(), 1u);
  const pugi::xml_node tombstone = tombstones.first().node();
  EXPECT_EQ(tombstone.attribute("ref").value(), before[0]) << "Beta's";
  EXPECT_EQ(tombstone.attribute("when").value(), format_rfc3339(now() - 1s));
  pass(24h * 6);
  take("Gamma", {kOther});
  EXPECT_EQ(xml("/feed.atom").select_nodes("//at:deleted-entry").size(), 1u);
  pass(24h * 6);
  take("Gamma", {{"x", "Later", text_of(7), ""}});
  EXPECT_EQ(xml("/feed.atom").select_nodes("//at:deleted-entry").size(), 0u) << "after a week";
}

TEST_F(Merging, Row27_TheOlderStorySurvivesAndNothingIsNewAgain) {
  merge();
  for (const char* format : kFormats) {
    EXPECT_EQ(ids(feed(format)), std::vector<std::string>{before[1]}) << format;
  }
  const RawAnswer gone = get("/story/2");
  EXPECT_EQ(gone.status, 301);
  EXPECT_EQ(gone.header("location"), "https://news.example/wire/story/1");
  EXPECT_EQ(get("/story/2.json").header("location"), "https://news.example/wire/story/1.json");
  start();
  take("Beta", {{"b", "Ferry burns", text_of(1), ""}});
  EXPECT_EQ(ids(feed("/feed.atom")), std::vector<std::string>{before[1]});
}

}  // namespace
}  // namespace wirefold::test
