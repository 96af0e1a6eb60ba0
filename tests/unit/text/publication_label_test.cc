#include "wirefold/text/publication_label.h"

#include <gtest/gtest.h>

namespace wirefold::text {
namespace {

TEST(PublicationLabel, IsTakenOffInEveryLanguage) {
  struct Case {
    std::string_view line;
    std::string_view rest;
  };
  constexpr Case kCases[] = {
      {"Published on 10 November 2024", "10 November 2024"},
      {"PUBLISHED: 10 November 2024", "10 November 2024"},
      {"First published 10 November 2024", "10 November 2024"},
      {"Veröffentlicht am 10.11.2024", "10.11.2024"},
      {"VERÖFFENTLICHT AM 10.11.2024", "10.11.2024"},
      {"Diterbitkan pada: 10 November 2024", "10 November 2024"},
      {"Publié le 10 novembre 2024", "10 novembre 2024"},
      {"Опубликовано 10 ноября 2024", "10 ноября 2024"},
      {"发布时间：2024-11-10", "2024-11-10"},
      {"公開日：2024年11月10日", "2024年11月10日"},
      {"تاريخ النشر: 10 نوفمبر 2024", "10 نوفمبر 2024"},
      {"Updated on 10 November 2024", "Updated on 10 November 2024"},
      {"10 November 2024", "10 November 2024"},
      {"", ""},
  };
  for (const Case& c : kCases) EXPECT_EQ(behind_publication_label(c.line), c.rest) << c.line;
  const std::string long_line = "Published on " + std::string(10000, 'x');
  EXPECT_EQ(behind_publication_label(long_line), long_line);
}

}  // namespace
}  // namespace wirefold::text
