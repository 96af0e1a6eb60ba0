#include "fold/subject.h"

#include <gtest/gtest.h>

#include <vector>

namespace wirefold::fold {
namespace {

std::vector<Token> words(const std::vector<std::uint32_t>& numbers,
                         WordClass kind = WordClass::kPlain) {
  std::vector<Token> out;
  for (const std::uint32_t number : numbers) out.push_back({4 * number, kind});
  return out;
}

const std::vector<Token> kNone;

TEST(OwnSubject, CountsEachWordOfHeadlineAndTextOnce) {
  const OwnSubject own = own_subject(words({1, 2}), words({2, 3, 3}), Cover(3), kNone, kNone);
  EXPECT_EQ(own.words, 3u);
  EXPECT_EQ(own.shared, 0);
}

TEST(OwnSubject, LeavesOutWhatIsCovered) {
  Cover cover(4);
  cover.add(1, 3);
  const OwnSubject own = own_subject(kNone, words({1, 2, 3, 4}), cover, words({4}), kNone);
  EXPECT_EQ(own.words, 2u);
  EXPECT_EQ(own.shared, 0.5);
}

TEST(OwnSubject, KeepsAHeadlineWhateverIsCovered) {
  Cover cover(2);
  cover.add(0, 2);
  EXPECT_EQ(own_subject(words({1}), words({1, 2}), cover, kNone, kNone).words, 1u);
}

TEST(OwnSubject, LeavesOutCommonWords) {
  std::vector<Token> body = words({1, 2});
  body[0].kind = WordClass::kCommon;
  EXPECT_EQ(own_subject(words({3}, WordClass::kCommon), body, Cover(2), kNone, kNone).words, 1u);
}

TEST(OwnSubject, TakesNumbersAndNames) {
  const std::vector<Token> title = words({1}, WordClass::kNumber);
  const OwnSubject own =
      own_subject(title, words({2}, WordClass::kName), Cover(1), words({1}), words({2}));
  EXPECT_EQ(own.words, 2u);
  EXPECT_EQ(own.shared, 1) << "found whatever they are there";
}

TEST(OwnSubject, LooksInTheOthersHeadlineAndText) {
  const OwnSubject own =
      own_subject(kNone, words({1, 2, 3, 4}), Cover(4), words({1}), words({9, 2, 3}));
  EXPECT_EQ(own.shared, 0.75);
}

TEST(OwnSubject, SpeaksOfTheSameIfItHasNoWordOfItsOwn) {
  const OwnSubject own = own_subject(kNone, kNone, Cover(), words({1}), kNone);
  EXPECT_EQ(own.words, 0u);
  EXPECT_EQ(own.shared, 1);
}

}  // namespace
}  // namespace wirefold::fold
