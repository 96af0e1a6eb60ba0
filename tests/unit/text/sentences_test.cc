#include "wirefold/text/sentences.h"

#include <gtest/gtest.h>

#include <set>

#include "wirefold/text/analyse.h"

namespace wirefold::text {
namespace {

/// `text` without the sentences of the `unwanted` texts.
std::string without(std::string_view text, std::initializer_list<std::string_view> unwanted) {
  std::set<std::uint64_t> hashes;
  for (const std::string_view u : unwanted) {
    for (const Sentence& s : analyse("", u).sentences) hashes.insert(s.hash);
  }
  return without_sentences(text, [&hashes](std::uint64_t hash) { return hashes.contains(hash); });
}

TEST(WithoutSentences, TakesWholeSentencesAndEmptyLines) {
  EXPECT_EQ(without("One two three. Four five six.\nSeven eight.", {"Four five six"}),
            "One two three.\nSeven eight.");
  EXPECT_EQ(without("One two.\nSubscribe to us now!\nThree four.", {"subscribe TO us, now"}),
            "One two.\nThree four.");
  EXPECT_EQ(without("First words. One two three.", {"First words."}), "One two three.");
  EXPECT_EQ(without("One two three.", {"One two"}), "One two three.");
  EXPECT_EQ(without("One two three.", {"One two three."}), "");
  EXPECT_EQ(without("市政府关闭了旧桥。请订阅我们。车辆改道。", {"请订阅我们。"}),
            "市政府关闭了旧桥。\n车辆改道。");
  EXPECT_EQ(without("", {"x"}), "");
}

TEST(WithoutSentences, KeepsEveryByteOfTheRest) {
  const std::string text = "“One” — two, three… Four (five): 7,1 %.\nSix\u00A0seven.";
  EXPECT_EQ(without(text, {"not in it"}), text);
}

}  // namespace
}  // namespace wirefold::text
