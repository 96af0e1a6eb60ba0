// Kills the daemon with SIGKILL at random moments while articles arrive, and while it reads a
// document that is poison: the daemon is killed each time it reads it.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <pugixml.hpp>
#include <random>
#include <regex>
#include <semaphore>
#include <set>

#include "daemon/daemon_under_test.h"
#include "support/http_test_server.h"
#include "support/recent_stories.h"
#include "support/wire_world.h"
#include "wirefold/base/file.h"
#include "wirefold/store/database.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::test {
namespace {

/// A number from an environment variable, for a long run.
std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* const value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

constexpr std::uint64_t kKillsToAPoison = 10;
constexpr int kMostTries = 20;

/// Watches a file for changes from construction on.
class FileChanges {
 public:
  explicit FileChanges(const std::string& file) {
    EXPECT_GE(inotify_add_watch(fd_, file.c_str(), IN_MODIFY), 0) << file;
  }
  ~FileChanges() { close(fd_); }
  FileChanges(const FileChanges&) = delete;
  FileChanges& operator=(const FileChanges&) = delete;

  /// Returns false if nothing was written within `most`.
  bool wait(std::chrono::milliseconds most) const {
    pollfd readable{fd_, POLLIN, 0};
    if (poll(&readable, 1, static_cast<int>(most.count())) != 1) return false;
    alignas(inotify_event) std::array<char, 4096> events{};
    return read(fd_, events.data(), events.size()) > 0;
  }

 private:
  int fd_ = inotify_init1(IN_CLOEXEC);
};

/// The ids of an article and of its story.
struct Place {
  std::int64_t article = 0;
  std::int64_t story = 0;
  std::string uid;
  bool operator==(const Place&) const = default;
};

using Places = std::map<std::string, Place>;  // by link

Places stored_in(const std::string& database) {
  const std::unique_ptr<store::View> view = store::open_to_read(database);
  Places out;
  for (const Story& story : recent_stories(*view, 10'000'000)) {
    for (const Member& m : story.members) {
      const Place place{to_int(m.article.id), to_int(story.id), story.uid};
      EXPECT_TRUE(out.emplace(m.article.link, place).second) << "twice: " << m.article.link;
    }
  }
  return out;
}

class Kills : public testing::Test {
 protected:
  Kills() {
    world_.go_on();
    std::string toml = "[feeds]\nopml = \"\"\n";
    for (std::size_t i = 0; i < world_.outlets(); ++i) {
      toml +=
          "[[feed]]\nurl = \"" + url_of(i) + "\"\noutlet = \"Outlet " + std::to_string(i) + "\"\n";
    }
    toml += "[[feed]]\nurl = \"" + poison() + "\"\noutlet = \"Poison\"\n";
    daemon_.configure(toml);
  }

  std::string url_of(std::size_t outlet) const { return server_.url("/" + std::to_string(outlet)); }
  std::string poison() const { return server_.url("/poison"); }
  std::string database() const { return daemon_.dir().path("state/wirefold.db"); }
  std::string mark() const { return database() + ".reading"; }

  HttpReply answer(const HttpRequest& request) {
    if (request.path == "/poison") return {200, poison_document(++poisoned_), {}};
    if (++requests_ == kill_at_) reached_.release();
    const std::lock_guard lock(mutex_);
    return {200, world_.rss(std::stoul(request.path.substr(1))), {}};
  }

  /// Adds new items to every feed and makes every feed due.
  void go_on() {
    {
      const std::lock_guard lock(mutex_);
      world_.go_on();
    }
    for (std::size_t i = 0; i < world_.outlets(); ++i) daemon_.poll_now(url_of(i));
  }

  std::size_t below(std::size_t end) { return random_() % end; }

  /// A document that takes long to parse and has no entries. `number` makes it differ each time,
  /// because an unchanged document is not parsed again.
  static std::string poison_document(int number) {
    std::string out = "<rss version=\"2.0\"><channel><title>" + std::to_string(number) + "</title>";
    for (int i = 0; i < 400'000; ++i) out += "<x a=\"1\"><y/></x>";
    return out + "</channel></rss>";
  }

  /// Returns true if the daemon reads the poison, or read it when it was killed. Each thread that
  /// reads has its own place in the file.
  bool reads_poison() const {
    const auto bytes = read_file(mark(), 1 << 16);
    return bytes && std::regex_search(*bytes, std::regex("\\+[0-9]+ " + poison() + '\n'));
  }

  /// Kills the daemon while it reads the poison. Returns false if it had finished reading.
  bool dies_of_poison() {
    const FileChanges changes(mark());
    daemon_.start();
    daemon_.poll_now(poison());
    while (changes.wait(kDeadline) && !reads_poison()) {
    }
    EXPECT_EQ(daemon_.end(SIGKILL), 128 + SIGKILL);
    note_acknowledged();
    return reads_poison();
  }

  /// Kills the daemon while it reads the poison. The next start must work and must not poll that
  /// feed.
  void survive_poison() {
    int tries = 1;
    while (!dies_of_poison() && tries < kMostTries) ++tries;
    ASSERT_LT(tries, kMostTries) << "the poison is read too fast to be killed in time";
    const int asked = poisoned_;
    go_on();
    daemon_.start();
    const auto& lines = daemon_.process().lines();
    EXPECT_TRUE(std::ranges::any_of(lines, [this](const std::string& line) {
      return line.starts_with("feed state=crashed url=" + poison() + " ");
    }));
    for (std::size_t i = 0; i < world_.outlets(); ++i) daemon_.process().wait_for(is_event);
    EXPECT_EQ(daemon_.end(SIGTERM), 0);
    EXPECT_EQ(poisoned_, asked);
  }

  /// Kills the daemon after a random number of requests or of logged articles, which may be 0.
  void kill_somewhere() {
    requests_ = 0;
    kill_at_ = below(2) == 0 ? 1 + below(world_.outlets()) : 0;
    daemon_.start();
    daemon_.retry_crashed(poison());
    if (kill_at_ == 0) {
      const std::size_t lines = below(world_.outlets() * 3);
      for (std::size_t i = 0; i < lines; ++i) daemon_.process().wait_for(is_event);
    } else {
      ASSERT_TRUE(reached_.try_acquire_for(kDeadline));
    }
    EXPECT_EQ(daemon_.end(SIGKILL), 128 + SIGKILL);
  }

  /// Records the articles that the log reports. No article may be logged twice.
  void note_acknowledged() {
    for (const std::string& line : daemon_.process().lines()) {
      if (!is_event(line) || !line.ends_with(log_field(line, "link"))) continue;
      const std::string story = log_field(line, line.starts_with("story ") ? "id" : "story");
      EXPECT_TRUE(acknowledged_.emplace(log_field(line, "link"), std::stoll(story)).second)
          << "told twice: " << line;
    }
  }

  void check() {
    const auto problems = store::verify(database(), [](std::size_t, std::size_t) {});
    EXPECT_EQ(problems, std::vector<std::string>());
    Places now = stored_in(database());
    for (const auto& [link, place] : known_) {
      EXPECT_EQ(now[link], place) << link << " is not what it was";
    }
    for (const auto& [link, story] : acknowledged_) {
      EXPECT_EQ(now[link].story, story) << link << " was told and is not there";
    }
    check_events(now);
    known_ = std::move(now);
  }

  /// Each stored article has exactly one event.
  void check_events(const Places& now) {
    std::map<std::string, int> told;
    const std::unique_ptr<store::View> view = store::open_to_read(database());
    for (const StoryEvent& event : view->reading().events_after(0, 10'000'000)) {
      constexpr std::string_view kLink = "\"link\":\"";
      const std::size_t from = event.data.find(kLink) + kLink.size();
      if (event.kind == "story" || event.kind == "copy") {
        ++told[event.data.substr(from, event.data.find('"', from) - from)];
      }
    }
    for (const auto& [link, times] : told) EXPECT_EQ(times, 1) << link;
    EXPECT_EQ(told.size(), now.size());
  }

  /// The served stories keep the ids that are known, and none appears twice.
  void check_served() {
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(http_get(daemon_.url("/feed.atom")).c_str()));
    std::set<std::string> ids;
    for (const pugi::xml_node& entry : document.child("feed").children("entry")) {
      const std::string id = entry.child_value("id");
      EXPECT_TRUE(ids.insert(id).second) << "twice: " << id;
      for (const pugi::xml_node& link : entry.children("link")) {
        const auto known = known_.find(link.attribute("href").value());
        if (known != known_.end()) {
          EXPECT_EQ(id, known->second.uid);
        }
      }
    }
    EXPECT_FALSE(ids.empty());
  }

  /// Lets the daemon run until every listed item is stored.
  void settle() {
    std::set<std::string> missing;
    for (std::size_t i = 0; i < world_.outlets(); ++i) {
      for (const WireItem& item : world_.items(i)) {
        if (!known_.contains(item.link)) missing.insert(item.link);
      }
    }
    kill_at_ = 0;
    daemon_.start();
    daemon_.retry_crashed(poison());
    while (!missing.empty()) {
      missing.erase(log_field(daemon_.process().wait_for(is_event), "link"));
    }
    check_served();
    EXPECT_EQ(daemon_.end(SIGTERM), 0);
    note_acknowledged();
  }

  std::uint64_t seed_ = number_of("WIREFOLD_SEED", std::random_device()());
  std::mt19937_64 random_{seed_};
  std::mutex mutex_;                        // Guards world_ while the server answers.
  WireWorld world_{{.words = 120}, seed_};  // Long texts, whose articles keep their story.
  DaemonUnderTest daemon_;
  std::atomic<int> poisoned_ = 0;  // Number of requests for the poison.
  std::atomic<std::size_t> requests_ = 0;
  std::atomic<std::size_t> kill_at_ = 0;
  std::binary_semaphore reached_{0};
  HttpTestServer server_{[this](const HttpRequest& r) { return answer(r); }};
  std::map<std::string, std::int64_t> acknowledged_;  // link to story
  Places known_;
};

TEST_F(Kills, LoseNothingAndTellNothingTwice) {
  const std::uint64_t kills = number_of("WIREFOLD_KILLS", WIREFOLD_FEW_ROUNDS ? 6 : 20);
  SCOPED_TRACE("WIREFOLD_SEED=" + std::to_string(seed_));
  for (std::uint64_t i = 0; i < kills && !HasFailure(); ++i) {
    kill_somewhere();
    note_acknowledged();
    check();
    go_on();
    if (i % kKillsToAPoison != 0) continue;
    survive_poison();
    note_acknowledged();
    check();
    go_on();
  }
  settle();
  check();
  std::cout << kills << " kills, " << acknowledged_.size() << " articles told of, " << known_.size()
            << " stored\n";
  EXPECT_GT(acknowledged_.size(), world_.outlets());
}

}  // namespace
}  // namespace wirefold::test
