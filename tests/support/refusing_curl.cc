#include "support/refusing_curl.h"

#include <dlfcn.h>

#include <cstdarg>
#include <mutex>

namespace {

/// libcurl's function knows no object of ours.
struct State {
  std::mutex mutex;
  bool watching = false;
  CURLoption refused{};
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

}  // namespace

// In the place of libcurl's, for the whole program. Its third argument is a word of the machine,
// whatever the option.
#undef curl_easy_setopt
extern "C" CURLcode curl_easy_setopt(CURL* easy, CURLoption option, ...) {
  using Real = CURLcode (*)(CURL*, CURLoption, ...);
  static const auto kReal = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "curl_easy_setopt"));
  va_list arguments;
  va_start(arguments, option);
  void* const value = va_arg(arguments, void*);
  va_end(arguments);
  return is_taken(option) ? kReal(easy, option, value) : CURLE_UNKNOWN_OPTION;
}

namespace wirefold::test {

RefusingCurl::RefusingCurl() {
  const std::lock_guard lock(state().mutex);
  state().watching = true;
  state().refused = {};
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

std::set<CURLoption> RefusingCurl::seen() const {
  const std::lock_guard lock(state().mutex);
  return state().seen;
}

}  // namespace wirefold::test
