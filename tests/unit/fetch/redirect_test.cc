#include "wirefold/fetch/redirect.h"

#include <gtest/gtest.h>

#include "fetch/cookies.h"
#include "fetch/wall.h"

namespace wirefold::fetch {
namespace {

const Timestamp kNow = std::chrono::sys_days(std::chrono::year(2024) / 11 / 10);

/// The answer to `request` that redirects to `location`.
Response redirect(Request request, const std::string& location, int status = 302) {
  Response out;
  out.request = std::move(request);
  out.location = location;
  out.status = status;
  return out;
}

Request to(const std::string& url) {
  Request out;
  out.url = url;
  return out;
}

TEST(NextHop, AsksForAnHttpAddressAsHttps) {
  const std::pair<const char*, const char*> rows[] = {
      {"http://b.example/feed?x=1", "https://b.example/feed?x=1"},
      {"HTTP://b.example", "https://b.example"},
      {"http://b.example:80/feed", "https://b.example/feed"},
      {"http://b.example:8080/feed", "https://b.example:8080/feed"},
      {"http://a.example/feed/", "https://a.example/feed/"}};
  for (const auto& [location, asked] : rows) {
    const auto next = next_hop(redirect(to("https://a.example/feed"), location));
    ASSERT_TRUE(next) << location;
    EXPECT_EQ(next->url, asked);
    EXPECT_EQ(next->downgrade, location);
  }
  const auto plain = next_hop(redirect(to("http://a.example/"), "http://b.example/"));
  EXPECT_EQ(plain->url, "http://b.example/");
  EXPECT_EQ(plain->downgrade, "");
}

TEST(NextHop, RefusesAnHttpAddressThatLeadsBackToItself) {
  const auto same = next_hop(redirect(to("https://a.example/feed"), "http://a.example/feed"));
  ASSERT_FALSE(same);
  EXPECT_NE(same.error().detail.find("from https to http"), std::string::npos);
  const auto next = next_hop(redirect(to("https://a.example/feed"), "http://b.example/"));
  const auto again = next_hop(redirect(*next, "http://b.example/"));
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().detail.find("from https to http"), std::string::npos);
  const auto onward = next_hop(redirect(*next, "https://c.example/"));
  EXPECT_EQ(onward->downgrade, "");
}

TEST(NextHop, SendsAPostOnlyWhereItStaysAPost) {
  Request post = to("https://a.example/");
  post.method = Method::kPost;
  for (const int status : {301, 302, 303}) {
    const auto next = next_hop(redirect(post, "https://b.example/", status), "order");
    ASSERT_FALSE(next) << status;
    EXPECT_EQ(next.error().detail,
              "redirect from https://a.example/ to https://b.example/: wirefold does not send the "
              "order to another address");
  }
  for (const int status : {307, 308}) {
    const auto next = next_hop(redirect(post, "https://b.example/", status));
    ASSERT_TRUE(next) << status;
    EXPECT_EQ(next->method, Method::kPost);
  }
}

TEST(NextHop, ComesBackOnlyWithANewCookie) {
  Response set = redirect(to("https://a.example/feed"), "https://b.example/");
  set.cookies = {{"k", "1", false}};
  const Request b = *next_hop(set);
  EXPECT_EQ(cookie_field(b), "") << "another origin";
  const auto back = next_hop(redirect(b, "https://a.example/feed"));
  ASSERT_TRUE(back);
  EXPECT_EQ(cookie_field(*back), "k=1");
  EXPECT_FALSE(back->permanent);
  Response same = redirect(*back, "https://b.example/");
  same.cookies = {{"k", "1", false}};
  EXPECT_FALSE(next_hop(same)) << "b has nothing new";
  Response another = redirect(*back, "https://a.example/feed");
  another.cookies = {{"k", "2", false}};
  EXPECT_EQ(cookie_field(*next_hop(another)), "k=2");
  another.cookies = {{"k", "", true}};
  EXPECT_FALSE(next_hop(another)) << "one cookie less is not a new one";
}

TEST(NextHop, KeepsFewCookies) {
  Response many = redirect(to("https://a.example/"), "/next");
  many.location = "https://a.example/next";
  for (int i = 0; i < 100; ++i) many.cookies.push_back({"k" + std::to_string(i), "1", false});
  EXPECT_EQ(next_hop(many)->cookies.size(), 20u);
}

TEST(SetCookie, IsReadWithItsEnd) {
  const struct {
    const char* field;
    const char* cookie;  ///< "name=value", "-name" for a deleted cookie, empty if there is none.
  } rows[] = {{"a=1", "a=1"},
              {" a = 1 ; Path=/; Secure; HttpOnly", "a=1"},
              {"a=b=c; Domain=.example", "a=b=c"},
              {"a=\"x y\"", "a=\"x y\""},
              {"a=", "a="},
              {"a=1; Max-Age=0", "-a"},
              {"a=1; max-age=-5", "-a"},
              {"a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=1"},
              {"a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "-a"},
              {"a=1; Expires=Fri, 01 Jan 2027 00:00:00 GMT", "a=1"},
              {"a", ""},
              {"=1", ""},
              {"", ""},
              {"a=1\r\nX: y", ""},
              {"a=\x7f", ""}};
  for (const auto& row : rows) {
    const auto change = read_set_cookie(row.field, kNow);
    std::string got;
    if (change) got = change->expired ? '-' + change->name : change->name + '=' + change->value;
    EXPECT_EQ(got, row.cookie) << row.field;
  }
  EXPECT_FALSE(read_set_cookie("a=" + std::string(5000, 'x'), kNow));
}

TEST(Wall, IsKnownByItsAddressOrItsForm) {
  const struct {
    const char* url;
    const char* page;
    const char* wall;
  } rows[] = {{"https://consent.example.com/m?continue=x", "", "a consent page"},
              {"https://guce.example.com/", "", "a consent page"},
              {"https://www.example.de/zustimmung?url=x", "", "a consent page"},
              {"https://accounts.example.com/v3/signin", "", "a login page"},
              {"https://a.example/wp-login.php", "", "a login page"},
              {"https://a.example/users/sign_in", "", "a login page"},
              {"https://a.example/log-in/", "", "a login page"},
              {"https://sso.a.example/", "", "a login page"},
              {"https://a.example/x", "<INPUT id=p TYPE=\"password\">", "a login page"},
              {"https://a.example/authors/", "", ""},
              {"https://a.example/login-woes-of-the-week.xml/feed", "", ""},
              {"https://a.example/blog/login-security-news", "", ""},
              {"https://a.example/v2/collectConsent?x", "", "a consent page"},
              {"https://a.example/", "<input type=password>", ""},
              {"https://a.example/signings", "", ""},
              {"https://a.example/feed?next=/login", "", ""},
              {"https://a.example/consenting-adults", "", ""}};
  for (const auto& row : rows) EXPECT_EQ(wall_at(row.url, row.page), row.wall) << row.url;
}

}  // namespace
}  // namespace wirefold::fetch
