// Says how alike two texts are: which statements are made, and in which order. Their words stand
// elsewhere, because readers have several languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wirefold/text/likeness.h"

namespace wirefold::text {

/// About the second text, compared with the first. n is the count of a statement that has one.
enum class Statement : std::uint8_t {
  kSameHeadline,
  kOtherHeadline,
  kNoText,
  kWordForWord,
  kWordForWordSoFar,      ///< Word for word as far as compared.
  kNearlyTheSameSoFar,    ///< As far as compared.
  kOtherOrder,            ///< The same paragraphs in another order.
  kOtherWordOrder,        ///< The same words in another order.
  kFirstWords,            ///< It is the first n words of the other text.
  kFirstParagraphs,       ///< It is the first n paragraphs of the other text.
  kAllButLastParagraphs,  ///< It is all but the last n paragraphs of the other text.
  kSameText,              ///< Nearly the same; what differs follows.
  kNewWords,              ///< The same text with n new words.
  kLeftOut,               ///< n words are left out.
  kAlsoLeftOut,           ///< As kLeftOut, after kNewWords.
  kCutBy,                 ///< Cut by n words.
  kPartlyMoved,           ///< Partly in another order.
  kContained,             ///< In the other text.
  kContains,              ///< The other text.
  kMoreWords,             ///< n words more than the other text.
  kMostlyContained,       ///< Most of it is in the other text.
  kMostlyContains,        ///< Most of the other text is in it.
  kMostInCommon,
  kMuchInCommon,
  kSameFirstParagraphs,  ///< The first n paragraphs of both are the same.
  kSameFirstSentence,
  kPassage,          ///< A passage of n words is common.
  kPassageAtLeast,   ///< As kPassage, of n words or more.
  kPassages,         ///< Several passages of n words together are common.
  kPassagesAtLeast,  ///< As kPassages, of n words or more.
  kWordsOfItsOwn,    ///< n words are not in the other text.
  kOwnText,          ///< It shares nothing of note with the other.
  kMostlyOwnText,
  kOtherwiseOwnText,  ///< But for what was said before.
  kOtherwiseMostlyOwnText,
  kUnderOtherHeadline,  ///< Goes with the statement before it.
  kAndSameHeadline,     ///< Goes with the statement before it.
  kSameTime,
  kMinutesApart,  ///< n minutes.
  kHoursApart,    ///< n hours.
  kDaysApart,     ///< n days.
};

struct Said {
  Statement statement;
  std::size_t count = 0;

  bool operator==(const Said&) const = default;
};

using Phrase = std::vector<Said>;

/// Makes no claim about parts that were not compared. Empty if nothing can be said.
Phrase phrase(const Likeness& likeness);

}  // namespace wirefold::text
