#include "support/process.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "wirefold/base/handle.h"

namespace wirefold::test {
namespace {

using Clock = std::chrono::steady_clock;
using Easy = Handle<CURL, curl_easy_cleanup>;
using Headers = Handle<curl_slist, curl_slist_free_all>;

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (const std::string& s : strings) out.push_back(const_cast<char*>(s.c_str()));
  out.push_back(nullptr);
  return out;
}

std::size_t append(char* data, std::size_t, std::size_t size, void* out) {
  static_cast<std::string*>(out)->append(data, size);
  return size;
}

/// Sends a GET, or a POST of `posted`.
Easy get(const std::string& url, const std::vector<std::string>& headers, std::string& body,
         const std::string* posted = nullptr) {
  Easy easy(curl_easy_init());
  curl_slist* list = nullptr;
  for (const std::string& h : headers) list = curl_slist_append(list, h.c_str());
  const Headers owner(list);
  curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT, static_cast<long>(kDeadline.count()));
  if (posted != nullptr) {
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(posted->size()));
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDS, posted->c_str());
  }
  const CURLcode code = curl_easy_perform(easy.get());
  curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, nullptr);
  if (code != CURLE_OK) throw std::runtime_error(url + ": " + curl_easy_strerror(code));
  return easy;
}

}  // namespace

Process::Process(const std::vector<std::string>& argv,
                 const std::map<std::string, std::string>& environment) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  const std::vector<char*> args = pointers(argv);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    execvp(args[0], args.data());
    _exit(127);
  }
  close(ends[1]);
  output_ = ends[0];
  if (pid_ < 0) throw std::runtime_error("fork");
}

Process::~Process() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(output_);
}

bool Process::read_more(Clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd fd{output_, POLLIN, 0};
  if (left <= 0 || poll(&fd, 1, static_cast<int>(left)) <= 0) return false;
  char chunk[65536];
  const ssize_t n = read(output_, chunk, sizeof chunk);
  if (n <= 0) return false;
  partial_.append(chunk, static_cast<std::size_t>(n));
  for (std::size_t end; (end = partial_.find('\n')) != std::string::npos;) {
    lines_.push_back(partial_.substr(0, end));
    partial_.erase(0, end + 1);
  }
  return true;
}

std::string Process::wait_for(const std::function<bool(const std::string&)>& wanted) {
  const Clock::time_point deadline = Clock::now() + kDeadline;
  for (;;) {
    while (seen_ < lines_.size()) {
      const std::string& line = lines_[seen_++];
      if (wanted(line)) return line;
    }
    if (!read_more(deadline)) break;
  }
  std::string all = "the awaited line did not come; output:\n";
  for (const std::string& line : lines_) all += line + '\n';
  throw std::runtime_error(all + partial_);
}

std::string Process::wait_for_prefix(const std::string& prefix) {
  return wait_for([&prefix](const std::string& line) { return line.starts_with(prefix); });
}

void Process::signal(int number) const { kill(pid_, number); }

int Process::wait() {
  const Clock::time_point deadline = Clock::now() + kDeadline;
  while (read_more(deadline)) {
  }
  if (Clock::now() >= deadline) throw std::runtime_error("the program does not end");
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Finished run_program(const std::vector<std::string>& argv,
                     const std::map<std::string, std::string>& environment) {
  Process process(argv, environment);
  Finished out{process.wait(), ""};
  for (const std::string& line : process.lines()) out.output += line + '\n';
  return out;
}

std::string log_field(const std::string& line, const std::string& key) {
  const std::size_t at = line.find(' ' + key + '=');
  if (at == std::string::npos) return {};
  const std::size_t start = at + key.size() + 2;
  if (line[start] == '"') return line.substr(start + 1, line.find('"', start + 1) - start - 1);
  return line.substr(start, line.find(' ', start) - start);
}

std::string http_get(const std::string& url, const std::vector<std::string>& headers, long status) {
  std::string body;
  const Easy easy = get(url, headers, body);
  long got = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &got);
  if (got != status) throw std::runtime_error(url + ": status " + std::to_string(got));
  return body;
}

HttpResult http_ask(const std::string& url) {
  HttpResult out;
  const Easy easy = get(url, {}, out.body);
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &out.status);
  return out;
}

HttpResult http_post(const std::string& url, const std::string& body,
                     const std::vector<std::string>& headers) {
  HttpResult out;
  const Easy easy = get(url, headers, out.body, &body);
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &out.status);
  return out;
}

std::string http_header(const std::string& url, const std::string& name) {
  std::string body;
  const Easy easy = get(url, {}, body);
  curl_header* found = nullptr;
  if (curl_easy_header(easy.get(), name.c_str(), 0, CURLH_HEADER, -1, &found) != CURLHE_OK) {
    return {};
  }
  return found->value;
}

}  // namespace wirefold::test
