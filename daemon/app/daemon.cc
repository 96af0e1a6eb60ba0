#include "wirefold/app/daemon.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "ingest.h"
#include "notify.h"
#include "poller.h"
#include "push_receiver.h"
#include "served.h"
#include "settings.h"
#include "wirefold/base/log.h"
#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/store/store.h"

namespace wirefold::app {
namespace {

namespace fs = std::filesystem;

// Documents that wait to be folded. Each may be as large as fetch.max_body.
constexpr std::size_t kQueueLength = 64;

// Documents that are stored in one transaction. With 50 to one the disk is waited for a fifth of
// the time that one each takes (measured).
constexpr std::size_t kMostTogether = 64;

/// The signals that run() waits for, blocked in every thread.
sigset_t blocked_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

/// The database's file, in a directory that is there.
std::string prepared_database(const config::Config& config) {
  const std::string file = database_file(config);
  fs::create_directories(fs::path(file).parent_path());
  return file;
}

/// Those who are served go first: what comes can be folded a moment later. On Linux the nice value
/// is the thread's own (setpriority(2)); a system that refuses goes on as it was.
void step_back() {
  constexpr int kNicer = 5;
  const auto self = static_cast<id_t>(gettid());
  errno = 0;
  const int now = getpriority(PRIO_PROCESS, self);
  if (errno == 0) setpriority(PRIO_PROCESS, self, std::min(now + kNicer, 19));
}

/// `config` with the port that the kernel gave instead of port 0.
config::Config with_port(config::Config config, std::uint16_t port) {
  std::string& listen = config.serve.listen;
  listen = listen.substr(0, listen.rfind(':') + 1) + std::to_string(port);
  return config;
}

}  // namespace

class Daemon::Impl {
 public:
  Impl(std::string config_file, config::Config config)
      : signals_(blocked_signals()),
        config_file_(std::move(config_file)),
        database_(prepared_database(config)),
        store_(database_, wall_clock_now()),
        queue_(kQueueLength),
        served_(config, database_, store_, queue_),
        poller_(queue_),
        fetch_(fetch_options(config), poller_),
        receiver_(queue_, wall_clock_now),
        ingest_(store_, poller_, receiver_, with_port(std::move(config), served_.server().port()),
                served_) {
    const config::Config& now = ingest_.config();
    served_.server().receive(kCallbackPath, receiver_,
                             static_cast<std::size_t>(now.fetch.max_body));
    served_.tell(ingest_.hub());
    served_.desk().prepare();
    queue_.set_on_room([this] { fetch_.wake(); });
    LogEvent("start")
        .field("version", WIREFOLD_VERSION)
        .field("feeds", ingest_.feed_count())
        .field("articles", store_.count_articles())
        .field("url", config::base_url(now) + '/')
        .emit();
  }

  int run() {
    std::jthread serve([this](const std::stop_token& stop) { served_.run_server(stop); });
    std::jthread render([this](const std::stop_token& stop) { served_.run_desk(stop); });
    std::jthread fold([this] { fold_documents(); });
    std::jthread fetch([this](const std::stop_token& stop) { fetch_.run(stop); });
    notify("READY=1\nSTATUS=Polling");
    wait_for_end();
    notify("STOPPING=1");
    fetch.request_stop();
    fetch.join();
    queue_.close();
    fold.join();
    LogEvent("stop").field("articles", store_.count_articles()).emit();
    return failed_ ? 1 : 0;
  }

 private:
  void wait_for_end() {
    int signal = 0;
    while (sigwait(&signals_, &signal) == 0 && signal == SIGHUP) reload();
  }

  void reload() {
    notify("RELOADING=1");
    config::Loaded loaded = config::load(config_file_);
    for (const config::Problem& problem : loaded.problems) {
      LogEvent("reload", LogLevel::kError)
          .field("place", problem.place)
          .text("error", problem.message)
          .emit();
    }
    if (loaded.problems.empty()) {
      set_log_level(log_level_of(loaded.config));
      LogEvent("reload").field("feeds", loaded.config.sources.size()).emit();
      queue_.push(Reload{with_port(std::move(loaded.config), served_.server().port())});
    }
    notify("READY=1");
  }

  /// The fold thread's whole life.
  void fold_documents() {
    step_back();
    try {
      while (!queue_.ended()) {
        take_what_waits();
        ingest_.publish_changes(!queue_.empty());
        fetch_.wake();  // a feed may be due again, or the list is new
      }
      ingest_.finish();
    } catch (const std::exception& error) {
      LogEvent("stop", LogLevel::kError).text("error", error.what()).emit();
      failed_ = true;
      kill(getpid(), SIGTERM);  // run() ends the other threads
    }
  }

  /// Waits for work, and takes what there is of it together.
  void take_what_waits() {
    std::vector<Work> works;
    auto deadline = ingest_.publish_due();
    while (works.size() < kMostTogether) {
      std::optional<Work> work = queue_.pop(deadline);
      if (!work) break;
      if (auto* const reload = std::get_if<Reload>(&*work)) {
        take(works);
        ingest_.apply(std::move(reload->config));
      } else {
        works.push_back(std::move(*work));
      }
      deadline = std::chrono::steady_clock::time_point();  // only what is there already
    }
    take(works);
  }

  void take(std::vector<Work>& works) {
    if (!works.empty()) ingest_.take(std::exchange(works, {}));
  }

  sigset_t signals_;
  std::string config_file_;
  std::string database_;
  store::Store store_;
  BoundedQueue<Work> queue_;
  Served served_;
  Poller poller_;
  fetch::FetchLoop fetch_;
  PushReceiver receiver_;
  Ingest ingest_;
  std::atomic<bool> failed_ = false;
};

Daemon::Daemon(std::string config_file, config::Config config)
    : impl_(std::make_unique<Impl>(std::move(config_file), std::move(config))) {}
Daemon::~Daemon() = default;

int Daemon::run() { return impl_->run(); }

}  // namespace wirefold::app
