#include "wirefold/fetch/link_header.h"

#include <gtest/gtest.h>

namespace wirefold::fetch {
namespace {

std::string hub_in(std::string_view value) {
  for (const Link& link : links_of(value)) {
    if (link.has_rel("hub")) return link.target;
  }
  return {};
}

TEST(LinkHeader, FindsATarget) {
  const struct {
    const char* what;
    const char* value;
    const char* hub;
  } rows[] = {
      {"alone", "<https://h/>; rel=\"hub\"", "https://h/"},
      {"without quotes", "<https://h/>;rel=hub", "https://h/"},
      {"behind another", "<https://s/>; rel=self, <https://h/>; rel=hub", "https://h/"},
      {"behind a comma in quotes", "</a>; title=\"x, <y>\"; rel=self, <h>; rel=hub", "h"},
      {"behind an escaped quote", "<a>; title=\"\\\", \"; rel=x, <h>; rel=hub", "h"},
      {"one of two relations", "<h>; rel=\"self hub\"", "h"},
      {"in capitals", "<h>; REL=\"HUB\"", "h"},
      {"with a comma in the URL", "<https://h/a,b>; rel=hub", "https://h/a,b"},
      {"the first of two", "<a>; rel=hub, <b>; rel=hub", "a"},
      {"not part of a word", "<a>; rel=github", ""},
      {"not another parameter", "<a>; title=hub", ""},
      {"none", "", ""},
      {"never closed", "<https://h/", ""},
      {"no brackets", "https://h/; rel=hub", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(hub_in(row.value), row.hub) << row.what;
}

TEST(LinkHeader, GivesRelationsAndTypes) {
  const auto links = links_of(
      "</f.xml>; rel=\"Alternate home\"; type=\"Application/Atom+XML; charset=utf-8\", "
      "<https://h/>; rel=hub, nonsense");
  ASSERT_EQ(links.size(), 2u);
  EXPECT_EQ(links[0].target, "/f.xml");
  EXPECT_TRUE(links[0].has_rel("alternate"));
  EXPECT_TRUE(links[0].has_rel("home"));
  EXPECT_EQ(links[0].type, "application/atom+xml");
  EXPECT_EQ(links[1].type, "");
}

TEST(LinkHeader, GivesTheFirstTargetOfARelation) {
  const auto links = links_of("<a>; rel=self, <>; rel=hub, <b>; rel=\"x hub\", <c>; rel=hub");
  EXPECT_EQ(first_target(links, "hub"), "b") << "an empty one leads nowhere";
  EXPECT_EQ(first_target(links, "self"), "a");
  EXPECT_EQ(first_target(links, "alternate"), "");
}

TEST(LinkHeader, GivesAHundredRelationsAtMost) {
  std::string value = "<a>; rel=\"";
  for (int i = 0; i < 1000; ++i) value += "a ";
  const auto links = links_of(value + "\"");
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].rel.size(), 100u);
}

}  // namespace
}  // namespace wirefold::fetch
