#include "wirefold/pictures/picture_desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "support/pictures.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/pictures/image_header.h"

namespace wirefold::pictures {
namespace {

using namespace std::chrono_literals;

/// Articles 1 to 9 name "https://img.example/ID"; a story shows the odd ones. Feeds 1 to 9 name
/// "https://img.example/icon-ID".
class HeldPictures : public PictureSource {
 public:
  bool exists(PictureId picture) override { return picture != PictureId(forgotten.load()); }
  std::optional<NamedPicture> named(PictureId picture) override {
    if (fails) throw store::StoreError("broken");
    if (number_of(picture) > 9 || !exists(picture)) return std::nullopt;
    const std::string url =
        (is_icon(picture) ? "https://img.example/icon-" : "https://img.example/") +
        std::to_string(number_of(picture)) + suffix;
    return NamedPicture{url, is_icon(picture) ? std::get<FeedId>(picture) : FeedId{4}};
  }
  bool is_shown(PictureId picture) override {
    return is_icon(picture) || number_of(picture) % 2 == 1;
  }

  static std::int64_t number_of(const PictureId& picture) {
    return std::visit([](auto id) { return to_int(id); }, picture);
  }

  std::atomic<ArticleId> forgotten = ArticleId{};
  std::atomic<bool> fails = false;
  std::string suffix;
};

class PictureDeskTest : public testing::Test {
 protected:
  PictureDeskTest() { start(); }
  ~PictureDeskTest() override { stop(); }

  void start(const Patience& patience = {}) {
    stop();
    desk.emplace(
        folder, source, counts, [this] { return now.load(); }, patience);
    desk->on_fetch([this](crawl::WantedPicture wanted) {
      const std::lock_guard lock(mutex);
      ++fetches;
      wanted_[wanted.picture] = std::move(wanted);
    });
    desk->configure({true, std::int64_t{64} << 20, false});
    thread = std::jthread([this](const std::stop_token& stop) { desk->run(stop); });
  }
  void stop() {
    if (!thread.joinable()) return;
    thread.request_stop();
    thread.join();
  }

  using Answer = std::future<serve::ResourcePtr>;

  Answer ask(std::int64_t article) { return ask(PictureId(ArticleId{article})); }
  Answer ask(const PictureId& picture) {
    auto promise = std::make_shared<std::promise<serve::ResourcePtr>>();
    Answer out = promise->get_future();
    EXPECT_TRUE(desk->ask(picture, std::nullopt,
                          [promise](const auto& file) { promise->set_value(file); }));
    return out;
  }

  /// The response to the request for the picture, once it was asked for.
  fetch::Response response_to(std::int64_t article) {
    return response_to(PictureId(ArticleId{article}));
  }
  fetch::Response response_to(const PictureId& picture) {
    const auto deadline = std::chrono::steady_clock::now() + test::kDeadline;
    for (;;) {
      {
        const std::lock_guard lock(mutex);
        if (const auto found = wanted_.extract(picture)) {
          fetch::Response out;
          out.request = crawl::picture_request(found.mapped(), kMostPictureBytes);
          out.status = 200;
          return out;
        }
      }
      EXPECT_LT(std::chrono::steady_clock::now(), deadline) << "it is not asked for";
      std::this_thread::yield();
    }
  }

  void send(std::int64_t article, const std::string& body) {
    send(PictureId(ArticleId{article}), body);
  }
  void send(const PictureId& picture, const std::string& body) {
    fetch::Response response = response_to(picture);
    response.body = body;
    desk->take(std::move(response));
  }

  void send_error(std::int64_t article, bool unreachable = false) {
    fetch::Response response = response_to(article);
    response.error = Error{Errc::kHttpStatus, "HTTP 404"};
    response.unreachable = unreachable;
    desk->take(std::move(response));
  }

  static serve::ResourcePtr of(Answer answer) {
    if (answer.wait_for(test::kDeadline) == std::future_status::ready) return answer.get();
    ADD_FAILURE() << "no answer";
    return nullptr;
  }

  std::size_t files() const {
    std::error_code error;
    const std::filesystem::directory_iterator all(folder, error);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  test::TempDir dir;
  const std::string folder = dir.path("pictures");
  HeldPictures source;
  serve::PictureCounts counts;
  std::atomic<Timestamp> now{Timestamp(std::chrono::seconds(1'700'000'000))};
  std::optional<PictureDesk> desk;
  std::atomic<int> fetches = 0;

 private:
  std::mutex mutex;
  std::map<PictureId, crawl::WantedPicture> wanted_;  // guarded by mutex
  std::jthread thread;
};

TEST_F(PictureDeskTest, FetchesAPictureOnceAndThenKeepsIt) {
  Answer first = ask(1);
  Answer second = ask(1);
  send(1, test::png(640, 480));
  const auto picture = of(std::move(first));
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->content_type, "image/png");
  EXPECT_EQ(picture->cache_control, "public, max-age=86400");
  EXPECT_EQ(picture->in(serve::Coding::kIdentity).bytes, test::png(640, 480));
  EXPECT_TRUE(of(std::move(second)));
  EXPECT_TRUE(of(ask(1)));
  EXPECT_EQ(fetches, 1);
  EXPECT_EQ(counts.fetched, 1U);
  EXPECT_EQ(counts.kept, 1U);
  EXPECT_EQ(counts.files, 1);
  EXPECT_EQ(counts.bytes, 4096);
}

TEST_F(PictureDeskTest, AsksAsTheFeedIsReachedWithinAMinute) {
  Answer answer = ask(1);
  const fetch::Response response = response_to(1);
  EXPECT_EQ(response.request.url, "https://img.example/1");
  EXPECT_EQ(crawl::feed_of(response.request), FeedId{4});
  EXPECT_EQ(crawl::deadline_of(response.request), now.load() + 60s);
}

TEST_F(PictureDeskTest, HasOnlyWhatAStoryShows) {
  EXPECT_FALSE(of(ask(2))) << "no story shows it";
  EXPECT_FALSE(of(ask(10))) << "it names none";
  EXPECT_EQ(fetches, 0);
}

TEST_F(PictureDeskTest, RefusesWhatIsNoPictureForADay) {
  for (const auto& [article, file] :
       std::map<int, std::string>{{1, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
                                  {3, "<!DOCTYPE html><title>Consent</title>"},
                                  {5, test::png(50000, 50000)},
                                  {7, test::filled(test::png(9, 9), kMostPictureBytes + 1)}}) {
    Answer answer = ask(article);
    send(article, file);
    EXPECT_FALSE(of(std::move(answer))) << article;
    EXPECT_FALSE(of(ask(article))) << article;
  }
  EXPECT_EQ(fetches, 4);
  EXPECT_EQ(counts.failed, 4U);
  EXPECT_EQ(files(), 0U);
  now = now.load() + 24h;
  Answer again = ask(1);
  send(1, test::png(9, 9));
  EXPECT_TRUE(of(std::move(again)));
}

TEST_F(PictureDeskTest, AsksAgainWhereOnlyTheNetworkOrTheTimeFailed) {
  Answer answer = ask(1);
  send_error(1, true);
  EXPECT_FALSE(of(std::move(answer)));
  EXPECT_FALSE(of(ask(1)));
  EXPECT_EQ(fetches, 1);
  now = now.load() + 1h;
  answer = ask(1);
  fetch::Response late = response_to(1);
  late.error = Error{Errc::kForbidden, "waited too long for its turn"};
  now = now.load() + 60s;
  desk->take(std::move(late));
  EXPECT_FALSE(of(std::move(answer)));
  answer = ask(1);
  send(1, test::png(9, 9));
  EXPECT_TRUE(of(std::move(answer)));
}

TEST_F(PictureDeskTest, AHostThatHangsHoldsNobodyUp) {
  Answer other = ask(3);
  send(3, test::png(9, 9));
  EXPECT_TRUE(of(std::move(other)));
  start({10ms, 8, 64, 64});
  EXPECT_FALSE(of(ask(1))) << "it does not wait for long";
  EXPECT_EQ(counts.late, 1U);
  EXPECT_TRUE(of(ask(3)));
  send(1, test::png(9, 9));
  EXPECT_TRUE(of(ask(1))) << "it came in the end";
}

TEST_F(PictureDeskTest, OfAnEditedArticleIsTheNewOne) {
  Answer answer = ask(1);
  send(1, test::png(9, 9));
  EXPECT_TRUE(of(std::move(answer)));
  stop();
  source.suffix = "-new";
  start();
  answer = ask(1);
  send(1, test::gif(8, 8));
  EXPECT_EQ(of(std::move(answer))->content_type, "image/gif");
  EXPECT_EQ(files(), 1U);
}

TEST_F(PictureDeskTest, GoWithTheirStories) {
  for (const int article : {1, 3}) {
    Answer answer = ask(article);
    send(article, test::png(9, 9));
    EXPECT_TRUE(of(std::move(answer)));
  }
  source.forgotten = ArticleId{1};
  EXPECT_FALSE(of(ask(1))) << "at once";
  start();  // which sweeps
  EXPECT_FALSE(of(ask(10)));
  EXPECT_TRUE(of(ask(3)));
  EXPECT_EQ(files(), 1U);
}

TEST_F(PictureDeskTest, AnIconIsOfItsFeedAndNotOfTheArticleWithThatNumber) {
  const PictureId icon = FeedId{1};
  Answer answer = ask(icon);
  const fetch::Response wanted = response_to(icon);
  EXPECT_EQ(wanted.request.url, "https://img.example/icon-1");
  EXPECT_EQ(crawl::feed_of(wanted.request), FeedId{1});
  fetch::Response response = wanted;
  response.body = test::png(32, 32);
  desk->take(std::move(response));
  EXPECT_EQ(of(std::move(answer))->in(serve::Coding::kIdentity).bytes, test::png(32, 32));
  answer = ask(1);
  send(1, test::png(640, 480));
  EXPECT_EQ(of(std::move(answer))->in(serve::Coding::kIdentity).bytes, test::png(640, 480));
  EXPECT_EQ(of(ask(icon))->in(serve::Coding::kIdentity).bytes, test::png(32, 32));
  EXPECT_EQ(files(), 2U);
}

TEST_F(PictureDeskTest, AnIconIsASquareOrNearlyOne) {
  for (const auto& [feed, file, fits] : {std::tuple{1, test::png(16, 16), true},
                                         {2, test::png(200, 100), true},
                                         {3, test::png(201, 100), false},
                                         {4, test::png(88, 31), false},
                                         {5, test::png(1, 3), false}}) {
    Answer answer = ask(FeedId{feed});
    send(FeedId{feed}, file);
    EXPECT_EQ(of(std::move(answer)) != nullptr, fits) << feed;
  }
}

TEST_F(PictureDeskTest, OffServesAndKeepsNothing) {
  Answer answer = ask(1);
  send(1, test::png(9, 9));
  EXPECT_TRUE(of(std::move(answer)));
  answer = ask(3);
  fetch::Response late = response_to(3);
  late.body = test::png(9, 9);
  desk->configure({false, std::int64_t{64} << 20, false});
  desk->take(std::move(late));
  EXPECT_FALSE(of(std::move(answer)));
  EXPECT_FALSE(of(ask(1)));
  EXPECT_EQ(files(), 0U);
  EXPECT_EQ(fetches, 2);
}

TEST_F(PictureDeskTest, OfAPrivateSiteAreForItsReadersAlone) {
  desk->configure({true, std::int64_t{64} << 20, true});
  Answer answer = ask(1);
  send(1, test::png(9, 9));
  const auto picture = of(std::move(answer));
  ASSERT_TRUE(picture);
  EXPECT_TRUE(picture->is_private);
  EXPECT_EQ(picture->cache_control, "private, max-age=86400");
}

TEST_F(PictureDeskTest, GoesOnWhenTheDatabaseFails) {
  source.fails = true;
  EXPECT_FALSE(of(ask(1)));
  source.fails = false;
  Answer answer = ask(1);
  send(1, test::png(9, 9));
  EXPECT_TRUE(of(std::move(answer)));
}

TEST_F(PictureDeskTest, AFolderThatCannotBeWrittenCostsTheCacheOnly) {
  stop();
  static_cast<void>(dir.write("pictures", "a file"));
  start();
  for (int i = 0; i < 2; ++i) {
    Answer answer = ask(1);
    send(1, test::png(9, 9));
    EXPECT_TRUE(of(std::move(answer)));
  }
}

TEST_F(PictureDeskTest, EveryRequestIsAnsweredAtTheEnd) {
  Answer answer = ask(1);
  static_cast<void>(response_to(1));
  stop();
  EXPECT_FALSE(of(std::move(answer)));
}

}  // namespace
}  // namespace wirefold::pictures
