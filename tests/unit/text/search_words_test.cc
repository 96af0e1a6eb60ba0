#include "wirefold/text/search_words.h"

#include <gtest/gtest.h>

namespace wirefold::text {
namespace {

TEST(SearchWords, AreFoldedAndStandOnce) {
  struct Case {
    const char *text, *words;
  };
  for (const Case& c : {
           Case{"", ""},
           Case{" ... “—” %_ ", ""},
           Case{"Fire, fire: FIRE!", "fire"},
           Case{"The M7.1 quake", "the m7 1 quake"},
           Case{"it's co-op", "it s co op"},
           Case{"ＡＢＣ Straße", "abc strasse"},
           Case{"Путин подписал", "путин подписал"},
           Case{"푸틴, 조약", "푸틴 조약"},
           Case{"条约", "条约 约"},
           Case{"签署条约。", "签署 署条 条约 约"},
           Case{"在2024年", "在 2024 年"},
           Case{"条", "条"},
           Case{"हिन्दी समाचार", "हिन्दी समाचार"},
           Case{"المعاهدة", "المعاهدة"},
           Case{"a\"b* NEAR(c)", "a b near c"},
       }) {
    EXPECT_EQ(search_words(c.text), c.words);
  }
}

TEST(SearchWords, EachCharacterOfAScriptWithoutSpacesBeginsOne) {
  const std::string words = ' ' + search_words("普京签署条约");
  for (const char* c : {"普", "京", "签", "署", "条", "约"}) {
    EXPECT_NE(words.find(std::string(" ") + c), std::string::npos) << c;
  }
}

TEST(SearchWords, LeavesOutWhatNobodyTypes) {
  EXPECT_EQ(search_words("short " + std::string(5000, 'x') + " end"), "short end");
}

}  // namespace
}  // namespace wirefold::text
