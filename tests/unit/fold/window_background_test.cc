#include "fold/window_background.h"

#include <gtest/gtest.h>

#include <string>

#include "fold/candidates.h"
#include "support/sentences.h"
#include "wirefold/base/hash.h"
#include "wirefold/text/analyse.h"

namespace wirefold::fold {
namespace {

using std::chrono::hours;
using test::sentence;

constexpr char kTitle[] = "Ferry drifts nine hours without power";

/// A window that is filled as the daemon fills it.
class WindowBackgroundTest : public testing::Test {
 protected:
  Incoming entry(const std::string& title, const std::string& body, int hour) {
    ++count_;
    const Timestamp time(hours(500000 + hour));
    Incoming out{{ArticleId{count_}, hash64(std::to_string(count_)), 0, time, time},
                 text::analyse(title, body)};
    out.document.partial = true;
    return out;
  }

  void add(const std::string& title, const std::string& body, int hour) {
    const Incoming article = entry(title, body, hour);
    documents_.put(article.id, article.document);
    window_.add(article, fingerprints_of(article.document), StoryId{to_int(article.id)});
  }

  /// The result of `ask` for an entry and the first entry of the window.
  template <typename Ask>
  auto asked(const Incoming& article, Ask ask) {
    const ArticleKey& first = window_.at(0).key;
    const Document document = *documents_.get(first.id);
    const OwnWords mine = window_.boilerplate().own_words(article.outlet, article.document);
    const OwnWords its = window_.boilerplate().own_words(first.outlet, document);
    const Side one = side_of(article, article.document, mine);
    const Side two = side_of(first, document, its);
    WindowBackground background(window_, documents_, rarity_, {article, one}, {first, two});
    return ask(background);
  }
  std::uint32_t recurrences(const Incoming& article) {
    return asked(article, [](Background& b) { return b.recurrences(); });
  }
  Sharers sharers(const Incoming& article, const std::string& passage) {
    const std::vector<Token> words = text::analyse("", passage).body;
    return asked(article, [&words](Background& b) { return b.sharers(words); });
  }

  MemoryDocuments documents_;
  Window window_{[](ArticleId) {}};
  Rarity rarity_;

 private:
  std::int64_t count_ = 0;
};

TEST_F(WindowBackgroundTest, CountsWhatComesAgainOnAnotherDay) {
  add(kTitle, sentence(1), 30);
  EXPECT_EQ(recurrences(entry(kTitle, sentence(1), 30)), 0u) << "the pair itself";
  add(kTitle, sentence(1), 25);
  EXPECT_EQ(recurrences(entry(kTitle, sentence(1), 30)), 0u) << "a copy of the same day";
  add(kTitle, sentence(1), 0);
  EXPECT_EQ(recurrences(entry(kTitle, sentence(1), 30)), 1u);
  add("Bridge closed after cracks", sentence(1), 0);
  EXPECT_EQ(recurrences(entry(kTitle, sentence(1), 30)), 1u);
}

TEST_F(WindowBackgroundTest, CountsAnotherTextUnderTheHeadline) {
  add("Photo of the day", sentence(1), 0);
  add("Photo of the day", sentence(2), 1);
  EXPECT_EQ(recurrences(entry("Photo of the day", sentence(1), 2)), 1u);
}

TEST_F(WindowBackgroundTest, AHeadlineWithAnotherNumberIsTheSameColumn) {
  add("Wordle hints for puzzle 1204", sentence(1), 48);
  add("Wordle hints for puzzle 1203", sentence(2), 0);
  EXPECT_EQ(recurrences(entry("Wordle hints for puzzle 1204", sentence(1), 49)), 1u);
}

TEST_F(WindowBackgroundTest, CountsStrangersWithThePassage) {
  const std::string passage = sentence(50) + sentence(51);
  add(kTitle, sentence(1) + passage, 0);
  const Incoming article = entry(kTitle, sentence(1) + passage, 1);
  EXPECT_EQ(sharers(article, passage).strangers, 0u);
  add("Ferry drifts nine hours", sentence(2) + passage, 1);
  EXPECT_EQ(sharers(article, passage).strangers, 0u) << "it is about the same";
  add("Bakers sell bread", sentence(3) + passage, 1);
  add("Court clears operator", sentence(4) + passage, 1);
  EXPECT_EQ(sharers(article, passage).strangers, 2u);
  EXPECT_EQ(sharers(article, passage).of_other_days, 0u);
  EXPECT_EQ(sharers(article, sentence(1)).strangers, 0u) << "another passage";
}

TEST_F(WindowBackgroundTest, CountsArticlesOfOtherDaysWithThePassage) {
  const std::string passage = sentence(50) + sentence(51);
  add(kTitle, sentence(1) + passage, 72);
  add(kTitle, sentence(2) + passage, 48);
  add(kTitle, sentence(3) + passage, 60);
  EXPECT_EQ(sharers(entry(kTitle, passage, 73), passage).of_other_days, 1u);
}

TEST_F(WindowBackgroundTest, KnowsCopiesOfTwoOutletsAsLongAsTheyAreInTheWindow) {
  add(kTitle, sentence(1), 0);
  add(kTitle, sentence(1), 1);
  const std::uint64_t one = window_.at(0).key.outlet;
  const std::uint64_t two = window_.at(1).key.outlet;
  EXPECT_EQ(window_.copies_between(one, two), 0u);
  window_.note_copy(ArticleId{2}, OutletPairs::key_of(one, two));
  EXPECT_EQ(window_.copies_between(two, one), 1u);
  window_.note_copy(ArticleId{2}, OutletPairs::key_of(one, two));
  EXPECT_EQ(window_.copies_between(one, two), 1u) << "said twice";
  window_.note_copy(ArticleId{2}, OutletPairs::kNone);
  EXPECT_EQ(window_.copies_between(one, two), 0u);
  window_.note_copy(ArticleId{2}, OutletPairs::key_of(one, two));
  window_.expire(Timestamp(hours(500002)));
  EXPECT_EQ(window_.copies_between(one, two), 0u) << "it has left the window";
}

TEST_F(WindowBackgroundTest, TheNetShowsPartialArticlesByOneHeadline) {
  add(kTitle, sentence(1), 0);
  add("Bridge closed after cracks", sentence(2), 0);
  Incoming article = entry(kTitle, sentence(3), 1);
  const Candidates found = find_candidates(window_, article);
  ASSERT_TRUE(found.contains(0));
  EXPECT_TRUE(found.at(0).same_headline);
  EXPECT_FALSE(found.contains(1));
}

TEST_F(WindowBackgroundTest, AndByOneSample) {
  Incoming earlier = entry("One headline of its own", sentence(1), 0);
  const Incoming article = entry("Another of its own here", sentence(2), 0);
  Fingerprints fingerprints = fingerprints_of(earlier.document);
  fingerprints.simhashes.clear();
  fingerprints.samples = {article.document.samples.at(0)};
  window_.add(earlier, fingerprints, StoryId{1});
  EXPECT_EQ(find_candidates(window_, article).count(0), 1u);
  fingerprints.partial = false;
  earlier.id = ArticleId{7};
  window_.add(earlier, fingerprints, StoryId{7});
  Incoming whole = article;
  whole.document.partial = false;
  EXPECT_EQ(find_candidates(window_, whole).count(1), 0u) << "two whole texts need two";
}

}  // namespace
}  // namespace wirefold::fold
