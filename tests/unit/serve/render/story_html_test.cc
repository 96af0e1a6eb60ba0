#include "serve/render/story_html.h"

#include <gtest/gtest.h>

#include "unit/serve/stories.h"

namespace wirefold::serve {
namespace {

TEST(StoryHtml, IsInTheLanguageOfTheLead) {
  const auto html_in = [](const std::string& language) {
    Story story = test_story();
    story.members[0].article.lang = language;
    return story_html(test_site(), story);
  };
  const std::string german = html_in("de");
  EXPECT_NE(german.find("B</a> (4. Oktober 2024 um 01:00 UTC)</li>"), std::string::npos) << german;
  EXPECT_NE(german.find("<p>Also in:</p>"), std::string::npos) << german;
  EXPECT_NE(german.find(">All copies and their differences</a>"), std::string::npos) << german;
  EXPECT_NE(html_in("id").find(">Semua salinan dan perbedaannya</a>"), std::string::npos);
  EXPECT_NE(html_in("").find("B</a> (4 October 2024 at 01:00 UTC)</li>"), std::string::npos);
}

}  // namespace
}  // namespace wirefold::serve
