#include "cli/fold_stream.h"

#include <gtest/gtest.h>

#include <map>

#include "support/sentences.h"

namespace wirefold::cli {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::sentences;

using Lines = std::vector<FoldStream::Line>;

const Timestamp kStart = Timestamp(hours(480000));

/// An article with an outlet of its own.
InputArticle undated(const std::string& id, const std::string& text,
                     const std::string& title = "") {
  InputArticle out;
  out.id = id;
  out.outlet = "Outlet " + id;
  out.title = title;
  out.text = text;
  return out;
}

InputArticle article(const std::string& id, const std::string& text, seconds after_start = {},
                     const std::string& title = "") {
  InputArticle out = undated(id, text, title);
  out.published = kStart + after_start;
  return out;
}

/// An article without copies.
InputArticle any(unsigned number, seconds after_start = {}) {
  return article(std::to_string(number), sentences(100 * number, 100 * number + 5), after_start);
}

std::vector<std::string> ids_of(const Lines& lines) {
  std::vector<std::string> out;
  for (const auto& line : lines) out.push_back(line.id);
  return out;
}

/// All lines of a stream of these articles, by id.
std::map<std::string, FoldStream::Line> folded(const std::vector<InputArticle>& articles) {
  FoldStream stream({});
  std::map<std::string, FoldStream::Line> out;
  for (const InputArticle& a : articles) {
    for (const auto& line : stream.take(a)) out[line.id] = line;
  }
  for (const auto& line : stream.finish()) out[line.id] = line;
  EXPECT_EQ(out.size(), articles.size());
  return out;
}

/// The ids of each story, by the id that names the story.
std::map<std::string, std::vector<std::string>> stories_of(
    const std::map<std::string, FoldStream::Line>& lines) {
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& [id, line] : lines) {
    out[line.story].push_back(id);
    EXPECT_EQ(line.lead, line.story == id) << id;
    EXPECT_EQ(line.lead, line.like.empty()) << id;
  }
  return out;
}

TEST(FoldStream, TellsADecisionOnceItIsOlderThanStoriesChange) {
  fold::Rules rules;
  rules.settle = hours(6);
  FoldStream stream(rules);
  EXPECT_TRUE(stream.take(any(1)).empty());
  EXPECT_TRUE(stream.take(any(2, hours(1))).empty());
  EXPECT_TRUE(stream.take(any(3, hours(6))).empty()) << "it may change for six hours";
  EXPECT_EQ(ids_of(stream.take(any(4, hours(6) + seconds(1)))), std::vector<std::string>{"1"});
  EXPECT_EQ(ids_of(stream.take(any(5, hours(20)))), (std::vector<std::string>{"2", "3", "4"}));
}

TEST(FoldStream, TellsAllThatWaitsAtItsEnd) {
  FoldStream stream({});
  for (unsigned i = 1; i <= 3; ++i) EXPECT_TRUE(stream.take(any(i)).empty());
  EXPECT_EQ(ids_of(stream.finish()), (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_TRUE(stream.finish().empty());
}

TEST(FoldStream, TellsTheDecisionsInTheOrderOfTheInput) {
  FoldStream stream({});
  EXPECT_TRUE(stream.take(any(1, hours(5))).empty());
  EXPECT_TRUE(stream.take(any(2)).empty()) << "an earlier date behind a later one";
  EXPECT_TRUE(stream.take(any(3, hours(10))).empty());
  EXPECT_EQ(ids_of(stream.take(any(4, hours(12)))), (std::vector<std::string>{"1", "2"}))
      << "both came at five";
}

TEST(FoldStream, GoesByItsOwnClock) {
  FoldStream stream({});
  stream.take(any(1));
  // A single wrong date a year ahead does not move the clock by a year.
  EXPECT_TRUE(stream.take(any(2, hours(24 * 365))).empty());
  EXPECT_TRUE(stream.take(any(3, hours(1))).empty());
  EXPECT_EQ(ids_of(stream.take(any(4, hours(7)))), (std::vector<std::string>{"1", "2"}));
}

TEST(FoldStream, LetsAnUndatedArticleGrowOldWithTheOthers) {
  FoldStream stream({});
  stream.take(any(1));
  stream.take(undated("2", sentences(0, 5)));
  EXPECT_EQ(ids_of(stream.take(any(3, hours(7)))), (std::vector<std::string>{"1", "2"}));
}

TEST(FoldStream, LetsNoMoreDecisionsWaitThanItMay) {
  constexpr std::size_t kMost = 3;
  FoldStream stream({}, std::nullopt, kMost);
  std::vector<std::string> settled;
  for (unsigned i = 1; i <= 20; ++i) {
    const std::string id = std::to_string(i);
    for (const auto& line : stream.take(undated(id, sentences(100 * i, 100 * i + 5)))) {
      settled.push_back(line.id);
      EXPECT_EQ(line.id, std::to_string(settled.size()));
    }
    EXPECT_EQ(settled.size(), i <= kMost ? 0 : i - kMost);
  }
  EXPECT_EQ(stream.finish().size(), kMost);
}

TEST(FoldStream, BoundsWhatWaitsOfDatedArticlesToo) {
  FoldStream stream({}, std::nullopt, 2);
  std::size_t settled = 0;
  for (unsigned i = 1; i <= 10; ++i) {
    settled += stream.take(any(i)).size();
    EXPECT_LE(i - settled, 2u);
  }
  EXPECT_EQ(settled, 8u);
}

TEST(FoldStream, TellsAtOnceWhereNothingMayWait) {
  FoldStream stream({}, std::nullopt, 0);
  EXPECT_EQ(ids_of(stream.take(any(1))), std::vector<std::string>{"1"});
  EXPECT_EQ(ids_of(stream.take(any(2))), std::vector<std::string>{"2"});
}

TEST(FoldStream, NamesWhatACopyIsLike) {
  const auto lines = folded({article("A", sentences(0, 6)), article("B", sentences(0, 6))});
  EXPECT_TRUE(lines.at("A").lead);
  EXPECT_EQ(lines.at("A").story, "A");
  EXPECT_EQ(lines.at("A").rule, "new");
  EXPECT_FALSE(lines.at("B").lead);
  EXPECT_EQ(lines.at("B").story, "A");
  EXPECT_EQ(lines.at("B").like, "A");
  EXPECT_EQ(lines.at("B").whole, "");
  EXPECT_EQ(lines.at("B").rule, "text");
  EXPECT_EQ(lines.at("B").similarity, 1);
  EXPECT_EQ(lines.at("B").distance, 0);
}

TEST(FoldStream, TakesApartACompilationThatCameFirst) {
  const auto lines =
      folded({article("both", sentences(0, 6) + sentences(20, 26)), article("A", sentences(0, 6)),
              article("A2", sentences(0, 6)), article("B", sentences(20, 26))});
  EXPECT_EQ(stories_of(lines), (std::map<std::string, std::vector<std::string>>{
                                   {"A", {"A", "A2"}}, {"B", {"B"}}, {"both", {"both"}}}));
  EXPECT_EQ(lines.at("both").rule, kCompilation);
  EXPECT_EQ(lines.at("A").rule, kContained);
  EXPECT_EQ(lines.at("A").whole, "both");
  EXPECT_EQ(lines.at("A2").rule, "text");
  EXPECT_EQ(lines.at("A2").like, "A");
  EXPECT_EQ(lines.at("B").rule, kContained);
  EXPECT_EQ(lines.at("B").whole, "both");
}

TEST(FoldStream, TakesACompilationApartWhoseFirstPartHasNoDate) {
  const auto lines =
      folded({undated("A", sentences(0, 6)), article("both", sentences(0, 6) + sentences(20, 26)),
              article("B", sentences(20, 26))});
  EXPECT_EQ(stories_of(lines), (std::map<std::string, std::vector<std::string>>{
                                   {"A", {"A"}}, {"B", {"B"}}, {"both", {"both"}}}));
  EXPECT_EQ(lines.at("A").rule, kContained);
  EXPECT_EQ(lines.at("both").rule, kCompilation);
}

TEST(FoldStream, TakesACompilationThatCameLastForOne) {
  const auto lines = folded({article("A", sentences(0, 6)), article("B", sentences(20, 26)),
                             article("both", sentences(0, 6) + sentences(20, 26))});
  EXPECT_EQ(stories_of(lines).size(), 3u);
  EXPECT_EQ(lines.at("both").rule, kCompilation);
  EXPECT_EQ(lines.at("both").whole, "");
  EXPECT_EQ(lines.at("A").rule, kContained) << "it is told when the compilation comes";
  EXPECT_EQ(lines.at("A").whole, "both");
}

TEST(FoldStream, DoesNotTakeBackWhatItHasTold) {
  FoldStream stream({});
  stream.take(article("both", sentences(0, 6) + sentences(20, 26)));
  stream.take(article("A", sentences(0, 6)));
  const Lines settled = stream.take(any(9, hours(7)));
  ASSERT_EQ(ids_of(settled), (std::vector<std::string>{"both", "A"}));
  EXPECT_EQ(settled[1].story, "both");
  stream.take(article("B", sentences(20, 26), hours(7)));
  stream.take(article("A2", sentences(0, 6), hours(7)));
  const Lines rest = stream.finish();
  ASSERT_EQ(ids_of(rest), (std::vector<std::string>{"9", "B", "A2"}));
  EXPECT_EQ(rest[1].story, "B");
  EXPECT_EQ(rest[1].whole, "both");
  EXPECT_EQ(rest[2].story, "both") << "where the part is that it is a copy of";
  EXPECT_EQ(stream.stories(), 3);
}

constexpr char kFerry[] = "Ferry adrift off the northern coast for nine hours";

TEST(FoldStream, MergesTwoStoriesWhenTheTextBetweenThemComes) {
  FoldStream stream({});
  stream.take(article("A", sentences(0, 10), {}, kFerry));
  stream.take(article("B", sentences(5, 15), {}, kFerry));
  stream.take(article("B2", sentences(5, 15), {}, kFerry));
  EXPECT_EQ(stream.stories(), 2);
  stream.take(article("bridge", sentences(0, 13), {}, kFerry));
  EXPECT_EQ(stream.stories(), 1);
  const Lines lines = stream.finish();
  ASSERT_EQ(ids_of(lines), (std::vector<std::string>{"A", "B", "B2", "bridge"}));
  for (const auto& line : lines) {
    EXPECT_EQ(line.story, "A") << line.id;
    EXPECT_EQ(line.lead, line.id == "A") << line.id;
  }
  EXPECT_EQ(lines[1].like, "bridge");
  EXPECT_EQ(lines[1].rule, "text");
  EXPECT_EQ(lines[2].like, "B");
}

TEST(FoldStream, NamesTheStoryOfACopyByWhatHasBecomeOfIt) {
  const std::string of_b2 = sentences(5, 14) + sentences(60, 62);
  const auto lines = folded(
      {article("A", sentences(0, 10), {}, kFerry), article("B", sentences(5, 15), {}, kFerry),
       article("B2", of_b2, {}, kFerry), article("bridge", sentences(0, 13), {}, kFerry),
       article("bridge2", sentences(0, 13), {}, kFerry), article("C", of_b2, {}, kFerry)});
  EXPECT_EQ(lines.at("B2").story, "A");
  EXPECT_EQ(lines.at("C").like, "B2");
  EXPECT_EQ(lines.at("C").story, "A");
}

TEST(FoldStream, CountsTheStoriesThatComeOfAnother) {
  FoldStream stream({});
  stream.take(article("both", sentences(0, 6) + sentences(20, 26)));
  stream.take(article("A", sentences(0, 6)));
  EXPECT_EQ(stream.stories(), 1);
  stream.take(article("B", sentences(20, 26)));
  EXPECT_EQ(stream.stories(), 3);
}

TEST(FoldStream, CountsWhatItHasTaken) {
  FoldStream stream({});
  stream.take(article("A", sentences(0, 6)));
  stream.take(article("B", sentences(0, 6)));
  stream.take(article("C", sentences(20, 26)));
  EXPECT_EQ(stream.articles(), 3);
  EXPECT_EQ(stream.stories(), 2);
  EXPECT_EQ(stream.window(), 3u);
  stream.take(any(9, hours(24 * 9)));
  EXPECT_EQ(stream.window(), 4u);
  stream.take(any(8, hours(24 * 18)));
  EXPECT_EQ(stream.window(), 2u);
  EXPECT_EQ(stream.articles(), 5);
}

TEST(FoldStream, MovesNothingThatIsOlderThanStoriesChange) {
  FoldStream stream({});
  stream.take(article("both", sentences(0, 6) + sentences(20, 26)));
  stream.take(article("A", sentences(0, 6)));
  const Lines settled = stream.take(article("B", sentences(20, 26), hours(7)));
  ASSERT_EQ(ids_of(settled), (std::vector<std::string>{"both", "A"}));
  EXPECT_EQ(settled[1].story, "both");
}

TEST(FoldStream, NamesAStoryByAnArticleThatIsInIt) {
  // A is more like N than like L, and L and N have little in common, so A moves from L to N. Then N
  // turns out to contain M as well.
  const std::string text = sentences(0, 9);
  const std::string end = "one two three four five six. ";
  const auto lines =
      folded({article("L", text + sentences(100, 200)), article("A", text + end),
              article("N", text + end + sentences(200, 300)), article("M", sentences(200, 260))});
  EXPECT_EQ(stories_of(lines), (std::map<std::string, std::vector<std::string>>{
                                   {"A", {"A"}}, {"L", {"L"}}, {"M", {"M"}}, {"N", {"N"}}}));
}

TEST(StreamClock, IsTheLatestDateSoFar) {
  StreamClock clock;
  EXPECT_EQ(clock.take(kStart), kStart);
  EXPECT_EQ(clock.take(kStart - hours(1)), kStart);
  EXPECT_EQ(clock.take(kStart + hours(1)), kStart + hours(1));
  EXPECT_EQ(clock.take(kStart + hours(1) + std::chrono::days(10)),
            kStart + hours(1) + std::chrono::days(10));
}

TEST(StreamClock, BelievesTheThirdOfThreeDatesFarAhead) {
  const Timestamp ahead = kStart + std::chrono::days(300);
  StreamClock clock;
  clock.take(kStart);
  EXPECT_EQ(clock.take(ahead), kStart);
  EXPECT_EQ(clock.take(ahead + hours(2)), kStart);
  EXPECT_EQ(clock.take(kStart + hours(1)), kStart + hours(1));
  EXPECT_EQ(clock.take(ahead + hours(1)), ahead);
}

}  // namespace
}  // namespace wirefold::cli
