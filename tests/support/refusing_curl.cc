#include "support/refusing_curl.h"

#include <dlfcn.h>

#include <cstdarg>
#include <mutex>

namespace {

/// Global: libcurl's function gets no object of ours.
struct State {
  std::mutex mutex;
  bool watching = false;
  CURLoption refused{};
  wirefold::test::RefusingCurl::Call refused_call{};
  std::set<CURLoption> seen;
};

State& state() {
  static State* const kState = new State;
  return *kState;
}

bool is_taken(CURLoption option) {
  const std::lock_guard lock(state().mutex);
  if (!state().watching) return true;
  state().seen.insert(option);
  return option != state().refused;
}

bool is_refused(wirefold::test::RefusingCurl::Call call) {
  const std::lock_guard lock(state().mutex);
  return state().watching && call == state().refused_call;
}

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

using Call = wirefold::test::RefusingCurl::Call;

}  // namespace

// Replaces libcurl's function in the whole program. The third argument is one machine word for
// every option.
#undef curl_easy_setopt
extern "C" CURLcode curl_easy_setopt(CURL* easy, CURLoption option, ...) {
  static const auto kReal = real<CURLcode (*)(CURL*, CURLoption, ...)>("curl_easy_setopt");
  va_list arguments;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wvarargs"  // libcurl has declared it so: an enum before the "..."
  va_start(arguments, option);
#pragma GCC diagnostic pop
  void* const value = va_arg(arguments, void*);
  va_end(arguments);
  return is_taken(option) ? kReal(easy, option, value) : CURLE_UNKNOWN_OPTION;
}

extern "C" CURLMcode curl_multi_add_handle(CURLM* multi, CURL* easy) {
  static const auto kReal = real<CURLMcode (*)(CURLM*, CURL*)>("curl_multi_add_handle");
  return is_refused(Call::kAdd) ? CURLM_OUT_OF_MEMORY : kReal(multi, easy);
}

extern "C" CURLMcode curl_multi_poll(CURLM* multi, curl_waitfd* fds, unsigned count, int ms,
                                     int* ready) {
  using Real = CURLMcode (*)(CURLM*, curl_waitfd*, unsigned, int, int*);
  static const auto kReal = real<Real>("curl_multi_poll");
  return is_refused(Call::kPoll) ? CURLM_UNRECOVERABLE_POLL : kReal(multi, fds, count, ms, ready);
}

extern "C" CURLMcode curl_multi_wakeup(CURLM* multi) {
  static const auto kReal = real<CURLMcode (*)(CURLM*)>("curl_multi_wakeup");
  return is_refused(Call::kWakeup) ? CURLM_WAKEUP_FAILURE : kReal(multi);
}

namespace wirefold::test {

RefusingCurl::RefusingCurl() {
  const std::lock_guard lock(state().mutex);
  state().watching = true;
  state().refused = {};
  state().refused_call = {};
  state().seen.clear();
}

RefusingCurl::~RefusingCurl() {
  const std::lock_guard lock(state().mutex);
  state().watching = false;
}

void RefusingCurl::refuse(CURLoption option) {
  const std::lock_guard lock(state().mutex);
  state().refused = option;
}

void RefusingCurl::refuse(Call call) {
  const std::lock_guard lock(state().mutex);
  state().refused_call = call;
}

std::set<CURLoption> RefusingCurl::seen() const {
  const std::lock_guard lock(state().mutex);
  return state().seen;
}

}  // namespace wirefold::test
