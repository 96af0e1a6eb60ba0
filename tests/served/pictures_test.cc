// The pictures of stories, from hosts that are slow, wrong or hostile.
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "served/newsroom.h"
#include "support/gzip.h"
#include "support/http_test_server.h"
#include "support/pictures.h"
#include "wirefold/pictures/image_header.h"

namespace wirefold::test {
namespace {

constexpr char kPath[] = "/picture/1";

class Pictures : public Newsroom {
 protected:
  Pictures() {
    config.serve.pictures = "on";
    config.fetch.allow_networks = "127.0.0.1/32";
    config.pages.spacing = {};
  }
  ~Pictures() override { let_go(); }

  /// Serves `files` by path. Another path hangs.
  HttpReply answer(const HttpRequest& request) {
    if (request.path == "/robots.txt") return {200, robots, {}};
    const auto file = files.find(request.path);
    if (file != files.end()) return file->second;
    std::unique_lock lock(mutex_);
    hangs_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return let_go_; });
    return {404, "", {}};
  }

  void let_go() {
    const std::lock_guard lock(mutex_);
    let_go_ = true;
    changed_.notify_all();
  }

  /// Waits until a request hangs.
  bool hangs() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kDeadline, [this] { return hangs_; });
  }

  /// A story whose feed names this picture.
  void publish(const std::string& picture) {
    take("Alpha",
         {{"1", "Fire on a ferry", text_of(1), "<media:thumbnail url=\"" + picture + "\"/>"}});
  }

  /// The status of the picture that the host has sent with `reply`.
  int status_of(HttpReply reply) {
    files["/1"] = std::move(reply);
    start();
    publish(host.url("/1"));
    return get(kPath).status;
  }

  static HttpReply sent(std::string body) {
    return {200, std::move(body), {{"Content-Type", "image/png"}}};
  }

  bool was_asked(const std::string& path) const {
    return std::ranges::any_of(host.requests(),
                               [&path](const HttpRequest& r) { return r.path == path; });
  }

  std::string robots;
  std::map<std::string, HttpReply> files;
  HttpTestServer host{[this](const HttpRequest& request) { return answer(request); }};

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool hangs_ = false;
  bool let_go_ = false;
};

TEST_F(Pictures, AreFetchedOnceAPageAsksForThemAndServedFromHere) {
  files["/1"] = {200, jpeg(640, 480), {{"Content-Type", "text/html"}}};
  start();
  publish(host.url("/1"));
  const std::string page = get("/").body;
  EXPECT_NE(page.find("src=\"picture/1\""), std::string::npos);
  EXPECT_EQ(page.find(host.url("")), std::string::npos) << "no reader asks another server";
  EXPECT_NE(get("/story/1").body.find("src=\"../picture/1\""), std::string::npos);
  EXPECT_FALSE(was_asked("/1"));
  const RawAnswer first = get(kPath);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, jpeg(640, 480));
  EXPECT_EQ(first.header("content-type"), "image/jpeg") << "by its bytes";
  EXPECT_EQ(first.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(first.header("content-security-policy"), "default-src 'none'; sandbox");
  EXPECT_EQ(first.header("cache-control"), "public, max-age=86400");
  EXPECT_EQ(first.header("access-control-allow-origin"), "");
  const RawAnswer again = get(kPath, {"If-None-Match: " + first.header("etag")});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(host.requests().size(), 2U) << "robots.txt and the picture";
}

TEST_F(Pictures, AreKeptOverARestartWithoutTheirHost) {
  EXPECT_EQ(status_of(sent(png(640, 480))), 200);
  host.stop();
  start();
  EXPECT_EQ(get(kPath).status, 200);
}

TEST_F(Pictures, AreNeitherShownNorFetchedNorServedWhenOff) {
  config.serve.pictures = "off";
  EXPECT_EQ(status_of(sent(png(640, 480))), 404);
  EXPECT_EQ(get("/").body.find("picture"), std::string::npos);
  EXPECT_TRUE(host.requests().empty());
  EXPECT_FALSE(std::filesystem::exists(dir.path("pictures")));
}

TEST_F(Pictures, ThatAreAskedForWithoutAStoryAreNotFetched) {
  start();
  for (const char* path : {"/picture/1", "/picture/99", "/picture/9223372036854775807"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
  EXPECT_TRUE(host.requests().empty());
}

TEST_F(Pictures, OfASiteWithAPasswordNeedIt) {
  config.serve.password = "geheim";
  files["/1"] = sent(png(640, 480));
  start();
  publish(host.url("/1"));
  EXPECT_EQ(get(kPath).status, 401);
  EXPECT_TRUE(host.requests().empty());
  const RawAnswer answer = get(std::string(kPath) + "?token=geheim");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("cache-control"), "private, max-age=86400");
}

TEST_F(Pictures, ThatRobotsTxtForbidsAreNotFetched) {
  robots = "User-agent: *\nDisallow: /1\n";
  EXPECT_EQ(status_of(sent(png(640, 480))), 404);
  EXPECT_FALSE(was_asked("/1"));
}

TEST_F(Pictures, ThatAreMarkupAreRefusedWhateverTheirTypeSays) {
  for (const char* markup :
       {"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<!DOCTYPE html><script>alert(1)</script>", ""}) {
    const RawAnswer answer = (static_cast<void>(status_of(sent(markup))), get(kPath));
    EXPECT_EQ(answer.status, 404) << markup;
    EXPECT_EQ(answer.header("cache-control"), "no-store");
    EXPECT_EQ(answer.body.find("script"), std::string::npos);
    EXPECT_EQ(host.requests().size() % 2, 0U) << "asked for once";
  }
}

TEST_F(Pictures, ThatAreBombsAreRefused) {
  EXPECT_EQ(status_of(sent(png(60000, 60000))), 404) << "pixels";
  EXPECT_EQ(status_of(sent(filled(png(9, 9), pictures::kMostPictureBytes + 1))), 404) << "bytes";
  HttpReply packed = sent(gzip(filled(png(9, 9), std::size_t{64} << 20)));
  packed.headers.emplace_back("Content-Encoding", "gzip");
  EXPECT_EQ(status_of(std::move(packed)), 404) << "packed bytes";
  EXPECT_EQ(status_of(sent(filled(png(9, 9), pictures::kMostPictureBytes))), 200);
}

TEST_F(Pictures, ThatRedirectIntoAPrivateNetworkAreRefused) {
  const std::string inside = "http://127.0.0.2:" + std::to_string(host.port()) + "/2";
  files["/2"] = sent(png(9, 9));
  EXPECT_EQ(status_of({302, "", {{"Location", inside}}}), 404);
  EXPECT_FALSE(was_asked("/2"));
}

/// The feed names an icon at this path of the host.
class Icons : public Pictures {
 protected:
  int status_of_icon(std::string file) {
    files["/icon"] = sent(std::move(file));
    feed_facts = "<image><url>" + host.url("/icon") + "</url></image>";
    start();
    take("Alpha", {{"1", "Fire on a ferry", text_of(1), ""}});
    return get("/icon/1").status;
  }
};

TEST_F(Icons, StandBesideTheNamesOfOutletsAndAreServedFromHere) {
  EXPECT_EQ(status_of_icon(ico({icon_bitmap(16, 16)})), 200);
  EXPECT_EQ(get("/icon/1").header("content-type"), "image/x-icon");
  EXPECT_EQ(get("/icon/1").header("content-security-policy"), "default-src 'none'; sandbox");
  for (const auto& [page, source] :
       {std::pair{"/", "\"icon/1\""}, {"/story/1", "\"../icon/1\""}, {"/feeds", "\"icon/1\""}}) {
    const std::string body = get(page).body;
    EXPECT_NE(body.find("<img class=\"icon\" src=" + std::string(source)), std::string::npos)
        << page;
    EXPECT_EQ(body.find(host.url("")), std::string::npos) << page;
  }
  EXPECT_EQ(host.requests().size(), 2U) << "robots.txt and the icon";
}

TEST_F(Icons, AreKeptOverARestartBesideThePictures) {
  EXPECT_EQ(status_of_icon(png(32, 32)), 200);
  host.stop();
  start();
  EXPECT_EQ(get("/icon/1").status, 200);
  EXPECT_EQ(get(kPath).status, 404) << "article 1 is not feed 1";
}

TEST_F(Icons, AreShownOnlyWithPicturesAndWhereAFeedNamesOne) {
  start();
  take("Beta", {{"2", "Rain on a roof", text_of(2), ""}});
  EXPECT_EQ(get("/").body.find("class=\"icon\""), std::string::npos);
  EXPECT_EQ(get("/icon/2").status, 404);
  config.serve.pictures = "off";
  EXPECT_EQ(status_of_icon(png(32, 32)), 404);
  EXPECT_EQ(get("/").body.find("class=\"icon\""), std::string::npos);
  EXPECT_TRUE(host.requests().empty());
}

TEST_F(Icons, ThatAreNoSquareOrNoPictureAreRefused) {
  EXPECT_EQ(status_of_icon(png(65, 32)), 404);
  EXPECT_EQ(status_of_icon("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), 404);
  EXPECT_EQ(status_of_icon(png(64, 32)), 200);
}

TEST_F(Pictures, OfAHostThatHangsHoldNothingUp) {
  start();
  publish(host.url("/hangs"));
  RawClient waiting(port());
  waiting.send("GET /picture/1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ASSERT_TRUE(hangs());
  EXPECT_EQ(get("/").status, 200);
  take("Gamma", {{"3", "Snow on a field", text_of(3), ""}});
  EXPECT_EQ(feed("/feed.atom").entries.size(), 2U) << "other documents come through";
  EXPECT_TRUE(waiting.read_until("\r\n\r\n").starts_with("HTTP/1.1 404")) << "after four seconds";
}

}  // namespace
}  // namespace wirefold::test
