#include "serve/page_language.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

TEST(PageLanguage, IsTheOneThatTheClientPrefers) {
  EXPECT_EQ(page_language("id"), "id");
  EXPECT_EQ(page_language("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7"), "id");
  EXPECT_EQ(page_language("ID-id"), "id");
  EXPECT_EQ(page_language("en;q=0.5, id;q=0.6"), "id");
  EXPECT_EQ(page_language("en-GB, id;q=0.6"), "en");
  EXPECT_EQ(page_language("de, id;q=0.1"), "id");
}

TEST(PageLanguage, IsEnglishForAllOthers) {
  for (const char* list : {"", "*", "de", "idx", "id;q=0", "id;q=x", ";", ",,,", "i", "-id"}) {
    EXPECT_EQ(page_language(list), "en") << list;
  }
}

TEST(PageLanguage, IsTheFirstOfEqualOnes) {
  EXPECT_EQ(page_language("id, en"), "id");
  EXPECT_EQ(page_language("en, id"), "en");
}

}  // namespace
}  // namespace wirefold::serve
