#include "wirefold/fold/folder.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "support/sentences.h"
#include "wirefold/base/hash.h"
#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

using std::chrono::hours;
using test::sentences;

/// Feeds a Folder as the daemon does.
class Feeder {
 public:
  explicit Feeder(const Rules& rules = {}) : folder(rules, documents_) {}

  Incoming article(const std::string& outlet, const std::string& body,
                   const std::string& title = "", const std::string& link = "") {
    ++count_;
    return {{ArticleId{count_}, hash64(outlet), link.empty() ? 0 : hash64(link), std::nullopt, now},
            text::analyse(title, body)};
  }

  /// Takes the article and returns the number of its story.
  std::int64_t take(Incoming article) {
    last = folder.decide(article);
    const StoryId story = last.story.value_or(StoryId{to_int(article.id)});
    folder.remember(std::move(article), story);
    while (const auto move = folder.revise()) carry_out(*move);
    return to_int(story);
  }

  /// Gives an article a new text and returns the first move that follows.
  std::optional<Move> edit(ArticleId id, Document document) {
    folder.replace(id, std::move(document));
    return folder.revise();
  }
  std::int64_t take(const std::string& outlet, const std::string& body,
                    const std::string& title = "", const std::string& link = "") {
    return take(article(outlet, body, title, link));
  }

 private:
  MemoryDocuments documents_;

 public:
  Folder folder;
  Decision last;
  std::vector<Move> moves;  // Moves that were carried out.
  Timestamp now{};

 private:
  void carry_out(const Move& move) {
    moves.push_back(move);
    if (move.to == move.from) return;
    const StoryId to = move.to.value_or(StoryId{1000 + to_int(move.article)});
    move.whole ? folder.merge(move.from, to) : folder.move(move.article, to);
  }

  std::int64_t count_ = 0;
};

TEST(Folder, FoldsAVerbatimCopy) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  EXPECT_EQ(f.last.reason.rule, "new");
  EXPECT_EQ(f.take("B", sentences(0, 8)), story);
  EXPECT_EQ(f.last.reason.rule, "text");
  EXPECT_EQ(f.last.reason.distance, 0);
  EXPECT_DOUBLE_EQ(f.last.reason.similarity, 1.0);
  EXPECT_EQ(to_int(f.last.reason.like), 1);
}

TEST(Folder, FoldsACutCopyWhicheverComesFirst) {
  Feeder f;
  EXPECT_EQ(f.take("A", sentences(0, 20)), f.take("B", sentences(0, 4)));
  EXPECT_EQ(f.take("C", sentences(50, 54)), f.take("D", sentences(50, 70)));
}

TEST(Folder, FoldsACopyInsideAPageOfOtherText) {
  Feeder f;
  EXPECT_EQ(f.take("A", sentences(0, 8)),
            f.take("B", sentences(100, 103) + sentences(0, 8) + sentences(103, 115)));
}

TEST(Folder, KeepsOtherTextsApart) {
  Feeder f;
  EXPECT_NE(f.take("A", sentences(0, 8)), f.take("B", sentences(8, 16)));
}

TEST(Folder, KeepsTextsApartThatShareAQuotation) {
  Feeder f;
  EXPECT_NE(f.take("A", sentences(0, 3) + sentences(10, 20)),
            f.take("B", sentences(0, 3) + sentences(30, 40)));
}

TEST(Folder, NeedsEnoughWords) {
  Feeder f;
  EXPECT_NE(f.take("A", sentences(0, 2)), f.take("B", sentences(0, 2)));
}

std::string bulletin(const char* magnitude, const char* place, const char* hour) {
  return std::string("an earthquake of magnitude ") + magnitude + " shook the district of " +
         place + " this morning at " + hour +
         " and the agency said that there is no danger of a great wave after it so that people "
         "may stay where they are and should not listen to rumours that nobody can answer for "
         "while they keep away from buildings with cracks in their walls until these are looked at";
}

TEST(Folder, KeepsTwoBulletinsOfOneTemplateApart) {
  Feeder f;
  const auto first = f.take("A", bulletin("7.1", "Tanimbar", "03.14"), "Quake of M 7.1");
  EXPECT_NE(f.take("B", bulletin("5.2", "Seram", "21.40"), "Quake of M 5.2"), first);
  EXPECT_EQ(f.take("C", bulletin("7.1", "Tanimbar", "03.14"), "Strong quake, M 7.1"), first);
}

TEST(Folder, KeepsTheEventsOfATemplateApartWhateverTheirTitles) {
  Feeder f;
  const std::string tail =
      " and traders said that investors were cautious before the next decision of the central bank "
      "on the rates of interest while the volume of the day was in line with what is usual for the "
      "season and with that of the same week of the year before";
  const auto day = [&tail](const char* bank, const char* oil) {
    return std::string("the index of the exchange ended the session of the day at ") + oil +
           " points after the shares of the house of " + bank + " had led the movers of the list" +
           tail;
  };
  const auto first = f.take("A", day("Ostbank", "4182"), "Stocks end the day");
  EXPECT_NE(f.take("B", day("Lindgren", "4136"), "Exchange closes"), first);
}

TEST(Folder, TakesASecondArticleOfOneOutletForAnotherStory) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 10));
  EXPECT_NE(f.take("A", sentences(0, 5) + sentences(20, 30)), story);
  EXPECT_EQ(f.take("A", sentences(0, 10)), story);
  EXPECT_EQ(f.last.reason.rule, "update");
}

TEST(Folder, LearnsAnOutletsBoilerplate) {
  Feeder f;
  const std::string boilerplate = sentences(900, 904);
  for (unsigned i = 0; i < 3; ++i) {
    f.take("A", sentences(10 * i, 10 * i + 5) + boilerplate);
    f.take("B", sentences(500 + 10 * i, 505 + 10 * i) + boilerplate);
  }
  // Four of the six sentences are boilerplate of both outlets. The rest is too short.
  EXPECT_NE(f.take("A", sentences(300, 302) + boilerplate),
            f.take("B", sentences(300, 302) + boilerplate));
  // Real copies still fold.
  EXPECT_EQ(f.take("A", sentences(400, 404) + boilerplate),
            f.take("B", sentences(400, 404) + boilerplate));
}

TEST(Folder, RemembersBoilerplateBeyondItsWindowAndARestart) {
  // The articles have one subject, so their common sentences are not boilerplate of all outlets.
  const std::string title = "Ferry adrift off the northern coast for nine hours";
  const std::string boilerplate = sentences(900, 904);
  const std::uint64_t hash = text::analyse("", boilerplate).sentences[0].hash;
  Feeder f;
  for (unsigned i = 0; i < 2; ++i) f.take("A", sentences(10 * i, 10 * i + 5) + boilerplate, title);
  EXPECT_TRUE(f.folder.take_learned().empty());
  f.take("A", sentences(50, 55) + boilerplate, title);
  const std::vector<LearnedSentence> learned = f.folder.take_learned();
  EXPECT_EQ(learned.size(), 4u);
  EXPECT_TRUE(f.folder.is_boilerplate(hash64("A"), hash));
  EXPECT_FALSE(f.folder.is_boilerplate(hash64("B"), hash));
  EXPECT_TRUE(f.folder.take_learned().empty()) << "told once";
  f.take("A", sentences(56, 59) + boilerplate, title);
  EXPECT_TRUE(f.folder.take_learned().empty()) << "once a day";

  f.now += hours(24) * 30;  // all articles have left the window
  f.take("B", sentences(60, 65), title);
  EXPECT_TRUE(f.folder.is_boilerplate(hash64("A"), hash));
  f.take("A", sentences(70, 75) + boilerplate, title);
  EXPECT_EQ(f.folder.take_learned().size(), 4u) << "seen again";

  Feeder restarted;
  for (const LearnedSentence& sentence : learned) restarted.folder.restore(sentence);
  EXPECT_TRUE(restarted.folder.is_boilerplate(hash64("A"), hash));
  restarted.now = learned[0].last_seen + kBoilerplateLife + hours(1);
  restarted.take("B", sentences(80, 85));
  EXPECT_FALSE(restarted.folder.is_boilerplate(hash64("A"), hash)) << "not seen for half a year";
}

TEST(Folder, DoesNotTakeAnOftenRepeatedStoryForBoilerplate) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(f.take("A", sentences(0, 8)), story);
  EXPECT_EQ(f.take("B", sentences(0, 8)), story);
}

TEST(Folder, FoldsByTheSameLink) {
  Feeder f;
  const auto story = f.take("A", "short", "", "https://x.example/1");
  EXPECT_EQ(f.take("B", "other words", "", "https://x.example/1"), story);
  EXPECT_EQ(f.last.reason.rule, "link");
}

TEST(Folder, DoesNotFoldByALinkThatManyArticlesHave) {
  Feeder f;
  const std::string link = "https://x.example/live";
  const auto story = f.take("A", "short", "Ferry adrift off the northern coast", link);
  EXPECT_NE(f.take("A", "other words", "Bridge closed after cracks", link), story);
  EXPECT_EQ(f.take("B", "more words", "Ferry adrift off northern coast, all safe", link), story);
}

TEST(Folder, DoesNotChainStoriesThroughABridge) {
  Feeder f;
  const std::string title = "Ferry adrift off the northern coast for nine hours";
  const auto first = f.take("A", sentences(0, 10), title);
  f.take("B", sentences(0, 10), title);
  f.take("C", sentences(0, 10), title);
  // E is a copy of nothing but the bridge D, which is in the first story.
  const auto bridge = f.take("D", sentences(4, 10) + sentences(30, 34), title);
  EXPECT_EQ(bridge, first);
  EXPECT_NE(f.take("E", sentences(30, 34) + sentences(9, 10)), first);
}

TEST(Folder, TakesATextThatHoldsTwoStoriesForOneOfItsOwn) {
  Feeder f;
  const auto first = f.take("A", sentences(0, 6));
  const auto second = f.take("B", sentences(20, 26));
  const auto both = f.take("C", sentences(0, 6) + sentences(20, 26));
  EXPECT_EQ(f.last.reason.rule, kCompilation);
  EXPECT_NE(both, first);
  EXPECT_NE(both, second);
  ASSERT_EQ(f.moves.size(), 2u) << "the parts are told that they are some";
  for (const Move& move : f.moves) {
    EXPECT_EQ(move.to, move.from);
    EXPECT_EQ(move.reason.rule, kContained);
    EXPECT_EQ(move.reason.like, ArticleId{3});
  }
  EXPECT_EQ(f.take("D", sentences(0, 6)), first);
  EXPECT_EQ(f.take("E", sentences(0, 6) + sentences(20, 26)), both);
}

TEST(Folder, TakesACompilationThatCameFirstApartAgain) {
  Feeder f;
  const auto both = f.take("C", sentences(0, 6) + sentences(20, 26));
  EXPECT_EQ(f.take("A", sentences(0, 6)), both) << "nothing says yet that it holds two";
  const auto second = f.take("B", sentences(20, 26));
  EXPECT_EQ(f.last.reason.rule, kContained);
  EXPECT_EQ(f.last.reason.like, ArticleId{1});
  EXPECT_NE(second, both);
  ASSERT_EQ(f.moves.size(), 2u);
  EXPECT_EQ(f.moves[0].to, f.moves[0].from) << "what it is, the first is told";
  EXPECT_EQ(f.moves[0].reason.rule, kCompilation);
  EXPECT_EQ(f.moves[1].article, ArticleId{2});
  EXPECT_FALSE(f.moves[1].to);
  EXPECT_EQ(f.moves[1].reason.rule, kContained);
  EXPECT_EQ(f.take("D", sentences(0, 6)), 1002) << "with the part that left";
  EXPECT_EQ(f.take("E", sentences(20, 26)), second);
}

TEST(Folder, LeavesASettledStoryAsItIs) {
  Feeder f;
  const auto both = f.take("C", sentences(0, 6) + sentences(20, 26));
  EXPECT_EQ(f.take("A", sentences(0, 6)), both);
  f.folder.settle(ArticleId{2});
  EXPECT_NE(f.take("B", sentences(20, 26)), both);
  for (const Move& move : f.moves) EXPECT_EQ(move.to, move.from);
}

TEST(Folder, KeepsAPageWithWhatFollowsItBesideItsOwnArticle) {
  Feeder f;
  const std::string title = "Ferry adrift off the northern coast";
  const auto story = f.take("A", sentences(0, 6), title);
  EXPECT_EQ(f.take("C", sentences(0, 6) + sentences(20, 26), title), story);
  EXPECT_NE(f.take("B", sentences(20, 26), "Bridge closed after cracks"), story);
  EXPECT_EQ(f.take("D", sentences(0, 6), "Adrift"), story);
}

TEST(Folder, LearnsWhatAllOutletsPutUnderAnything) {
  Feeder f;
  const std::string plea = sentences(900, 902);
  const auto brief = [&plea](unsigned n) { return sentences(10 * n, 10 * n + 2) + plea; };
  std::set<std::int64_t> stories;
  for (unsigned n = 0; n < 4; ++n) stories.insert(f.take("outlet" + std::to_string(n), brief(n)));
  EXPECT_EQ(stories.size(), 4u);
  const std::uint64_t hash = text::analyse("", plea).sentences[0].hash;
  EXPECT_TRUE(f.folder.is_boilerplate(hash64("whoever"), hash));
  const std::vector<LearnedSentence> learned = f.folder.take_learned();
  EXPECT_EQ(learned.size(), 2u);
  Feeder restarted;
  for (const LearnedSentence& sentence : learned) restarted.folder.restore(sentence);
  EXPECT_TRUE(restarted.folder.is_boilerplate(hash64("whoever"), hash));
}

TEST(Folder, ForgetsWhatHasLeftTheWindow) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  f.now += hours(24 * 9);
  EXPECT_EQ(f.take("B", sentences(0, 8)), story);
  f.now += hours(24 * 11);
  f.take("X", sentences(50, 58));
  EXPECT_EQ(f.folder.size(), 1u);
  EXPECT_NE(f.take("C", sentences(0, 8)), story);
}

TEST(Folder, KeepsApartWhatWasPublishedFarApart) {
  Feeder f;
  Incoming old = f.article("A", sentences(0, 8));
  old.published = Timestamp(hours(0));
  Incoming fresh = f.article("B", sentences(0, 8));
  fresh.published = Timestamp(hours(24 * 30));
  const auto story = f.take(std::move(old));
  EXPECT_NE(f.take(std::move(fresh)), story);
}

TEST(Folder, RemembersWhatCameNobodyKnowsWhen) {
  Feeder f;
  Incoming undated = f.article("A", sentences(0, 8));
  undated.seen.reset();
  const auto story = f.take(std::move(undated));
  f.take("X", sentences(50, 58));
  f.now += hours(24 * 300);
  f.take("Y", sentences(60, 68));
  EXPECT_EQ(f.folder.size(), 2u);
  EXPECT_EQ(f.take("B", sentences(0, 8)), story);
}

TEST(Folder, ComparesByTheEditedText) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  EXPECT_FALSE(f.edit(ArticleId{1}, text::analyse("", sentences(20, 28))));
  EXPECT_NE(f.take("B", sentences(0, 8)), story);
  EXPECT_EQ(f.take("C", sentences(20, 28)), story);
}

TEST(Folder, FindsTheStoryOfATextThatCameLate) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  const auto alone = f.take("B", sentences(90, 92));
  ASSERT_NE(alone, story);
  const auto move = f.edit(ArticleId{2}, text::analyse("", sentences(0, 8)));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->from, StoryId{alone});
  EXPECT_EQ(move->to, StoryId{story});
  EXPECT_TRUE(move->whole);
  EXPECT_EQ(move->reason.like, ArticleId{1});
  EXPECT_EQ(move->reason.rule, "text");
  f.folder.merge(move->from, *move->to);
  f.take("C", sentences(0, 8));
  EXPECT_EQ(f.last.story, StoryId{story});
}

TEST(Folder, SplitsWhatANewTextSetsApart) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  f.take("B", sentences(0, 8));
  ASSERT_EQ(f.last.story, StoryId{story});
  const auto move = f.edit(ArticleId{2}, text::analyse("", sentences(70, 78)));
  ASSERT_TRUE(move);
  EXPECT_FALSE(move->to);
  EXPECT_FALSE(move->whole);
  f.folder.move(ArticleId{2}, StoryId{50});
  EXPECT_EQ(f.take("C", sentences(70, 78)), 50);
  EXPECT_EQ(f.take("D", sentences(0, 8)), story);
}

TEST(Folder, MergesStoriesOnlyIfTheirLeadsAgree) {
  Feeder f;
  const auto first = f.take("A", sentences(0, 8));
  const auto second = f.take("B", sentences(20, 28));
  f.take("C", sentences(20, 28));
  // The second member becomes a copy of the first story and moves there alone.
  const auto alone = f.edit(ArticleId{3}, text::analyse("", sentences(0, 8)));
  ASSERT_TRUE(alone);
  EXPECT_EQ(alone->article, ArticleId{3});
  EXPECT_EQ(alone->to, StoryId{first});
  EXPECT_FALSE(alone->whole);
  f.folder.move(ArticleId{3}, StoryId{first});
  // Once the lead does so, too, the two stories merge.
  const auto move = f.edit(ArticleId{2}, text::analyse("", sentences(0, 8)));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->from, StoryId{second});
  EXPECT_EQ(move->to, StoryId{first});
  EXPECT_TRUE(move->whole);
}

TEST(Folder, LeavesAPinnedStoryWhereItIs) {
  Feeder f;
  f.take("A", sentences(90, 92));
  f.take("B", sentences(0, 8));
  f.take("C", sentences(0, 8));
  Overrides overrides;
  overrides.pinned = {StoryId{2}};
  f.folder.set_overrides(overrides);
  EXPECT_FALSE(f.edit(ArticleId{1}, text::analyse("", sentences(0, 8))));
  f.folder.set_overrides({});
  const auto move = f.edit(ArticleId{1}, text::analyse("", sentences(0, 8)));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->from, StoryId{2});
  EXPECT_EQ(move->to, StoryId{1});
  EXPECT_EQ(move->article, ArticleId{2});
  EXPECT_EQ(move->reason.like, ArticleId{1});
}

TEST(Folder, MovesAnArticleAloneIfTheOtherStorysLeadDisagrees) {
  Feeder f;
  const auto first = f.take("A", sentences(0, 10));
  f.take("B", sentences(0, 10));
  f.take("C", sentences(4, 10) + sentences(30, 38));  // of the first story, by its first half
  const auto second = f.take("D", sentences(60, 68));
  ASSERT_NE(second, first);
  f.take("E", sentences(60, 68));
  // The lead of the second story becomes a copy of the third member of the first, not of its lead.
  const auto move = f.edit(ArticleId{4}, text::analyse("", sentences(60, 68) + sentences(30, 38)));
  EXPECT_FALSE(move && move->whole);
}

TEST(Folder, ObeysTheOperator) {
  Feeder f;
  const auto first = f.take("A", sentences(0, 8));
  const auto second = f.take("B", sentences(20, 28));
  const Document late = text::analyse("", sentences(0, 8));
  Overrides pinned;
  pinned.pinned = {StoryId{second}};
  f.folder.set_overrides(pinned);
  EXPECT_FALSE(f.edit(ArticleId{2}, late));
  Overrides never;
  never.never = {{StoryId{first}, StoryId{second}}};
  f.folder.set_overrides(never);
  EXPECT_FALSE(f.edit(ArticleId{2}, late));
  f.folder.set_overrides({});
  EXPECT_TRUE(f.edit(ArticleId{2}, late));
}

TEST(Folder, FoldsBriefTextsAroundOneLongPassage) {
  Feeder f;
  const std::string title = "Ferry adrift off the northern coast";
  const auto story = f.take("A", sentences(0, 2) + sentences(10, 12), title);  // 20 of 40 words
  EXPECT_EQ(f.take("B", sentences(0, 2) + sentences(20, 22), title), story);
  EXPECT_EQ(f.last.reason.rule, "passage");
  EXPECT_NE(f.take("C", sentences(0, 1) + sentences(30, 33)), story);
}

TEST(Folder, ComesBackFromItsPrints) {
  Feeder f;
  const auto story = f.take("A", sentences(0, 8));
  const Document document = text::analyse("", sentences(0, 8));
  MemoryDocuments documents;
  documents.put(ArticleId{1}, document);
  Folder restarted({}, documents);
  const auto fingerprints = unpack_fingerprints(pack(fingerprints_of(document)));
  ASSERT_TRUE(fingerprints);
  EXPECT_EQ(*fingerprints, fingerprints_of(document));
  restarted.restore({ArticleId{1}, hash64("A"), 0, std::nullopt, f.now}, *fingerprints,
                    StoryId{story});
  EXPECT_EQ(restarted.decide(f.article("B", sentences(0, 8))).story, StoryId{story});
}

TEST(Fingerprints, RefusesBytesThatAreNone) {
  const std::string good = pack(fingerprints_of(text::analyse("", sentences(0, 8))));
  const std::size_t of_earlier_version = good.size() - 5;
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_EQ(unpack_fingerprints(std::string_view(good).substr(0, size)).has_value(),
              size == of_earlier_version)
        << size;
  }
  EXPECT_FALSE(unpack_fingerprints(good + "x"));
  EXPECT_FALSE(unpack_fingerprints(std::string(4, '\xFF')));
}

TEST(Folder, ObeysItsRules) {
  Rules strict;
  strict.min_similarity = 0.95;
  Feeder f(strict);
  const std::string most = sentences(0, 8) + sentences(40, 42);
  const auto story = f.take("A", sentences(0, 10));
  EXPECT_NE(f.take("B", most), story);
  f.folder.set_rules({});
  EXPECT_EQ(f.take("C", most + sentences(8, 10)), story);
}

TEST(Folder, GivesOneAnswerToOneInput) {
  const auto run = [] {
    Feeder f;
    std::mt19937 random(7);
    std::vector<std::int64_t> stories;
    for (int i = 0; i < 300; ++i) {
      const auto base = static_cast<unsigned>(random() % 40 * 20);
      const auto cut = static_cast<unsigned>(random() % 6);
      stories.push_back(
          f.take("outlet" + std::to_string(random() % 9), sentences(base + cut, base + 12)));
    }
    return stories;
  };
  EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace wirefold::fold
