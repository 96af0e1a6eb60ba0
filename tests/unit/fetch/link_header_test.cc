#include "wirefold/fetch/link_header.h"

#include <gtest/gtest.h>

namespace wirefold::fetch {
namespace {

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
  for (const auto& row : rows) EXPECT_EQ(link_target(row.value, "hub"), row.hub) << row.what;
}

}  // namespace
}  // namespace wirefold::fetch
