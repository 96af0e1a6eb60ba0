#include "wirefold/app/daemon.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>

#include "clock_watch.h"
#include "config_reloader.h"
#include "wirefold/ingest/ingest.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/websub/callback_endpoint.h"
#include "wirefold/ingest/reading_mark.h"
#include "frontend.h"
#include "service_manager.h"
#include "wirefold/crawl/options.h"
#include "state_folder.h"
#include "watchdog.h"
#include "wirefold/base/guarded.h"
#include "wirefold/base/log.h"
#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/store/database.h"
#include "worker.h"

namespace wirefold::app {
namespace {

// Documents that wait to be folded, and their bytes: one may be as large as fetch.max_body.
constexpr std::size_t kQueueLength = 64;
constexpr std::size_t kMostQueueBytes = std::size_t{64} << 20;

// Documents that are stored in one transaction. With 50 to one the disk is waited for a fifth of
// the time that one each takes (measured).
constexpr std::size_t kMostTogether = 64;

// And their bytes: a transaction of large ones would be long, and what it holds much.
constexpr std::size_t kMostBytesTogether = std::size_t{16} << 20;

// Between two steps of forgetting, for others who want the processor and the disk.
constexpr std::chrono::milliseconds kBreath(50);

// How long the operator's word may wait in the database, and a change of the feed list in its file:
// FileWatch reports a change at the second look.
constexpr std::chrono::milliseconds kOperatorWaits(1000);
constexpr std::chrono::milliseconds kListWaits = kOperatorWaits / 2;

/// The signals that run() waits for, blocked in every thread.
sigset_t blocked_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

/// The database's file, in a folder that is there and is ours alone.
std::string prepared_database(const config::Config& config) {
  const std::string file = database_file(config);
  prepare_state_folder(file);
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

/// Goes on while the machine sleeps, as the wall clock does.
std::chrono::seconds since_boot() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec);
}

timespec to_timespec(std::chrono::milliseconds time) {
  return {time.count() / 1000, time.count() % 1000 * 1'000'000};
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
  Impl(std::string config_file, config::Loaded loaded)
      : signals_(blocked_signals()),
        configuration_(std::move(config_file), loaded),
        watchdog_(watchdog_limit()),
        database_(prepared_database(loaded.config)),
        store_(database_, wall_clock_now()),
        queue_(kQueueLength),
        listening_(listening_socket()),
        served_(loaded.config, database_, store_, queue_, listening_),
        poller_(queue_),
        fetch_(fetch_options(loaded.config), poller_),
        receiver_(queue_, wall_clock_now),
        ingest_(store_, poller_, receiver_,
                with_port(std::move(loaded.config), served_.server().port()), served_,
                wall_clock_now, ReadingMark(database_ + ".reading")) {
    const config::Config& now = ingest_.config();
    served_.server().receive(kCallbackPath, receiver_,
                             static_cast<std::size_t>(now.fetch.max_body));
    served_.connect(ingest_.hub(), poller_, [this] { fetch_.wake(); });
    served_.desk().prepare();
    ingest_status_.set(ingest_.status());
    store_.set_on_busy([this] { return wait_for_database(); });
    queue_.set_budget(kMostQueueBytes, bytes_of);
    queue_.set_on_room([this] { fetch_.wake(); });
    fetch_.set_options(fetch_options(now));  // the port is known
    LogEvent("start", LogArea::kDaemon)
        .field("version", WIREFOLD_VERSION)
        .field("feeds", ingest_.feed_count())
        .field("articles", store_.count_articles())
        .field("url", config::base_url(now) + '/')
        .emit();
    if (!store_.is_scrubbed()) {
      LogEvent("database", LogArea::kDaemon, LogLevel::kWarning)
          .field("state", "unscrubbed")
          .field("file", database_)
          .text("error",
                "passwords that an older version stored may still be in its free pages: it could "
                "not be written anew, for want of room or beside a reader; the next start tries "
                "again")
          .emit();
    }
    if (ingest_.feed_count() == 0) configuration_.say_no_feeds();
  }

  int run() {
    std::jthread render = start_worker(
        "render", [this](const std::stop_token& stop) { served_.run_desk(stop, &render_pulse_); },
        end_);
    std::jthread serve = start_worker(
        "serve", [this](const std::stop_token& stop) { served_.run_server(stop, &serve_pulse_); },
        end_);
    std::jthread fold = start_worker(
        "fold", [this](const std::stop_token&) { fold_documents(); }, end_);
    const std::unique_ptr<BoundedQueue<Work>, void (*)(BoundedQueue<Work>*)> closes(
        &queue_, [](BoundedQueue<Work>* queue) { queue->close(); });  // or "fold" would not end
    std::jthread fetch = start_worker(
        "fetch", [this](const std::stop_token& stop) { fetch_.run(stop, &fetch_pulse_); }, end_);
    try {
      notify("READY=1\nSTATUS=" + ingest_status_.copy());
      wait_for_end();
      notify("STOPPING=1\nSTATUS=Storing what was fetched");
    } catch (const std::exception& error) {
      LogEvent("stop", LogArea::kDaemon, LogLevel::kError).text("error", error.what()).emit();
      failed_ = true;
    }
    fetch.request_stop();
    fetch.join();
    queue_.close();
    fold.join();
    serve.request_stop();  // before that which makes what it serves
    serve.join();
    say_end();
    return failed_ ? 1 : 0;
  }

 private:
  void say_end() {
    LogEvent end("stop", LogArea::kDaemon);
    try {
      end.field("articles", store_.count_articles());
    } catch (const store::StoreError&) {  // which is why it ends
    }
    end.emit();
  }

  void wait_for_end() {
    using Steady = std::chrono::steady_clock;
    const timespec turn = to_timespec(std::min(watchdog_.interval(), kListWaits));
    Steady::time_point next_look{};
    for (;;) {
      const int signal = sigtimedwait(&signals_, nullptr, &turn);
      if (signal == SIGHUP) reload();
      if (signal == SIGTERM || signal == SIGINT) return;
      if (auto config = configuration_.reload_list()) apply(*std::move(config));
      if (Steady::now() < next_look) continue;
      watchdog_.look();
      next_look = Steady::now() + watchdog_.interval();
    }
  }

  void reload() {
    notify_reloading();
    auto config = configuration_.reload();
    if (!config) {
      notify("READY=1");  // with the old one
      return;
    }
    set_log(log_settings_of(*config));
    apply(*std::move(config));
  }

  /// Before the next document.
  void apply(config::Config config) {
    queue_.push(Reload{with_port(std::move(config), served_.server().port())});
  }

  /// The fold thread's whole life.
  void fold_documents() {
    step_back();
    while (!queue_.ended()) {
      fold_pulse_.beat();
      // A feed may be due again, or the list is new.
      if (take_what_waits()) fetch_.wake();
      if (const auto jump = clock_.look(wall_clock_now(), since_boot())) {
        ingest_.clock_jumped(*jump);
        fetch_.wake();
      }
      if (ingest_.take_orders()) fetch_.wake();
      ingest_.publish_changes(!queue_.empty());
      tidying_ = ingest_.tidy();
      say_status();
    }
    ingest_.finish();
  }

  /// Waits for work, but not for long, and takes what there is of it together; false if there was
  /// none.
  bool take_what_waits() {
    std::vector<Work> works;
    const auto turn =
        std::chrono::steady_clock::now() + std::min(fold_pulse_.interval(), kOperatorWaits);
    bool any = false;
    auto deadline = std::min(ingest_.publish_due().value_or(turn), turn);
    if (tidying_) deadline = std::chrono::steady_clock::now() + kBreath;
    std::size_t bytes = 0;
    while (works.size() < kMostTogether && bytes < kMostBytesTogether) {
      std::optional<Work> work = queue_.pop(deadline);
      if (!work) break;
      any = true;
      if (auto* const reload = std::get_if<Reload>(&*work)) {
        take(works);
        fetch_.set_options(fetch_options(reload->config));  // before there are new feeds
        ingest_.apply(std::move(reload->config));
        notify("READY=1");
      } else {
        bytes += bytes_of(*work);
        works.push_back(std::move(*work));
      }
      deadline = std::chrono::steady_clock::time_point();  // only what is there already
    }
    take(works);
    return any;
  }

  /// Another program has the database locked: what was fetched waits, and so do we, unless it is
  /// time to end. Called every few seconds.
  bool wait_for_database() {
    LogEvent("database", LogArea::kDaemon, LogLevel::kWarning)
        .field("state", "locked")
        .field("file", database_)
        .text("error", "another program is writing to it")
        .emit();
    fold_pulse_.beat();
    return !queue_.closed();
  }

  /// To systemctl status, when it has changed.
  void say_status() {
    if (ingest_.status() == ingest_status_.copy()) return;
    ingest_status_.set(ingest_.status());
    notify("STATUS=" + ingest_.status());
  }

  void take(std::vector<Work>& works) {
    if (!works.empty()) ingest_.take(std::exchange(works, {}));
  }

  sigset_t signals_;
  ConfigReloader configuration_;
  Watchdog watchdog_;
  Pulse& fetch_pulse_ = watchdog_.stage("fetch");
  Pulse& fold_pulse_ = watchdog_.stage("fold");
  Pulse& render_pulse_ = watchdog_.stage("render");
  Pulse& serve_pulse_ = watchdog_.stage("serve");
  std::string database_;
  store::Store store_;
  BoundedQueue<Work> queue_;
  int listening_;  // -1: we listen ourselves
  Served served_;
  Poller poller_;
  fetch::FetchLoop fetch_;
  PushReceiver receiver_;
  Ingest ingest_;
  ClockWatch clock_;  // the fold thread's, as the next
  bool tidying_ = false;
  Guarded<std::string> ingest_status_;
  std::atomic<bool> failed_ = false;
  // A thread has failed: run() ends the others in order.
  const std::function<void()> end_ = [this] {
    failed_ = true;
    kill(getpid(), SIGTERM);
  };
};

Daemon::Daemon(std::string config_file, config::Loaded loaded)
    : impl_(std::make_unique<Impl>(std::move(config_file), std::move(loaded))) {}
Daemon::~Daemon() = default;

int Daemon::run() { return impl_->run(); }

}  // namespace wirefold::app
