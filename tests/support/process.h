// A program under test: started, watched line by line, and ended with its object.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace wirefold::test {

/// Far beyond what any step takes, sanitizers and a busy machine included.
inline constexpr std::chrono::seconds kDeadline(60);

class Process {
 public:
  /// Starts `argv`; standard error and output come through one pipe. `environment` is added to
  /// ours.
  explicit Process(const std::vector<std::string>& argv,
                   const std::map<std::string, std::string>& environment = {});
  ~Process();  ///< SIGKILL, if it still runs.
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// The next line for which `wanted` holds; throws std::runtime_error with all output after
  /// kDeadline or when the output ends before.
  std::string wait_for(const std::function<bool(const std::string&)>& wanted);

  /// The next line that starts with `prefix`.
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
  std::size_t seen_ = 0;  // lines that wait_for() has passed
};

/// Exit status and output of a program that ends by itself.
struct Finished {
  int status;
  std::string output;
};
Finished run_program(const std::vector<std::string>& argv,
                     const std::map<std::string, std::string>& environment = {});

/// The value of `key=` in a log line, without quotes.
std::string log_field(const std::string& line, const std::string& key);

/// Body of a GET with further request headers; throws unless the status is `status`.
std::string http_get(const std::string& url, const std::vector<std::string>& headers = {},
                     long status = 200);

struct HttpResult {
  long status = 0;
  std::string body;
};

/// A POST of `body`, whatever comes of it.
HttpResult http_post(const std::string& url, const std::string& body,
                     const std::vector<std::string>& headers);

/// A GET, whatever comes of it.
HttpResult http_ask(const std::string& url);

/// Header `name` of a GET's answer; empty if absent.
std::string http_header(const std::string& url, const std::string& name);

}  // namespace wirefold::test
