#include "wirefold/base/userinfo.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

TEST(Userinfo, IsTakenFromUrlsAndNothingElse) {
  EXPECT_EQ(without_userinfo("https://me:pw@h.example/a@b"), "https://h.example/a@b");
  EXPECT_EQ(without_userinfo("https://me@h.example"), "https://h.example");
  EXPECT_EQ(without_userinfo("https://a@b:c@h.example?d"), "https://h.example?d");
  EXPECT_EQ(without_userinfo("//me:pw@h.example/x"), "//h.example/x");
  for (const std::string_view plain :
       {"https://h.example/a@b", "https://h.example/?to=a@b", "https://h.example#a@b", "urn:x@y",
        "mailto:me@h.example", "/a//b@c", "a/b//c@d", "?x=://a@b", "x?y://a@b", "me@h.example",
        ""}) {
    EXPECT_EQ(without_userinfo(std::string(plain)), plain);
    EXPECT_FALSE(has_userinfo(plain)) << plain;
  }
  EXPECT_TRUE(has_userinfo("https://me:pw@h.example/"));
}

TEST(Userinfo, IsTakenOutOfTexts) {
  EXPECT_EQ(without_userinfo_inside("a@b {\"link\":\"http://u:p%40q@h.example\"} https://v@w/x@y"),
            "a@b {\"link\":\"http://h.example\"} https://w/x@y");
  constexpr std::string_view kPlain = "from https://h.example to desk@h.example, https://";
  EXPECT_EQ(without_userinfo_inside(kPlain), kPlain);
}

TEST(Userinfo, IsTakenOutOfTagsAndLeftInWords) {
  EXPECT_EQ(without_userinfo_in_tags("<a href=\"https://u:p@h.example/x\">https://u:p@h</a> <img "
                                     "srcset=\"http://u@a/1 1x, http://u@a/2 2x\""),
            "<a href=\"https://h.example/x\">https://u:p@h</a> <img "
            "srcset=\"http://a/1 1x, http://a/2 2x\"");
}

}  // namespace
}  // namespace wirefold
