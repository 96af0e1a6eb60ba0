// The built daemon in a directory of its own.
#pragma once

#include <chrono>
#include <csignal>
#include <memory>
#include <string>

#include "support/process.h"
#include "support/temp_dir.h"
#include "wirefold/store/error.h"
#include "wirefold/store/overrides.h"

namespace wirefold::test {

/// Returns true for a log line that reports a new article.
inline bool is_event(const std::string& line) {
  return line.starts_with("story ") || line.starts_with("copy ");
}

/// Starts WIREFOLD_PROGRAM on a free port and knows its URL. State and configuration are in a
/// temporary directory, so the daemon can be ended and started again.
class DaemonUnderTest {
 public:
  /// Writes wirefold.toml: the sections that tests need, then `toml`. Only pages of entries with
  /// fewer than `pages_below` words are fetched. Requests are not limited: waits ask in a loop.
  void configure(const std::string& toml, int pages_below = 0) {
    dir_.write("wirefold.toml",
               "[serve]\nlisten = \"127.0.0.1:0\"\nstories = 1000\nrequests = 0\n"
               "[fetch]\nspacing = \"0s\"\nallow_networks = \"127.0.0.0/8\"\n"
               "[pages]\nspacing = \"0s\"\nbelow_words = " +
                   std::to_string(pages_below) + "\n" + toml);
  }

  /// Configures the demo's feeds. `more` is further TOML.
  void configure_demo(const std::string& more = "") {
    configure("[feeds]\nopml = \"" SOURCE_DIR "/conf/demo/feeds.opml\"\n" + more);
  }

  /// `environment` is added to the test's own. `launcher` is a command that runs the daemon's
  /// command line.
  void start(std::map<std::string, std::string> environment = {},
             std::vector<std::string> launcher = {}) {
    environment.emplace("STATE_DIRECTORY", dir_.path("state"));
    for (const std::string& word :
         {std::string(WIREFOLD_PROGRAM), std::string("run"), std::string("-c"), config()}) {
      launcher.push_back(word);
    }
    process_ = std::make_unique<Process>(launcher, environment);
    url_ = log_field(process_->wait_for_prefix("start "), "url");
    url_.pop_back();  // the slash
  }

  /// Sends the signal `number` and returns the exit status.
  int end(int number) {
    process_->signal(number);
    return process_->wait();
  }

  /// Polls at once the feeds that wait because the daemon ended while it read them. After a SIGKILL
  /// at any moment such a feed need not be at fault. `poison` is at fault and is left out.
  void retry_crashed(const std::string& poison = "") {
    for (const std::string& line : process_->lines()) {
      const std::string url = log_field(line, "url");
      if (!line.starts_with("feed state=crashed ") || url == poison) continue;
      poll_now(url);
    }
  }

  /// Has `url` polled at once. Waits while the daemon holds the database's write lock.
  void poll_now(const std::string& url) const {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    while (true) {
      try {
        store::retry_feed(dir_.path("state/wirefold.db"), url);
        return;
      } catch (const store::StoreBusy&) {
        if (std::chrono::steady_clock::now() > deadline) throw;
      }
    }
  }

  Process& process() { return *process_; }
  std::string config() const { return dir_.path("wirefold.toml"); }
  const TempDir& dir() const { return dir_; }
  std::string url(const std::string& path) const { return url_ + path; }

 private:
  TempDir dir_;
  std::unique_ptr<Process> process_;
  std::string url_;
};

}  // namespace wirefold::test
