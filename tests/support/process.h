// Starts a program under test, reads its output line by line, and ends it with its object.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace wirefold::test {

/// Far more than any step takes, even with sanitizers on a busy machine.
inline constexpr std::chrono::seconds kDeadline(60);

class Process {
 public:
  /// Starts `argv`. Standard output and error share one pipe. `environment` is added to the test's
  /// own.
  explicit Process(const std::vector<std::string>& argv,
                   const std::map<std::string, std::string>& environment = {});
  ~Process();  ///< Sends SIGKILL if the program still runs.
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Returns the next line for which `wanted` holds. Throws std::runtime_error with all output
  /// after kDeadline, or if the output ends first.
  std::string wait_for(const std::function<bool(const std::string&)>& wanted);

  /// Returns the next line that starts with `prefix`.
  std::string wait_for_prefix(const std::string& prefix);

  void signal(int number) const;

  pid_t pid() const noexcept { return pid_; }

  /// Reads the output to its end and returns the exit status, or 128 + the signal that ended it.
  int wait();

  /// All output lines read so far.
  const std::vector<std::string>& lines() const noexcept { return lines_; }

 private:
  bool read_more(std::chrono::steady_clock::time_point deadline);

  pid_t pid_ = -1;
  int output_ = -1;
  std::string partial_;
  std::vector<std::string> lines_;
  std::size_t seen_ = 0;  // Lines that wait_for() has passed.
};

/// Exit status and output of a program that has ended.
struct Finished {
  int status;
  std::string output;
};
Finished run_program(const std::vector<std::string>& argv,
                     const std::map<std::string, std::string>& environment = {});

/// The value of `key=` in a log line, without quotes.
std::string log_field(const std::string& line, const std::string& key);

/// Returns the body of a GET with further request headers. Throws unless the status is `status`.
std::string http_get(const std::string& url, const std::vector<std::string>& headers = {},
                     long status = 200);

struct HttpResult {
  long status = 0;
  std::string body;
};

/// Sends a POST of `body` and returns any answer.
HttpResult http_post(const std::string& url, const std::string& body,
                     const std::vector<std::string>& headers);

/// Sends a GET and returns any answer.
HttpResult http_ask(const std::string& url);

/// Returns header `name` of the answer to a GET. Empty if absent.
std::string http_header(const std::string& url, const std::string& name);

}  // namespace wirefold::test
