#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

#include "support/raw_client.h"
#include "support/serving.h"
#include "wirefold/base/guarded.h"
#include "wirefold/base/percent.h"
#include "wirefold/serve/operator/operator_desk.h"

namespace wirefold::serve {
namespace {

using test::RawClient;

constexpr char kPassword[] = "correct horse";

struct Answer {
  int status = 0;
  std::string head;
  std::string body;

  /// The value of a header; empty if there is none.
  std::string header(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }

  /// The cookie that it sets, "NAME=VALUE".
  std::string cookie() const {
    const std::string line = header("Set-Cookie");
    return line.substr(0, line.find(';'));
  }
};

Answer read_answer(const std::string& text) {
  const std::size_t end = text.find("\r\n\r\n");
  if (end == std::string::npos) return {};
  return {std::stoi(text.substr(9, 3)), text.substr(0, end + 2), text.substr(end + 4)};
}

/// A page of an operator that shows what it was asked.
ResourcePtr page_of(const OperatorRequest& request) {
  Resource head;
  head.status = request.is_post ? 303 : 200;
  head.content_type = "text/html; charset=utf-8";
  head.cache_control = "no-store";
  head.is_page = true;
  if (request.is_post) head.location = "./rulings";
  std::string body =
      request.path + " by " + request.session.name + " token " + request.session.token + "\n";
  for (const auto& [name, value] : request.fields) body += name + "=" + value + "\n";
  return make_resource(std::move(head), body + std::string(1000, '.'));
}

class OperatorEndpointTest : public testing::Test, public Serving {
 protected:
  OperatorEndpointTest() {
    server.connect(operators);
    server.set_operator_password(kPassword);
    start();
    wait_until_ready();
    operator_thread = std::jthread([this](const std::stop_token& stop) { operators.run(stop); });
  }

  void use_base_url(const std::string& url) {
    Site site = test_site();
    site.base_url = url;
    desk.site_changed(site, {});
  }

  Answer ask(const std::string& request) const {
    const RawClient client(server.port());
    EXPECT_TRUE(client.send(request));
    return read_answer(client.read_all());
  }

  Answer get(const std::string& path, const std::string& cookie = {}) const {
    return ask(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}\r\n",
                           path, cookie_header(cookie)));
  }

  Answer post(const std::string& path, const std::string& form, const std::string& cookie = {},
              const std::string& more = {},
              const std::string& type = "application/x-www-form-urlencoded") const {
    return ask(
        fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    "Content-Type: {}\r\nContent-Length: {}\r\n{}{}\r\n{}",
                    path, type, form.size(), cookie_header(cookie), more, form));
  }

  Answer try_password(const std::string& password, const std::string& next = "/") const {
    return post("/operator/sign-in",
                fmt::format("name=Ana&password={}&next={}", escaped(password), escaped(next)));
  }

  /// The cookie of a new session.
  std::string sign_in() const { return try_password(kPassword).cookie(); }

  std::string token_of(const std::string& cookie) const {
    const std::string body = get("/operator/rulings", cookie).body;
    const std::string before = " token ";
    return body.substr(body.find(before) + before.size(), 64);
  }

  /// The requests that reached the operator's pages.
  std::size_t reached() const { return reached_.copy(); }

  Guarded<std::size_t> reached_;
  OperatorDesk operators{[this](const OperatorRequest& request) {
    ++*reached_.lock();
    return page_of(request);
  }};
  std::jthread operator_thread;

 private:
  static std::string cookie_header(const std::string& cookie) {
    return cookie.empty() ? "" : "Cookie: " + cookie + "\r\n";
  }
};

TEST_F(OperatorEndpointTest, SignsInWithTheRightPassword) {
  use_base_url("http://localhost:8710");
  EXPECT_EQ(get("/operator/rulings").status, 303);
  EXPECT_EQ(get("/operator/rulings").header("Location"),
            "./../operator/sign-in?next=%2Foperator%2Frulings");
  const Answer form = get("/operator/sign-in?next=%2Foperator%2Frulings");
  EXPECT_EQ(form.status, 200);
  EXPECT_NE(form.body.find("name=\"next\" value=\"/operator/rulings\""), std::string::npos);
  EXPECT_EQ(form.header("Cache-Control"), "no-store");
  EXPECT_EQ(form.header("Set-Cookie"), "");

  EXPECT_EQ(try_password("wrong").status, 403);
  EXPECT_EQ(try_password("wrong").header("Set-Cookie"), "");
  const Answer in = try_password(kPassword, "/operator/rulings");
  EXPECT_EQ(in.status, 303);
  EXPECT_EQ(in.header("Location"), "./../operator/rulings");
  const std::string line = in.header("Set-Cookie");
  for (const char* part : {"; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age=604800"}) {
    EXPECT_NE(line.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(line.find("Secure"), std::string::npos);
  const Answer page = get("/operator/rulings?a=1&a=2", in.cookie());
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("/operator/rulings by Ana token "), std::string::npos);
  EXPECT_NE(page.body.find("\na=1\na=2\n"), std::string::npos);
}

TEST_F(OperatorEndpointTest, IsNotThereWithoutAPassword) {
  const std::string cookie = sign_in();
  server.set_operator_password("");
  EXPECT_EQ(get("/operator/sign-in").status, 404);
  EXPECT_EQ(get("/operator/rulings", cookie).status, 404);
  EXPECT_EQ(post("/operator/sign-in", "password=").status, 405);
  EXPECT_EQ(reached(), 0u);
}

TEST_F(OperatorEndpointTest, EndsSessionsWhenThePasswordChanges) {
  const std::string cookie = sign_in();
  EXPECT_EQ(get("/operator/rulings", cookie).status, 200);
  server.set_operator_password("another");
  EXPECT_EQ(get("/operator/rulings", cookie).status, 303);
}

TEST_F(OperatorEndpointTest, UsesASecureCookieBehindHttps) {
  use_base_url("https://news.example/wire");
  const Answer in = try_password(kPassword);
  EXPECT_TRUE(in.header("Set-Cookie").starts_with("__Host-wirefold_"));
  EXPECT_NE(in.header("Set-Cookie").find("; Secure"), std::string::npos);
  EXPECT_EQ(in.header("Location"), "./../") << "right below any path";
  EXPECT_EQ(get("/operator/rulings", in.cookie()).status, 200);
  const std::string planted = in.cookie().substr(std::string("__Host-").size());
  EXPECT_EQ(get("/operator/rulings", planted).status, 303) << "another site may have set it";
}

TEST_F(OperatorEndpointTest, AllowsFewGuesses) {
  int refused = 0;
  for (int i = 0; i < 1000; ++i) {
    const Answer answer = try_password("guess" + std::to_string(i));
    EXPECT_TRUE(answer.status == 403 || answer.status == 429);
    if (answer.status != 429) continue;
    ++refused;
    EXPECT_NE(answer.header("Retry-After"), "");
  }
  EXPECT_GE(refused, 990);
  const Answer right = try_password(kPassword);
  EXPECT_EQ(right.status, 429) << "a right guess must not be told from a wrong one";
  EXPECT_EQ(right.header("Set-Cookie"), "");
}

TEST_F(OperatorEndpointTest, RefusesAReplayedCookieAfterSignOut) {
  const std::string cookie = sign_in();
  const std::string token = token_of(cookie);
  const Answer out = post("/operator/sign-out", "token=" + token, cookie);
  EXPECT_EQ(out.status, 303);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(get("/operator/rulings", cookie).status, 303);
  EXPECT_EQ(post("/operator/order", "token=" + token, cookie).status, 403);
}

TEST_F(OperatorEndpointTest, NeedsTheTokenOfTheSession) {
  const std::string cookie = sign_in();
  const std::string others = token_of(sign_in());
  const std::size_t before = reached();
  for (const std::string& form : {std::string(), std::string("token="), "token=" + others,
                                  std::string("token=0"), "token=" + token_of(cookie).substr(1)}) {
    EXPECT_EQ(post("/operator/order", "kind=pin&story=7&" + form, cookie).status, 403) << form;
    EXPECT_EQ(post("/operator/sign-out", form, cookie).status, 403) << form;
  }
  EXPECT_EQ(post("/operator/order?token=" + token_of(cookie), "kind=pin", cookie).status, 403)
      << "an address may be logged";
  EXPECT_EQ(reached(), before + 2) << "the pages that show tokens, and no order";
  const Answer done = post("/operator/order", "kind=pin&token=" + token_of(cookie), cookie);
  EXPECT_EQ(done.status, 303);
  EXPECT_NE(done.body.find("/operator/order by Ana"), std::string::npos);
  EXPECT_NE(done.body.find("\nkind=pin\n"), std::string::npos);
}

TEST_F(OperatorEndpointTest, RefusesFormsOfOtherSites) {
  const std::string cookie = sign_in();
  const std::string form = "kind=pin&token=" + token_of(cookie);
  for (const char* foreign :
       {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Origin: http://localhost:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"}) {
    EXPECT_EQ(post("/operator/order", form, cookie, foreign).status, 403) << foreign;
    EXPECT_EQ(post("/operator/sign-in", "password=x", "", foreign).status, 403) << foreign;
  }
  EXPECT_EQ(post("/operator/order", form, cookie,
                 "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n")
                .status,
            303);
}

TEST_F(OperatorEndpointTest, TakesNoSessionThatWasThereBefore) {
  use_base_url("http://localhost:8710");
  const std::string planted = sign_in().substr(0, sign_in().find('=')) + "=1.2.3.4";
  const Answer in =
      post("/operator/sign-in", fmt::format("password={}", escaped(kPassword)), planted);
  EXPECT_NE(in.cookie(), planted);
  EXPECT_EQ(get("/operator/rulings", planted).status, 303);
  EXPECT_NE(sign_in(), sign_in());
}

TEST_F(OperatorEndpointTest, RedirectsToThisSiteAlone) {
  for (const char* next : {"https://evil.example/", "//evil.example", "/\\evil.example",
                           "javascript:alert(1)", "/story/7\r\nX-Injected: 1"}) {
    EXPECT_EQ(get(std::string("/operator/sign-in?next=") + escaped(next)).body.find("evil"),
              std::string::npos)
        << next;
  }
  const Answer in = try_password(kPassword, "https://evil.example/");
  EXPECT_EQ(in.header("Location"), "./../");
  const Answer broken = try_password(kPassword, "/story/7\r\nX-Injected: 1");
  EXPECT_EQ(broken.header("Location"), "./../");
  EXPECT_EQ(broken.header("X-Injected"), "");
}

TEST_F(OperatorEndpointTest, ShowsNoPageInAFrameAndLeavesNoCopy) {
  const std::string cookie = sign_in();
  for (const Answer& page : {get("/operator/sign-in"), get("/operator/rulings", cookie),
                             get("/story/7", cookie), get("/", cookie)}) {
    EXPECT_EQ(page.status, 200);
    const std::string policy = page.header("Content-Security-Policy");
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_NE(policy.find("form-action 'self'"), std::string::npos);
    EXPECT_EQ(page.header("Content-Encoding"), "");
  }
  EXPECT_EQ(get("/operator/rulings", cookie).header("Cache-Control"), "no-store");
}

TEST_F(OperatorEndpointTest, KeepsThePagesOfReadersApart) {
  Site site = test_site();
  site.has_sign_in = true;
  desk.site_changed(site, {});
  while (!desk.is_current()) std::this_thread::yield();
  const std::string cookie = sign_in();
  const std::string token = token_of(cookie);
  for (const char* path : {"/", "/story/7", "/feeds"}) {
    const std::string before = get(path).body;
    const Answer page = get(path, cookie);
    EXPECT_EQ(page.status, 200);
    const Answer reader = get(path);
    EXPECT_EQ(reader.body, before) << path;
    EXPECT_EQ(reader.body.find(token), std::string::npos) << path;
    EXPECT_NE(reader.header("Vary").find("Cookie"), std::string::npos) << path;
  }
}

TEST_F(OperatorEndpointTest, ReadsUploadedFiles) {
  const std::string cookie = sign_in();
  std::string body;
  const auto part = [&body](const std::string& disposition, const std::string& content) {
    body +=
        "--cut\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
  };
  part("name=\"token\"", token_of(cookie));
  part("name=\"file\"; filename=\"a.opml\"", "<opml>\r\n" + std::string(100000, 'x') + "</opml>");
  body += "--cut--\r\n";
  const Answer answer =
      post("/operator/feeds/import", body, cookie, "", "multipart/form-data; boundary=cut");
  EXPECT_EQ(answer.status, 303);
  EXPECT_NE(answer.body.find("\nfile=<opml>\r\nxxx"), std::string::npos);
  EXPECT_NE(answer.body.find("xxx</opml>\n"), std::string::npos);
}

TEST_F(OperatorEndpointTest, RefusesFormsThatCannotBeRead) {
  const std::string cookie = sign_in();
  const std::size_t before = reached();
  EXPECT_EQ(post("/operator/order", "{}", cookie, "", "application/json").status, 400);
  EXPECT_EQ(post("/operator/order", "--cut\r\nContent-Dis", cookie, "",
                 "multipart/form-data; boundary=cut")
                .status,
            400);
  for (const char* part : {"", "; name=x", "; filename=\"a\"", "; name=\"\""}) {
    const std::string body =
        fmt::format("--cut\r\nContent-Disposition: form-data{}\r\n\r\nx\r\n--cut--\r\n", part);
    const Answer answer =
        post("/operator/sign-in", body, "", "", "multipart/form-data; boundary=cut");
    EXPECT_TRUE(answer.status == 400 || answer.status == 403) << part << answer.status;
  }
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "article=1&";
  EXPECT_EQ(post("/operator/order", many, cookie).status, 400);
  EXPECT_EQ(post("/operator/order", "x=" + std::string(300 << 10, 'x'), cookie).status, 413);
  EXPECT_EQ(reached(), before);
}

TEST_F(OperatorEndpointTest, KeepsNoBodyOfAStranger) {
  const std::string much(1 << 20, 'x');
  EXPECT_EQ(post("/operator/feeds/import", "text=" + much).status, 403);
  EXPECT_EQ(post("/operator/sign-in", "password=" + much).status, 413);
}

TEST_F(OperatorEndpointTest, NeedsTheReadersPasswordToo) {
  server.set_password("reader");
  EXPECT_EQ(get("/operator/sign-in").status, 401);
  EXPECT_EQ(post("/operator/sign-in", fmt::format("password={}", escaped(kPassword))).status, 401);
  EXPECT_EQ(get("/operator/sign-in?token=reader").status, 200);
}

}  // namespace
}  // namespace wirefold::serve
