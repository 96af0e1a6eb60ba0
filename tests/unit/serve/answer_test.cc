#include "wirefold/serve/answer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/serve/stories.h"

namespace wirefold::serve {
namespace {

std::string header(const Answer& answer, std::string_view name) {
  const auto it = std::find_if(answer.headers.begin(), answer.headers.end(),
                               [name](const auto& h) { return h.first == name; });
  return it == answer.headers.end() ? std::string() : it->second;
}

class AnswerTest : public testing::Test {
 protected:
  Snapshot snapshot{test_site(), {test_story()}};

  Answer get(std::string_view path, std::string_view inm = "", std::string_view ims = "",
             std::string_view encoding = "") {
    return answer({&snapshot, nullptr}, {"GET", path, inm, ims, encoding});
  }
};

TEST_F(AnswerTest, ServesEachFormatUnderItsType) {
  EXPECT_EQ(header(get("/feed.atom"), "Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_EQ(header(get("/feed.rss"), "Content-Type"), "application/rss+xml; charset=utf-8");
  EXPECT_EQ(header(get("/feed.json"), "Content-Type"), "application/feed+json; charset=utf-8");
  EXPECT_EQ(header(get("/"), "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/healthz").body, "ok\n");
  EXPECT_EQ(get("/readyz").status, 200);
}

TEST_F(AnswerTest, Answers304ToItsOwnValidators) {
  const Answer full = get("/feed.atom");
  const std::string etag = header(full, "ETag");
  const std::string modified = header(full, "Last-Modified");
  struct Case {
    std::string inm, ims;
    int status;
  };
  const Case cases[] = {
      {etag, "", 304},
      {"W/" + etag, "", 304},
      {"\"x\", " + etag, "", 304},
      {"*", "", 304},
      {"\"x\"", "", 200},
      {"\"x\"", modified, 200},  // If-Modified-Since is ignored beside If-None-Match
      {"", modified, 304},
      {"", "Thu, 01 Jan 1970 00:00:00 GMT", 200},
      {"", "rubbish", 200},
  };
  for (const Case& c : cases) {
    const Answer a = get("/feed.atom", c.inm, c.ims);
    EXPECT_EQ(a.status, c.status) << c.inm << " | " << c.ims;
    if (a.status == 304) {
      EXPECT_TRUE(a.body.empty());
      EXPECT_EQ(header(a, "ETag"), etag);
      EXPECT_EQ(header(a, "Cache-Control"), "public, max-age=300");
      EXPECT_EQ(header(a, "Vary"), "Accept-Encoding");
      EXPECT_EQ(header(a, "Access-Control-Allow-Origin"), "*");
    }
  }
}

TEST_F(AnswerTest, GivesEachEncodingItsOwnTag) {
  const Answer plain = get("/feed.atom");
  const Answer gzip = get("/feed.atom", "", "", "br, gzip;q=0.8");
  EXPECT_EQ(header(gzip, "Content-Encoding"), "gzip");
  EXPECT_NE(header(gzip, "ETag"), header(plain, "ETag"));
  EXPECT_LT(gzip.body.size(), plain.body.size());
  EXPECT_EQ(header(get("/feed.atom", "", "", "gzip;q=0"), "Content-Encoding"), "");
  EXPECT_EQ(get("/feed.atom", header(plain, "ETag"), "", "gzip").status, 200);
}

TEST_F(AnswerTest, RefusesOtherMethodsAndPaths) {
  const Answer post = answer({&snapshot, nullptr}, {"POST", "/feed.atom", "", "", ""});
  EXPECT_EQ(post.status, 405);
  EXPECT_EQ(header(post, "Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(get("/nothing").status, 404);
  EXPECT_EQ(get("/feed.atom/").status, 404);
  EXPECT_EQ(get("/../etc/passwd").status, 404);
}

TEST_F(AnswerTest, AnswersAPreflight) {
  const Answer a = answer({&snapshot, nullptr}, {"OPTIONS", "/feed.json", "", "", ""});
  EXPECT_EQ(a.status, 204);
  EXPECT_EQ(header(a, "Access-Control-Allow-Origin"), "*");
}

TEST_F(AnswerTest, ClosesThePageToScripts) {
  EXPECT_NE(header(get("/"), "Content-Security-Policy").find("default-src 'none'"),
            std::string::npos);
}

TEST(AnswerWithoutSnapshot, TellsReadersToComeBack) {
  const Answer a = answer({}, {"GET", "/feed.atom", "", "", ""});
  EXPECT_EQ(a.status, 503);
  EXPECT_EQ(header(a, "Retry-After"), "5");
  EXPECT_EQ(answer({}, {"GET", "/healthz", "", "", ""}).status, 200);
}

}  // namespace
}  // namespace wirefold::serve
