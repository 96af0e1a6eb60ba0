#include "curl.h"

#include <cassert>
#include <new>
#include <stdexcept>

namespace wirefold::fetch {
namespace {

void check(CURLMcode code) {
  if (code == CURLM_OK) return;
  if (code == CURLM_OUT_OF_MEMORY) throw std::bad_alloc();
  throw std::runtime_error(std::string("libcurl fails: ") + curl_multi_strerror(code));
}

CURLM* start() {
  static const CURLcode kOnce = curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM* const out = kOnce == CURLE_OK ? curl_multi_init() : nullptr;
  if (out == nullptr) throw std::runtime_error("libcurl does not start");
  return out;
}

}  // namespace

void Lines::add(const std::string& line) {
  curl_slist* const longer = curl_slist_append(list_.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list_.release());
  list_.reset(longer);
}

Easy::Easy() : handle_(curl_easy_init()) {
  if (!handle_) throw std::bad_alloc();
}

const char* Easy::header(const char* name, std::size_t index) const noexcept {
  curl_header* found = nullptr;
  const CURLHcode code = curl_easy_header(handle_.get(), name, index, CURLH_HEADER, -1, &found);
  return code == CURLHE_OK ? found->value : nullptr;
}

std::string Easy::header(const char* name) const {
  const char* const value = header(name, 0);
  return value == nullptr ? std::string() : value;
}

Multi::Multi() : handle_(start()) {}

void Multi::refuse(CURLMoption option) {
  throw std::runtime_error("libcurl does not support option " + std::to_string(option));
}

bool Multi::add(CURL* easy) noexcept {
  return curl_multi_add_handle(handle_.get(), easy) == CURLM_OK;
}

void Multi::remove(CURL* easy) noexcept {
  [[maybe_unused]] const CURLMcode code = curl_multi_remove_handle(handle_.get(), easy);
  assert(code == CURLM_OK);
}

void Multi::perform() {
  int running = 0;
  check(curl_multi_perform(handle_.get(), &running));
}

std::optional<Multi::Ended> Multi::next_ended() noexcept {
  int left = 0;
  while (const CURLMsg* const message = curl_multi_info_read(handle_.get(), &left)) {
    if (message->msg == CURLMSG_DONE) return Ended{message->easy_handle, message->data.result};
  }
  return std::nullopt;
}

void Multi::wait(int milliseconds) {
  check(curl_multi_poll(handle_.get(), nullptr, 0, milliseconds, nullptr));
}

bool Multi::wake() noexcept { return curl_multi_wakeup(handle_.get()) == CURLM_OK; }

ParsedUrl::ParsedUrl(const std::string& url) : handle_(curl_url()) {
  if (!handle_) throw std::bad_alloc();
  if (curl_url_set(handle_.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) handle_.reset();
}

std::string ParsedUrl::part(CURLUPart what) const { return part(what, CURLU_DEFAULT_PORT); }

std::string ParsedUrl::part(CURLUPart what, unsigned flags) const {
  char* text = nullptr;
  const bool has = is_valid() && curl_url_get(handle_.get(), what, &text, flags) == CURLUE_OK;
  const Handle<char, curl_free> owned(text);
  return has ? std::string(text) : std::string();
}

}  // namespace wirefold::fetch
