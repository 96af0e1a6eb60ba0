// The daemon as a service manager sees it: notifications, watchdog, socket, reload.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "daemon/daemon_under_test.h"
#include "support/datagrams.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;

constexpr char kNoList[] = "[feeds]\nopml = \"\"\n";

/// Waits for a message that starts with `beginning`. Returns an empty string if none comes in time.
std::string wait_for_message(const Datagrams& socket, const std::string& beginning) {
  for (;;) {
    std::string message = socket.next();
    if (message.starts_with(beginning) || message.empty()) return message;
  }
}

TEST(Service, SaysWhenItIsReadyAndWhenItStops) {
  DaemonUnderTest daemon;
  const Datagrams systemd(daemon.dir().path("notify"));
  daemon.configure(kNoList);
  daemon.start({{"NOTIFY_SOCKET", daemon.dir().path("notify")}});
  const std::string ready = systemd.next();
  EXPECT_TRUE(ready.starts_with("READY=1\nSTATUS=0 feeds; 0 stories and 0 copies")) << ready;
  daemon.process().signal(SIGHUP);
  EXPECT_TRUE(systemd.next().starts_with("RELOADING=1\nMONOTONIC_USEC="));
  EXPECT_EQ(systemd.next(), "READY=1");
  daemon.configure("[fold]\nwindow = \"soon\"\n");
  daemon.process().signal(SIGHUP);
  EXPECT_TRUE(systemd.next().starts_with("RELOADING=1\n"));
  EXPECT_EQ(systemd.next(), "READY=1") << "with the old configuration";
  daemon.process().signal(SIGTERM);
  EXPECT_TRUE(systemd.next().starts_with("STOPPING=1\n"));
  EXPECT_EQ(daemon.process().wait(), 0);
}

TEST(Service, SaysHowItGoes) {
  DaemonUnderTest daemon;
  const Datagrams systemd(daemon.dir().path("notify"));
  daemon.configure_demo();
  daemon.start({{"NOTIFY_SOCKET", daemon.dir().path("notify")}});
  std::string status;
  while (status.find("136 stories and 40 copies") == std::string::npos) {
    status = wait_for_message(systemd, "STATUS=");
    ASSERT_FALSE(status.empty());
  }
  EXPECT_EQ(status, "STATUS=17 feeds; 136 stories and 40 copies since the start");
}

/// Id of the thread of `pid` with this name, -1 if there is none.
pid_t thread_named(pid_t pid, const std::string& name) {
  const auto tasks = std::filesystem::path("/proc") / std::to_string(pid) / "task";
  for (const auto& task : std::filesystem::directory_iterator(tasks)) {
    std::string its_name;
    std::getline(std::ifstream(task.path() / "comm"), its_name);
    if (its_name == name) return std::stoi(task.path().filename().string());
  }
  return -1;
}

/// Stops one thread of a child process while the object lives.
class Hang {
 public:
  explicit Hang(pid_t thread) : thread_(thread) {
    EXPECT_EQ(ptrace(PTRACE_SEIZE, thread_, nullptr, nullptr), 0) << std::strerror(errno);
    EXPECT_EQ(ptrace(PTRACE_INTERRUPT, thread_, nullptr, nullptr), 0);
    EXPECT_EQ(waitpid(thread_, nullptr, __WALL), thread_);
  }
  ~Hang() { ptrace(PTRACE_DETACH, thread_, nullptr, nullptr); }
  Hang(const Hang&) = delete;
  Hang& operator=(const Hang&) = delete;

 private:
  pid_t thread_;
};

/// Each test watches one stage. On a busy machine other stages may be late, too.
class Watched : public testing::TestWithParam<const char*> {
 protected:
  void wait_until(const std::string& state) {
    std::string line;
    do {
      line = daemon.process().wait_for_prefix("watchdog ");
    } while (log_field(line, "stage") != GetParam() || log_field(line, "state") != state);
  }

  /// Waits until the main thread of `pid` has slept this often since the call. It sleeps at most
  /// half a second, and looks at the stages after every sleep or every other one.
  static void wait_for_turns(pid_t pid, std::uint64_t turns = 6) {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    const std::uint64_t before = sleeps_of(pid);
    while (sleeps_of(pid) < before + turns) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the main thread hangs";
      std::this_thread::yield();
    }
  }

  DaemonUnderTest daemon;

 private:
  /// How often the main thread of `pid` has given up the processor to wait.
  static std::uint64_t sleeps_of(pid_t pid) {
    std::ifstream status(std::filesystem::path("/proc") / std::to_string(pid) / "task" /
                         std::to_string(pid) / "status");
    const std::string name = "voluntary_ctxt_switches:";
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with(name)) return std::stoull(line.substr(name.size()));
    }
    ADD_FAILURE() << "no " << name << " in /proc";
    return 0;
  }
};

/// A stage that hangs, and its return, are detected even when the daemon is idle.
TEST_P(Watched, IsFedOnlyWhileTheStageGoesOn) {
  const Datagrams systemd(daemon.dir().path("notify"));
  daemon.configure(kNoList);
  daemon.start({{"NOTIFY_SOCKET", daemon.dir().path("notify")}, {"WATCHDOG_USEC", "4000000"}});
  EXPECT_EQ(wait_for_message(systemd, "WATCHDOG=1"), "WATCHDOG=1");
  EXPECT_EQ(wait_for_message(systemd, "WATCHDOG=1"), "WATCHDOG=1");
  {
    const Hang hang(thread_named(daemon.process().pid(), GetParam()));
    wait_until("silent");
    systemd.drop_all();
    wait_for_turns(daemon.process().pid());
    EXPECT_EQ(systemd.next_within(0ms), "") << "systemd would end it now";
  }
  wait_until("back");
  EXPECT_EQ(wait_for_message(systemd, "WATCHDOG=1"), "WATCHDOG=1");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
}

INSTANTIATE_TEST_SUITE_P(Stages, Watched,
                         testing::Values("fetch", "read", "fold", "render", "serve"),
                         [](const auto& its) { return std::string(its.param); });

TEST(Service, IsNotWatchedUnlessAsked) {
  DaemonUnderTest daemon;
  const Datagrams systemd(daemon.dir().path("notify"));
  daemon.configure(kNoList);
  daemon.start({{"NOTIFY_SOCKET", daemon.dir().path("notify")}});
  EXPECT_TRUE(systemd.next().starts_with("READY=1"));
  daemon.process().signal(SIGHUP);  // after the first signal the main thread looks at its stages
  EXPECT_TRUE(systemd.next().starts_with("RELOADING=1"));
  EXPECT_EQ(systemd.next(), "READY=1");
  EXPECT_EQ(daemon.end(SIGTERM), 0);
  EXPECT_TRUE(systemd.next().starts_with("STOPPING=1"));
  EXPECT_EQ(systemd.next_within(0ms), "");
  for (const std::string& line : daemon.process().lines()) {
    EXPECT_FALSE(line.starts_with("watchdog ")) << line;
  }
}

/// Sends requests without pause while a test acts on the daemon.
class Load {
 public:
  /// An answer may take as long as any step of a test.
  explicit Load(const std::string& url)
      : wrk_({"wrk", "-t1", "-c8", "-d10m", "--latency",
              "--timeout=" + std::to_string(kDeadline.count()) + "s", url}) {}

  /// Ends the load and returns wrk's summary.
  std::string end() {
    wrk_.signal(SIGINT);
    wrk_.wait();
    std::string out;
    for (const std::string& line : wrk_.lines()) out += line + '\n';
    return out;
  }

 private:
  Process wrk_;
};

/// Number of wrk's socket errors of this kind.
long errors(const std::string& summary, const std::string& kind) {
  const std::size_t line = summary.find("Socket errors:");
  if (line == std::string::npos) return 0;
  return std::stol(summary.substr(summary.find(kind + ' ', line) + kind.size() + 1));
}

std::uint16_t free_port() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), size), 0);
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  close(fd);
  return ntohs(address.sin_port);
}

/// systemd-socket-activate passes on only the variables that it is given.
std::string state_of(const DaemonUnderTest& daemon) {
  return "STATE_DIRECTORY=" + daemon.dir().path("state");
}

/// systemd-socket-activate holds the port, as a socket unit does, and passes it to each daemon in
/// turn.
TEST(Service, TenRestartsUnderLoadRefuseNobody) {
  DaemonUnderTest daemon;
  daemon.configure_demo();
  const std::string at = "127.0.0.1:" + std::to_string(free_port());
  const std::string loop =
      "for i in 1 2 3 4 5 6 7 8 9 10; do (LISTEN_PID=$BASHPID exec \"$@\"); done";
  Process systemd({"systemd-socket-activate", "-E", state_of(daemon), "-l", at, "bash", "-c", loop,
                   "daemon", WIREFOLD_PROGRAM, "run", "-c", daemon.config()});
  systemd.wait_for_prefix("Listening on ");
  Load load("http://" + at + "/feed.atom");
  for (int i = 0; i < 10; ++i) {
    const std::string start = systemd.wait_for_prefix("start ");
    EXPECT_EQ(log_field(start, "url"), "http://localhost:" + at.substr(at.find(':') + 1) + "/");
    EXPECT_NE(http_get("http://" + at + "/feed.atom").find("</feed>"), std::string::npos);
    if (i == 9) break;
    const std::string pids =
        run_program({"pgrep", "-P", std::to_string(systemd.pid()), "wirefold"}).output;
    kill(std::stoi(pids), SIGTERM);
    systemd.wait_for_prefix("stop ");
  }
  const std::string summary = load.end();
  EXPECT_EQ(errors(summary, "connect"), 0) << summary;
  EXPECT_EQ(errors(summary, "timeout"), 0) << summary;
  EXPECT_EQ(summary.find("Non-2xx"), std::string::npos) << summary;
  EXPECT_NE(summary.find(" requests in "), std::string::npos) << summary;
  kill(std::stoi(run_program({"pgrep", "-P", std::to_string(systemd.pid()), "wirefold"}).output),
       SIGTERM);
  EXPECT_EQ(systemd.wait(), 0);
}

TEST(Service, RefusesSocketsThatAreNotOneListeningTcpSocket) {
  DaemonUnderTest daemon;
  daemon.configure(kNoList);
  const std::string path = daemon.dir().path("unix");
  const std::string first = "127.0.0.1:" + std::to_string(free_port());
  const std::string second = "127.0.0.1:" + std::to_string(free_port());
  const std::pair<std::vector<std::string>, std::vector<std::string>> cases[] = {
      {{"-l", path}, {"--unix-socket", path, "http://localhost/"}},
      {{"-l", first, "-l", second}, {"http://" + first + "/"}}};
  for (const auto& [sockets, waking] : cases) {
    std::vector<std::string> systemd = {"systemd-socket-activate", "-E", state_of(daemon)};
    systemd.insert(systemd.end(), sockets.begin(), sockets.end());
    systemd.insert(systemd.end(), {WIREFOLD_PROGRAM, "run", "-c", daemon.config()});
    Process activated(systemd);
    activated.wait_for_prefix("Listening on ");
    std::vector<std::string> curl = {"curl", "-s"};
    curl.insert(curl.end(), waking.begin(), waking.end());
    run_program(curl);
    activated.wait_for_prefix("wirefold: the socket unit must pass one listening TCP socket");
    EXPECT_EQ(activated.wait(), 1);
  }
}

TEST(Service, ReloadsUnderLoadWhatIsGoodAndKeepsItWhenTheNewIsBad) {
  DaemonUnderTest daemon;
  daemon.configure_demo();
  daemon.start();
  http_get(daemon.url("/feed.atom"));
  Load load(daemon.url("/feed.atom"));
  const auto title = [&daemon] {
    const std::string feed = http_get(daemon.url("/feed.atom"));
    const std::size_t begin = feed.find("<title>") + 7;
    return feed.substr(begin, feed.find('<', begin) - begin);
  };
  for (int i = 0; i < 5; ++i) {
    const std::string name = "Title " + std::to_string(i);
    daemon.configure_demo("[log]\nlevel = \"info\"\n");
    std::string toml;
    std::getline(std::ifstream(daemon.config()), toml, '\0');
    toml.insert(toml.find("listen"), "title = \"" + name + "\"\nconnections = 100\n");
    daemon.dir().write("wirefold.toml", toml);
    daemon.process().signal(SIGHUP);
    const std::string line = daemon.process().wait_for_prefix("reload ");
    EXPECT_EQ(log_field(line, "changed"), "serve.title");
    EXPECT_EQ(log_field(line, "restart_needed"), "serve.connections");
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (title() != name) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    daemon.dir().write("wirefold.toml", toml + "[fold]\nwindow = \"soon\"\n");
    daemon.process().signal(SIGHUP);
    const std::string bad = daemon.process().wait_for_prefix("reload ");
    EXPECT_NE(log_field(bad, "error").find("fold.window: must be a duration"), std::string::npos);
    EXPECT_NE(log_field(bad, "place").find("wirefold.toml:"), std::string::npos);
    EXPECT_EQ(title(), name);
  }
  const std::string summary = load.end();
  EXPECT_EQ(summary.find("Socket errors"), std::string::npos) << summary;
  EXPECT_EQ(summary.find("Non-2xx"), std::string::npos) << summary;
}

}  // namespace
}  // namespace wirefold::test
