// The verdict on each line of a page.
#include "wirefold/page/why.h"

#include <gtest/gtest.h>

namespace wirefold::page {
namespace {

constexpr char kPage[] = R"(<html><body>
<nav>Home</nav>
<h1>Ferry drifts for nine hours</h1>
<div class="article-body">
<p>A ferry with four hundred people drifted for nine hours in the northern strait after a fire in
its engine room knocked out the power and all of the pumps, the coastguard said on Monday.</p>
<figure><img src="f.jpg"><figcaption>The ferry in the old harbour.</figcaption></figure>
<p>Everybody was brought ashore unhurt by two tugs before the storm came up again in the morning,
and the ferry was towed to the old harbour, where inspectors went on board to look for the cause.</p>
<p><a href="/strait">All that we know of the strait</a></p>
<p style="display: none">Only for subscribers of the paper.</p>
<h2>Photos</h2>
<h2>What comes next</h2>
<p>The owner of the ferry said that it would not go out again before all of its pumps are new, and
that nobody on board had known of the fire before the lights went out on the lower deck.</p>
<p>Read also:</p>
<p>Storm closes the harbour</p>
</div>
<p>Imprint of the paper</p>
</body></html>)";

std::vector<std::pair<std::string, Verdict>> judged(const std::string& html) {
  std::vector<std::pair<std::string, Verdict>> out;
  const auto judgement = judge_page(html, "text/html", "https://n.example/ferry");
  EXPECT_TRUE(judgement);
  if (!judgement) return out;
  for (const JudgedLine& line : judgement->lines) {
    out.emplace_back(line.text.substr(0, line.text.find(' ')), line.verdict);
  }
  return out;
}

TEST(Why, IsSaidOfEachLine) {
  using enum Verdict;
  const std::vector<std::pair<std::string, Verdict>> expected = {
      {"Home", kAside},       {"Ferry", kHeadline}, {"A", kText},         {"The", kCaption},
      {"Everybody", kText},   {"All", kLinks},      {"Only", kHidden},    {"Photos", kNoSection},
      {"What", kText},        {"The", kText},       {"Read", kAnnounces}, {"Storm", kBehindOthers},
      {"Imprint", kElsewhere}};
  EXPECT_EQ(judged(kPage), expected);
}

/// A page with `above` between its headline and its text.
std::string page_with(const std::string& above) {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "<p>The owner said on day " + std::to_string(i) +
            " that the ferry would not go out again before all of its pumps are new.</p>";
  }
  return "<body><h1>Ferry drifts for nine hours</h1><div>" + above + "</div><div><div>" + text +
         "</div></div></body>";
}

TEST(Why, APictureWithItsCreditAboveTheTextIsNoLead) {
  const std::string caption =
      "<p>The ferry in the old harbour, where inspectors went on board to look for the cause of "
      "the fire that had knocked out its power and all of its pumps on the way to the islands of "
      "the northern strait. ";
  for (const char* const credit : {"(Photo: A. Whitfield)", "Foto: Whitfield/Harbour News",
                                   "© Harbour News", "Kuva: ANNA WHITFIELD"}) {
    const auto lines = judged(page_with(caption + credit + "</p>"));
    EXPECT_EQ(lines.at(1).second, Verdict::kCaption) << credit;
  }
  EXPECT_EQ(judged(page_with(caption + "</p>")).at(1).second, Verdict::kLead);
}

TEST(Why, OneSubtitleStandsAboveTheText) {
  const std::string heading = "<h2>Storm closes the harbour and the bridge to the islands</h2>";
  const auto lines = judged(page_with(heading + heading));
  EXPECT_EQ(lines.at(1).second, Verdict::kLead);
  EXPECT_EQ(lines.at(2).second, Verdict::kElsewhere);
}

TEST(Why, NamesWhereTheTextIsFromIfNotOfTheLines) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "Sentence " + std::to_string(i) + " of the whole article. ";
  const auto judgement =
      judge_page(R"(<script type="application/ld+json">{"@type":"NewsArticle","articleBody":")" +
                     text + R"("}</script><p>The beginning of it.</p>)",
                 "text/html", "");
  ASSERT_TRUE(judgement);
  EXPECT_EQ(judgement->source, TextSource::kLinkedData);
  EXPECT_EQ(judgement->lines.size(), 1u);
}

TEST(Why, HasAWordAndASentenceForEveryVerdict) {
  for (int i = 0; i <= static_cast<int>(Verdict::kLoose); ++i) {
    EXPECT_FALSE(to_string(static_cast<Verdict>(i)).empty()) << i;
    EXPECT_FALSE(in_words(static_cast<Verdict>(i)).empty()) << i;
  }
}

TEST(Why, FailsAsReadingDoes) {
  EXPECT_EQ(judge_page("words", "text/plain", "").error().detail, "not an HTML page");
}

}  // namespace
}  // namespace wirefold::page
