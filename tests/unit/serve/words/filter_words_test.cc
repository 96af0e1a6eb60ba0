#include "serve/words/filter_words.h"

#include <gtest/gtest.h>

#include "support/held_stories.h"

namespace wirefold::serve {
namespace {

const Arguments kAll = {{"q", "fire {0}"},   {"lang", "id"},  {"outlet", "A"},
                        {"group", "World"},  {"agency", "B"}, {"min_outlets", "2"},
                        {"sort", "outlets"}, {"limit", "5"}};

std::string said(const Arguments& arguments, std::string_view language = "en") {
  return filter_words(words_of(language), *read_target("/", arguments));
}

TEST(FilterWords, NameEachFilter) {
  EXPECT_EQ(said(kAll),
            "“fire {0}”, in Indonesian, reported by A, group World, agency B, 2 outlets or more, "
            "most outlets first, the last 5");
  EXPECT_EQ(said({{"since", "6h"}}), "new in the last 6 hours");
  EXPECT_EQ(said({{"since", "2026-01-31"}}), "new since 2026-01-31T00:00:00Z");
  EXPECT_EQ(said({{"since", "48h"}}), "new in the last 2 days");
  EXPECT_EQ(said({{"since", "90s"}}), "new in the last 90 seconds");
  EXPECT_EQ(said({{"by", "event"}, {"limit", "5"}}), "by event, the last 5");
  EXPECT_EQ(said({}), "");
}

TEST(FilterWords, AreThoseOfTheReader) {
  EXPECT_EQ(said(kAll, "id"),
            "“fire {0}”, berbahasa Indonesia, diberitakan oleh A, kelompok World, kantor berita B, "
            "2 media atau lebih, media terbanyak dahulu, 5 terakhir");
  EXPECT_EQ(said({{"by", "event"}}, "id"), "menurut peristiwa");
  EXPECT_EQ(said({{"since", "6h"}}, "id"), "baru dalam 6 jam terakhir");
}

TEST(FilterWords, AreInThePagesLanguageOnPagesAndInEnglishInFeeds) {
  const auto served = [](const std::string& path) {
    Target target = *read_target(path, {{"lang", "id"}});
    if (target.is_page()) target.language = "id";
    return rendered(target, {test_story()})->in(Coding::kIdentity).bytes;
  };
  EXPECT_NE(served("/").find("<h1>Our &lt;news&gt;: berbahasa Indonesia</h1>"), std::string::npos);
  EXPECT_NE(served("/subscribe").find("title=\"Our &lt;news&gt;: berbahasa Indonesia (Atom)\""),
            std::string::npos);
  EXPECT_NE(served("/feed.atom").find("<title>Our &lt;news&gt;: in Indonesian</title>"),
            std::string::npos);
  EXPECT_NE(served("/feed.json").find("\"Our <news>: in Indonesian\""), std::string::npos);
}

}  // namespace
}  // namespace wirefold::serve
