#include "serve/page/story_picture.h"

#include <gtest/gtest.h>

#include "unit/serve/stories.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::serve {
namespace {

Site site_with_pictures() {
  Site site = test_site();
  site.pictures = true;
  return site;
}

Story story_with(std::size_t member, const std::string& image) {
  Story story = test_story();
  for (std::size_t i = 0; i < story.members.size(); ++i) {
    story.members[i].article.id = ArticleId{static_cast<std::int64_t>(i + 1)};
  }
  story.members[member].article.image = image;
  return story;
}

TEST(StoryPicture, IsOfTheLeadElseOfTheFirstCopyThatNamesOne) {
  Story story = story_with(2, "https://b.example/2.jpg");
  EXPECT_EQ(pictured(story)->id, ArticleId{3});
  story.members[0].article.image = "https://a.example/1.jpg";
  EXPECT_EQ(pictured(story)->id, ArticleId{1});
  story.members[0].article.image = "javascript:alert(1)";
  EXPECT_EQ(pictured(story)->id, ArticleId{3});
  EXPECT_EQ(pictured(test_story()), nullptr);
}

TEST(StoryPicture, IsOurOwnFileWithReservedSpace) {
  const std::string html =
      story_picture(site_with_pictures(), story_with(0, "https://a.example/1.jpg"), "../");
  EXPECT_EQ(html,
            "<img class=\"picture\" src=\"../picture/1\" alt=\"\" width=\"640\" height=\"360\" "
            "loading=\"lazy\" decoding=\"async\">\n");
}

TEST(StoryPicture, IsNotThereWithoutTheSettingOrAPicture) {
  EXPECT_EQ(story_picture(test_site(), story_with(0, "https://a.example/1.jpg"), ""), "");
  EXPECT_EQ(story_picture(site_with_pictures(), test_story(), ""), "");
}

TEST(StoryPicture, HasTheTextThatTheFeedHasForIt) {
  Story story = story_with(0, "https://a.example/1.jpg?a=1&b=2");
  story.members[0].article.content =
      "<p><img src=\"https://a.example/0.jpg\" alt=\"Another\"/>"
      "<img src=\"https://a.example/1.jpg?a=1&amp;b=2\" alt=\"A &quot;ferry&quot;\n &lt;b&gt;\" "
      "loading=\"lazy\"/></p>";
  const std::string html = story_picture(site_with_pictures(), story, "");
  EXPECT_NE(html.find(" alt=\"A &quot;ferry&quot; &lt;b&gt;\" "), std::string::npos) << html;
}

TEST(OutletIcon, IsOurOwnFileWithReservedSpace) {
  Article article;
  article.feed = FeedId{7};
  EXPECT_EQ(outlet_icon(site_with_pictures(), article, "../"), "") << "its feed names none";
  article.has_icon = true;
  EXPECT_EQ(outlet_icon(site_with_pictures(), article, "../"),
            "<img class=\"icon\" src=\"../icon/7\" alt=\"\" width=\"16\" height=\"16\" "
            "loading=\"lazy\" decoding=\"async\">");
  EXPECT_EQ(outlet_icon(test_site(), article, "../"), "");
}

TEST(StoryPicture, HasAShortText) {
  Story story = story_with(0, "https://a.example/1.jpg");
  story.members[0].article.summary =
      "<img src=\"https://a.example/1.jpg\" alt=\"" + std::string(2000, 'x') + "\"/>";
  EXPECT_LT(story_picture(site_with_pictures(), story, "").size(), 500U);
}

}  // namespace
}  // namespace wirefold::serve
