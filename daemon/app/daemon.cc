#include "wirefold/app/daemon.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "config_reloader.h"
#include "fold_thread.h"
#include "frontend.h"
#include "operators.h"
#include "priority.h"
#include "service_manager.h"
#include "state_folder.h"
#include "watchdog.h"
#include "wirefold/app/options.h"
#include "wirefold/base/log.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/options.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/ingest/inbox.h"
#include "wirefold/ingest/pipeline.h"
#include "wirefold/ingest/reading_mark.h"
#include "wirefold/ingest/reading_stage.h"
#include "wirefold/store/database.h"
#include "wirefold/websub/callback_endpoint.h"
#include "worker.h"

namespace wirefold::app {
namespace {

// Limits for the documents that wait to be folded. One may be as large as fetch.max_body.
constexpr std::size_t kQueueLength = 64;
constexpr std::size_t kMostQueueBytes = std::size_t{64} << 20;

// Bytes of what the reading threads have read. Their number is limited to one batch, kMostTogether.
constexpr std::size_t kMostReadAheadBytes = std::size_t{32} << 20;

// One thread reads for each processor that folding leaves; four read faster than one can fold.
constexpr unsigned kMostReaders = 4;

// Interval at which the main thread looks at the feed list: FileWatch reports a change at the
// second look.
constexpr std::chrono::milliseconds kListWaits(500);

/// The number of reading threads.
std::size_t readers() {
  return std::clamp(std::thread::hardware_concurrency(), 2U, 1 + kMostReaders) - 1;
}

/// Blocks the signals that run() waits for, in this thread and the threads that it starts.
sigset_t blocked_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

/// The path of the database, in a folder that prepare_state_folder() has prepared.
std::string prepared_database(const config::Config& config) {
  const std::string file = database_file(config);
  prepare_state_folder(file);
  return file;
}

/// The words under which the store finds an article.
std::string words_of(const Article& article) { return ingest::search_words_of(article); }

timespec to_timespec(std::chrono::milliseconds time) {
  return {time.count() / 1000, time.count() % 1000 * 1'000'000};
}

/// `config` with the port that the kernel chose instead of port 0.
config::Config with_port(config::Config config, std::uint16_t port) {
  std::string& listen = config.serve.listen;
  listen = listen.substr(0, listen.rfind(':') + 1) + std::to_string(port);
  return config;
}

}  // namespace

class Daemon::Impl {
 public:
  Impl(const std::string& config_file, config::Loaded loaded)
      : signals_(blocked_signals()),
        configuration_(config_file, loaded),
        watchdog_(watchdog_limit()),
        database_(prepared_database(loaded.config)),
        store_(store::open(database_, wall_clock_now(), words_of)),
        inbox_(kQueueLength),
        listening_(listening_socket()),
        frontend_(loaded.config, database_, store_->reading(), inbox_.message_sink(), listening_),
        operators_(config_file, database_, loaded.config, frontend_.desk()),
        scheduler_(inbox_.response_sink()),
        fetch_(crawl::fetch_options(loaded.config), scheduler_),
        callbacks_(inbox_.message_sink(), wall_clock_now),
        marks_(database_ + ".reading", readers()),
        pipeline_({*store_, scheduler_, callbacks_, frontend_, marks_},
                  with_port(std::move(loaded.config), frontend_.server().port())),
        handovers_(kMostTogether),
        reading_(inbox_, handovers_, pipeline_.reader()),
        fold_({*store_, inbox_, handovers_, pipeline_.ingest(), watchdog_.stage("fold")},
              {[this] { fetch_.wake(); }, [this](const auto& config) { reconfigure(config); }},
              database_) {
    const config::Config& now = pipeline_.ingest().config();
    frontend_.server().route(websub::kCallbackPath, callbacks_,
                             static_cast<std::size_t>(now.fetch.max_body));
    frontend_.server().connect(operators_.desk());
    frontend_.connect(pipeline_.hub(), scheduler_, [this] { fetch_.wake(); });
    frontend_.connect_pictures(scheduler_, pipeline_.facts(), [this] { fetch_.wake(); });
    frontend_.desk().prepare();
    inbox_.set_budget(kMostQueueBytes, [](const auto& message) { return bytes_of(message); });
    inbox_.set_on_room([this] { fetch_.wake(); });
    handovers_.set_budget(kMostReadAheadBytes,
                          [](const auto& handover) { return bytes_of(handover); });
    reconfigure(now);  // with the port, which is known now
    for (std::size_t i = 0; i < marks_.readers(); ++i) {
      reading_pulses_.push_back(&watchdog_.stage("read"));
    }
    log_start();
  }

  int run() {
    std::jthread render = start_worker(
        "render", [this](const std::stop_token& stop) { frontend_.run_desk(stop, &render_pulse_); },
        end_);
    std::jthread pictures = start_worker(
        "pictures",
        [this](const std::stop_token& stop) {
          lower_priority();
          frontend_.run_pictures(stop, &pictures_pulse_);
        },
        end_);
    std::jthread serve = start_worker(
        "serve", [this](const std::stop_token& stop) { frontend_.run_server(stop, &serve_pulse_); },
        end_);
    std::jthread operate = start_worker(
        "operate", [this](const std::stop_token& stop) { operators_.run(stop); }, end_);
    std::jthread fold = start_worker(
        "fold", [this](const std::stop_token&) { fold_.run(); }, end_);
    std::vector<std::jthread> reading = start_reading();
    // Ends "read" and "fold" if "fetch" cannot start.
    const std::unique_ptr<ingest::Inbox, void (*)(ingest::Inbox*)> closes(
        &inbox_, [](ingest::Inbox* inbox) { inbox->close(); });
    std::jthread fetch = start_worker(
        "fetch", [this](const std::stop_token& stop) { fetch_.run(stop, &fetch_pulse_); }, end_);
    try {
      notify("READY=1\nSTATUS=" + fold_.status());
      wait_for_end();
      notify("STOPPING=1\nSTATUS=Storing what was fetched");
    } catch (const std::exception& error) {
      LogEvent("stop", LogArea::kDaemon, LogLevel::kError).text("error", error.what()).emit();
      failed_ = true;
    }
    operate.request_stop();
    fetch.request_stop();
    fetch.join();
    inbox_.close();
    reading.clear();  // joins, once the inbox is empty
    handovers_.close();
    fold.join();
    serve.request_stop();  // before "render", which answers its requests
    serve.join();
    operate.join();
    say_end();
    return failed_ ? 1 : 0;
  }

 private:
  void log_start() {
    LogEvent("start", LogArea::kDaemon)
        .field("version", WIREFOLD_VERSION)
        .field("feeds", pipeline_.feed_count())
        .field("articles", store_->reading().count_articles())
        .field("url", config::base_url(pipeline_.ingest().config()) + '/')
        .emit();
    if (!store_->upkeep().is_scrubbed()) {
      LogEvent("database", LogArea::kDaemon, LogLevel::kWarning)
          .field("state", "unscrubbed")
          .field("file", database_)
          .text("error",
                "passwords that an older version stored may still be in the database's free pages: "
                "the database could not be rewritten, for lack of space or because another program "
                "was reading it; the next start tries again")
          .emit();
    }
    if (pipeline_.feed_count() == 0) configuration_.say_no_feeds();
  }

  std::vector<std::jthread> start_reading() {
    std::vector<std::jthread> out;
    for (std::size_t i = 0; i < reading_pulses_.size(); ++i) {
      const auto read = [this, i](const std::stop_token&) {
        lower_priority();
        reading_.run(marks_.reading(i), *reading_pulses_[i]);
      };
      out.push_back(start_worker("read", read, end_));
    }
    return out;
  }

  /// Applies `config` where it does not pass through the fold thread.
  void reconfigure(const config::Config& config) {
    operators_.configured(config);
    fetch_.set_options(crawl::fetch_options(config));
  }

  void say_end() {
    LogEvent end("stop", LogArea::kDaemon);
    try {
      end.field("articles", store_->reading().count_articles());
    } catch (const store::StoreError&) {  // may be why the daemon ends
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
      notify("READY=1");  // with the old configuration
      return;
    }
    set_log(log_settings_of(*config));
    apply(*std::move(config));
  }

  /// Sends `config` to the fold thread.
  void apply(config::Config config) {
    inbox_.push(ingest::Reload{with_port(std::move(config), frontend_.server().port())});
  }

  sigset_t signals_;
  ConfigReloader configuration_;
  Watchdog watchdog_;
  Pulse& fetch_pulse_ = watchdog_.stage("fetch");
  Pulse& render_pulse_ = watchdog_.stage("render");
  Pulse& pictures_pulse_ = watchdog_.stage("pictures");
  Pulse& serve_pulse_ = watchdog_.stage("serve");
  std::string database_;
  const std::unique_ptr<store::Database> store_;
  ingest::Inbox inbox_;
  int listening_;  // as listening_socket()
  Frontend frontend_;
  Operators operators_;
  crawl::RequestScheduler scheduler_;
  fetch::FetchLoop fetch_;
  websub::CallbackEndpoint callbacks_;
  ingest::ReadingMarks marks_;
  ingest::Pipeline pipeline_;
  ingest::Handovers handovers_;
  ingest::ReadingStage reading_;
  FoldThread fold_;
  std::vector<Pulse*> reading_pulses_;
  std::atomic<bool> failed_ = false;
  // Called when a thread has failed. run() then ends the others in order.
  const std::function<void()> end_ = [this] {
    failed_ = true;
    kill(getpid(), SIGTERM);
  };
};

Daemon::Daemon(const std::string& config_file, config::Loaded loaded)
    : impl_(std::make_unique<Impl>(config_file, std::move(loaded))) {}
Daemon::~Daemon() = default;

int Daemon::run() { return impl_->run(); }

}  // namespace wirefold::app
