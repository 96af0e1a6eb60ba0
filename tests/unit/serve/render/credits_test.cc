#include "serve/render/credits.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "support/held_stories.h"

namespace wirefold::serve {
namespace {

/// test_story() with the agency that its lead names.
Story agency_story() {
  Story out = test_story();
  out.members[0].article.wire.agency = "Reuters";
  return out;
}

const std::vector<Story> kStories = {agency_story()};

/// The names in the elements `part`, or in the attribute of theirs.
std::vector<std::string> named(const std::string& bytes, const char* part,
                               const char* attribute = nullptr) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(bytes.c_str()));
  std::vector<std::string> out;
  for (const auto& found : document.select_nodes(part)) {
    const pugi::xml_node node = found.node();
    out.emplace_back(attribute == nullptr ? node.child_value() : node.attribute(attribute).value());
  }
  return out;
}

using Names = std::vector<std::string>;

TEST(Credits, NameTheOutletAsAuthorAndOthersAsContributors) {
  const std::string atom = body("/feed.atom", kStories);
  EXPECT_EQ(named(atom, "//entry/author/name"), Names{"A"});
  EXPECT_EQ(named(atom, "//entry/contributor/name"), (Names{"Ana", "Reuters"}));
  EXPECT_EQ(named(atom, "//entry/category", "term"), (Names{"World", "Reuters"}));
  const std::string rss = body("/feed.rss", kStories);
  EXPECT_EQ(named(rss, "//item/dc:creator"), Names{"A"});
  EXPECT_EQ(named(rss, "//item/dc:contributor"), (Names{"Ana", "Reuters"}));
  EXPECT_EQ(named(rss, "//item/category"), (Names{"World", "Reuters"}));
  const std::string json = body("/feed.json", kStories);
  EXPECT_NE(json.find("\"authors\":[{\"name\":\"A\"},{\"name\":\"Ana\"}],"
                      "\"tags\":[\"World\",\"Reuters\"],"),
            std::string::npos)
      << json;
}

TEST(Credits, NameNobodyTwice) {
  Story story = agency_story();
  Article& lead = story.members[0].article;
  lead.outlet = "Reuters";
  lead.authors = {"REUTERS", "Ana"};
  lead.categories = {"reuters"};
  const std::string atom = body("/feed.atom", {story});
  EXPECT_EQ(named(atom, "//entry/author/name"), Names{"Reuters"});
  EXPECT_EQ(named(atom, "//entry/contributor/name"), Names{"Ana"});
  EXPECT_EQ(named(atom, "//entry/category", "term"), Names{"reuters"});
}

TEST(Credits, AreThoseOfEachArticleInTheFeedOfAStory) {
  const std::string atom = body("/story/7.atom", kStories);
  EXPECT_EQ(named(atom, "//entry/author/name"), (Names{"C & Co", "B", "B", "A"}));
  EXPECT_EQ(named(atom, "//entry/contributor/name"), (Names{"Ana", "Reuters"}));
  EXPECT_EQ(named(atom, "//entry/category", "term"), (Names{"World", "Reuters"}));
}

}  // namespace
}  // namespace wirefold::serve
