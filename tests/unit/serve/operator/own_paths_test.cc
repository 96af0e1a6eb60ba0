#include "serve/operator/own_paths.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

TEST(OwnPath, KeepsThePagesOfThisSite) {
  for (const char* own : {"/", "/?lang=id&q=fire%20here", "/story/7", "/story/7?ruling=3", "/feeds",
                          "/event/3", "/subscribe?q=a+b", "/operator/rulings",
                          "/operator/order?kind=split&article=7&article=9"}) {
    EXPECT_EQ(own_path(own), own);
  }
}

TEST(OwnPath, ReplacesWhatMayLeadElsewhere) {
  for (const std::string& foreign :
       {std::string(""), std::string("//evil.example"), std::string("https://evil.example/"),
        std::string("/\\evil.example"), std::string("\\\\evil.example"),
        std::string("evil.example"), std::string("/story/7/../../evil"),
        std::string("/operator/../evil"), std::string("/operator/%2e%2e/evil"),
        std::string("/story/7\r\nSet-Cookie: a=b"), std::string("/?q=a\r\nX: y"),
        std::string("/?q=<script>"), std::string("/?q=\"x"), std::string("javascript:alert(1)"),
        std::string("/feed.atom"), std::string("/nothing"), std::string("/?q=\0x", 6),
        "/?q=" + std::string(3000, 'a')}) {
    EXPECT_EQ(own_path(foreign), "/") << foreign;
  }
}

TEST(WithArgument, AppendsToAPathWithOrWithoutAQuery) {
  EXPECT_EQ(with_argument("/story/7", "ruling", "3"), "/story/7?ruling=3");
  EXPECT_EQ(with_argument("/?lang=id", "a&b", "c d/e"), "/?lang=id&a%26b=c%20d%2Fe");
}

TEST(RelativePath, LeadsFromOnePageToAnother) {
  EXPECT_EQ(relative_path("/operator/order", "/story/7?ruling=3"), "./../story/7?ruling=3");
  EXPECT_EQ(relative_path("/operator/feeds/find", "/operator/task/5"), "./../../operator/task/5");
  EXPECT_EQ(relative_path("/operator/sign-in?next=/a/b/c", "/"), "./../");
  EXPECT_EQ(relative_path("/", "/story/7"), "./story/7");
  EXPECT_EQ(relative_path("/operator/order", "/operator//evil.example"),
            "./../operator//evil.example")
      << "a path of this site, whatever it holds";
}

}  // namespace
}  // namespace wirefold::serve
